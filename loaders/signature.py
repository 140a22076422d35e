"""The signature of a text, by which copies of one story know each other."""

from __future__ import annotations


def signature(text: str) -> tuple[int, ...]:
    return ()

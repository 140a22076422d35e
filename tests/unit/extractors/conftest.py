"""The command line as a process, as the tests of the command line run it."""

from __future__ import annotations

from tests.unit.cli.conftest import process

__all__ = ["process"]

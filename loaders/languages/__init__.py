"""Language packs: word lists and patterns as data, found by the entry points ``claimstake.languages``.

An entry point's name is the language's code and its object the pack's folder (a ``Path``): a new language is a package of YAML files.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import entry_points
from pathlib import Path

from loaders.languages import en, fr
from loaders.languages.data import PackError
from loaders.languages.pack import Pack

GROUP = "claimstake.languages"
__all__ = ["GROUP", "Pack", "PackError", "load_pack", "packs"]


def _folders() -> dict[str, Path]:
    """Ours, and those that installed packages declare; a declared one takes the place of ours."""
    folders = {"en": en.FOLDER, "fr": fr.FOLDER}
    for point in sorted(entry_points(group=GROUP), key=lambda p: p.name):
        folder = point.load()
        if not isinstance(folder, Path):
            raise PackError(f"entry point {point.name} of {GROUP} must be the Path of the pack's folder, not {type(folder).__name__}")
        folders[point.name] = folder
    return folders


@lru_cache(maxsize=1)
def packs() -> tuple[str, ...]:
    """The codes of all languages that have a pack, sorted."""
    return tuple(sorted(_folders()))


@lru_cache(maxsize=16)
def load_pack(code: str) -> Pack:
    """The pack of a language (``en``, ``fr``). Raises PackError for a language without one."""
    folder = _folders().get(code)
    if folder is None:
        raise PackError(f"there is no language pack for {code!r}; there are: {', '.join(packs())}")
    return Pack(code, folder)

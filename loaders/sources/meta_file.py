"""``FILE.meta.json`` beside a file: what is known of a document that does not say it itself."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

from graph.errors import InvalidValue, SourceError
from loaders.sources.base import Meta

SUFFIX = ".meta.json"
_LIMIT = 100_000
_FIELDS = tuple(f.name for f in fields(Meta) if f.name != "warnings")


def meta_beside(path: Path) -> Meta:
    """What ``article.html.meta.json`` (else ``article.meta.json``) says of ``article.html``; an empty Meta when there is neither.

    Fields: published, lang, publisher, url, title, author; others give a warning. Raises SourceError when it cannot be read.
    """
    for candidate in (path.with_name(path.name + SUFFIX), path.with_suffix(SUFFIX)):
        if candidate.is_file():
            return _read(candidate)
    return Meta()


def _read(path: Path) -> Meta:
    try:
        with path.open("rb") as file:
            data = json.loads(file.read(_LIMIT).decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise SourceError(f"{path}: cannot be read as JSON ({error}); mend or remove it") from error
    if not isinstance(data, dict) or not all(isinstance(data.get(name, ""), str) for name in _FIELDS):
        raise SourceError(f"{path}: write one JSON object whose fields ({', '.join(_FIELDS)}) are texts")
    unknown = sorted(set(data) - set(_FIELDS))
    warnings = (f"{path.name}: unknown field {', '.join(unknown)}; known are {', '.join(_FIELDS)}",) if unknown else ()
    try:
        return Meta(**{name: data.get(name, "") for name in _FIELDS}, warnings=warnings)
    except InvalidValue as error:
        raise SourceError(f"{path}: {error}") from error

"""Checks source files: every passage alone, then the corpus as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePath

from tests.corpus.tool.checks import check_passage
from tests.corpus.tool.corpus import Places, load, passages_of, source_paths
from tests.corpus.tool.doubles import borrowed, foreign_runs, name_key, repeated
from tests.corpus.tool.model import Entity, Finding, Passage, SourceFile
from tests.corpus.tool.tables import ID


def lint(places: Places, chosen: Sequence[Path] = ()) -> list[Finding]:
    """What is wrong with the chosen files (default: all sources and second annotations), sorted.

    The rest of the corpus is read for comparison.
    """
    every = source_paths(places.sources)
    seconds = source_paths(places.second)
    wanted = list(chosen) or [*every, *seconds]
    first_paths = list(dict.fromkeys([*every, *(p.resolve() for p in wanted if not places.is_second(p))]))
    firsts = load(first_paths, places)
    others = load([p for p in wanted if places.is_second(p)], places)
    names = {places.shown(p) for p in wanted}
    picked = [f for f in firsts if f.file in names]
    findings = [*_alone([*picked, *others]), *_files(picked), *_corpus(firsts), *_seconds(others, passages_of(firsts))]
    findings += borrowed(passages_of(picked), foreign_runs(places.shared))
    return sorted({f for f in findings if f.file in names or names & set(f.also)})


def _alone(files: Iterable[SourceFile]) -> Iterator[Finding]:
    for file in files:
        yield from file.findings
        for passage in file.passages:
            yield from check_passage(passage)


def _files(files: Iterable[SourceFile]) -> Iterator[Finding]:
    """Names of files, and the note that a file with real firms must have in its head."""
    for file in files:
        path = PurePath(file.file)
        for p in file.passages:
            match = ID.match(p.id)
            if match and (path.parent.name, path.stem) != (match[1], f"{match[2]}-{match[3]}"):
                fix = f"it goes to {match[1]}/{match[2]}-{match[3]}.txt, or its id is wrong"
                yield Finding(file.file, p.line, f"{p.id} does not belong in this file", fix)
        real = next((e for p in file.passages for e in _told(p) if not e.invented), None)
        if real is not None and not file.head:
            fix = "begin the file with lines `% ...` that say what is invented about real firms"
            yield Finding(file.file, 1, f"tells things of real firms ({real.name}) and has no note in its head", fix)


def _told(p: Passage) -> Iterator[Entity]:
    for claim in p.claims:
        for key in (k for keys in claim.roles.values() for k in keys):
            entity = p.entities.get(key)
            if entity is not None and entity.type in ("Company", "Person"):
                yield entity


def _corpus(files: Sequence[SourceFile]) -> Iterator[Finding]:
    passages = passages_of(files)
    yield from _twice(passages)
    yield from _invented(passages)
    yield from repeated(passages)


def _twice(passages: Iterable[Passage]) -> Iterator[Finding]:
    seen: dict[str, Passage] = {}
    for p in passages:
        first = seen.setdefault(p.id, p)
        if first is not p:
            what = f"the id {p.id} is also that of {first.file}:{first.line}"
            yield Finding(p.file, p.line, what, "give each passage an id of its own", also=(first.file,))


def _invented(passages: Iterable[Passage]) -> Iterator[Finding]:
    """An invented firm lives in one split and is invented everywhere."""
    seen: dict[str, tuple[Passage, Entity]] = {}
    for p in passages:
        for entity in p.entities.values():
            if entity.type != "Company":
                continue
            other, known = seen.setdefault(name_key(entity.name), (p, entity))
            where = f"{other.file}:{known.line}"
            if entity.invented and known.invented and other.split != p.split:
                what = f"the invented {entity.name} is in {p.split} and in {other.split} ({where})"
                yield Finding(p.file, entity.line, what, "invent another name for one of them", also=(other.file,))
            elif entity.invented != known.invented:
                what = f"{entity.name} is {_called(entity)} here and {_called(known)} in {where}"
                fix = "write Company! in both, or in neither, or invent another name"
                yield Finding(p.file, entity.line, what, fix, also=(other.file,))


def _called(entity: Entity) -> str:
    return "invented" if entity.invented else "real"


def _seconds(files: Iterable[SourceFile], firsts: Iterable[Passage]) -> Iterator[Finding]:
    """Second annotations have the ids and the very texts of the first."""
    known = {p.id: p for p in firsts}
    seen: dict[str, Passage] = {}
    for p in passages_of(files):
        first = known.get(p.id)
        if first is None:
            yield Finding(p.file, p.line, f"{p.id} is in no file of src/", "take ids and texts from `blank`")
        elif first.text != p.text:
            what = f"the text of {p.id} differs from {first.file}:{first.line} {_difference(first.text, p.text)}"
            yield Finding(p.file, p.line, what, "restore it from `blank`")
        if seen.setdefault(p.id, p) is not p:
            yield Finding(p.file, p.line, f"{p.id} is annotated twice here", "keep one")


def _difference(a: str, b: str) -> str:
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return f"at character {at}: {a[at : at + 20]!r} became {b[at : at + 20]!r}"

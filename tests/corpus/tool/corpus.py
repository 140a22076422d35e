"""Where the corpus lies, and its sources read as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.corpus.tool.model import CorpusError, Passage, SourceFile
from tests.corpus.tool.parse import parse_file


@dataclass(frozen=True, slots=True)
class Places:
    """The folders that the tool reads and writes. ``shared`` may be absent; it holds texts of others and the official scorer."""

    corpus: Path
    shared: Path
    docs: Path

    @property
    def sources(self) -> Path:
        """First annotations."""
        return self.corpus / "src"

    @property
    def second(self) -> Path:
        """Second annotations of the same texts."""
        return self.corpus / "second"

    def shown(self, path: Path) -> str:
        """A file's name in findings: relative to the repository where it lies in it."""
        full, root = path.resolve(), self.corpus.parents[1].resolve()
        return str(full.relative_to(root)) if full.is_relative_to(root) else str(path)

    def is_second(self, path: Path) -> bool:
        """Whether a file holds second annotations."""
        return path.resolve().is_relative_to(self.second.resolve())


def default_places() -> Places:
    """The places of this repository."""
    corpus = Path(__file__).resolve().parents[1]
    root = corpus.parents[1]
    return Places(corpus, root.parent / "shared", root / "docs" / "corpus.md")


def source_paths(folder: Path) -> list[Path]:
    """All source files below a folder, in order."""
    return sorted(folder.glob("*/*.txt"))


def expand(paths: Sequence[Path]) -> list[Path]:
    """The files named, folders replaced by the source files in them. Raises CorpusError where one is not there."""
    out: list[Path] = []
    for path in paths:
        if not path.exists():
            raise CorpusError(f"{path}: no such file; name a source file, as in tests/corpus/src/en/learn-a.txt")
        out += sorted(path.rglob("*.txt")) if path.is_dir() else [path]
    return out


def load(paths: Iterable[Path], places: Places) -> list[SourceFile]:
    """The source files, read."""
    return [parse_file(path, places.shown(path)) for path in paths]


def passages_of(files: Iterable[SourceFile]) -> list[Passage]:
    """All passages of the files, in order."""
    return [p for f in files for p in f.passages]

"""What a user names, to articles: files, directories, standard input, and what is beside them."""

from __future__ import annotations

import io
import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from graph.errors import InvalidValue, SourceError
from graph.model import Article
from loaders.fetch import Limits
from loaders.read import documents, read
from loaders.sources.base import Draft, Meta, Raw, Reject
from loaders.sources.registry import GROUP, installed_sources
from tests.unit.sources.helpers import FIXTURES, articles, fixture, reasons
from tests.unprivileged import unprivileged

TEXT = "Copperline Mining has sold the last of its containers to a buyer in Ohio."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with files of every kind, some of them none of ours."""
    for name in ("b.txt", "a.md", "sub/c.text", "sub/deeper/d.txt", ".hidden/e.txt", "sub/.f.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{TEXT} This is {name}.")
    (tmp_path / "page.html").write_bytes(fixture("page-en.html"))
    (tmp_path / "b.txt.meta.json").write_text(json.dumps({"published": "2025-10-31", "publisher": "Hashboard Weekly"}))
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "notes.json").write_text("{}")
    return tmp_path


def names(items: list[Article | Reject], folder: Path) -> list[str]:
    """Which files gave articles, by the words that name them, and which were rejected."""
    return [Path(i.where).name if isinstance(i, Reject) else i.text.rpartition("This is ")[2].rstrip(".")[:12] for i in items]


def test_a_directory_is_walked_in_order_and_tells_what_it_passes_over(folder: Path) -> None:
    items = list(read([folder]))
    assert names(items, folder) == ["a.md", "b.txt", "notes.json", "Tamarack Com", "picture.png", "sub/c.text", "sub/deeper/d"]
    assert [i.skipped for i in items if isinstance(i, Reject)] == [True, True]
    assert items == list(read([str(folder)]))


def test_the_order_is_that_of_the_names_given(folder: Path) -> None:
    items = list(read([folder / "sub", folder / "b.txt", folder / "missing.txt", folder / "a.md"]))
    assert names(items, folder) == ["sub/c.text", "sub/deeper/d", "b.txt", "missing.txt", "a.md"]
    assert "No such file" in reasons(items)[0]


def test_the_meta_file_goes_before_the_document_and_the_command_line_before_both(folder: Path) -> None:
    (first,) = articles(list(read([folder / "b.txt"])))
    assert (first.published, first.publisher) == ("2025-10-31", "Hashboard Weekly")
    (second,) = articles(list(read([folder / "b.txt"], Meta(published="2025-11-01T08:00:00+01:00"))))
    assert (second.published, second.publisher) == ("2025-11-01T08:00:00+01:00", "Hashboard Weekly")
    (folder / "page.meta.json").write_text(json.dumps({"publisher": "Another", "url": "https://example.org/p", "titel": "?"}))
    (third,) = articles(list(read([folder / "page.html"])))
    assert (third.publisher, third.url, third.published) == ("Another", "https://example.org/p", "2025-11-12T22:40:00-05:00")
    assert "unknown field titel" in third.warnings[0]


@pytest.mark.parametrize("content", ("{", "[]", '{"published": 2025}', '{"published": "soon"}', "\ufffd"))
def test_a_wrong_meta_file_is_told(folder: Path, content: str) -> None:
    (folder / "a.md.meta.json").write_text(content)
    items = list(read([folder / "a.md", folder / "b.txt"]))
    assert "a.md.meta.json" in reasons(items)[0]
    assert isinstance(items[1], Article)


def test_a_wrong_date_on_the_command_line_is_told_at_once() -> None:
    with pytest.raises(InvalidValue, match="write 2025-11-13"):
        Meta(published="13th of next month")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\r\n" * 1100, "empty"),
        ("binary.txt", bytes(range(256)) * 20, "no text"),
        ("word.docx", b"PK\x03\x04" + bytes(100), "no text: it is a ZIP archive or an office document"),
        ("russian.txt", "Компания сообщила, что закрыла сделку.".encode("koi8-r"), "the encoding is wrong"),
        ("large.txt", b"word " * 2000, "larger than 6,000 bytes"),
        ("large.html", b"<p>word</p>" * 1000, "larger than 6,000 bytes"),
    ],
)
def test_bad_files_are_rejected_and_the_rest_goes_on(folder: Path, name: str, content: bytes, reason: str) -> None:
    (folder / name).write_bytes(content)
    before, bad, after = read([folder / "a.md", folder / name, folder / "b.txt"], limits=Limits(size=6000))
    assert isinstance(before, Article)
    assert isinstance(after, Article)
    assert isinstance(bad, Reject)
    assert bad.where == str(folder / name)
    assert bad.reason.startswith(reason)
    assert not bad.skipped


def test_a_large_file_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(2_000_000_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    (reason,) = reasons(list(read([path])))
    assert reason.startswith("larger than 20,000,000 bytes")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000  # kilobytes


def test_odd_names(tmp_path: Path) -> None:
    assert "cannot be opened" in reasons(list(read(["a\x00b"])))[0]
    assert "cannot be opened" in reasons(list(read(["x" * 5000])))[0]
    assert reasons(list(read([tmp_path])))[0].startswith("no article in this directory")
    assert list(documents(["-", "http://example.org/a", str(tmp_path / "a")])) == ["-", "http://example.org/a", str(tmp_path / "a")]


def test_unreadable_folders() -> None:
    with unprivileged() as folder:
        (folder / "closed").mkdir(mode=0)
        assert "cannot be read" in reasons(list(read([folder / "closed"])))[0]


@pytest.mark.parametrize("name", ("page-fr.html", "feed.rss", "articles.jsonl"))
def test_standard_input(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(fixture(name))))
    piped, named = list(read(["-"])), list(read([FIXTURES / name]))
    assert [i for i in piped if isinstance(i, Article)] == [i for i in named if isinstance(i, Article)]
    assert reasons(piped) == reasons(named)
    assert all(i.where.startswith("-") for i in piped if isinstance(i, Reject))


def test_a_pipe_and_a_named_pipe() -> None:
    code = "import sys; from loaders.read import read; print([a.text for a in read(['-'])])"
    done = subprocess.run([sys.executable, "-c", code], input=TEXT.encode(), capture_output=True, check=True)
    assert done.stdout.decode().strip() == repr([TEXT])
    code = "import sys; from loaders.read import read; print([a.text for a in read(['/dev/stdin'])])"
    done = subprocess.run([sys.executable, "-c", code], input=TEXT.encode(), capture_output=True, check=True)
    assert done.stdout.decode().strip() == repr([TEXT])


class SpreadsheetSource:
    """A source of somebody else."""

    name = "spreadsheet"

    def accepts(self, locator: str | Path, head: bytes, media: str = "") -> bool:
        """Files of its ending."""
        return str(locator).endswith(".csv")

    def read(self, raw: Raw, meta: Meta) -> Iterator[Draft | Reject]:
        """An article a line, none from an empty one, and the end of it all from one that is wrong."""
        for number, line in enumerate(raw.read().decode().splitlines(), 1):
            if line == "broken":
                raise SourceError(f"{raw.locator}: line {number} is broken; mend it")
            yield (
                Draft(line, f"{raw.locator}:{number}", published=meta.published)
                if line
                else Reject(f"{raw.locator}:{number}", "empty line")
            )


def test_a_source_of_others(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{TEXT}\n\n{TEXT} Again.\nbroken\n{TEXT}")
    items = list(read([path], sources=(SpreadsheetSource(), *installed_sources())))
    assert [isinstance(i, Article) for i in items] == [True, False, True, False]
    assert items[3] == Reject(str(path), "line 4 is broken; mend it")
    assert reasons(list(read([tmp_path / "a.csv"], sources=(SpreadsheetSource(),))))[0] == "empty line"
    assert "no source reads" in reasons(list(read([FIXTURES / "feed.rss"], sources=(SpreadsheetSource(),))))[0]


def test_what_is_declared_is_what_there_is() -> None:
    assert [source.name for source in installed_sources()] == ["pdf", "feed", "html", "jsonl", "text"]
    declared = {point.name: point.load() for point in entry_points(group=GROUP)}
    assert all(type(source) is declared.get(source.name, type(source)) for source in installed_sources())

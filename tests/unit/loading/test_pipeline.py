"""The pipeline: what becomes of each article and document, and that loading is idempotent, order-free and undone by retraction."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import SettingsError
from graph.model import ArticleState
from graph.reference import NoReference
from graph.stores.base import ALL, Store
from graph.stores.sqlite import SqliteStore
from loaders import pipeline
from loaders.extractors import Extractor, installed, make_extractors
from loaders.fetch import Limits
from loaders.gazetteer import load_gazetteer
from loaders.pipeline import Options, Outcome, Result
from loaders.rejects import RejectFile, read_rejects, rejects_beside
from loaders.signature import signature
from loaders.sources.base import Meta, Reject
from tests.unit.loading.plain import PlainExtractor

PLAIN: tuple[Extractor, ...] = (PlainExtractor(),)
ENGLISH = Options(Meta(published="2025-11-13", lang="en"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store in a file."""
    with SqliteStore(str(tmp_path / "store.db"), NoReference()) as made:
        yield made


def write(folder: Path, **texts: str) -> list[Path]:
    """Text files, each with a headline and the sentences given."""
    folder.mkdir(exist_ok=True)
    paths = []
    for name, text in texts.items():
        path = folder / f"{name}.txt"
        path.write_text(f"News of the day: {name}\n\n{text}\n", "utf-8")
        paths.append(path)
    return paths


def load(paths: list[Path], store: Store, options: Options = ENGLISH) -> list[Outcome]:
    """Load files with the plain extractor."""
    return list(pipeline.load(paths, store, PLAIN, options))


def results(outcomes: list[Outcome]) -> list[Result]:
    """What became of each."""
    return [o.result for o in outcomes]


def graph(store: Store) -> list[str]:
    """The dump without tombstones' articles and the ledger: what must not depend on history."""
    lines = [json.loads(line) for line in store.dump()]
    return [json.dumps(line) for line in lines if line.get("record", {}).get("state") != "retracted"]


def test_an_article_is_stored_with_its_claims_and_ledger(store: Store, tmp_path: Path) -> None:
    [outcome] = load(write(tmp_path / "in", a="Tamarack Compute runs Otter Lake. Nobody runs Washington."), store)
    assert (outcome.result, outcome.claims, outcome.refused) == (Result.STORED, 1, 1)
    [record] = store.articles()
    assert record.refusals[0].reason == "nobody runs it"
    assert record.article.title == "News of the day: a"
    assert [f.type for f in store.facts()] == ["operates"]


def test_loading_again_changes_no_byte(store: Store, tmp_path: Path) -> None:
    paths = write(tmp_path / "in", a="Tamarack Compute runs Otter Lake.", b="Fjordline Data will run Otter Lake.")
    load(paths, store)
    before, changes = list(store.dump()), store.stats()["sequence"]
    assert results(load(paths, store)) == [Result.UNCHANGED, Result.UNCHANGED]
    assert list(store.dump()) == before
    assert store.stats()["sequence"] == changes


def test_any_order_gives_the_same_graph(tmp_path: Path) -> None:
    paths = write(
        tmp_path / "in",
        a="Tamarack Compute runs Otter Lake.",
        b="Tamarack Compute will run Otter Lake.",
        c="Fjordline Data runs Otter Lake. Fjordline Data runs Saguenay.",
    )
    dumps = set()
    for number, order in enumerate(itertools.permutations(paths)):
        with SqliteStore(str(tmp_path / f"{number}.db"), NoReference()) as store:
            load(list(order), store)
            dumps.add("\n".join(store.dump()))
    assert len(dumps) == 1


def test_after_retraction_it_is_as_if_it_had_never_been(tmp_path: Path) -> None:
    paths = write(
        tmp_path / "in", a="Tamarack Compute runs Otter Lake.", b="Tamarack Compute will run Otter Lake. Fjordline Data runs Saguenay."
    )
    with (
        SqliteStore(str(tmp_path / "with.db"), NoReference()) as store,
        SqliteStore(str(tmp_path / "without.db"), NoReference()) as other,
    ):
        both = load(paths, store)
        load(paths[:1], other)
        article = both[1].article
        assert article is not None
        store.retract(article.id)
        assert graph(store) == graph(other)
        assert results(load(paths, store)) == [Result.UNCHANGED, Result.SKIPPED]
        assert "retracted" in load(paths, store)[1].reason
        assert graph(store) == graph(other)
        assert results(load(paths, store, Options(ENGLISH.meta, restore=True))) == [Result.UNCHANGED, Result.STORED]
        assert len(store.facts(page=ALL)) == 2


def test_a_changed_article_supersedes_and_the_old_text_stays(store: Store, tmp_path: Path) -> None:
    options = Options(Meta(published="2025-11-13", lang="en", url="https://news.example/a"))
    load(write(tmp_path / "in", a="Tamarack Compute runs Otter Lake."), store, options)
    [outcome] = load(write(tmp_path / "in", a="Fjordline Data runs Saguenay."), store, options)
    assert outcome.result is Result.SUPERSEDED
    assert [r.state for r in store.articles()] == [ArticleState.SUPERSEDED, ArticleState.STORED]
    assert [c.evidence.quote for c in store.claims()] == ["Fjordline Data runs Saguenay."]


def test_what_cannot_be_read_is_rejected_and_the_rest_goes_on(store: Store, tmp_path: Path) -> None:
    [good] = write(tmp_path / "in", good="Tamarack Compute runs Otter Lake.")
    empty, binary, torn, big = (tmp_path / "in" / name for name in ("empty.txt", "binary.txt", "torn.pdf", "big.txt"))
    empty.write_bytes(b"")
    binary.write_bytes(bytes(range(256)) * 20)
    torn.write_bytes(b"%PDF-1.7\n1 0 obj\n<<")
    big.write_bytes(b"word " * 300_000)
    outcomes = load([empty, binary, torn, big, good, tmp_path / "absent.txt"], store, Options(ENGLISH.meta, Limits(size=1_000_000)))
    assert results(outcomes) == [*[Result.REJECTED] * 4, Result.STORED, Result.REJECTED]
    assert all(o.reason for o in outcomes if o.failed)
    assert "larger than 1,000,000 bytes" in outcomes[3].reason
    assert store.stats()["articles"] == 1


def test_an_unsupported_language_and_a_missing_date_are_stored_with_a_warning(store: Store, tmp_path: Path) -> None:
    text = "Das Unternehmen betreibt seit vielen Jahren ein großes Rechenzentrum in der Nähe von Hamburg und will es erweitern."
    [outcome] = load(write(tmp_path / "in", a=text), store, Options())
    assert (outcome.result, outcome.claims) == (Result.STORED, 0)
    assert outcome.article is not None and len(outcome.article.warnings) == 2


def test_a_folder_is_walked_and_what_is_no_article_is_passed_over(store: Store, tmp_path: Path) -> None:
    write(tmp_path / "in", b="Tamarack Compute runs Otter Lake.", a="Fjordline Data runs Saguenay.")
    (tmp_path / "in" / "picture.png").write_bytes(b"\x89PNG\r\n")
    outcomes = load([tmp_path / "in"], store)
    assert results(outcomes) == [Result.STORED, Result.STORED, Result.PASSED_OVER]
    assert not any(o.failed for o in outcomes)


def test_rejects_may_stand_among_the_locators(store: Store) -> None:
    [outcome] = pipeline.load([Reject("x.pdf", "torn")], store, PLAIN)
    assert (outcome.where, outcome.result, outcome.reason) == ("x.pdf", Result.REJECTED, "torn")


def test_without_an_extractor_only_the_text_is_stored(store: Store, tmp_path: Path) -> None:
    [outcome] = pipeline.load(write(tmp_path / "in", a="Tamarack Compute runs Otter Lake."), store, (), ENGLISH)
    assert (outcome.result, outcome.claims) == (Result.STORED, 0)


def test_two_extractors_keep_their_own_claims(store: Store, tmp_path: Path) -> None:
    paths = write(tmp_path / "in", a="Tamarack Compute runs Otter Lake.")
    two = (PlainExtractor("plain/1"), PlainExtractor("other/1"))
    assert results(list(pipeline.load(paths, store, two, ENGLISH))) == [Result.STORED]
    assert {c.extractor for c in store.claims(doubles=True)} == {"plain/1", "other/1"}
    assert results(list(pipeline.load(paths, store, two, ENGLISH))) == [Result.UNCHANGED]


def test_extraction_alone_names_articles_by_their_files(tmp_path: Path) -> None:
    lines = tmp_path / "two.jsonl"
    texts = ["One\n\nTamarack Compute runs Otter Lake.", "Two\n\nFjordline Data runs Saguenay."]
    lines.write_text("".join(json.dumps({"id": str(n), "text": t, "lang": "en"}) + "\n" for n, t in enumerate(texts)), "utf-8")
    [plain] = write(tmp_path / "in", dev="Tamarack Compute will run Otter Lake.")
    items = list(pipeline.extract([plain, lines, tmp_path / "absent.txt"], PLAIN, Options(Meta(lang="en"))))
    assert isinstance(items[-1], Reject)
    found = [item for item in items if not isinstance(item, Reject)]
    assert [article.id for article, _ in found] == ["dev", "two", "two#2"]
    assert all(claim.evidence.article == article.id for article, made in found for _, told in made for claim in told.claims)


def test_reextraction_tells_what_changed(store: Store, tmp_path: Path) -> None:
    paths = write(tmp_path / "in", a="Tamarack Compute runs Otter Lake.", b="Nothing here.")
    list(pipeline.load(paths, store, (), ENGLISH))
    done = list(pipeline.reextract(store, PLAIN))
    assert sorted((len(d.new), len(d.gone)) for d in done) == [(0, 0), (1, 0)]
    before = list(store.dump())
    assert all(not d.new and not d.gone for d in pipeline.reextract(store, PLAIN))
    assert list(store.dump()) == before


def test_reextraction_signs_the_texts_anew(store: Store, tmp_path: Path) -> None:
    list(pipeline.load(write(tmp_path / "in", a="Tamarack Compute runs Otter Lake."), store, PLAIN, ENGLISH))
    [record] = store.articles()
    claims = store.claims(page=ALL)
    store.write(record.article.model_copy(update={"signature": ()}), claims)
    assert [r.article.signature for r in store.articles()] == [()]
    list(pipeline.reextract(store, PLAIN))
    assert [r.article.signature for r in store.articles()] == [signature(record.article.text)]
    assert [c.id for c in store.claims(page=ALL)] == [c.id for c in claims]


def test_rejects_are_noted_once(tmp_path: Path) -> None:
    path = rejects_beside(str(tmp_path / "store.db"))
    rejected = Outcome("x.pdf", Result.REJECTED, reason="torn")
    for _ in range(2):
        file = RejectFile(path)
        file.note(rejected)
        file.note(rejected)
        file.note(Outcome("y.txt", Result.STORED))
    assert [(r.where, r.reason) for r in read_rejects(path)] == [("x.pdf", "torn")]
    assert path is not None
    path.write_text(path.read_text("utf-8") + '{"where": "z', "utf-8")
    assert len(read_rejects(path)) == 1


@pytest.mark.parametrize(
    ("store", "name"), [("a.db", "a.db.rejects.jsonl"), ("sqlite:b/a.db", "b/a.db.rejects.jsonl"), ("sqlite://a.db", "a.db.rejects.jsonl")]
)
def test_where_rejects_are_noted(store: str, name: str) -> None:
    assert rejects_beside(store) == Path(name)


@pytest.mark.parametrize("store", ["memory:", "neo4j://host:7687"])
def test_stores_that_are_no_file_note_no_rejects(store: str) -> None:
    assert rejects_beside(store) is None
    RejectFile(None).note(Outcome("x", Result.REJECTED, reason="y"))


def test_extractors_are_found_by_name() -> None:
    assert "rules" in installed()
    with pytest.raises(SettingsError, match="no extractor called 'tarot'; installed are rules"):
        make_extractors(("tarot",), load_gazetteer())

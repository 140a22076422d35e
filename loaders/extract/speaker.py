"""Who says it: the source of a quotation, the subject of a verb of saying above the claim, or "according to X".

Only the sentence or quotation itself counts, never the sentence before it (settled case of the ontology).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.ontology import EntityType
from loaders.extract.clause import subjects
from loaders.extract.document import Document, Found, Sentence, Token
from loaders.extract.modality import Modality

_E = EntityType
_SPEAKERS = (_E.PERSON, _E.COMPANY, _E.AUTHORITY)
_QUOTES = re.compile(r"«[^«»]{2,1500}»|“[^“”]{2,1500}”|\"[^\"\n]{2,1500}\"")
_ACCORDING = {"en": ("according",), "fr": ("selon", "d'après", "dixit")}
_ABOVE = ("ccomp", "xcomp", "obj", "obl", "parataxis", "advcl", "acl", "conj", "nmod", "nsubj", "nsubj:pass", "dep", "appos", "mark", "aux", "compound")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch in quotation marks with the one to whom it is attributed, if any."""

    start: int
    end: int
    speaker: Found | None


def quotations(doc: Document, lists: Modality) -> list[Quotation]:
    """All quotations of the article; one without a source of its own has that of the quotation before it in its paragraph."""
    out: list[Quotation] = []
    for match in _QUOTES.finditer(doc.text):
        if len(match.group().split()) < 4:
            continue
        speaker = _attributed(doc, match.start(), match.end(), lists)
        if speaker is None and out and "\n" not in doc.text[out[-1].end : match.start()]:
            speaker = out[-1].speaker
        out.append(Quotation(match.start(), match.end(), speaker))
    return out


def _attributed(doc: Document, start: int, end: int, lists: Modality) -> Found | None:
    """The speaker beside a quotation: behind it ("...", said X) or before it (X said: "...")."""
    for sentence in doc.sentences:
        if sentence.end <= start or sentence.start >= end + 3:
            continue
        outside = [t for t in sentence.tokens if t.end <= start or t.start >= end]
        verbs = [t for t in outside if t.lemma in lists.speech and not t.found]
        for verb in sorted(verbs, key=lambda t: min(abs(t.start - end), abs(start - t.end))):
            speaker = _beside(sentence, verb, outside)
            if speaker:
                return speaker
        named = _according(sentence, doc.pack.code)
        if named:
            return named
    return None


def _beside(sentence: Sentence, verb: Token, outside: Sequence[Token]) -> Found | None:
    for subject in subjects(sentence, verb):
        if subject.found and subject.found.type in _SPEAKERS:
            return subject.found
    near = [t for t in outside if t.found and t.found.type in _SPEAKERS and abs(t.i - verb.i) <= 6]
    people = [t for t in near if t.found and t.found.type is _E.PERSON]
    best = min(people or near, key=lambda t: abs(t.i - verb.i), default=None)
    return best.found if best else None


def _according(sentence: Sentence, lang: str) -> Found | None:
    for token in sentence.tokens:
        if token.lower in _ACCORDING.get(lang, ()):
            after = [t for t in sentence.tokens[token.i + 1 : token.i + 8] if t.found and t.found.type in _SPEAKERS]
            if after:
                return after[0].found
    return None


def speaker_of(sentence: Sentence, trigger: Token, quotes: Sequence[Quotation], lists: Modality) -> Found | None:
    """The speaker of what ``trigger`` tells; None where the article itself asserts."""
    for quote in quotes:
        if quote.start <= trigger.start < quote.end:
            return quote.speaker
    above = _above(sentence, trigger, lists)
    if above:
        return above
    return _according(sentence, lists.lang) or _aside(sentence, trigger, lists)


def _above(sentence: Sentence, trigger: Token, lists: Modality) -> Found | None:
    node = trigger
    for _ in range(10):
        head = sentence.head(node)
        if head is None:
            return None
        if node.dep.startswith("acl:relcl"):
            return None
        if node.dep.split(":")[0] in {d.split(":")[0] for d in _ABOVE} and head.lemma in lists.speech and head.pos in ("VERB", "AUX"):
            if node.dep == "conj" and _own_subject(sentence, node):
                return None
            for subject in subjects(sentence, head):
                if subject.found and subject.found.type in _SPEAKERS:
                    return subject.found
        node = head
    return None


def _own_subject(sentence: Sentence, token: Token) -> bool:
    return any(True for _ in sentence.children(token.i, "nsubj"))


def _aside(sentence: Sentence, trigger: Token, lists: Modality) -> Found | None:
    """", indique l'entreprise": a verb of saying behind a comma, its subject right behind it or right before it, covers what stands before."""
    for verb in sentence.tokens[trigger.i + 1 :]:
        if verb.lemma not in lists.speech or verb.pos not in ("VERB", "AUX") or verb.found:
            continue
        before = sentence.tokens[verb.i - 1] if verb.i else None
        after = sentence.tokens[verb.i + 1 : verb.i + 4]
        inverted = before is not None and before.text in (",", "»", '"', "”", "-")
        named = [t for t in after if t.found and t.found.type in _SPEAKERS]
        if inverted and named:
            return named[0].found
        if before is not None and before.found and before.found.type in _SPEAKERS and before.i and sentence.tokens[before.i - 1].text in (",", '"', "”"):
            return before.found
    return None

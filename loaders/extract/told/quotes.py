"""Who speaks in quotation marks, behind a name and a colon, and in the answers of an interview."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from graph.ontology import EntityType
from loaders.extract.document import Document, Found, Sentence
from loaders.extract.told.lists import Modality
from loaders.extract.told.sources import ASIDE, according, beside, introduced, speaks

_E = EntityType
_QUOTES = re.compile(r"«[^«»]{2,1500}»|“[^“”]{2,1500}”|\"[^\"\n]{2,1500}\"")
_MARKS = (",", "»", "”", '"', "-", "–", "—")
_ANSWERS = 2  # sentences in the first person that make an interview of a text with questions ...
_SHARE = 0.25  # ... and their share of all that is no question


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
    heard = {q.speaker.key: q.speaker for q in out if q.speaker and q.speaker.type is _E.PERSON}
    if len(heard) == 1:  # an interview names its guest once
        only = next(iter(heard.values()))
        out = [q if q.speaker else Quotation(q.start, q.end, only) for q in out]
    out += _introductions(doc)
    return out + _interview(doc, out, lists)


def _introductions(doc: Document) -> list[Quotation]:
    """What stands behind "Ben Gagnon:" at the beginning of a paragraph, to its end."""
    out = []
    for sentence in doc.sentences:
        opens = sentence.start == 0 or doc.text[sentence.start - 1] == "\n"
        speaker = introduced(sentence) if opens else None
        if speaker:
            end = doc.text.find("\n", sentence.start)
            out.append(Quotation(sentence.start, end if end > 0 else len(doc.text), speaker))
    return out


def _interview(doc: Document, heard: Sequence[Quotation], lists: Modality) -> list[Quotation]:
    """The answers of an interview: what is no question behind the first one, where "we" speaks and one person alone is named as speaking."""
    plain = _outside(doc.sentences, heard)
    asked = next((s for s in plain if _question(doc, s)), None)
    answers = [s for s in plain if asked and s.start > asked.start and not _question(doc, s)]
    first = [s for s in answers if any(t.lower in lists.ours for t in s.tokens)]
    if len(first) < _ANSWERS or len(first) < _SHARE * len(answers):
        return []
    told = {q.speaker.key: q.speaker for q in heard if q.speaker and q.speaker.type is _E.PERSON}
    people = told or {f.key: f for f in doc.of_type(_E.PERSON)}
    if len(people) != 1:
        return []
    guest = next(iter(people.values()))
    return [Quotation(s.start, s.end, guest) for s in answers]


def _outside(sentences: Iterable[Sentence], quotes: Iterable[Quotation]) -> list[Sentence]:
    """The sentences that begin in no quotation."""
    rows = sorted((q.start, q.end) for q in quotes)
    ends = [0, *accumulate((end for _, end in rows), max)]  # how far those that begin before a place reach
    return [s for s in sentences if ends[bisect_right(rows, s.start, key=lambda row: row[0])] <= s.start]


def _question(doc: Document, sentence: Sentence) -> bool:
    return sentence.text_of(doc.text).rstrip(" »”\"'").endswith("?")


def _attributed(doc: Document, start: int, end: int, lists: Modality) -> Found | None:
    """The speaker beside a quotation: behind it ("...", said X) or before it (X said: "...")."""
    for k in range(bisect_right(doc.sentences, start, key=lambda s: s.end), len(doc.sentences)):
        sentence = doc.sentences[k]
        if sentence.start >= end + 3:
            break
        outside = [t for t in sentence.tokens if t.end <= start or t.start >= end]
        verbs = [t for t in outside if (t.lemma in lists.speech or t.lemma in lists.asides) and not t.found]
        for verb in sorted(verbs, key=lambda t: min(abs(t.start - end), abs(start - t.end))):
            speaker = beside(sentence, verb, outside)
            if speaker:
                return speaker
        named = _behind(sentence, end) or according(sentence, lists) or introduced(sentence) or _leading(doc, sentence, start)
        if named:
            return named
    return None


def _behind(sentence: Sentence, end: int) -> Found | None:
    """ "...", jokes Ben Gagnon: whatever the verb right behind a quotation and its comma, the person behind it speaks."""
    row = [t for t in sentence.tokens if t.start >= end and t.text not in _MARKS]
    if not row or row[0].pos not in ("VERB", "AUX", "NOUN", "ADJ") or row[0].found:
        return None
    return next((t.found for t in row[1:ASIDE] if t.found and t.found.type is _E.PERSON and speaks(sentence, t)), None)


def _leading(doc: Document, sentence: Sentence, start: int) -> Found | None:
    """ "For Ben Gagnon, all is well: ...": the one person named before a colon that opens a quotation."""
    if not doc.text[sentence.start : start].rstrip().endswith(":"):
        return None
    people = {t.found.key: t.found for t in sentence.tokens if t.end <= start and t.found and t.found.type is _E.PERSON}
    return next(iter(people.values())) if len(people) == 1 else None

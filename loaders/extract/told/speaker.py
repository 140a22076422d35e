"""Who says it: the source of a quotation, the subject of a verb of saying above the claim, an aside behind a comma, or "according to X".

Only the sentence or quotation itself counts, never the sentence before it (settled case of the ontology).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.ontology import EntityType
from loaders.extract.document import Document, Found, Sentence, Token
from loaders.extract.grammar.clause import subjects
from loaders.extract.grammar.linear import Line, load_grammar
from loaders.extract.told.modality import Modality

_E = EntityType
_SPEAKERS = (_E.PERSON, _E.COMPANY, _E.AUTHORITY)
_QUOTES = re.compile(r"«[^«»]{2,1500}»|“[^“”]{2,1500}”|\"[^\"\n]{2,1500}\"")
_ACCORDING = {"en": ("according",), "fr": ("selon", "d'après", "dixit", "après")}
_ABOVE = (
    "ccomp",
    "xcomp",
    "obj",
    "obl",
    "parataxis",
    "advcl",
    "acl",
    "conj",
    "nmod",
    "nsubj",
    "nsubj:pass",
    "dep",
    "appos",
    "mark",
    "aux",
    "compound",
)
_OWNING = frozenset("its his her their our my son sa ses leur leurs notre nos".split())
_CLAUSE = frozenset("that que qu' qu’".split())
_THAT = frozenset("that que qu' qu’ to de d' à whether".split())
_QUEUE = frozenset("lequel laquelle lesquels lesquelles que qu' qu’ which whom whether".split())  # "selon lequel" names no source
_ASIDE = 9  # tokens of the noun phrase of a speaker behind a comma
_DEPS = frozenset(dep.split(":")[0] for dep in _ABOVE)
_SHOWING = frozenset(("report", "say", "dire"))
_AIDED = {"savoir": ("faire", "croire"), "entendre": ("laisser",)}
_CLOSERS = (",", '"', "”", "»", "-", "–", "—", ")", "?", "!")


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
    return out + _answers(doc)


def _answers(doc: Document) -> list[Quotation]:
    """What stands behind "Ben Gagnon:" at the beginning of a paragraph, to its end."""
    out = []
    for sentence in doc.sentences:
        opens = sentence.start == 0 or doc.text[sentence.start - 1] == "\n"
        speaker = _introduced(sentence) if opens else None
        if speaker:
            end = doc.text.find("\n", sentence.start)
            out.append(Quotation(sentence.start, end if end > 0 else len(doc.text), speaker))
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
        named = _according(sentence, lists) or _introduced(sentence) or _leading(doc, sentence, start)
        if named:
            return named
    return None


def _leading(doc: Document, sentence: Sentence, start: int) -> Found | None:
    """ "For Ben Gagnon, all is well: ...": the one person named before a colon that opens a quotation."""
    if not doc.text[:start].rstrip().endswith(":"):
        return None
    people = {t.found.key: t.found for t in sentence.tokens if t.end <= start and t.found and t.found.type is _E.PERSON}
    return next(iter(people.values())) if len(people) == 1 else None


def _beside(sentence: Sentence, verb: Token, outside: Sequence[Token]) -> Found | None:
    for subject in subjects(sentence, verb):
        if subject.found and subject.found.type in _SPEAKERS:
            return subject.found
    near = [t for t in outside if t.found and t.found.type in _SPEAKERS and abs(t.i - verb.i) <= _ASIDE]
    people = [t for t in near if t.found and t.found.type is _E.PERSON]
    best = min(people or near, key=lambda t: abs(t.i - verb.i), default=None)
    return best.found if best else None


def _subject(sentence: Sentence, verb: Token) -> Found | None:
    """Who says it by the grammar: the subject itself, or the person named beside it; the owner of an unnamed lawyer does not speak."""
    for subject in subjects(sentence, verb):
        if subject.found and subject.found.type in _SPEAKERS and not _possessor(sentence, subject):
            return subject.found
    return None


def _possessor(sentence: Sentence, token: Token) -> bool:
    """ "the company's" lawyer, "its" chief."""
    after = sentence.tokens[token.i + 1].lower if token.i + 1 < len(sentence.tokens) else ""
    return token.lower in _OWNING or after in ("'s", "’s", "'") or token.lower.endswith(("'s", "’s"))


def _according(sentence: Sentence, lists: Modality) -> Found | None:
    """ "according to X", "selon X": X itself, or the person named behind a possessive ("according to its chairman, Y")."""
    for token in sentence.tokens:
        if token.lower not in _ACCORDING.get(lists.lang, ()) or (token.lower == "après" and not _after_d(sentence, token)):
            continue
        if token.i + 1 < len(sentence.tokens) and sentence.tokens[token.i + 1].lower in _QUEUE:
            continue
        row: list[Found] = []
        papers = any(t.lemma in lists.papers for t in sentence.tokens[token.i + 1 : token.i + 5])
        for after in sentence.tokens[token.i + 1 : token.i + _ASIDE]:
            if (
                (papers and not row and after.text == ",")
                or after.pos == "VERB"
                or (row and after.pos == "ADP" and after.lower not in ("de", "du", "d'", "of"))
            ):
                break
            if after.found and after.found.type in _SPEAKERS and not _inside_phrase(sentence, token, after):
                row.append(after.found)
        people = [f for f in row if f.type is _E.PERSON]
        if row:
            return people[0] if people and row[0].how == "reference" else row[0]
    return None


def _after_d(sentence: Sentence, token: Token) -> bool:
    return token.i > 0 and sentence.tokens[token.i - 1].lower in ("d'", "d")


def _inside_phrase(sentence: Sentence, start: Token, name: Token) -> bool:
    """Whether a noun that names no speaker stands between ("selon un dossier déposé auprès de la SEC")."""
    between = sentence.tokens[start.i + 1 : name.i]
    return any(t.pos == "NOUN" and not t.found for t in between) and any(
        t.pos == "VERB" or t.lower in ("auprès", "with", "by") for t in between
    )


def _introduced(sentence: Sentence) -> Found | None:
    """ "Ben Gagnon: ...": the name before a colon that opens a line."""
    for token in sentence.tokens[:6]:
        if token.text == ":":
            named = [t.found for t in sentence.tokens[: token.i] if t.found and t.found.type is _E.PERSON]
            return named[0] if named else None
    return None


def speaker_of(sentence: Sentence, trigger: Token, quotes: Sequence[Quotation], lists: Modality) -> Found | None:
    """The speaker of what ``trigger`` tells; None where the article itself asserts."""
    for quote in quotes:
        if quote.start <= trigger.start < quote.end:
            return quote.speaker
    return (
        _announced(sentence, trigger, lists)
        or _above(sentence, trigger, lists)
        or _aside(sentence, trigger, lists)
        or _according(sentence, lists)
        or _before(sentence, trigger, lists)
        or _introduced(sentence)
    )


def _announced(sentence: Sentence, trigger: Token, lists: Modality) -> Found | None:
    """ "X announced a contract with Y": the verb that tells of the deal is the one that says it. (Who "reports" a loss makes one.)"""
    if trigger.lemma not in lists.announcing or trigger.pos != "VERB" or trigger.lemma in _SHOWING:
        return None
    return None if _silent(sentence, trigger, lists) else _subject(sentence, trigger)


def _silent(sentence: Sentence, verb: Token, lists: Modality) -> bool:
    """ "won't say", "n'a pas dit"."""
    return any(t.lower in lists.negations for t in sentence.children(verb.i, "advmod", "neg", "aux", "det"))


def _above(sentence: Sentence, trigger: Token, lists: Modality) -> Found | None:
    node = trigger
    for _ in range(10):
        head = sentence.head(node)
        if head is None:
            return None
        if node.dep == "advcl" and _subordinate(sentence, node):
            return None  # "While X has bought Y, Z says ..."
        if node.dep.split(":")[0] in _DEPS and head.lemma in lists.speech and head.pos in ("VERB", "AUX"):
            if (node.dep == "conj" and _own_subject(sentence, node)) or node.dep == "nsubj" or not _governs(node, head, lists):
                return None  # what is said of the one who speaks is not what he says
            speaker = None if _silent(sentence, head, lists) or _parted(sentence, head, trigger) else _subject(sentence, head)
            if speaker:
                return speaker
        node = head
    return None


def _subordinate(sentence: Sentence, node: Token) -> bool:
    return any(t.pos == "SCONJ" and t.lower not in _THAT for t in sentence.children(node.i, "mark"))


def _governs(node: Token, verb: Token, lists: Modality) -> bool:
    """Whether a verb says what hangs on it: any a clause, only those that make known a noun ("a conclu le rachat" says nothing)."""
    return node.pos not in ("NOUN", "PROPN") or bool(node.found) or (verb.lemma in lists.announcing and verb.lemma not in _SHOWING)


def _parted(sentence: Sentence, left: Token, right: Token) -> bool:
    """Whether a semicolon parts what one of two words tells from the other."""
    return any(t.text == ";" for t in sentence.tokens[left.i + 1 : right.i])


def _own_subject(sentence: Sentence, token: Token) -> bool:
    return any(True for _ in sentence.children(token.i, "nsubj"))


def _verbs(sentence: Sentence, lists: Modality) -> list[Token]:
    """The verbs of saying of a sentence; "savoir" counts in "faire savoir", "croit savoir" only."""
    out = []
    for token in sentence.tokens:
        if token.lemma not in lists.speech or token.pos not in ("VERB", "AUX") or token.found:
            continue
        if token.lemma in _AIDED and not (token.i and sentence.tokens[token.i - 1].lemma in _AIDED[token.lemma]):
            continue
        out.append(token)
    return out


def _aside(sentence: Sentence, trigger: Token, lists: Modality) -> Found | None:
    """ ", indique l'entreprise", ", the company said": a verb of saying behind a comma covers what stands before the comma."""
    line = Line(sentence, load_grammar(lists.lang))
    for verb in _verbs(sentence, lists):
        if verb.i <= trigger.i:
            continue
        first = line.group_start(verb.i)
        if verb.lemma in _AIDED:
            first = line.group_start(first - 1)
        mark = _comma_before(sentence, first)
        if any(t.lower in _CLAUSE for t in sentence.tokens[verb.i + 1 : verb.i + 4]):
            continue  # what it says stands behind it
        if mark is None or mark <= trigger.i or _silent(sentence, verb, lists) or _parted(sentence, trigger, verb):
            continue
        if first > mark + 1 and sentence.tokens[mark + 1].lower in line.grammar.relatives:
            continue  # "a loan, which X said would be drawn later"
        named = [t.found for t in sentence.tokens[mark + 1 : first] if t.found and _speaks(sentence, t)]
        if not named and first == mark + 1:
            subject = next(sentence.children(verb.i, "nsubj"), None)
            if subject and subject.i < trigger.i and lists.lang == "en":
                continue  # "X, which runs A, told B": the comma ends what is said of X
            if subject and subject.found and trigger.i < subject.i < verb.i and _speaks(sentence, subject):
                return subject.found
            named = _inverted(sentence, verb)
        if named:
            return next((f for f in named if f and f.type is _E.PERSON), named[-1] if first > mark + 1 else named[0])
    return None


def _speaks(sentence: Sentence, token: Token) -> bool:
    return token.found is not None and token.found.type in _SPEAKERS and not _possessor(sentence, token)


def _comma_before(sentence: Sentence, first: int) -> int | None:
    """The comma or closing quote before the noun phrase that ends right before token ``first``."""
    for k in range(first - 1, max(-1, first - 1 - _ASIDE), -1):
        word = sentence.tokens[k]
        if word.text in _CLOSERS and not (word.text == "-" and k + 1 < first):
            return k
        if word.pos in ("VERB", "SCONJ") and not word.found:
            return None
    return None


def _inverted(sentence: Sentence, verb: Token) -> list[Found]:
    """The names in the noun phrase right behind a verb of saying."""
    out = []
    for word in sentence.tokens[verb.i + 1 : verb.i + 1 + _ASIDE]:
        if word.found and _speaks(sentence, word):
            out.append(word.found)
        elif word.pos in ("VERB", "SCONJ", "AUX") or word.text in (".", ";", '"', "«") or (word.pos == "ADP" and not word.time and out):
            break
    return out


def _before(sentence: Sentence, trigger: Token, lists: Modality) -> Found | None:
    """ "X said [that] ...", "X annonce avoir ...": the last verb of saying before the trigger, in the same stretch of the sentence."""
    verb = next((v for v in reversed(_verbs(sentence, lists)) if v.i < trigger.i), None)
    if verb is None or _silent(sentence, verb, lists):
        return None
    between = sentence.tokens[verb.i + 1 : trigger.i]
    line = Line(sentence, load_grammar(lists.lang))
    if any(
        t.text == ";" or (t.lower in line.grammar.relatives and t.pos != "SCONJ" and t.lower not in ("que", "qu'", "that")) for t in between
    ):
        return None
    opened = any(t.lower in ("that", "que", "qu'", "avoir") for t in between[:4])
    close = len(between) <= _ASIDE and verb.lemma in lists.announcing
    if not (opened or close):
        return None
    subject = next((t.found for t in line.subjects(verb.i, _SPEAKERS) if t.found and t.i < verb.i), None)
    return subject if subject is not None and not line.passive(verb.i) else None

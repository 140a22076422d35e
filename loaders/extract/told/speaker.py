"""Who says it: the source of a quotation, the subject of a verb of saying above the claim, an aside behind a comma, or "according to X".

Only the sentence or quotation itself counts, never the sentence before it (settled case of the ontology).
"""

from __future__ import annotations

from collections.abc import Sequence

from graph.ontology import EntityType
from loaders.extract.document import Found, Sentence, Token
from loaders.extract.grammar.linear import Line, load_grammar
from loaders.extract.raw import Raw
from loaders.extract.told.lists import Modality
from loaders.extract.told.quotes import Quotation
from loaders.extract.told.sources import ASIDE, SPEAKERS, according, addressed, as_told, introduced, shown, speaking, speaks

_E = EntityType
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
_CLAUSE = frozenset("that que qu' qu’".split())
_THAT = frozenset("that que qu' qu’ to de d' à whether".split())
_DEPS = frozenset(dep.split(":")[0] for dep in _ABOVE)
_SHOWING = frozenset(("report", "say", "dire"))
_AIDED = {"savoir": ("faire", "croire"), "entendre": ("laisser",)}
_CLOSERS = (",", '"', "”", "»", "-", "–", "—", ")", "?", "!")
# What is told in passing ("its Elkhart site", "a unit of X") the article asserts, whoever says the rest of the sentence.
_PASSING = ("operates", "subsidiary_of")
_PASSING_NOUNS = ("owns", "makes", "located_in", "engages_in", "invests_in")


def speaker_of(raw: Raw, quotes: Sequence[Quotation], lists: Modality) -> Found | None:
    """The speaker of a raw claim; None where the article itself asserts."""
    sentence, trigger = raw.sentence, raw.trigger
    for quote in quotes:
        if quote.start <= trigger.start < quote.end:
            return quote.speaker
    noun = trigger.pos in ("NOUN", "PROPN") and raw.type != "invests_in"
    if raw.type in _PASSING or (raw.type in _PASSING_NOUNS and (noun or _related(sentence, trigger))):
        return None
    return (
        (None if raw.type == "launches" else _announced(sentence, trigger, lists))
        or _above(sentence, trigger, lists)
        or _aside(sentence, trigger, lists)
        or according(sentence, lists)
        or as_told(sentence, lists)
        or shown(sentence, trigger, lists)
        or _before(sentence, trigger, lists)
        or introduced(sentence)
        or (_estimated(sentence, trigger, lists) if raw.type == "reports" else None)
    )


def _estimated(sentence: Sentence, trigger: Token, lists: Modality) -> Found | None:
    """ "Patrick Fleury, the CFO, put liquidity at $219 million": the person who puts, expects or sees a figure."""
    line = Line(sentence, load_grammar(lists.lang))
    verb = next((t for t in reversed(sentence.tokens[: trigger.i]) if t.pos in ("VERB", "AUX") and not t.found), None)
    if verb is None or verb.lemma not in lists.estimates or line.passive(verb.i):
        return None
    return next((t.found for t in line.subjects(verb.i, (_E.PERSON,)) if t.found and t.i < verb.i), None)


def _related(sentence: Sentence, trigger: Token) -> bool:
    """Whether a trigger stands in a relative clause."""
    node: Token | None = trigger
    for _ in range(3):
        if node is None or node.dep.startswith("acl:relcl"):
            break
        node = sentence.head(node)
    return node is not None and node.dep.startswith("acl:relcl")


def _announced(sentence: Sentence, trigger: Token, lists: Modality) -> Found | None:
    """ "X announced a contract with Y": the verb that tells of the deal is the one that says it. (Who "reports" a loss makes one.)"""
    if trigger.lemma not in lists.announcing or trigger.pos != "VERB" or trigger.lemma in _SHOWING:
        return None
    return None if _silent(sentence, trigger, lists) else speaking(sentence, trigger, lists)


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
        if head.dep.startswith("acl") and _bare(sentence, head):
            return None  # "the loan announced in May for the expansion of X"
        if node.dep.split(":")[0] in _DEPS and head.lemma in lists.speech and head.pos in ("VERB", "AUX"):
            if (node.dep == "conj" and _own_subject(sentence, node)) or node.dep == "nsubj" or not _governs(node, head, lists):
                return None  # what is said of the one who speaks is not what he says
            speaker = None if _silent(sentence, head, lists) or _parted(sentence, head, trigger) else speaking(sentence, head, lists)
            if speaker:
                return speaker
        node = head
    return None


def _bare(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb is a past participle without a subject or an auxiliary of its own."""
    past = "VerbForm=Part" in verb.morph and "Tense=Past" in verb.morph and verb.lower.endswith(("ed", "é", "ée", "és", "ées"))
    return past and not any(True for _ in sentence.children(verb.i, "aux", "nsubj"))


def _subordinate(sentence: Sentence, node: Token) -> bool:
    return any(t.pos == "SCONJ" and t.lower not in _THAT for t in sentence.children(node.i, "mark"))


def _governs(node: Token, verb: Token, lists: Modality) -> bool:
    """Whether a verb says what hangs on it: any a clause, only those that make known a noun ("a conclu le rachat" says nothing)."""
    return node.pos not in ("NOUN", "PROPN") or bool(node.found) or (verb.lemma in lists.announcing and verb.lemma not in _SHOWING)


def _parted(sentence: Sentence, left: Token, right: Token) -> bool:
    """Whether a semicolon parts what one of two words tells from the other."""
    first, last = sorted((left.i, right.i))
    return any(t.text == ";" for t in sentence.tokens[first + 1 : last])


def _own_subject(sentence: Sentence, token: Token) -> bool:
    return any(True for _ in sentence.children(token.i, "nsubj"))


def _verbs(sentence: Sentence, lists: Modality, beside: bool = False) -> list[Token]:
    """The verbs of saying of a sentence; "savoir" counts in "faire savoir", "croit savoir" only. ``beside``: also those of asides alone."""
    out = []
    for token in sentence.tokens:
        told = token.lemma in lists.speech or (beside and token.lemma in lists.asides)
        if not told or token.pos not in ("VERB", "AUX") or token.found:
            continue
        if token.lemma in _AIDED and not (token.i and sentence.tokens[token.i - 1].lemma in _AIDED[token.lemma]):
            continue
        out.append(token)
    return out


def _aside(sentence: Sentence, trigger: Token, lists: Modality) -> Found | None:
    """ ", indique l'entreprise", ", the company said": a verb of saying behind a comma covers what stands before the comma."""
    line = Line(sentence, load_grammar(lists.lang))
    for verb in _verbs(sentence, lists, beside=True):
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
        found = _in_aside(sentence, (mark, first, verb), trigger, lists)
        if found:
            return found
    return None


def _in_aside(sentence: Sentence, place: tuple[int, int, Token], trigger: Token, lists: Modality) -> Found | None:
    """Who is named in an aside between its comma and its verb, behind the verb, or as "the two companies"."""
    mark, first, verb = place
    named = [t.found for t in sentence.tokens[mark + 1 : first] if t.found and speaks(sentence, t)]
    if not named and first == mark + 1:
        subject = next(sentence.children(verb.i, "nsubj"), None)
        if subject and subject.i < trigger.i and lists.lang == "en":
            return None  # "X, which runs A, told B": the comma ends what is said of X
        if subject and subject.found and trigger.i < subject.i < verb.i and speaks(sentence, subject):
            return subject.found
        named = _inverted(sentence, verb)
    if named:
        return next((f for f in named if f and f.type is _E.PERSON), named[-1] if first > mark + 1 else named[0])
    return _apposed_before(sentence, mark, first) or _together(sentence, (mark, first, verb), lists)


def _apposed_before(sentence: Sentence, mark: int, first: int) -> Found | None:
    """ ", its chief officer, Mina Castel, said": the aside goes back over the comma behind a name."""
    if first != mark + 1 or mark < 2:
        return None
    name = sentence.tokens[mark - 1]
    person = name.found is not None and name.found.type is _E.PERSON and sentence.tokens[mark - 2].text == ","
    return name.found if person else None


def _together(sentence: Sentence, place: tuple[int, int, Token], lists: Modality) -> Found | None:
    """ ", the two companies said", ", ont indiqué les deux groupes": the first firm of the sentence stands for those who speak together."""
    mark, first, verb = place
    row = sentence.tokens[mark + 1 : verb.i] or []
    row = [*row, *sentence.tokens[verb.i + 1 : verb.i + 5]] if first == mark + 1 else row
    if any(t.lower in lists.nameless for t in row):
        return None  # "three people close to the matter said"
    if not any(t.lower in lists.together or t.lower.lstrip("-t") in lists.together for t in row):
        return None
    return next((t.found for t in sentence.tokens[:mark] if t.found and t.found.type is _E.COMPANY and speaks(sentence, t)), None)


def _comma_before(sentence: Sentence, first: int) -> int | None:
    """The comma or closing quote before the noun phrase that ends right before token ``first``."""
    for k in range(first - 1, max(-1, first - 1 - ASIDE), -1):
        word = sentence.tokens[k]
        if word.text in _CLOSERS and not (word.text == "-" and k + 1 < first):
            return k
        if word.pos in ("VERB", "SCONJ") and not word.found:
            return None
    return None


def _inverted(sentence: Sentence, verb: Token) -> list[Found]:
    """The names in the noun phrase right behind a verb of saying."""
    out = []
    for word in sentence.tokens[verb.i + 1 : verb.i + 1 + ASIDE]:
        if word.found and speaks(sentence, word) and not addressed(sentence, word):
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
    if verb.i and sentence.tokens[line.group_start(verb.i) - 1].lower in line.grammar.relatives and any(t.text == "," for t in between):
        return None  # "X, which said in May that it was short of power, bought Y"
    opened = any(t.lower in ("that", "que", "qu'", "avoir", "être") for t in between[:4])
    close = len(between) <= ASIDE and verb.lemma in lists.announcing and verb.lemma != "report"
    if not (opened or close):
        return None
    subject = next((t for t in line.subjects(verb.i, SPEAKERS) if t.found and t.i < verb.i), None)
    if subject is None or line.passive(verb.i):
        return None
    return next((t.found for t in sentence.tokens[subject.i + 1 : verb.i] if _set_off(sentence, t)), subject.found)


def _set_off(sentence: Sentence, token: Token) -> bool:
    """ "the head of X, Ben Gagnon, said": a person between commas."""
    person = token.found is not None and token.found.type is _E.PERSON
    row = [sentence.tokens[k].text for k in (token.i - 1, token.i + 1) if k < len(sentence.tokens)]
    return person and row == [",", ","]

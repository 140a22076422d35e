"""The names of those who speak: the subject of a verb of saying, "according to X", "as X reports", the name before a colon."""

from __future__ import annotations

from collections.abc import Sequence

from graph.ontology import EntityType
from loaders.extract.document import Found, Sentence, Token
from loaders.extract.grammar.clause import noun_phrase, subjects
from loaders.extract.grammar.linear import Line, load_grammar
from loaders.extract.told.lists import Modality

_E = EntityType
SPEAKERS = (_E.PERSON, _E.COMPANY, _E.AUTHORITY)
ASIDE = 9  # tokens of the noun phrase of a speaker behind a comma
_NEAR = 6  # tokens between "as" and who tells, and between the two of them
_OWNING = frozenset("its his her their our my son sa ses leur leurs notre nos".split())
_QUEUE = frozenset("lequel laquelle lesquels lesquelles que qu' qu’ which whom whether".split())  # "selon lequel" names no source
_WHERE = frozenset("on to in at via sur à au aux auprès dans with".split())
_TOLD = ("tell", "inform")
_FIRM = ("company", "corporate")


def speaks(sentence: Sentence, token: Token) -> bool:
    """Whether a token names one who can speak, and no owner of something else."""
    return token.found is not None and token.found.type in SPEAKERS and not possessor(sentence, token)


def possessor(sentence: Sentence, token: Token) -> bool:
    """ "the company's" lawyer, "its" chief."""
    after = sentence.tokens[token.i + 1].lower if token.i + 1 < len(sentence.tokens) else ""
    return token.lower in _OWNING or after in ("'s", "’s", "'") or token.lower.endswith(("'s", "’s"))


def addressed(sentence: Sentence, token: Token) -> bool:
    """Whether a name is where or to whom something is said: "said on Twitter", "told CNBC", "a écrit sur X"."""
    before = sentence.tokens[token.i - 1] if token.i else None
    return before is not None and (before.lower in _WHERE or before.lemma in _TOLD)


def speaking(sentence: Sentence, verb: Token, lists: Modality) -> Found | None:
    """Who says it by the grammar: the subject itself, or who is named in its phrase; the owner of an unnamed lawyer does not speak."""
    for subject in subjects(sentence, verb):
        if subject.found and speaks(sentence, subject):
            return subject.found
        named = None if subject.found else _in_phrase(sentence, subject, verb, lists)
        if named:
            return named
    return None


def _in_phrase(sentence: Sentence, noun: Token, verb: Token, lists: Modality) -> Found | None:
    """ "its chief strategy officer, Mina Castel, said": the person behind the noun; "a spokesman for X": the firm of one who speaks for it."""
    people = [t.found for t in noun_phrase(sentence, noun) if t.found and t.found.type is _E.PERSON]
    if people or not (noun.lemma in lists.mouthpieces or noun.lower in lists.mouthpieces):
        return people[0] if people else _closing(sentence, noun, verb, lists)
    left, right = (noun.i, verb.i) if noun.i < verb.i else (verb.i, noun.i + ASIDE)
    row = [t.found for t in sentence.tokens[max(0, left - ASIDE) : right] if t.found and t.found.type in SPEAKERS]
    return row[-1] if row and noun.i < verb.i else row[0] if row else None


def _closing(sentence: Sentence, noun: Token, verb: Token, lists: Modality) -> Found | None:
    """ "le prêteur de cryptomonnaies Bakkt a promis": the name that ends the phrase right before the verb, where no preposition leads to it."""
    last = Line(sentence, load_grammar(lists.lang)).group_start(verb.i) - 1
    if last <= noun.i or not speaks(sentence, sentence.tokens[last]):
        return None
    return None if sentence.tokens[last - 1].pos in ("ADP", "DET", "PUNCT", "CCONJ") else sentence.tokens[last].found


def beside(sentence: Sentence, verb: Token, outside: Sequence[Token]) -> Found | None:
    """Who stands as the subject of a verb of saying, or nearest to it among the tokens outside a quotation."""
    for subject in subjects(sentence, verb):
        if subject.found and subject.found.type in SPEAKERS:
            return subject.found
    near = [t for t in outside if t.found and t.found.type in SPEAKERS and abs(t.i - verb.i) <= ASIDE and not addressed(sentence, t)]
    people = [t for t in near if t.found and t.found.type is _E.PERSON]
    best = min(people or near, key=lambda t: abs(t.i - verb.i), default=None)
    return best.found if best else None


def according(sentence: Sentence, lists: Modality) -> Found | None:
    """ "according to X", "selon X": X itself, or the person named behind a possessive ("according to its chairman, Y")."""
    for token in sentence.tokens:
        if token.lower not in lists.according or not _opens(sentence, token):
            continue
        row = _sources(sentence, token, lists)
        people = [f for f in row if f.type is _E.PERSON]
        if row:
            return people[0] if people and row[0].how == "reference" else row[0]
        if any(t.lower in _FIRM for t in sentence.tokens[token.i + 1 : token.i + 4]):
            return next((f for f in sentence.found if f.type is _E.COMPANY), None)
    return None


def _opens(sentence: Sentence, token: Token) -> bool:
    """Whether a word leads in a source: "d'après", "à en croire"; "per" only right before a name ("per share")."""
    before = sentence.tokens[token.i - 1].lower if token.i else ""
    after = sentence.tokens[token.i + 1] if token.i + 1 < len(sentence.tokens) else None
    if token.lower in ("après", "croire"):
        return before in {"après": ("d'", "d"), "croire": ("en", "à")}[token.lower]
    if token.lower == "per":
        return after is not None and after.found is not None
    return after is None or after.lower not in _QUEUE


def _sources(sentence: Sentence, token: Token, lists: Modality) -> list[Found]:
    row: list[Found] = []
    owned = False
    papers = any(t.lemma in lists.papers for t in sentence.tokens[token.i + 1 : token.i + 5])
    for after in sentence.tokens[token.i + 1 : token.i + ASIDE]:
        if (
            (papers and not row and after.text == ",")
            or after.pos == "VERB"
            or (row and after.pos == "ADP" and after.lower not in ("de", "du", "d'", "of"))
        ):
            break
        if after.lower in _OWNING:
            owned = True
            continue  # "according to its monthly update, X ...", but "according to its chairman, Y, ..."
        if owned and not row and after.text == "," and not _person(sentence, after.i + 1):
            break
        if after.found and after.found.type in SPEAKERS and not _inside_phrase(sentence, token, after):
            row.append(after.found)
    return row


def _person(sentence: Sentence, k: int) -> bool:
    found = sentence.tokens[k].found if k < len(sentence.tokens) else None
    return found is not None and found.type is _E.PERSON


def _inside_phrase(sentence: Sentence, start: Token, name: Token) -> bool:
    """Whether a noun that names no speaker stands between ("selon un dossier déposé auprès de la SEC")."""
    between = sentence.tokens[start.i + 1 : name.i]
    return any(t.pos == "NOUN" and not t.found for t in between) and any(t.pos == "VERB" or t.lower in ("auprès", "with") for t in between)


def as_told(sentence: Sentence, lists: Modality) -> Found | None:
    """ "As Bloomberg explains, ...", "comme l'a rapporté X": a clause that names the source of all the rest."""
    for token in sentence.tokens:
        if token.lower not in lists.citing:
            continue
        row = sentence.tokens[token.i + 1 : token.i + 1 + _NEAR]
        verb = next((t for t in row if t.lemma in lists.speech and not t.found), None)
        before = [t for t in row if verb and t.i < verb.i]
        if verb is None or any(t.text in (",", ";") for t in before):
            continue
        names = [t for t in before if speaks(sentence, t)]
        if not names and any(t.lower in ("l'", "le") for t in before):
            names = [t for t in sentence.tokens[verb.i + 1 : verb.i + 1 + _NEAR] if speaks(sentence, t)]
        if not names and any(t.lower in lists.by for t in sentence.tokens[verb.i + 1 : verb.i + 3]):
            names = [t for t in sentence.tokens[verb.i + 1 : verb.i + 1 + _NEAR] if speaks(sentence, t)]  # "as reported by X"
        if names:
            return names[0].found
    return None


def shown(sentence: Sentence, trigger: Token, lists: Modality) -> Found | None:
    """ "Bernstein analysts expect ...", "les données de X montrent que", "..., figures from X show": whose data or analysts tell it."""
    for noun in sentence.tokens:
        if noun.found or (noun.lemma not in lists.witnesses and noun.lower not in lists.witnesses):
            continue
        verb = next((t for t in sentence.tokens[noun.i + 1 : noun.i + ASIDE] if _tells(t, lists)), None)
        aside = noun.i > trigger.i and any(t.text == "," for t in sentence.tokens[max(trigger.i, noun.i - 4) : noun.i])
        if verb is None or not (aside or verb.i < trigger.i):
            continue
        before = [t.found for t in sentence.tokens[max(0, noun.i - 2) : noun.i] if t.found and t.found.type in SPEAKERS]
        behind = [t.found for t in sentence.tokens[noun.i + 1 : verb.i] if t.found and t.found.type in SPEAKERS]
        row = [f for f in (*before, *behind) if f.how != "reference"]
        if row:
            return next((f for f in row if f.type is _E.PERSON), row[0])
    return None


def _tells(token: Token, lists: Modality) -> bool:
    return not token.found and (token.lemma in lists.speech or token.lemma in lists.asides or token.lower in lists.asides)


def introduced(sentence: Sentence) -> Found | None:
    """ "Ben Gagnon: ...": the name before a colon that opens a line."""
    for token in sentence.tokens[:6]:
        if token.text == ":":
            named = [t.found for t in sentence.tokens[: token.i] if t.found and t.found.type is _E.PERSON]
            return named[0] if named else None
    return None

"""What the words of the frames say of a pair: whether a word that says the claim type stands there, and how the two names stand to it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph.ontology import EntityType
from loaders.extract.document import Sentence, Token
from loaders.extract.events.frames import Frame, load_frames
from loaders.extract.grammar import clause
from loaders.extract.grammar.linear import CONTRACTED
from loaders.extract.grammar.skeleton import skeleton
from loaders.extract.labels.titles import Title, load_titles
from loaders.extract.names.antecedents import Known as Knowledge
from loaders.extract.names.antecedents import country_of, nothing_known
from loaders.extract.scoring.pairs import Mention, Pair, Slot
from loaders.extract.scoring.words import path, step, word

_NEAR = 6  # tokens around a pair within which a word that says a claim type counts
_POS = {"verb": ("VERB", "AUX"), "noun": ("NOUN", "PROPN"), "adj": ("ADJ", "VERB", "ADV", "NOUN")}

ByClaim = Mapping[str, Sequence[Frame]]


@lru_cache(maxsize=8)
def trigger_words(lang: str) -> Mapping[str, ByClaim]:
    """The first words of all triggers of a language -> claim type -> the frames that they trigger.

    Frames that need an amount and another word besides ("a building of 150 MW is under construction") and loose ones
    are left out: their own words say little.
    """
    out: dict[str, dict[str, list[Frame]]] = defaultdict(lambda: defaultdict(list))
    for frame in load_frames(lang):
        if frame.loose or (frame.requires and frame.within):
            continue
        for first in sorted({t.split()[0] for t in frame.triggers}):
            out[first][frame.claim].append(frame)
    return out


@dataclass(frozen=True, slots=True)
class Office:
    """A title in a sentence, by its tokens."""

    first: int
    last: int
    title: Title


class Scene:
    """A sentence with the words that say claims in it, and its offices; read once for all its pairs."""

    def __init__(self, sentence: Sentence, names: Sequence[Mention], lang: str, facts: Knowledge = nothing_known) -> None:
        known = trigger_words(lang)
        self.sentence, self.names, self.facts, self._lang = sentence, names, facts, lang
        plain = [t for t in sentence.tokens if not t.found and not t.amount]
        self.says: dict[int, ByClaim] = {t.i: said for t in plain if (said := known.get(t.lemma) or known.get(t.lower))}
        self.kinds = sorted({t.amount.kind for t in sentence.tokens if t.amount})
        self._offices: list[Office] | None = None

    @property
    def offices(self) -> list[Office]:
        """The titles of the sentence, from left to right."""
        if self._offices is None:
            skel = skeleton(self.sentence)
            groups = load_titles(self._lang).groups(skel.string)
            self._offices = [Office(skel.index(t.start), skel.index(max(t.start, t.end - 1)), t) for g in groups for t in g]
        return self._offices

    def trigger(self, pair: Pair, claim: str) -> Token | None:
        """The word that says a claim type and stands nearest to the pair."""
        own = [self.sentence.tokens[i] for i, said in self.says.items() if claim in said]
        return min(own, key=lambda t: (_gap(t, pair.a) + _gap(t, pair.b), t.i), default=None)


def _gap(token: Token, mention: Mention) -> int:
    return min(abs(token.i - mention.first), abs(token.i - mention.last))


def said(scene: Scene, pair: Pair, slot: Slot) -> Iterator[str]:
    """Strings that may hold of any claim type: the place of its own trigger, and how many other names could stand in for these."""
    trigger = scene.trigger(pair, slot.claim)
    rivals = [sum(m.laid and m.found.type == end.found.type and m.found.key not in (pair.a.found.key, pair.b.found.key) for m in scene.names)
              for end in (pair.a, pair.b)]  # fmt: skip
    yield f"riv {min(rivals[0], 3)} {min(rivals[1], 3)}"
    if trigger is None:
        yield "own none"
        return
    frames = scene.says[trigger.i][slot.claim]
    fits = any(trigger.pos in _POS[f.kind] for f in frames)
    passive = trigger.pos == "VERB" and clause.is_passive(scene.sentence, trigger)
    kind = f"{trigger.pos}{'p' if passive else ''}"
    yield f"own n {min(sum(slot.claim in s for s in scene.says.values()), 3)}"
    yield f"own kind {''.join(sorted({f.kind[0] for f in frames}))} {trigger.pos} {fits}"
    yield f"own order {kind} {_side(trigger, pair.a)}{_side(trigger, pair.b)} {fits}"
    for name, mention, role in (("a", pair.a, slot.first), ("b", pair.b, slot.second)):
        places = {p for f in frames for place in f.roles.get(role, ()) for p in place.split("|")}
        yield from (f"own {name} {x}" for x in _stands(scene.sentence, mention, trigger, kind, places))


def _side(trigger: Token, mention: Mention) -> str:
    return "<" if mention.last < trigger.i else ">" if mention.first > trigger.i else "="


def _stands(sentence: Sentence, mention: Mention, trigger: Token, kind: str, places: set[str]) -> Iterator[str]:
    """How a name stands to the trigger: by grammar, by distance, by its preposition."""
    tokens, side = sentence.tokens, _side(trigger, mention)
    top, up, down = path(sentence, mention.last, trigger.i)
    yield f"path {kind} {' '.join(tokens[k].dep for k in up)}^{' '.join(tokens[k].dep for k in down) if top >= 0 else 'far'}"
    yield f"under {top == trigger.i} {kind} {tokens[up[-1]].dep if up else '-'}"
    low, high = sorted((mention.first, trigger.i))
    between = tokens[low + 1 : high]
    yield f"names {kind}{side} {min(sum(t.found is not None and t.found.type == mention.found.type for t in between), 3)}"
    yield f"dist {side} {step(len(between))}"
    yield f"barrier {any(t.text in ',;' for t in between)} {any(t.pos in ('VERB', 'AUX') for t in between)}"
    before = _prepositions(sentence, mention)
    yield f"prep {kind} {side} {bool(before & places)} {bool(before)} {'subject' in places} {'object' in places}"
    yield from (f"p {kind} {p}" for p in sorted(before))


def _prepositions(sentence: Sentence, mention: Mention) -> set[str]:
    """The prepositions of a name by the parse, and the one before it by the order of the words."""
    out = {t.lower for t in sentence.children(mention.last, "case")}
    for token in sentence.tokens[max(0, mention.first - 3) : mention.first][::-1]:
        if token.pos == "ADP":
            out.add(token.lower)
        if token.found or token.pos not in ("DET", "ADJ", "PROPN", "NOUN"):
            break
    return {CONTRACTED.get(w, w) for w in out}


def beside(scene: Scene, pair: Pair, slot: Slot) -> Iterator[str]:
    """Strings of one claim type alone: the words of other types near the pair, the amounts of the sentence, the office at a person."""
    low, high = min(pair.a.first, pair.b.first) - _NEAR, max(pair.a.last, pair.b.last) + _NEAR
    near = Counter(claim for i, claims in scene.says.items() if low <= i <= high for claim in claims)
    own = near.pop(slot.claim, 0)
    yield f"others {min(3, sum(near.values()))} {own > 0}"
    yield from (f"cl {claim}" for claim in sorted(near))
    yield from (f"amt {kind}" for kind in scene.kinds)
    yield from _known(scene.facts, pair)
    if slot.claim == "holds_role":
        yield f"title {min(len(scene.offices), 3)}"
        title = office(scene, pair.a)
        if title:
            yield from _office(scene.sentence, pair, title)


def _known(facts: Knowledge, pair: Pair) -> Iterator[str]:
    """What the gazetteer knows of the two: each firm's lines of business; whether it is in this one, or from this country."""
    for name, mention, other in (("a", pair.a, pair.b.found), ("b", pair.b, pair.a.found)):
        if mention.found.type is not EntityType.COMPANY:
            continue
        firm = facts(mention.found.key)
        yield from (f"does {name} {activity}" for activity in sorted(firm.activities))
        if other.type is EntityType.ACTIVITY and firm.activities:
            yield f"in it {other.name in firm.activities}"
        if other.type is EntityType.PLACE and firm.country:
            yield f"from there {country_of(other) == firm.country}"


def office(scene: Scene, person: Mention) -> Office | None:
    """The office that stands nearest to a person."""
    return min(scene.offices, key=lambda t: (min(abs(person.first - t.last), abs(t.first - person.last)), t.first), default=None)


def _office(sentence: Sentence, pair: Pair, title: Office) -> Iterator[str]:
    person, firm = pair.a, pair.b
    order = "".join(x for _, x in sorted([(person.first, "P"), (firm.first, "O"), (title.first, "T")]))
    yield f"title d {step(min(abs(person.first - title.last), abs(title.first - person.last)))} {title.last < person.first}"
    yield f"title role {title.title.role}"
    yield f"title ob {order} {step(min(abs(firm.first - title.last), abs(title.first - firm.last)))}"
    for name, mention in (("tb", firm), ("tp", person)):
        low, high = sorted((title.last, mention.first))
        yield f"title {name} {order} {' '.join(word(t) for t in sentence.tokens[low + 1 : high][:4])}"

"""Claims that the rules left untold and that the learned score finds likely enough."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.ontology import ONTOLOGY, EntityType, ValueKind
from loaders.extract.analyse import Analysis
from loaders.extract.document import Document, Found, Token
from loaders.extract.events.frames import ValueRule
from loaders.extract.events.values import Choices, fill_value
from loaders.extract.grammar.linear import Line, load_grammar
from loaders.extract.grammar.skeleton import skeleton
from loaders.extract.labels.attributes import of_others
from loaders.extract.labels.tenures import load_tenures
from loaders.extract.raw import Raw
from loaders.extract.scoring.candidates import Candidate, Known, candidates
from loaders.extract.scoring.triggers import office
from loaders.extract.scoring.weights import Weights
from loaders.extract.scoring.words import path

# What is said in passing, without a time or speaker of its own.
_LABELS = frozenset(("engages_in", "located_in", "makes", "holds_role"))
# What stands only where one of its own words says it: a site and a line of business beside each other are no conversion.
_SAID = frozenset(("converts_to",))
# The kinds of amounts that the key values of events take.
_KINDS = {"capacity": ("power",), "quantity": ("count",)}


def proposable(claim: str) -> bool:
    """Whether a pair is enough for a claim: no key value from a closed list is needed, but the office of a person, which is read."""
    spec = ONTOLOGY.claim_type(claim)
    return claim == "holds_role" or all(v.kind is not ValueKind.CHOICE for v in spec.key_values)


def propose(analysis: Analysis, told: Sequence[Raw], weights: Weights, choices: Choices) -> Iterator[Raw]:
    """What the score adds to the claims of the rules, each claim once, where it is likeliest."""
    best: dict[tuple[str, str, str], tuple[float, Candidate]] = {}
    for candidate in candidates(analysis, frozenset(weights.thresholds), Known(told)):
        score = weights.score(candidate.places)
        key = (candidate.slot.claim, candidate.pair.a.found.key, candidate.pair.b.found.key)
        if score >= weights.thresholds[candidate.slot.claim] and (key not in best or score > best[key][0]):
            best[key] = (score, candidate)
    for score, candidate in best.values():
        said = candidate.slot.claim not in _SAID or candidate.scene.trigger(candidate.pair, candidate.slot.claim) is not None
        raw = _raw(analysis.document, candidate, score, choices) if said and not _of_another(analysis.document, candidate) else None
        if raw:
            raw.why = weights.reasons(candidate.slot.claim, candidate.strings)
            yield raw


def _of_another(doc: Document, candidate: Candidate) -> bool:
    """Whether a line of business is told by a medium of others, or a place is that of customers or authorities."""
    a, b = candidate.pair.a.found, candidate.pair.b.found
    return a.key in doc.asides if candidate.slot.claim == "engages_in" else candidate.slot.claim == "located_in" and of_others(doc.text, b)


def _raw(doc: Document, candidate: Candidate, score: float, choices: Choices) -> Raw | None:
    pair, slot, sentence = candidate.pair, candidate.slot, candidate.scene.sentence
    roles: dict[str, tuple[Found, ...]] = {slot.first: (pair.a.found,), slot.second: (pair.b.found,)}
    if slot.first == slot.second:
        roles[slot.first] = (pair.a.found, pair.b.found)
    rule, certain = f"score:{slot.claim}", round(score, 2)
    raw = Raw(slot.claim, rule, sentence, _trigger(candidate), roles, confidence=certain, label=slot.claim in _LABELS)
    if slot.claim == "holds_role":
        return raw if _with_office(doc, candidate, raw) else None
    if slot.claim == "located_in":
        kind = "site" if pair.a.found.type is EntityType.SITE else "headquarters"
        raw.put("kind", kind, (pair.b.found.start, pair.b.found.end))
    line = Line(sentence, load_grammar(doc.pack.code))
    for spec in ONTOLOGY.claim_type(slot.claim).key_values:
        if spec.name in _KINDS:
            fill_value(raw, ValueRule(spec.name, _KINDS[spec.name]), line, choices)
    return raw


def _trigger(candidate: Candidate) -> Token:
    """The word that says the claim: one of its frames', else what the two names hang by."""
    tokens = candidate.scene.sentence.tokens
    own = candidate.scene.trigger(candidate.pair, candidate.slot.claim)
    top, _, _ = path(candidate.scene.sentence, candidate.pair.a.last, candidate.pair.b.last)
    return own or tokens[max(top, 0)]


def _with_office(doc: Document, candidate: Candidate, raw: Raw) -> bool:
    """Give the claim the office beside the person, and what becomes of it; whether there is one."""
    found = office(candidate.scene, candidate.pair.a)
    if found is None:
        return False
    tokens, title = candidate.scene.sentence.tokens, found.title
    skel = skeleton(candidate.scene.sentence)
    change = load_tenures(doc.pack.code).change(skel.string, (title.start, title.end), skel.at[candidate.pair.a.first], "")
    span = (tokens[found.first].start, tokens[found.last].end)
    raw.put("role", title.role, span)
    raw.put("title", doc.text[slice(*span)], span)
    raw.put("change", change.kind, span if change.at is None else skel.span(change.at, change.at + 1))
    raw.label, raw.factuality = change.label, change.factuality
    return True

"""From raw claims to claims: factuality, speaker, time; joined, checked against the text, refused with a reason where they fail."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.claims import make_claim, problems
from graph.dates import Interval
from graph.model import Claim, Evidence, Refusal
from graph.ontology import ONTOLOGY, Factuality
from loaders.extract.document import Document
from loaders.extract.grammar.sayings import minor
from loaders.extract.merge import join
from loaders.extract.raw import STATED, Raw
from loaders.extract.told.lists import Modality
from loaders.extract.told.modality import factuality, own_factuality
from loaders.extract.told.outlook import ahead, based
from loaders.extract.told.quotes import Quotation, quotations
from loaders.extract.told.speaker import speaker_of
from loaders.extract.told.standing import signed, standing
from loaders.extract.told.timing import time_of
from loaders.extract.told.undone import UNDOABLE, UNDONE, undone

# A number can be a figure of a firm and the amount of a deal; the deal that names it has it.
_YIELDING = frozenset(
    "energy_capacity asset_holdings cash debt valuation liquidity miner_count pipeline_capacity share_count market_cap".split()
)

_HAD = ("cash", "liquidity")  # money that a firm is told to have is no sum of what the sentence says besides

_BYGONE = (Factuality.ACTUAL, Factuality.NEGATED)
_BACK = 2  # sentences before in which a contract is told as signed
# What a noun says that holds, holds whatever the sentence plans or denies: "two mines, A and B, are not affected".
_STANDING = ("operates", "owns", "located_in", "makes", "engages_in", "subsidiary_of")


@dataclass(frozen=True, slots=True)
class Told:
    """What an extractor found in an article: claims that stand, and what was refused."""

    claims: tuple[Claim, ...]
    refusals: tuple[Refusal, ...]


def assemble(doc: Document, raws: Iterable[Raw], lists: Modality, extractor: str) -> Told:
    """Claims of an article in the order of their evidence; what graph.claims.problems names goes to the refusals."""
    quotes = quotations(doc, lists)
    read = [_read(doc, raw, quotes, lists) for raw in raws]
    joined = join(_without_doubles(read))
    claims: list[Claim] = []
    refusals: list[Refusal] = []
    for raw in joined:
        reason = _incomplete(raw)
        claim = None if reason else _claim(doc, raw, extractor)
        found = [reason] if reason else problems(claim, doc.text) if claim else []
        if claim and not found:
            claims.append(claim)
        else:
            refusals.append(_refusal(doc, raw, "; ".join(found)))
    unique = {c.id: c for c in claims}
    return Told(tuple(sorted(unique.values(), key=lambda c: (c.evidence.start, c.type, c.id))), tuple(refusals))


def _read(doc: Document, raw: Raw, quotes: Sequence[Quotation], lists: Modality) -> Raw:
    if raw.label:
        raw.factuality = raw.factuality or Factuality.ACTUAL
        if raw.type == "holds_role" and raw.time is None:
            _date(doc, raw, lists)
        if raw.type == "holds_role" and raw.values.get("change", "holds") != "holds":
            raw.speaker = raw.speaker or speaker_of(raw, quotes, lists)
        return raw
    own = raw.apposed or raw.rule.endswith(STATED) or (raw.type in _STANDING and raw.trigger.pos in ("NOUN", "PROPN"))
    told = (own_factuality if own else factuality)(raw.sentence, raw.trigger, lists)
    if raw.type == "reports" and told is Factuality.NEGATED and not any(t.lower in lists.negations for t in raw.sentence.tokens):
        told = Factuality.ACTUAL  # revenue that "declined" or "dropped" was refused by nobody
    told = standing(raw, told, lists)
    if raw.type in UNDOABLE and told is not Factuality.NEGATED and undone(raw.sentence, raw.trigger, lists):
        told, raw.judged = Factuality.NEGATED, UNDONE
    raw.factuality = told if raw.factuality is None or told in (Factuality.NEGATED, Factuality.POSSIBLE) else raw.factuality
    if signed(raw, doc.sentences[max(0, raw.sentence.index - _BACK) : raw.sentence.index], lists):
        raw.factuality, raw.judged = Factuality.ACTUAL, "a sentence before tells of the contract as signed"
    if raw.type == "reports" and raw.factuality is Factuality.PLANNED and based(raw):
        raw.factuality, raw.judged = Factuality.ACTUAL, "a plan is measured against it"
    elif ahead(doc, raw, lists):
        raw.factuality, raw.judged = Factuality.PLANNED, "its own words or its time lie ahead of the article's date"
    raw.speaker = raw.speaker or speaker_of(raw, quotes, lists)
    if raw.type != "reports" and raw.time is None:
        _date(doc, raw, lists)
    return raw


def _date(doc: Document, raw: Raw, lists: Modality) -> None:
    later = raw.closes if raw.factuality is Factuality.PLANNED else raw.dated if raw.factuality in _BYGONE else None
    found = time_of(doc, raw, lists) or later
    bygone = found and found[0].start and doc.published and found[0].start.last <= doc.published
    if found and bygone and raw.closes and raw.closes[1] != found[1] and raw.factuality is Factuality.PLANNED:
        found = raw.closes  # a deal that was announced in May and is to close in June
    if found:
        raw.time, raw.spans["time"] = found


def _without_doubles(raws: Sequence[Raw]) -> list[Raw]:
    had = {r.spans.get("value") for r in raws if r.type == "reports" and r.rule.endswith(STATED) and r.values.get("metric") in _HAD}
    for raw in raws:
        if raw.type != "reports" and raw.spans.get("amount") in had:
            raw.drop("amount")
    deals = {
        span for r in raws if r.type != "reports" for name, span in r.spans.items() if name in ("amount", "capacity", "quantity", "drawn")
    }
    return [
        r for r in raws
        if not (r.type == "reports" and r.values.get("metric") in _YIELDING and not r.rule.endswith(STATED) and r.spans.get("value") in deals)
    ]  # fmt: skip


def _incomplete(raw: Raw) -> str:
    spec = ONTOLOGY.claim_type(raw.type)
    if minor(raw):
        return "a stake below half makes no subsidiary"
    if spec.either and not any(raw.roles.get(role) for role in spec.either):
        return f"none of {' or '.join(spec.either)} is told"
    if raw.type in ("merges_with", "partners_with") and len({f.key for f in raw.roles.get("party", ())}) < 2:
        return "fewer than two parties are told"
    keys = [tuple(sorted(f.key for f in fillers)) for role, fillers in raw.roles.items() if spec.role(role).key]
    if len(keys) > 1 and len(set(keys)) < len(keys) and raw.type != "located_in":
        return "one entity fills two roles"
    return ""


def _claim(doc: Document, raw: Raw, extractor: str) -> Claim:
    start, end = raw.evidence or (raw.sentence.start, raw.sentence.end)
    return make_claim(
        raw.type,
        {role: tuple(f.mention() for f in fillers) for role, fillers in raw.roles.items() if fillers},
        Evidence(article=doc.article.id, start=start, end=end, quote=doc.text[start:end]),
        values=raw.values,
        told=(raw.factuality or Factuality.ACTUAL, raw.speaker.mention() if raw.speaker else None, raw.time or Interval()),
        spans=raw.spans,
        made_by=(extractor, raw.confidence),
    )


def _refusal(doc: Document, raw: Raw, reason: str) -> Refusal:
    start, end = raw.sentence.start, raw.sentence.end
    return Refusal(
        article=doc.article.id, type=raw.type, reason=f"{reason} (by {raw.rule})", start=start, end=end, quote=doc.text[start:end]
    )

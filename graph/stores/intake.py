"""What a write does to an article, decided before anything is changed: pure functions that all stores share."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from graph.claims import problems
from graph.errors import ClaimstakeError, NotFound, StoreError
from graph.model import Article, ArticleState, Claim, Decision, Mention, Refusal
from graph.stores.base import Written
from graph.stores.wire import claim_from_json, claim_to_json

# A claim as one extractor found it: (extractor without version, claim id). The id is in several rows when several extractors found it.
Row: TypeAlias = tuple[str, str]


def family(extractor: str) -> str:
    """The extractor without its version: ``rules`` of ``rules/1.2``."""
    return extractor.partition("/")[0]


def surest(found: Iterable[Claim]) -> Claim:
    """Of one claim that several extractors found, the one that stands: the surest, then the last by the extractor's name."""
    return max(found, key=lambda c: (c.confidence, c.extractor))


def standing(rows: Iterable[Claim]) -> dict[str, Claim]:
    """The claims that stand, by id."""
    by_id: dict[str, list[Claim]] = {}
    for claim in rows:
        by_id.setdefault(claim.id, []).append(claim)
    return {id_: surest(found) for id_, found in by_id.items()}


@dataclass(frozen=True, slots=True)
class Intake:
    """What a caller wants to write, checked. An empty ``family`` replaces the claims of every extractor."""

    article: Article
    family: str
    claims: Mapping[Row, Claim]
    refusals: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """The newest version that a store holds of an article, its claims, and its ledger by extractor (without version)."""

    article: Article
    state: ArticleState
    claims: Mapping[Row, Claim] = field(default_factory=dict)
    ledger: Mapping[str, tuple[Refusal, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do. Without an ``action`` nothing changes; ``gone`` rows go before ``new`` ones come; ``ledger`` is the whole one then."""

    written: Written
    action: str = ""
    gone: frozenset[Row] = frozenset()
    new: Mapping[Row, Claim] = field(default_factory=dict)
    ledger: Mapping[str, tuple[Refusal, ...]] = field(default_factory=dict)


def take_in(article: Article, claims: Sequence[Claim], refusals: Sequence[Refusal], extractor: str) -> Intake:
    """Check what is to be written: unsound claims become refusals. Raises StoreError when claims of several extractors are mixed."""
    families = {family(c.extractor) for c in claims} | ({family(extractor)} if extractor else set())
    if len(families) > 1:
        names = ", ".join(sorted(families))
        raise StoreError(f"{article.id}: claims of several extractors ({names}) in one write; write those of each by themselves")
    own = next(iter(families), "")
    found = {claim.id: reasons_against(claim, article) for claim in claims}
    kept = standing(c for c in claims if not found[c.id])
    refused = [refuse(c, "; ".join(found[c.id])) for c in claims if found[c.id]]
    ledger = tuple(r.model_copy(update={"article": article.id, "extractor": r.extractor or own}) for r in (*refusals, *refused))
    return Intake(article, own, {(own, id_): kept[id_] for id_ in sorted(kept)}, ledger)


def reasons_against(claim: Claim, article: Article) -> list[str]:
    """Why a claim is refused; empty when it is sound: of this article, right by the ontology and the text, and readable when stored."""
    if claim.evidence.article != article.id:
        return [f"its evidence is of {claim.evidence.article}, not of {article.id}"]
    found = problems(claim, article.text)
    if found:
        return found
    try:
        same = claim_from_json(claim_to_json(claim)) == claim
    except ClaimstakeError as error:
        return [str(error)]
    return [] if same else ["it does not come back from the interchange format as it went in; make it with graph.claims.make_claim"]


def refuse(claim: Claim, reason: str) -> Refusal:
    """The ledger's line of a claim that is not kept."""
    evidence = claim.evidence
    return Refusal(
        article=evidence.article,
        type=claim.type,
        reason=reason,
        start=evidence.start,
        end=evidence.end,
        quote=evidence.quote,
        extractor=family(claim.extractor),
    )


def plan_write(held: Held | None, intake: Intake, restore: bool) -> Plan:
    """What a write changes, given what the store holds of the article."""
    article = intake.article
    done = Written(article.id, ArticleState.STORED, len(intake.claims), len(intake.refusals))
    if held is None:
        return Plan(done, "store", new=intake.claims, ledger=_ledger({}, intake))
    if held.state is ArticleState.RETRACTED and not restore:
        message = f"{article.id} was retracted and is skipped; ask to restore it if it is to come back"
        return Plan(Written(article.id, ArticleState.RETRACTED, message=message))
    if article.version != held.article.version or article.text != held.article.text:
        action = "restore" if held.state is ArticleState.RETRACTED else "supersede"
        return Plan(done, action, frozenset(held.claims), intake.claims, _ledger({}, intake))
    scope = {row: claim for row, claim in held.claims.items() if intake.family in ("", row[0])}
    gone = frozenset(row for row, claim in scope.items() if intake.claims.get(row) != claim)
    new = {row: claim for row, claim in intake.claims.items() if scope.get(row) != claim}
    ledger = _ledger(held.ledger, intake)
    if held.state is ArticleState.STORED and not (gone or new) and article == held.article and ledger == held.ledger:
        return Plan(Written(article.id, ArticleState.UNCHANGED, len(intake.claims), len(intake.refusals)))
    return Plan(done, "restore" if held.state is ArticleState.RETRACTED else "update", gone, new, ledger)


def _ledger(before: Mapping[str, tuple[Refusal, ...]], intake: Intake) -> dict[str, tuple[Refusal, ...]]:
    """The ledger after the write, by extractor: that of the others stays."""
    kept = [line for name, lines in before.items() if intake.family not in ("", name) for line in lines]
    return by_family([*kept, *intake.refusals])


def by_family(refusals: Iterable[Refusal]) -> dict[str, tuple[Refusal, ...]]:
    """A ledger's lines by extractor (without version), sorted by it; the lines of each keep their order."""
    found: dict[str, tuple[Refusal, ...]] = {}
    for refusal in refusals:
        own = family(refusal.extractor)
        found[own] = (*found.get(own, ()), refusal)
    return dict(sorted(found.items()))


def mentions(claim: Claim) -> Iterator[Mention]:
    """All mentions of a claim: its fillers and its speaker."""
    for fillers in claim.roles.values():
        yield from fillers
    if claim.speaker is not None:
        yield claim.speaker


def require_keys(decision: Decision, known: Collection[str]) -> None:
    """Raise NotFound unless each key of a decision is known: in a claim that stands, one of those that it names, if it names any."""
    if missing := sorted(set(decision.keys) - set(known)):
        where = "none of the claims that it names has" if decision.claims else "no claim has"
        raise NotFound(f"decision {decision.id}: {where} the key {missing[0]}; nothing was decided")

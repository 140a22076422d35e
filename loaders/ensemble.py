"""The ``ensemble`` extractor: several extractors by name, whose claims are joined; what they agree on is surer, what one alone says may be refused.

Settings, from the environment: ``CLAIMSTAKE_ENSEMBLE`` names the members, the most trusted first (``rules,llm`` by default); of them
``CLAIMSTAKE_ENSEMBLE_VOTES`` must say a claim (1 by default). With one vote the claims of the first member all stand, and those that only
others say from ``CLAIMSTAKE_ENSEMBLE_SCORE`` up (their confidence, 0.5 by default). The rest goes to the ledger.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import prod

from graph.errors import SettingsError
from graph.model import Article, Claim, Refusal
from graph.ontology import ONTOLOGY
from graph.values import Amount
from loaders.extractors import Extractor, make_extractors
from loaders.gazetteer import Gazetteer
from loaders.grounding import Grounded

MEMBERS, VOTES, SCORE = "CLAIMSTAKE_ENSEMBLE", "CLAIMSTAKE_ENSEMBLE_VOTES", "CLAIMSTAKE_ENSEMBLE_SCORE"


@dataclass(frozen=True, slots=True)
class EnsembleSettings:
    """Who votes, how many votes a claim needs, and from which confidence on a claim of a member that is not the first stands alone."""

    members: tuple[str, ...] = ("rules", "llm")
    votes: int = 1
    score: float = 0.5

    @staticmethod
    def of(environment: Mapping[str, str]) -> EnsembleSettings:
        """Read them from environment variables. Raises SettingsError naming the variable."""
        members = tuple(name.strip() for name in environment.get(MEMBERS, "rules,llm").split(",") if name.strip())
        if len(set(members)) < max(2, len(members)) or "ensemble" in members:
            raise SettingsError(f"{MEMBERS}: wanted two or more different extractors, such as rules,llm; not {environment.get(MEMBERS)!r}")
        try:
            votes, score = int(environment.get(VOTES) or 1), float(environment.get(SCORE) or 0.5)
        except ValueError as error:
            raise SettingsError(f"{VOTES} is a whole number, {SCORE} a number from 0 to 1: {error}") from error
        if not (1 <= votes <= len(members) and 0 <= score <= 1):
            raise SettingsError(f"{VOTES} lies between 1 and {len(members)} (members), {SCORE} between 0 and 1")
        return EnsembleSettings(members, votes, score)


def from_environment(gazetteer: Gazetteer) -> EnsembleExtractor:
    """The ensemble of the settings in the environment. Raises SettingsError, ExtractorError."""
    settings = EnsembleSettings.of(os.environ)
    return EnsembleExtractor(make_extractors(settings.members, gazetteer), settings)


@dataclass(slots=True)
class _Poll:
    """A claim with the members that say it, best first; ``claims`` are theirs."""

    claims: list[tuple[int, Claim]] = field(default_factory=list)

    @property
    def best(self) -> Claim:
        return self.claims[0][1]

    @property
    def voters(self) -> list[int]:
        return sorted({member for member, _ in self.claims})


class EnsembleExtractor:
    """Joins the claims of its members."""

    def __init__(self, members: Sequence[Extractor], settings: EnsembleSettings) -> None:
        self._members = tuple(members)
        self._settings = settings
        self.name = f"ensemble/{'+'.join(m.name.replace('/', '-') for m in self._members)}"

    def supports(self, lang: str) -> bool:
        """Whether any member reads the language."""
        return any(m.supports(lang) for m in self._members)

    def extract(self, article: Article) -> Grounded:
        """The claims that get their votes, in the order of their evidence; the members' refusals and the outvoted go to the ledger."""
        polls: list[_Poll] = []
        refusals: list[Refusal] = []
        for number, member in enumerate(self._members):
            told = member.extract(article)
            refusals += [r.model_copy(update={"extractor": self.name, "reason": f"{member.name}: {r.reason}"}) for r in told.refusals]
            _count(polls, number, told.claims)
        kept = {c.id: c for c in (self._voted(p) for p in polls if self._stands(p))}
        refusals += [self._outvoted(p) for p in polls if not self._stands(p)]
        return Grounded(tuple(sorted(kept.values(), key=lambda c: (c.evidence.start, c.type, c.id))), tuple(refusals))

    def _stands(self, poll: _Poll) -> bool:
        voters = poll.voters
        if len(voters) < self._settings.votes:
            return False
        return len(voters) > 1 or voters == [0] or poll.best.confidence >= self._settings.score

    def _voted(self, poll: _Poll) -> Claim:
        """The claim as its most trusted member has it; independent votes make it surer."""
        surest = {m: max(c.confidence for n, c in poll.claims if n == m) for m in poll.voters}
        confidence = round(1 - prod(1 - c for c in surest.values()), 2)
        return poll.best.model_copy(update={"extractor": self.name, "confidence": confidence})

    def _outvoted(self, poll: _Poll) -> Refusal:
        claim, voters = poll.best, " and ".join(self._members[n].name for n in poll.voters)
        reason = f"only {voters} {'say' if len(poll.voters) > 1 else 'says'} so (confidence {claim.confidence})"
        evidence = claim.evidence
        return Refusal(article=evidence.article, type=claim.type, reason=reason, start=evidence.start, end=evidence.end, quote=evidence.quote[:500],
                       extractor=self.name)  # fmt: skip


def _count(polls: list[_Poll], member: int, claims: Iterable[Claim]) -> None:
    """Put the claims of a member to those of the members before that say the same, or to new ones."""
    by_type: dict[str, list[_Poll]] = {}
    for poll in polls:
        by_type.setdefault(poll.best.type, []).append(poll)
    for claim in claims:
        same = next((p for p in by_type.get(claim.type, ()) if member not in p.voters and agree(p.best, claim)), None)
        if same is None:
            polls.append(_Poll([(member, claim)]))
        else:
            same.claims.append((member, claim))


def agree(one: Claim, other: Claim) -> bool:
    """Whether two claims of one article say the same: equal key roles and key values where both give them, one key role in common at least,

    and of one factuality as far as denying goes.
    """
    spec = ONTOLOGY.claim_type(one.type)
    if one.type != other.type or (one.factuality == "negated") is not (other.factuality == "negated"):
        return False
    common = 0
    for role in spec.key_roles:
        ours, theirs = ({m.key for m in c.fillers(role.name)} for c in (one, other))
        if ours and theirs and not ours & theirs:
            return False
        common += bool(ours & theirs)
    return common > 0 and all(_equal(one, other, name) for name in _key_values(spec.name))


def _key_values(type_: str) -> Iterator[str]:
    return (v.name for v in ONTOLOGY.claim_type(type_).key_values)


def _equal(one: Claim, other: Claim, name: str) -> bool:
    ours, theirs = one.values.get(name), other.values.get(name)
    if isinstance(ours, Amount) and isinstance(theirs, Amount):
        return ours.measure == theirs.measure and bool(_numbers(ours) & _numbers(theirs))
    return ours is None or theirs is None or ours == theirs


def _numbers(amount: Amount) -> set[float]:
    return {float(n) for n in (amount.value, amount.low, amount.high) if n is not None}

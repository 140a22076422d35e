"""One fact stands once per article: raw claims that tell the same thing are joined, with the richest roles, values and time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.ontology import ONTOLOGY, ClaimType, Factuality
from graph.values import Amount, Value
from loaders.extract.document import Found
from loaders.extract.names.activities import MINING
from loaders.extract.raw import Raw

_HEADLINES = ("headline",)


def join(raws: Iterable[Raw]) -> list[Raw]:
    """Raw claims with those of equal keys joined, in the order of the first."""
    out: list[Raw] = []
    for raw in raws:
        for other in out:
            if other.type == raw.type and _same(other, raw):
                _absorb(other, raw)
                break
        else:
            out.append(raw)
    return out


def _same(a: Raw, b: Raw) -> bool:
    spec = ONTOLOGY.claim_type(a.type)
    if spec.name == "reports":
        return _same_report(a, b)
    if spec.name == "trades_asset" and _total(a, b):
        return False
    if not _roles_agree(spec, a, b) and not _one_mining(a, b):
        return False
    return all(
        _values_fit(a.values.get(v.name), b.values.get(v.name)) or v.name == "change" or _one_instrument(v.name, a, b)
        for v in spec.key_values
    )


_SPREE = 3  # sentences within which a sum is of the coins just told


def _total(a: Raw, b: Raw) -> bool:
    """Whether a sum without a number of coins, told far from a trade, is that of all trades: "has bought $40 billion worth so far"."""
    sums = ["amount" in r.values and "quantity" not in r.values for r in (a, b)]
    counted = ["quantity" in r.values for r in (a, b)]
    apart = abs(a.sentence.index - b.sentence.index)
    return any(sums) and any(counted) and (apart > _SPREE or any(_so_far(r) for r, bare in zip((a, b), sums, strict=True) if bare))


def _so_far(raw: Raw) -> bool:
    """Whether the sentence speaks of all that was bought till now."""
    words = [t.lower for t in raw.sentence.tokens]
    return any(" ".join(words[k : k + 2]) in _TILL_NOW for k in range(len(words)))


_TILL_NOW = frozenset(("so far", "to date", "in total", "jusqu' ici", "à ce", "au total", "depuis le"))


def _one_mining(a: Raw, b: Raw) -> bool:
    """ "the miner" of a firm that is called a bitcoin miner elsewhere says nothing more."""
    names = {f.name for raw in (a, b) for f in raw.roles.get("activity", ())}
    return a.type == "engages_in" and names == MINING and bool(_keys(a, "company") & _keys(b, "company"))


# "an issue of $700 million in bonds" and "$700 million of convertible notes" are one; the second word of each pair says more.
_WIDER = {"convertible_notes": "bonds", "credit_facility": "loan", "project_finance": "loan", "preferred": "equity"}


def _one_instrument(name: str, a: Raw, b: Raw) -> bool:
    """Whether two sums are equal and of one family of instruments."""
    amount, one, other = a.values.get("amount"), str(a.values.get("instrument")), str(b.values.get("instrument"))
    equal = amount is not None and amount == b.values.get("amount")
    return name == "instrument" and equal and (_WIDER.get(one) == other or _WIDER.get(other) == one)


def _roles_agree(spec: ClaimType, a: Raw, b: Raw) -> bool:
    agreed = False
    for role in spec.key_roles if spec.name != "finances" else spec.roles:
        ka, kb = _keys(a, role.name), _keys(b, role.name)
        if not ka or not kb:
            continue
        if role.name == "funder" and not ka & kb and _one_round(a, b):
            continue
        if not ka & kb or (role.name == "party" and len(ka & kb) < min(2, len(ka), len(kb))):
            return False
        agreed = True
    poorer = a if sum(map(len, a.roles.values())) <= sum(map(len, b.roles.values())) else b
    complete = len([r for r in spec.key_roles if _keys(poorer, r.name)]) >= min(
        2, len(spec.key_roles) - len(spec.either) + bool(spec.either)
    )
    if spec.name == "hosts" and not complete:  # a lease whose tenant is told elsewhere
        return agreed and all(_values_fit(a.values.get(v.name), b.values.get(v.name)) for v in spec.values)
    if spec.name == "listed_as" and not complete:  # "cotée à Paris" beside "(ALTBG)"
        return agreed and _values_fit(a.values.get("exchange"), b.values.get("exchange"))
    return agreed and (complete or spec.name in ("finances", "legal_action", "incident", "acquires", "converts_to"))


_ROUND = 2  # sentences over which a round goes on


def _one_round(a: Raw, b: Raw) -> bool:
    """Whether two backers are of one round: the second is told right behind the first, without a sum of its own."""
    poor = "amount" not in a.values or "amount" not in b.values
    equity = a.values.get("instrument") == b.values.get("instrument") == "equity"
    return poor and equity and abs(a.sentence.index - b.sentence.index) <= _ROUND


def _keys(raw: Raw, role: str) -> set[str]:
    return {f.key for f in raw.roles.get(role, ())}


def _values_fit(a: Value | None, b: Value | None) -> bool:
    return a is None or b is None or a == b or _bounds_fit(a, b)


def _bounds_fit(a: Value, b: Value) -> bool:
    """ "$200 million" and "up to $200 million" are told of one thing."""
    if not (isinstance(a, Amount) and isinstance(b, Amount)) or a.measure != b.measure:
        return False
    numbers = [{n for n in (x.value, x.low, x.high) if n is not None} for x in (a, b)]
    return bool(numbers[0] & numbers[1])


def _same_report(a: Raw, b: Raw) -> bool:
    if _keys(a, "subject") != _keys(b, "subject") or a.values.get("metric") != b.values.get("metric"):
        return False
    if a.values.get("value") != b.values.get("value"):
        return False
    return _values_fit(a.values.get("period"), b.values.get("period"))


def _absorb(keep: Raw, more: Raw) -> None:
    """Give ``keep`` what ``more`` says besides; a headline's factuality and words yield to those of the body."""
    spec = ONTOLOGY.claim_type(keep.type)
    off, told = _called_off(keep, more), {keep.factuality, more.factuality}
    if _worth(more) > _worth(keep) and not _by_noun(keep, more):
        keep.sentence, keep.trigger, keep.evidence = more.sentence, more.trigger, more.evidence
        keep.factuality, keep.judged, keep.speaker = more.factuality, more.judged, more.speaker or keep.speaker
        keep.rule = more.rule
    keep.speaker = keep.speaker or more.speaker
    if told == {Factuality.PLANNED, Factuality.POSSIBLE}:
        keep.factuality = Factuality.PLANNED  # "weighs a raise" beside "plans to raise"
    if off:
        keep.factuality, keep.judged = Factuality.NEGATED, "another sentence tells it called off"
    if _one_mining(keep, more):
        keep.roles["activity"] = max((keep.roles["activity"], more.roles["activity"]), key=lambda row: row[0].name == "bitcoin-mining")
    for role, fillers in more.roles.items():
        keep.roles[role] = _union(keep.roles.get(role, ()), fillers, spec.role(role).many)
    for name, value in more.values.items():
        wider = name == "instrument" and _WIDER.get(str(value)) == keep.values.get(name)
        if name not in keep.values or wider or (name == "change" and keep.values[name] == "holds"):
            keep.put(name, value, more.spans[name])
    if keep.time is None or (not keep.time and more.time):
        keep.time = more.time
        if "time" in more.spans:
            keep.spans["time"] = more.spans["time"]
    keep.confidence = max(keep.confidence, more.confidence)


def _by_noun(keep: Raw, more: Raw) -> bool:
    """Whether a noun only goes on with what the verb of its sentence says: "raised $4 million to build a bridge in a round led by X"."""
    nouns = more.trigger.pos == "NOUN" and keep.trigger.pos == "VERB"
    return keep.type == "finances" and nouns and keep.sentence.index == more.sentence.index


def _called_off(a: Raw, b: Raw) -> bool:
    """Whether one tells a plan and the other that it has come to nothing."""
    told = {a.factuality, b.factuality}
    return Factuality.NEGATED in told and bool(told & {Factuality.PLANNED, Factuality.POSSIBLE})


def _worth(raw: Raw) -> tuple[int, int]:
    """Prose before headlines, then what is told with more parts."""
    prose = int(raw.sentence.span.kind not in _HEADLINES)
    told = int(raw.factuality is not Factuality.ACTUAL)
    return prose, sum(map(len, raw.roles.values())) + len(raw.values) + told


def _union(a: Sequence[Found], b: Sequence[Found], many: bool) -> tuple[Found, ...]:
    if not many:
        return tuple(a[:1] or b[:1])
    keys = {f.key for f in a}
    return (*a, *(f for f in b if f.key not in keys))

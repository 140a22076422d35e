"""What people have decided, made ready for look-up: which keys are one, which fillers stand apart, what an entity is called.

Decisions name claims and keys, never fact or entity ids. Keys that no decision touches are entities themselves; a split makes a key
of its own (``company/alpha~ab12cd34``: no name makes a ``~``), which is the id of the entity.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph.ids import digest
from graph.model import Claim, Decision, DecisionKind, Mention

SITE = "site/"


@dataclass(frozen=True, slots=True)
class SiteMerge:
    """Sites that a person joined: those of ``keys`` (and told by ``claims``, if any are named)."""

    keys: frozenset[str]
    claims: frozenset[str]


@dataclass(frozen=True, slots=True)
class Decided:
    """The decisions, compiled. ``classes`` are the keys that merges join, by each of them; the first one's is the representative."""

    splits: Mapping[tuple[str, str], str] = field(default_factory=dict)
    same: Mapping[str, str] = field(default_factory=dict)
    classes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    site_merges: tuple[SiteMerge, ...] = ()
    renames: tuple[Decision, ...] = ()
    split_names: Mapping[str, str] = field(default_factory=dict)
    families: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def family(self, key: str) -> tuple[str, ...]:
        """All keys that merges or splits relate to it, itself included: a change to one can change the entities of all."""
        return self.families.get(key, (key,))

    def own_key(self, claim_id: str, key: str) -> str:
        """The key of a filler: that of its split, else the one it came with."""
        return self.splits.get((claim_id, key), key) if self.splits else key

    def key(self, claim: Claim, mention: Mention) -> str:
        """The key by which a filler is known after splits and merges. Of a site it is only its name: sites are told apart by rule 4."""
        own = self.own_key(claim.id, mention.key)
        return own if own.startswith(SITE) else self.same.get(own, own)

    def one(self, key: str) -> str:
        """The representative of a key."""
        return self.same.get(key, key)

    def keys_of(self, key: str) -> tuple[str, ...]:
        """All keys that are one with it, itself included."""
        return self.classes.get(key, (key,))

    def is_split(self, key: str) -> bool:
        """Whether the key was made by a split."""
        return key in self.split_names


def split_key(decision: Decision) -> str:
    """The key of the entity that a split makes."""
    return f"{decision.keys[0]}~{digest('split', decision.id, size=8)}"


def compile_decisions(decisions: Sequence[Decision]) -> Decided:
    """Decisions in the order of recording, made ready for look-up; a later split or rename of the same filler or entity wins."""
    splits: dict[tuple[str, str], str] = {}
    split_names: dict[str, str] = {}
    for decision in _of(decisions, DecisionKind.SPLIT):
        own = split_key(decision)
        split_names[own] = decision.name
        splits.update({(claim, key): own for claim in decision.claims for key in decision.keys})
    merges = _of(decisions, DecisionKind.MERGE)
    same = _merged(merges)
    classes: dict[str, list[str]] = defaultdict(list)
    for key in sorted(same):
        classes[same[key]].append(key)
    return Decided(
        splits=splits,
        same=same,
        classes={key: tuple(classes[same[key]]) for key in same},
        site_merges=tuple(SiteMerge(frozenset(d.keys), frozenset(d.claims)) for d in merges if d.keys[0].startswith(SITE)),
        renames=tuple(d for d in _of(decisions, DecisionKind.RENAME) if d.name),
        split_names=split_names,
        families=_families([d.keys for d in merges] + [(*d.keys, split_key(d)) for d in _of(decisions, DecisionKind.SPLIT)]),
    )


def _families(related: Sequence[tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    family: dict[str, set[str]] = {}
    for keys in (tuple(k for k in keys if k.startswith(SITE) == keys[0].startswith(SITE)) for keys in related):
        whole = set(keys).union(*(family.get(k, set()) for k in keys))
        family.update(dict.fromkeys(whole, whole))
    return {key: tuple(sorted(whole)) for key, whole in family.items()}


def _of(decisions: Sequence[Decision], kind: DecisionKind) -> list[Decision]:
    return [d for d in decisions if d.kind is kind and d.keys]


def _merged(merges: Sequence[Decision]) -> dict[str, str]:
    """Every merged key with its representative: the first key of the latest merge that reaches it."""
    parent: dict[str, str] = {}

    def find(key: str) -> str:
        parent.setdefault(key, key)
        while parent[key] != key:
            key = parent[key]
        return key

    for decision in merges:
        into = find(decision.keys[0])
        for key in decision.keys[1:]:
            # A site and a firm of one name are two nodes: only sites merge with sites.
            if key.startswith(SITE) == into.startswith(SITE):
                parent[find(key)] = into
    return {key: find(key) for key in sorted(parent)}

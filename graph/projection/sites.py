"""Rule 4: which sites of one name are one.

Within an article a name is one site (a *local* site here). Local sites of one name join by the companies that they are tied to, unless
their states differ. The steps are taken in rounds that look at all local sites at once, so no order of them matters:

1. local sites with one state and companies join within that state where companies meet, directly or through others;
2. those with companies and no state join the one state where their companies are found; what would bring two states together stays
   its own, on the review list; those found in no state join among themselves;
3. those without companies are one for each state, or for none, and join the only site that fits; what fits several stays its own.

People's merges come last. A site's id is made from its name and its earliest claim.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.ids import digest
from graph.model import Claim, Mention, ReviewItem, ReviewKind
from graph.ontology import EntityType, Factuality
from graph.projection.decided import Decided
from graph.projection.told import ArticleMeta
from graph.reference import Reference

# Claim type -> role of the site, roles of the companies that it is tied to.
TIES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "operates": ("site", ("operator",)),
    "owns": ("site", ("owner",)),
    "develops": ("site", ("developer",)),
    "converts_to": ("site", ("owner",)),
    "hosts": ("site", ("provider",)),
    "supplies_power": ("site", ("customer",)),
    "acquires": ("target", ("seller", "buyer")),
}


@dataclass(slots=True, eq=False)
class LocalSite:
    """A site's name in one article, with what the article says of it."""

    name: str
    article: ArticleMeta
    companies: set[str] = field(default_factory=set)
    states: set[str] = field(default_factory=set)
    claims: set[str] = field(default_factory=set)

    @property
    def age(self) -> tuple[str, str]:
        """Date and id of its earliest claim."""
        return (self.article.day, min(self.claims))

    @property
    def state(self) -> str:
        """Its state, empty when none is known."""
        return min(self.states) if self.states else ""


@dataclass(slots=True, eq=False)
class Group:
    """Local sites found to be one. ``rivals`` are the groups that it fits as well, for the review list."""

    locals: list[LocalSite]
    rivals: list[Group] = field(default_factory=list)
    reason: str = ""

    @property
    def companies(self) -> set[str]:
        """Companies of all its local sites."""
        return set().union(*(s.companies for s in self.locals))

    @property
    def state(self) -> str:
        """Its state, empty when none is known."""
        return max(s.state for s in self.locals)

    @property
    def age(self) -> tuple[str, str]:
        """Date and id of its earliest claim."""
        return min(s.age for s in self.locals)


@dataclass(frozen=True, slots=True)
class Sites:
    """Resolved sites: (article, key of the name) -> id of the site, and what a person should look at."""

    ids: Mapping[tuple[str, str], str]
    review: tuple[ReviewItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Reach:
    """How far the companies of a site reach: to themselves, and to those that have bought them or that they have bought."""

    partners: Mapping[str, set[str]]

    def of(self, companies: Iterable[str]) -> set[str]:
        """The companies that link another site to these."""
        return set().union(*({c} | self.partners.get(c, set()) for c in companies))


def site_mentions(claim: Claim) -> Iterable[tuple[str, Mention]]:
    """The fillers of a claim that are sites, with their roles."""
    return ((role, m) for role, fillers in claim.roles.items() for m in fillers if m.type is EntityType.SITE)


def tie_roles(claim: Claim) -> tuple[str, tuple[str, ...]]:
    """The role of the site and those of the companies that the claim ties to it; empty for claims that tie nothing."""
    site, companies = TIES.get(claim.type, ("", ()))
    if claim.type == "acquires" and claim.factuality is not Factuality.ACTUAL:
        companies = ("seller",)
    return site, companies


def takeovers(claims: Iterable[Claim], decided: Decided) -> set[tuple[str, str]]:
    """Pairs (buyer, target) of firms of which one has actually bought the other."""
    return {
        (decided.key(c, buyer), decided.key(c, target))
        for c in claims
        if c.type == "acquires" and c.factuality is Factuality.ACTUAL
        for target in c.fillers("target")
        if target.type is EntityType.COMPANY
        for buyer in c.fillers("buyer")
    }


def local_sites(
    claims: Iterable[Claim], articles: Mapping[str, ArticleMeta], decided: Decided, reference: Reference
) -> dict[tuple[str, str], LocalSite]:
    """The local sites of claims, by (article, key of the name)."""
    found: dict[tuple[str, str], LocalSite] = {}
    for claim in claims:
        for role, mention in site_mentions(claim):
            article = claim.evidence.article
            name = decided.key(claim, mention)
            local = found.get((article, name))
            if local is None:
                local = found[article, name] = LocalSite(name, articles[article])
            local.claims.add(claim.id)
            _add_ties(local, claim, role, decided)
            _add_states(local, claim, role, (decided, reference))
    return found


def _add_ties(local: LocalSite, claim: Claim, role: str, decided: Decided) -> None:
    site_role, company_roles = tie_roles(claim)
    if role == site_role:
        local.companies.update(decided.key(claim, m) for r in company_roles for m in claim.fillers(r))


def _add_states(local: LocalSite, claim: Claim, role: str, known: tuple[Decided, Reference]) -> None:
    decided, reference = known
    if claim.type != "located_in" or role != "subject" or claim.factuality is Factuality.NEGATED:
        return
    if claim.values.get("kind", "site") == "site":
        states = {reference.state(decided.key(claim, m)) for m in claim.fillers("place")}
        local.states.update(states - {""})


def resolve_sites(found: Iterable[LocalSite], decided: Decided, bought: set[tuple[str, str]], names: Iterable[str] | None = None) -> Sites:
    """Ids of all local sites; ``bought`` are the pairs of :func:`takeovers`. With ``names`` given, of those names alone."""
    classes: dict[str, dict[str, list[LocalSite]]] = defaultdict(lambda: defaultdict(list))
    for local in found:
        classes[decided.one(local.name)][local.name].append(local)
    wanted = sorted({decided.one(n) for n in names} & classes.keys()) if names is not None else sorted(classes)
    ids: dict[tuple[str, str], str] = {}
    review: list[ReviewItem] = []
    for name in wanted:
        _resolve_class(name, classes[name], (decided, _reach(bought)), ids, review)
    return Sites(ids, tuple(sorted(review, key=lambda r: r.id)))


def _resolve_class(
    representative: str,
    names: Mapping[str, list[LocalSite]],
    known: tuple[Decided, Reach],
    ids: dict[tuple[str, str], str],
    review: list[ReviewItem],
) -> None:
    """Resolve the names that people's merges bring together, usually one."""
    decided, reach = known
    groups: list[Group] = []
    for name in sorted(names):
        locals_ = sorted(names[name], key=lambda s: s.age)
        groups += [Group(locals_)] if decided.is_split(name) else group_sites(locals_, reach)
    groups, merged = _apply_merges(groups, decided)
    id_of = {id(g): _site_id(g, representative, decided) for g in groups}
    for group in groups:
        ids.update({(s.article.id, s.name): id_of[id(group)] for s in group.locals})
        if group.rivals and id(group) not in merged:
            review.append(_doubt(group, id_of, representative))


def _site_id(group: Group, representative: str, decided: Decided) -> str:
    names = {s.name for s in group.locals}
    name = representative if len(names) > 1 else min(names)
    return name if decided.is_split(name) else f"{name}~{digest('site', name, group.age[1], size=10)}"


def _doubt(group: Group, id_of: Mapping[int, str], representative: str) -> ReviewItem:
    subjects = (id_of[id(group)], *sorted({id_of[id(r)] for r in group.rivals if id(r) in id_of}))
    return ReviewItem(
        id=f"review/{digest('review', 'site', *subjects)}",
        kind=ReviewKind.DOUBTFUL_MERGE,
        rule="4",
        reason=group.reason,
        subjects=subjects,
        claims=tuple(sorted(c for s in group.locals for c in s.claims)),
        scope=representative,
    )


def _apply_merges(groups: list[Group], decided: Decided) -> tuple[list[Group], set[int]]:
    """Join the groups that people said are one; also the ids of the groups so made."""
    merged: set[int] = set()
    for merge in decided.site_merges:
        hit = [g for g in groups if any(s.name in merge.keys and (not merge.claims or s.claims & merge.claims) for s in g.locals)]
        if len(hit) > 1:
            whole = Group(sorted((s for g in hit for s in g.locals), key=lambda s: (s.age, s.name)))
            groups = [g for g in groups if g not in hit] + [whole]
            merged.add(id(whole))
    return groups, merged


def _reach(bought: set[tuple[str, str]]) -> Reach:
    partners: dict[str, set[str]] = defaultdict(set)
    for buyer, target in bought:
        partners[buyer].add(target)
        partners[target].add(buyer)
    return Reach(partners)


def group_sites(locals_: Sequence[LocalSite], reach: Reach) -> list[Group]:
    """The local sites of one name, grouped by the three steps of the module's docstring."""
    torn = [s for s in locals_ if len(s.states) > 1]
    whole = [s for s in locals_ if len(s.states) <= 1]
    by_state: dict[str, list[LocalSite]] = defaultdict(list)
    for local in whole:
        if local.companies and local.state:
            by_state[local.state].append(local)
    nowhere, doubtful = _spread([s for s in whole if s.companies and not s.state], by_state, reach)
    groups = [g for members in (*(by_state[state] for state in sorted(by_state)), nowhere) for g in _connected(members, reach)]
    own = [_doubtful(s, [g for g in groups if reach.of(s.companies) & g.companies], "would bring two states together") for s in doubtful]
    own += [_doubtful(s, groups, "one article puts it in several states") for s in torn]
    return _place_untied([s for s in whole if not s.companies], groups) + own


def _doubtful(local: LocalSite, rivals: Sequence[Group], reason: str) -> Group:
    return Group([local], list(rivals), reason)


def _spread(stateless: list[LocalSite], by_state: dict[str, list[LocalSite]], reach: Reach) -> tuple[list[LocalSite], list[LocalSite]]:
    """Step 2: put each stateless local site into the one state where its companies are.

    Returns those found in no state and those found in several.
    """
    companies = {state: set().union(*(s.companies for s in members)) for state, members in by_state.items()}
    waiting: list[LocalSite] = list(stateless)
    doubtful: list[LocalSite] = []
    while True:
        hits = [[state for state in companies if not companies[state].isdisjoint(reach.of(s.companies))] for s in waiting]
        placed = [(s, found[0]) for s, found in zip(waiting, hits, strict=True) if len(found) == 1]
        doubtful += [s for s, found in zip(waiting, hits, strict=True) if len(found) > 1]
        waiting = [s for s, found in zip(waiting, hits, strict=True) if not found]
        for local, state in placed:
            by_state[state].append(local)
            companies[state] |= local.companies
        if not placed:
            return waiting, doubtful


def _connected(locals_: Iterable[LocalSite], reach: Reach) -> list[Group]:
    """Components of local sites that are linked, directly or through others; oldest first."""
    group_of: dict[str, Group] = {}
    groups: dict[Group, None] = {}
    for local in sorted(locals_, key=lambda s: s.age):
        near = {group_of[c]: None for c in sorted(reach.of(local.companies)) if c in group_of}
        group = max(near, key=lambda g: len(g.locals), default=Group([]))
        for other in near:
            if other is not group:
                group.locals += other.locals
                group_of.update(dict.fromkeys(other.companies, group))
                del groups[other]
        group.locals.append(local)
        groups[group] = None
        group_of.update(dict.fromkeys(local.companies, group))
    return sorted(groups, key=lambda g: g.age)


def _place_untied(untied: list[LocalSite], tied: list[Group]) -> list[Group]:
    """Step 3: local sites without companies are one for each state (or none), and join the only site that fits."""
    by_state: dict[str, list[LocalSite]] = defaultdict(list)
    for local in untied:
        by_state[local.state].append(local)
    fits = {state: [g for g in tied if not g.state or g.state == state] for state in sorted(by_state) if state}
    claimed: dict[int, int] = defaultdict(int)
    for groups in fits.values():
        for group in groups:
            claimed[id(group)] += not group.state
    alone = [Group(by_state[state], _rivals(groups, claimed), "fits several sites of its name") for state, groups in fits.items()]
    free = [g for g, groups in zip(alone, fits.values(), strict=True) if not _join_only(g, groups, claimed)]
    if "" in by_state:
        stateless = Group(by_state[""], list(tied) + free, "fits several sites of its name")
        if not _join_only(stateless, [*tied, *free], {}):
            free.append(stateless)
    return tied + free


def _rivals(groups: list[Group], claimed: Mapping[int, int]) -> list[Group]:
    """Groups for the review list: several that fit, or one without a state that two states would claim."""
    return groups if len(groups) > 1 or any(claimed[id(g)] > 1 for g in groups) else []


def _join_only(group: Group, fits: list[Group], claimed: Mapping[int, int]) -> bool:
    """Join a group to the only one that fits, unless two states claim that."""
    if len(fits) != 1 or claimed.get(id(fits[0]), 0) > 1:
        return False
    fits[0].locals.extend(group.locals)
    return True

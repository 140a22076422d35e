"""The ontology: THE one table of entity types, claim types, roles, values and edges.

Everything else (checks, stores, Cypher schema, GraphQL types, RDF vocabulary, documentation) is derived from it:
adding a claim type touches this file alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from graph.errors import OntologyError


class EntityType(StrEnum):
    """Types that a role filler can have (node labels)."""

    COMPANY = "Company"
    PERSON = "Person"
    SITE = "Site"
    HARDWARE = "Hardware"
    ASSET = "CryptoAsset"
    SECURITY = "Security"
    ACTIVITY = "Activity"
    PLACE = "Place"
    AUTHORITY = "Authority"


class Factuality(StrEnum):
    """Whether what is told has happened."""

    ACTUAL = "actual"
    PLANNED = "planned"
    POSSIBLE = "possible"
    NEGATED = "negated"


class Status(StrEnum):
    """What a fact is at a time, decided by its history of claims."""

    POSSIBLE = "possible"
    PLANNED = "planned"
    ACTUAL = "actual"
    ENDED = "ended"
    CANCELLED = "cancelled"
    DENIED = "denied"


class ValueKind(StrEnum):
    """How a value is written on the wire, and the unit it must have."""

    MONEY = "money"  # {"value", "currency"}; coins as {"value", "unit"}
    QUANTITY = "quantity"  # {"value", "unit"}
    PERCENT = "percent"  # {"value", "unit": "%"}
    TERM = "term"  # {"value", "unit": "years" or "months"}
    COUNT = "count"  # a plain number
    NUMBER = "number"  # any of the above
    DATE = "date"  # a partial date
    PERIOD = "period"  # a partial date, a fiscal period, an interval or a window
    COMPARISON = "comparison"  # {"value", "unit", "period"}
    CHOICE = "choice"  # one of a closed list
    TEXT = "text"  # the article's own words


class Nature(StrEnum):
    """How claims of a type stand in time (rule 6 of "From claims to facts")."""

    EVENT = "event"
    STATE = "state"
    SLOT = "slot"


@dataclass(frozen=True, slots=True)
class Role:
    """A place in a claim that an entity fills. ``edge`` joins the filler with the fact's node; ``inward`` when it points to the node."""

    name: str
    types: tuple[EntityType, ...]
    key: bool = False
    many: bool = False
    edge: str = ""
    inward: bool = False

    @property
    def edge_name(self) -> str:
        """Name of the edge between the fact's node and the filler."""
        return self.edge or self.name.upper()


@dataclass(frozen=True, slots=True)
class ValueSpec:
    """A value of a claim. ``options`` is the closed list of a choice."""

    name: str
    kind: ValueKind
    key: bool = False
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A plain edge between two main ends of a fact. ``by_value`` names the value that picks the edge's name from ``names``."""

    source: str
    edge: str
    target: str
    names: tuple[tuple[str, str], ...] = ()
    by_value: str = ""


@dataclass(frozen=True, slots=True)
class ClaimType:
    """One kind of claim. ``node`` is the label of the fact's node; ``always_node`` when each such fact has one.

    ``window`` is the number of days within which two dates can be of one event (rule 6);
    ``either`` lists roles of which at least one is given.
    """

    name: str
    meaning: str
    nature: Nature
    roles: tuple[Role, ...]
    values: tuple[ValueSpec, ...] = ()
    shortcuts: tuple[Shortcut, ...] = ()
    node: str = "Fact"
    always_node: bool = False
    window: int = 45
    either: tuple[str, ...] = ()

    def role(self, name: str) -> Role:
        """The role of that name. Raises OntologyError."""
        for role in self.roles:
            if role.name == name:
                return role
        raise OntologyError(f"claim type {self.name} has no role {name!r}; its roles: {', '.join(r.name for r in self.roles)}")

    def value(self, name: str) -> ValueSpec:
        """The value of that name. Raises OntologyError."""
        for value in self.values:
            if value.name == name:
                return value
        raise OntologyError(f"claim type {self.name} has no value {name!r}; its values: {', '.join(v.name for v in self.values) or 'none'}")

    @property
    def key_roles(self) -> tuple[Role, ...]:
        """The roles that are part of the key (bold in ontology.md)."""
        return tuple(r for r in self.roles if r.key)

    @property
    def key_values(self) -> tuple[ValueSpec, ...]:
        """The values that are part of the key."""
        return tuple(v for v in self.values if v.key)


ACTIVITIES = tuple(
    """bitcoin-mining crypto-mining mining-hosting ai-hpc gpu-as-a-service data-centers cloud exchange brokerage trading custody
    staking lending payments stablecoin treasury asset-management banking venture-capital hardware-manufacturing energy software
    security analytics media real-estate gaming tokenization other""".split()
)
METRICS = tuple(
    """revenue net_income ebitda operating_income operating_cost production_cost impairment cash debt liquidity total_assets
    market_cap valuation aum site_count energy_capacity pipeline_capacity hashrate efficiency power_price miner_count
    asset_holdings asset_production headcount creditor_count share_price share_price_change asset_price asset_price_change
    transaction_volume fund_flow user_count contract_backlog share_count other""".split()
)
# Flows: every other metric is a level, measured at one day (rule 6).
FLOW_METRICS = frozenset(
    """revenue net_income ebitda operating_income operating_cost production_cost impairment share_price_change asset_price_change
    asset_production transaction_volume fund_flow other""".split()
)
INSTRUMENTS = tuple("""credit_facility loan convertible_notes bonds equity preferred project_finance guarantee grant other""".split())
# Families of instruments: two financings of different families are never one (rule 3).
INSTRUMENT_FAMILY: Mapping[str, str] = MappingProxyType(
    {"credit_facility": "debt", "loan": "debt", "project_finance": "debt", "convertible_notes": "notes", "bonds": "notes",
     "equity": "equity", "preferred": "equity", "guarantee": "guarantee", "grant": "grant", "other": "other"}
)  # fmt: skip
OFFICES = tuple(
    """CEO CFO COO CTO CIO CSO CLO president chair founder director executive managing-director manager general-counsel partner
    advisor analyst spokesperson official other""".split()
)
CHANGES = ("holds", "appointed", "left")
ACTIONS = tuple("""lawsuit charge conviction fine settlement investigation arrest order appeal bankruptcy_claim""".split())
INCIDENTS = tuple("""hack outage fraud insolvency withdrawal_halt depeg accident layoff""".split())
DECISIONS = ("approved", "rejected", "pending")
CONSIDERATIONS = ("cash", "stock", "mixed")
LOCATIONS = ("site", "headquarters", "incorporation")

_C, _P, _S, _H, _A = EntityType.COMPANY, EntityType.PERSON, EntityType.SITE, EntityType.HARDWARE, EntityType.ASSET
_SEC, _ACT, _PL, _AU = EntityType.SECURITY, EntityType.ACTIVITY, EntityType.PLACE, EntityType.AUTHORITY
_K = ValueKind


def _role(name: str, *types: EntityType, key: bool = True, many: bool = False) -> Role:
    return Role(name, types, key, many)


def _opt(name: str, *types: EntityType, many: bool = False) -> Role:
    return Role(name, types, False, many)


def _value(name: str, kind: ValueKind, *options: str, key: bool = False) -> ValueSpec:
    return ValueSpec(name, kind, key, options)


_AMOUNT = _value("amount", _K.MONEY)
_CAPACITY = _value("capacity", _K.QUANTITY)
_KEY_CAPACITY = _value("capacity", _K.QUANTITY, key=True)
_COUNT = _value("count", _K.COUNT)
_STAKE = _value("stake", _K.PERCENT)
_CONTRACT = (_KEY_CAPACITY, _AMOUNT, _value("term", _K.TERM), _value("begins", _K.DATE))
_ANY = (_C, _P, _S, _H, _A, _SEC, _ACT, _PL, _AU)
_EVENT, _STATE = Nature.EVENT, Nature.STATE

CLAIM_TYPES: tuple[ClaimType, ...] = (
    ClaimType("operates", "runs a site", _STATE, (_role("operator", _C, many=True), _role("site", _S)), (_CAPACITY, _COUNT),
              (Shortcut("operator", "OPERATES", "site"),)),
    ClaimType("owns", "owns a site or a stake in it", _STATE, (_role("owner", _C, _P), _role("site", _S, many=True)), (_CAPACITY, _STAKE, _COUNT),
              (Shortcut("owner", "OWNS", "site"),)),
    ClaimType("located_in", "a site lies in a place, a firm is based or incorporated there", _STATE, (_role("subject", _S, _C), _role("place", _PL)),
              (_value("kind", _K.CHOICE, *LOCATIONS),), (Shortcut("subject", "LOCATED_IN", "place"),)),
    ClaimType("develops", "builds, expands or energises a site", _EVENT, (_role("developer", _C, many=True), _role("site", _S)),
              (_KEY_CAPACITY, _AMOUNT, _COUNT), (Shortcut("developer", "DEVELOPS", "site"),), node="Development"),
    ClaimType("converts_to", "turns a site to another activity or hardware", _EVENT,
              (_opt("owner", _C), _role("site", _S), _role("activity", _ACT), _role("hardware", _H, many=True)),
              (_CAPACITY, _AMOUNT, _value("from_activity", _K.CHOICE, *ACTIVITIES)),
              (Shortcut("site", "CONVERTS_TO", "activity"), Shortcut("site", "CONVERTS_TO", "hardware")), node="Conversion",
              either=("activity", "hardware")),
    ClaimType("engages_in", "has a line of business", _STATE, (_role("company", _C), _role("activity", _ACT)), (),
              (Shortcut("company", "ENGAGES_IN", "activity"),)),
    ClaimType("enters", "starts, pivots to or expands into an activity or a place", _EVENT,
              (_role("company", _C), _role("activity", _ACT), _role("place", _PL)), (),
              (Shortcut("company", "ENTERS", "activity"), Shortcut("company", "ENTERS", "place")), either=("activity", "place")),
    ClaimType("exits", "stops, winds down or leaves an activity or a place", _EVENT,
              (_role("company", _C), _role("activity", _ACT), _role("place", _PL)), (),
              (Shortcut("company", "EXITS", "activity"), Shortcut("company", "EXITS", "place")), either=("activity", "place")),
    ClaimType("finances", "one instrument by which a firm is funded", _EVENT,
              (Role("recipient", (_C,), True, False, "RAISES", True), Role("funder", (_C, _P, _AU), False, True, "FUNDS", True),
               Role("purpose", (_S, _ACT, _C, _H, _A), False, True, "FINANCES")),
              (_value("amount", _K.MONEY, key=True), _value("instrument", _K.CHOICE, *INSTRUMENTS, key=True), _value("rate", _K.PERCENT),
               _value("term", _K.TERM), _value("maturity", _K.DATE), _value("drawn", _K.MONEY)), (), "Financing", True, 548),
    ClaimType("acquires", "buys a firm, a site or a controlling stake", _EVENT,
              (_role("buyer", _C, _P, many=True), _role("target", _C, _S, _SEC), _opt("seller", _C)),
              (_AMOUNT, _STAKE, _value("consideration", _K.CHOICE, *CONSIDERATIONS), _CAPACITY, _COUNT),
              (Shortcut("buyer", "ACQUIRES", "target"),), node="Acquisition"),
    ClaimType("merges_with", "two or more firms merge", _EVENT, (_role("party", _C, many=True),),
              (_AMOUNT, _value("consideration", _K.CHOICE, *CONSIDERATIONS)), (Shortcut("party", "MERGES_WITH", "party"),), node="Merger"),
    ClaimType("invests_in", "takes a stake without control", _EVENT, (_role("investor", _C, _P, many=True), _role("investee", _C)), (_AMOUNT, _STAKE),
              (Shortcut("investor", "INVESTS_IN", "investee"),), node="Investment"),
    ClaimType("partners_with", "two or more work together", _EVENT, (_role("party", _C, _AU, many=True), _opt("purpose", _ACT, _S, many=True)), (_AMOUNT,),
              (Shortcut("party", "PARTNERS_WITH", "party"),), node="Partnership"),
    ClaimType("hosts", "colocation, lease, cloud or mining-hosting contract", _STATE,
              (_role("provider", _C), _role("customer", _C), _opt("site", _S, many=True)), _CONTRACT, (Shortcut("provider", "HOSTS", "customer"),),
              node="Contract"),
    ClaimType("supplies_power", "power purchase, interconnection or behind-the-meter deal", _STATE,
              (_role("supplier", _C), _role("customer", _C), _opt("site", _S)), _CONTRACT, (Shortcut("supplier", "SUPPLIES_POWER", "customer"),),
              node="Contract"),
    ClaimType("orders", "buys machines, new or used", _EVENT, (_role("buyer", _C), _role("hardware", _H), _opt("supplier", _C)),
              (_value("quantity", _K.COUNT, key=True), _AMOUNT), (Shortcut("buyer", "ORDERS", "hardware"), Shortcut("supplier", "SUPPLIES", "buyer")),
              node="Order"),
    ClaimType("deploys", "installs machines", _EVENT, (_role("company", _C), _role("site", _S), _role("hardware", _H)),
              (_value("quantity", _K.COUNT),), (Shortcut("company", "DEPLOYS", "hardware"), Shortcut("site", "DEPLOYS", "hardware")),
              node="Deployment", either=("company", "site")),
    ClaimType("makes", "manufactures a machine", _STATE, (_role("company", _C), _role("hardware", _H)), (), (Shortcut("company", "MAKES", "hardware"),)),
    ClaimType("holds_role", "a person's office", _STATE, (_role("person", _P), _role("organization", _C, _AU)),
              (_value("role", _K.CHOICE, *OFFICES, key=True), _value("change", _K.CHOICE, *CHANGES, key=True), _value("title", _K.TEXT)),
              (Shortcut("person", "HOLDS_ROLE", "organization"),)),
    ClaimType("subsidiary_of", "more than half is owned by the parent", _STATE, (_role("child", _C), _role("parent", _C, _P)), (_STAKE,),
              (Shortcut("child", "SUBSIDIARY_OF", "parent"),)),
    ClaimType("listed_as", "a share's listing", _STATE, (_role("company", _C), _role("security", _SEC)), (_value("exchange", _K.TEXT),),
              (Shortcut("company", "LISTED_AS", "security"),)),
    ClaimType("reports", "one reported figure", Nature.SLOT, (Role("subject", _ANY, True, False, "REPORTED", True),),
              (_value("metric", _K.CHOICE, *METRICS, key=True), _value("value", _K.NUMBER, key=True), _value("period", _K.PERIOD, key=True),
               _value("segment", _K.TEXT), _value("label", _K.TEXT), _value("comparison", _K.COMPARISON)), (), "Measurement", True),
    ClaimType("trades_asset", "buys or sells coins", _EVENT, (_role("company", _C, _P, _AU), _role("asset", _A)),
              (_value("side", _K.CHOICE, "buys", "sells", key=True), _value("quantity", _K.COUNT, key=True), _AMOUNT),
              (Shortcut("company", "BUYS", "asset", (("buys", "BUYS"), ("sells", "SELLS")), "side"),), node="Trade", window=3),
    ClaimType("legal_action", "a suit, charge, fine or the like", _EVENT,
              (_role("plaintiff", _AU, _C, _P, many=True), _role("defendant", _C, _P, _AU, many=True)),
              (_value("kind", _K.CHOICE, *ACTIONS, key=True), _AMOUNT), (Shortcut("plaintiff", "TAKES_ACTION_AGAINST", "defendant"),),
              node="LegalAction"),
    ClaimType("approves", "an authority's ruling on an application", _EVENT, (_role("authority", _AU, _C), _role("subject", _C, _S, _SEC, _A, _ACT)),
              (_value("decision", _K.CHOICE, *DECISIONS, key=True), _value("matter", _K.TEXT)), (Shortcut("authority", "RULES_ON", "subject"),),
              node="Ruling"),
    ClaimType("incident", "a hack, outage, fraud, insolvency or the like", _EVENT,
              (Role("victim", (_C, _S, _A, _P), True, True, "AFFECTS"), Role("perpetrator", (_C, _P), False, False, "COMMITS", True)),
              (_value("kind", _K.CHOICE, *INCIDENTS, key=True), _AMOUNT), (), "Incident", True),
    ClaimType("launches", "brings out a product", _EVENT, (Role("company", (_C,), True, False, "LAUNCHES", True),),
              (_value("product", _K.TEXT, key=True),), (), "Product", True),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ontology:
    """The table with look-ups. A value that is passed about; ``ONTOLOGY`` is the one that ships."""

    claim_types: tuple[ClaimType, ...]

    def __iter__(self) -> Iterator[ClaimType]:
        return iter(self.claim_types)

    def claim_type(self, name: str) -> ClaimType:
        """The claim type of that name. Raises OntologyError."""
        found = _BY_NAME.get(name)
        if found is None:
            raise OntologyError(f"unknown claim type {name!r}; the ontology has: {', '.join(t.name for t in self.claim_types)}")
        return found

    def edge_types(self) -> tuple[str, ...]:
        """All edge names, sorted: shortcuts and the edges between facts' nodes and their fillers."""
        names: set[str] = set()
        for claim_type in self.claim_types:
            names |= {n for s in claim_type.shortcuts for n in (s.edge, *(e for _, e in s.names))}
            names |= {r.edge_name for r in claim_type.roles}
        return tuple(sorted(names))

    def node_labels(self) -> tuple[str, ...]:
        """All labels of facts' nodes, sorted."""
        return tuple(sorted({t.node for t in self.claim_types}))


_BY_NAME: Mapping[str, ClaimType] = MappingProxyType({t.name: t for t in CLAIM_TYPES})
ONTOLOGY = Ontology(CLAIM_TYPES)

"""What is drawn: entities, the facts that are nodes of their own, and the lines between them; the liveliest part if all is too much."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from api.wording import sentence, status_words, time_words, value_words
from graph.model import Claim, Fact
from graph.ontology import ONTOLOGY, EntityType, Status
from graph.projection import edges_of, node_label
from graph.stores.base import ALL, Filter, View, every

# Figures and offices make a picture a hairball; they are told by the page of an entity.
_LEFT_OUT = frozenset({"reports", "listed_as"})
# Kinds of facts that have a node of their own in the picture, for their amounts are what a person looks for.
_FACT_NODES = frozenset({"finances", "incident"})
_PREFERRED = {
    "converts_to": 4.0, "finances": 4.0, "acquires": 3.0, "hosts": 3.0, "orders": 3.0, "makes": 2.5, "operates": 2.0, "incident": 2.0,
    "legal_action": 2.0, "supplies_power": 2.0, "enters": 1.5, "exits": 1.5,
}  # fmt: skip
# What nearly everybody has says little of anybody.
_PLAIN = ("place/", "activity/", "person/")


@dataclass(frozen=True, slots=True)
class Node:
    """An entity, or a fact that is drawn as a node: ``kind`` is its label, ``caption`` what is written on it."""

    id: str
    kind: str
    caption: str
    planned: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line from one node to another; ``told`` are its facts, each as a sentence with the words that say it."""

    source: str
    target: str
    label: str
    status: Status
    told: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Nodes and lines, sorted; ``left_out`` counts the entities for which there was no room."""

    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    title: str = "Claimstake"
    left_out: int = 0


def choose(view: View, about: Sequence[str] = (), depth: int = 2, limit: int = 45, where: Filter = Filter()) -> Drawing:
    """The drawing of a store, or of the part within ``depth`` facts of some entities: at most ``limit`` nodes, the best connected first."""
    facts = [f for f in _facts(view, about, depth, where) if f.type not in _LEFT_OUT]
    graph = _weighted(facts)
    kept = _best(graph, set(about), limit)
    entities = {e.id: e for e in view.entities(sorted(i for i in graph if not i.startswith("fact/")))}
    shown = [f for f in facts if _ends(f) and _ends(f) <= kept]
    quotes = _quotes(view, shown)
    names = {e.id: e.name for e in entities.values()}
    lines = _joined(line for f in shown for line in _lines(f, names, quotes))
    ends = {end for line in lines for end in (line.source, line.target)}
    nodes = [Node(e.id, str(e.type), e.name) for e in entities.values() if e.id in ends]
    nodes += [Node(f.id, node_label(f), _caption(f), f.status is not Status.ACTUAL) for f in shown if f.id in ends]
    return Drawing(
        tuple(sorted(nodes, key=lambda n: n.id)), tuple(lines), left_out=len(entities) - len([n for n in nodes if n.id in entities])
    )


def _facts(view: View, about: Sequence[str], depth: int, where: Filter) -> list[Fact]:
    if not about:
        return list(every(lambda page: view.facts(where=where, page=page)))
    seen: set[str] = set()
    frontier = set(about)
    found: dict[str, Fact] = {}
    for _ in range(depth):
        facts = view.facts(about=sorted(frontier), where=where, page=ALL) if frontier else []
        found |= {f.id: f for f in facts if f.type not in _LEFT_OUT}
        seen |= frontier
        # A place or a line of business leads to everybody: the walk does not go on from there.
        frontier = {e for f in found.values() for e in _ends(f) if not e.startswith(_PLAIN[:2])} - seen
    return [found[id_] for id_ in sorted(found)]


def _ends(fact: Fact) -> set[str]:
    return {filler for fillers in fact.roles.values() for filler in fillers}


def _weighted(facts: Iterable[Fact]) -> nx.Graph[str]:
    """Entities joined by the facts that they share; the weight of a line is how telling its facts are."""
    graph: nx.Graph[str] = nx.Graph()
    for fact in facts:
        weight = _PREFERRED.get(fact.type, 1.0)
        ends = sorted(_ends(fact))
        graph.add_nodes_from(ends)
        for number, a in enumerate(ends):
            for b in ends[number + 1 :]:
                before = graph.get_edge_data(a, b, {"weight": 0.0})["weight"]
                graph.add_edge(a, b, weight=before + weight)
    return graph


def _best(graph: nx.Graph[str], about: set[str], limit: int) -> set[str]:
    """The nodes that stay: those asked for, then by what their facts tell; those that would stand alone among the rest go."""
    if len(graph) <= limit:
        return set(graph)
    weight: dict[str, float] = {n: w * (0.4 if n.startswith(_PLAIN) else 1.0) for n, w in graph.degree(weight="weight")}
    order = sorted(graph, key=lambda n: (n not in about, -weight[n], n))
    parts = nx.connected_components(graph.subgraph(order[:limit]))
    return {n for part in parts if len(part) > 2 or part & about for n in part}


def _quotes(view: View, facts: Sequence[Fact]) -> dict[str, str]:
    """For each fact the words of a claim that has its status, the surest first."""
    claims = {c.id: c for c in view.claims(sorted({c for f in facts for c in f.claims}))}

    def best(fact: Fact) -> Claim | None:
        own = [claims[id_] for id_ in fact.claims if id_ in claims]
        return max(own, key=lambda c: (str(c.factuality) == str(fact.status), c.confidence, c.id), default=None)

    return {f.id: " ".join(c.evidence.quote.split()) for f in facts if (c := best(f))}


def _lines(fact: Fact, names: Mapping[str, str], quotes: Mapping[str, str]) -> Iterator[Line]:
    time = time_words(fact)
    told = f"{sentence(fact, names)}{f', {time}' if time else ''} [{status_words(fact)}]"
    as_node = fact.type in _FACT_NODES
    edges = [e for e in edges_of(fact) if bool(e.role) == as_node]
    for edge in edges or edges_of(fact):
        label = edge.type.lower().replace("_", " ")
        yield Line(edge.source, edge.target, _with_amount(label, fact, as_node), fact.status, ((told, quotes.get(fact.id, "")),))


def _joined(lines: Iterable[Line]) -> list[Line]:
    """Lines of one status between the same nodes as one, with all their words."""
    grouped: dict[tuple[str, str, Status], list[Line]] = defaultdict(list)
    for line in sorted(lines, key=lambda x: (x.source, x.target, x.label, x.told)):
        grouped[line.source, line.target, line.status].append(line)
    return [_whole(found) for _, found in sorted(grouped.items())]


def _whole(found: Sequence[Line]) -> Line:
    label = ", ".join(dict.fromkeys(line.label for line in found))
    told = dict.fromkeys(pair for line in found for pair in line.told)
    return Line(found[0].source, found[0].target, label, found[0].status, tuple(told))


def _with_amount(label: str, fact: Fact, as_node: bool) -> str:
    """An office or a quantity belongs to its line: ``CEO of``, ``orders 5,000``."""
    if fact.type == "holds_role":
        return f"{fact.values.get('role', 'holds role')} of"
    shown = [name for name in ("stake", "capacity", "quantity", "amount", "kind") if name in fact.values and not as_node][:1]
    if fact.type == "located_in":
        return "in"
    return " ".join([label, *(short(value_words(name, fact.values[name])) for name in shown)])


def _caption(fact: Fact) -> str:
    """What a fact's node says: ``$300M credit facility``."""
    parts = [short(value_words(name, fact.values[name])) for name in ("amount", "instrument", "kind") if name in fact.values]
    return " ".join(parts) or fact.type.replace("_", " ")


def short(text: str) -> str:
    """Great numbers cut short: ``300,000,000 USD`` is ``300M USD``."""
    words = []
    for word in text.split(" "):
        digits = word.replace(",", "")
        for size, letter in ((10**9, "B"), (10**6, "M")):
            if digits.isdigit() and int(digits) >= size:
                word = f"{int(digits) / size:g}{letter}"
                break
        words.append(word)
    return " ".join(words)


def kinds(drawing: Drawing) -> list[str]:
    """The kinds of nodes that are drawn, in the order of the ontology."""
    count = Counter(node.kind for node in drawing.nodes)
    order = [*map(str, EntityType), *ONTOLOGY.node_labels()]
    return [kind for kind in order if count[kind]]

"""The style of Neo4j Browser (GraSS): a colour, a size and a caption for every label, and those of what is planned, possible or denied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.ontology import ONTOLOGY, EntityType, Nature

# Entities are large and saturated, facts are smaller and pale, sources grey: who, what, who says so.
_ENTITIES: Mapping[EntityType, tuple[str, int]] = {
    EntityType.COMPANY: ("#1f6feb", 70),
    EntityType.PERSON: ("#8250df", 55),
    EntityType.SITE: ("#d1570b", 65),
    EntityType.HARDWARE: ("#57606a", 50),
    EntityType.ASSET: ("#c69026", 50),
    EntityType.SECURITY: ("#0a7ea4", 45),
    EntityType.ACTIVITY: ("#2da44e", 55),
    EntityType.PLACE: ("#7d4e2f", 45),
    EntityType.AUTHORITY: ("#cf222e", 60),
}
_FACTS: Mapping[str, str] = {
    "Financing": "#a5d6ff", "Contract": "#b6e3ff", "Measurement": "#e6edf3", "Incident": "#ffb3ad", "LegalAction": "#ffd1cc",
    "Conversion": "#9be9a8", "Development": "#ffd8a8", "Acquisition": "#d8b9ff",
}  # fmt: skip
_FACT = "#dfe7d8"
_SOURCES: Mapping[str, tuple[str, str, int]] = {
    "Claim": ("#f6f8fa", "caption", 40),
    "Double": ("#eeeeee", "caption", 30),
    "Article": ("#d0d7de", "caption", 50),
    "ArticleVersion": ("#d0d7de", "caption", 30),
    "Publisher": ("#8c959f", "name", 50),
    "Review": ("#fff3b0", "caption", 45),
    "Decision": ("#fff3b0", "caption", 45),
    "Change": ("#eeeeee", "action", 30),
    "Migration": ("#eeeeee", "name", 30),
    "Store": ("#eeeeee", "caption", 30),
    "IndexKey": ("#eeeeee", "key", 20),
    "IndexBlock": ("#eeeeee", "block", 20),
    "IndexBand": ("#eeeeee", "band", 20),
}
# A fact's node that is not actual has a second label; the border tells it at a glance, whatever the kind of fact.
STATUS_STYLES: Mapping[str, tuple[str, str]] = {
    "Planned": ("#fff8c5", "#bf8700"),
    "Possible": ("#fbefff", "#bf3989"),
    "Negated": ("#ffebe9", "#cf222e"),
    "Ended": ("#eaeef2", "#6e7781"),
}


def style() -> str:
    """The text of ``style.grass``."""
    return "".join(_rules())


def _rules() -> Iterator[str]:
    yield _rule("node", _round("#dfe7d8", "#9aa7b0", "#24292f", 50, "caption"))
    yield _rule("relationship", _line("#8c959f", "<type>", "1px") | {"font-size": "8px", "padding": "3px", "text-color-external": "#24292f",
                                                                     "text-color-internal": "#ffffff"})  # fmt: skip
    for type_, (colour, size) in _ENTITIES.items():
        yield _rule(f"node.{type_}", _round(colour, colour, "#ffffff", size, "name"))
    # Of rules that are as exact as each other the last one holds: the general label comes first.
    for label in sorted(ONTOLOGY.node_labels(), key=lambda label: (label != "Fact", label)):
        yield _rule(f"node.{label}", _round(_FACTS.get(label, _FACT), "#6e7781", "#24292f", 55, "caption"))
        for status, (fill, border) in STATUS_STYLES.items():
            yield _rule(f"node.{label}.{status}", _round(fill, border, "#24292f", 55, "caption") | {"border-width": "5px"})
    for label, (colour, caption, size) in _SOURCES.items():
        yield _rule(f"node.{label}", _round(colour, "#8c959f", "#24292f", size, caption))
    for type_name, colour in sorted(_edge_colours().items()):
        yield _rule(f"relationship.{type_name}", _line(colour, "{caption}", "2px"))
    for type_name in ("ABOUT", "STATED_IN", "PUBLISHED_BY", "SUPPORTS", "HAS_VERSION", "CONCERNS"):
        yield _rule(f"relationship.{type_name}", _line("#d0d7de", "{role}" if type_name == "ABOUT" else "<type>", "1px"))


def _edge_colours() -> dict[str, str]:
    """Edges of states are blue, those of events green, the ends of a fact's node grey."""
    colours = {role.edge_name: "#8c959f" for spec in ONTOLOGY for role in spec.roles}
    for spec in ONTOLOGY:
        own = "#1f6feb" if spec.nature is Nature.STATE else "#2da44e"
        colours |= {name: own for s in spec.shortcuts for name in (s.edge, *(edge for _, edge in s.names))}
    return colours


def _round(fill: str, border: str, text: str, size: int, caption: str) -> dict[str, str]:
    """What a node looks like."""
    return {"diameter": f"{size}px", "color": fill, "border-color": border, "border-width": "2px", "text-color-internal": text,
            "font-size": "10px", "caption": f"'{{{caption}}}'"}  # fmt: skip


def _line(colour: str, caption: str, width: str) -> dict[str, str]:
    """What a relationship looks like."""
    return {"color": colour, "shaft-width": width, "caption": f"'{caption}'"}


def _rule(selector: str, properties: Mapping[str, str]) -> str:
    lines = "".join(f"  {name}: {value};\n" for name, value in properties.items())
    return f"{selector} {{\n{lines}}}\n"

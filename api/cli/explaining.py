"""``explain``: why a claim is there."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from api.cli.articles import brief
from api.cli.common import DEFAULT_STORE, JsonOption, StoreOption, read_store, say_json
from api.cli.common import show as print_rich
from api.cli.finding import find_claims
from api.graphql.captions import value_text
from graph.claims import to_wire
from graph.model import ArticleState
from graph.stores.base import View
from graph.stores.wire import refusal_to_wire
from graph.values import value_to_wire
from loaders.explain import Explanation, Part, explain
from loaders.extract.rules import RulesExtractor
from loaders.gazetteer import load_gazetteer

app = typer.Typer()
_LABELS = {"trigger": "says it", "time": "time", "speaker": "said by"}
_MOST = 6  # other sentences and refusals that are printed


@app.command("explain")
def explain_command(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="Its id or the beginning of it; or the id of a fact, for all its claims")],
    store: StoreOption = DEFAULT_STORE,
    as_json: JsonOption = False,
) -> None:
    """Explain why a claim was extracted.

    Its quote and article; the rule and the word that says it; each filler with its place, and how it became its entity; values and times
    as written and as read; the words that make it planned, possible or negated; who says it; and what was refused in the same sentence.
    The rules are run again over the stored text; nothing that is stored changes.

    [bold]Examples[/]

      claimstake explain claim/d3e0715dc10e0559002e

      claimstake explain d3e07

      claimstake show Bitfarms --json | jq -r '.facts[0].id' | xargs claimstake explain
    """
    gazetteer = load_gazetteer()
    rules = RulesExtractor(gazetteer)
    with read_store(store) as opened:
        for number, found in enumerate(find_claims(opened, claim)):
            [record] = opened.articles([found.evidence.article], states=[ArticleState.STORED])
            told = explain(found, record.article, record.refusals, gazetteer, rules)
            entities = _entities(opened, told)
            if as_json:
                say_json(_wire(told, entities))
            else:
                print_rich(*([""] if number else []), *_page(told, entities))


def _entities(view: View, told: Explanation) -> dict[str, str]:
    """The entity in the graph of each key of the claim."""
    return {key: entity for (_, key), entity in view.resolved([told.claim.id]).items()}


def _page(told: Explanation, entities: dict[str, str]) -> list[Any]:
    claim, article = told.claim, told.article
    source = ", ".join(part for part in (article.title, article.publisher, article.day) if part)
    rows = Table.grid(padding=(0, 2, 0, 0))
    rows.add_row("rule", Text(told.rule or "none"), Text(told.note))
    for part in (p for p in told.parts if p.part != "factuality"):
        rows.add_row(part.name or _LABELS[part.part], Text(_words(part)), Text(_meaning(part)))
    if moods := [p for p in told.parts if p.part == "factuality"]:
        rows.add_row("factuality", Text(", ".join(_words(p) for p in moods)), Text(_meaning(moods[0])))
    for key, entity in sorted(entities.items()):
        if key != entity:
            rows.add_row("in the graph", Text(key), Text(f"is {entity}"))
    lines = [*(f"also said (by {rule}): “{_flat(text)}”" for rule, text in told.also[:_MOST]),
             *(f"refused: {r.type}: {r.reason}" for r in told.refused[:_MOST])]  # fmt: skip
    return [
        Text(brief(claim), style="bold"),
        f"{claim.id}, confidence {claim.confidence}, by {claim.extractor}",
        Text(f"“{_flat(claim.evidence.quote)}”", style="italic"),
        Text(f"{source} ({article.id}, characters {claim.evidence.start} to {claim.evidence.end})"),
        "",
        rows,
        *([""] if lines else []),
        *map(Text, lines),
    ]


def _words(part: Part) -> str:
    return f"“{_flat(part.words)}” ({part.start}–{part.end})" if part.words else "—"


def _meaning(part: Part) -> str:
    read = part.read if isinstance(part.read, str) else value_text(part.read)
    shared = f"; not {', '.join(part.others)}" if part.others else ""
    return f"{read}{': ' if part.how else ''}{part.how}{shared}"


def _flat(text: str) -> str:
    return " ".join(text.split())


def _wire(told: Explanation, entities: dict[str, str]) -> dict[str, Any]:
    parts = [
        {
            "part": p.part, "name": p.name, "start": p.start, "end": p.end, "words": p.words,
            "read": p.read if isinstance(p.read, str) else value_to_wire(p.read), "how": p.how, "others": list(p.others),
        }
        for p in told.parts
    ]  # fmt: skip
    article = told.article
    return {
        "claim": to_wire(told.claim),
        "article": {"id": article.id, "title": article.title, "url": article.url, "published": article.published},
        "rule": told.rule,
        "note": told.note,
        "parts": parts,
        "entities": entities,
        "also": [{"rule": rule, "sentence": text} for rule, text in told.also],
        "refused": [refusal_to_wire(r) for r in told.refused],
    }

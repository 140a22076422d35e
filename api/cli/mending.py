"""``review``, ``merge``, ``split``, ``rename``, ``undo`` and ``rebuild``: what people decide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from api.cli.common import DEFAULT_STORE, JsonOption, StoreOption, read_store, say, say_json, write_store
from api.cli.finding import find, find_article, names_in
from api.wording import sentence, status_words
from graph.errors import NotFound, SettingsError
from graph.ids import digest
from graph.model import Claim, Decision, DecisionKind, Entity, ReviewItem, ReviewKind
from graph.stores.base import ALL, EVERYTHING, Store, View
from graph.stores.wire import decision_to_wire, review_to_wire

app = typer.Typer()
NoteOption = Annotated[str, typer.Option("--note", help="Why, for those who come after")]


@app.command()
def review(
    store: StoreOption = DEFAULT_STORE,
    kind: Annotated[ReviewKind | None, typer.Option("--kind", help="Only this kind")] = None,
    as_json: JsonOption = False,
) -> None:
    """List doubtful cases and conflicts for a person to decide.

    Sites of one name that may or may not be one, claims that fit several facts, and facts that contradict each other, with the quotes.

    [bold]Examples[/]

      claimstake review --kind conflict
    """
    with read_store(store) as opened:
        items = [item for item in opened.review() if kind in (None, item.kind)]
        for item in items:
            if as_json:
                say_json(review_to_wire(item))
            else:
                _print_item(opened, item)
    if not items and not as_json:
        say("nothing to look at")


def _print_item(view: View, item: ReviewItem) -> None:
    say(f"{item.kind} (rule {item.rule}): {item.reason}")
    facts = view.facts([s for s in item.subjects if s.startswith("fact/")], where=EVERYTHING, page=ALL)
    names = names_in(view, facts)
    for fact in facts:
        say(f"  • {sentence(fact, names)} [{status_words(fact)}]  {fact.id}")
    for entity in view.entities([s for s in item.subjects if not s.startswith("fact/")]):
        say(f"  • {entity.name}  {entity.id}")
    for claim in view.claims(item.claims or [c for f in facts for c in f.claims])[:6]:
        say(f"      “{' '.join(claim.evidence.quote.split())}” ({claim.evidence.article})")
    say()


@app.command()
def merge(
    entity: Annotated[str, typer.Argument(metavar="NAME", help="The entity that goes")],
    into: Annotated[str, typer.Argument(metavar="INTO", help="The entity that it is")],
    note: NoteOption = "",
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Decide that two entities are one.

    The decision names keys and claims, so that it survives re-loading; its id is printed, for undo.

    [bold]Example[/]

      claimstake merge "Marathon Digital" MARA --note "renamed in 2024"
    """
    with write_store(store) as opened:
        goes, stays = find(opened, entity), find(opened, into)
        if goes.id == stays.id:
            raise SettingsError(f"{entity!r} and {into!r} are one already: {stays.id}")
        if goes.type is not stays.type:
            raise SettingsError(f"{goes.id} is a {goes.type}, {stays.id} a {stays.type}; only entities of one type can be one")
        # The name of a site can be that of several: its claims say which is meant.
        claims = [c.id for e in (stays, goes) for c in claims_of(opened, e)] if stays.id.startswith("site/") else []
        _decide(opened, DecisionKind.MERGE, (*stays.keys, *goes.keys), claims, note=note)


def claims_of(view: View, entity: Entity) -> list[Claim]:
    """The claims that name an entity, in order."""
    facts = view.facts(about=[entity.id], where=EVERYTHING, page=ALL)
    claims = view.claims(sorted({c for f in facts for c in f.claims}))
    resolved = view.resolved([c.id for c in claims])
    own = {claim for (claim, _), id_ in resolved.items() if id_ == entity.id}
    return [c for c in claims if c.id in own]


@app.command()
def split(
    entity: Annotated[str, typer.Argument(metavar="NAME", help="The entity in which two are mixed")],
    claim: Annotated[
        list[str], typer.Option("--claim", metavar="ID", help="A claim that means the other one; several times for several")
    ] = [],  # noqa: B006
    article: Annotated[list[str], typer.Option("--article", metavar="ARTICLE", help="All claims of this article mean the other one")] = [],  # noqa: B006
    name: Annotated[str, typer.Option("--as", metavar="NAME", help="What the other one is called")] = "",
    note: NoteOption = "",
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Decide that the entity of some claims is another one.

    [bold]Example[/]

      claimstake split Mercury --article https://example.com/mercury-power --as "Mercury Power"
    """
    with write_store(store) as opened:
        found = find(opened, entity)
        articles = {find_article(opened, a).article.id for a in article}
        own = claims_of(opened, found)
        chosen = [c for c in own if c.id in claim or c.evidence.article in articles]
        if not chosen:
            raise NotFound(f"none of the {len(own)} claims about {found.id} is chosen; choose with --claim or --article")
        keys = {m.key for c in chosen for fillers in c.roles.values() for m in fillers} & set(found.keys)
        _decide(opened, DecisionKind.SPLIT, sorted(keys), [c.id for c in chosen], name, note)


@app.command()
def rename(
    entity: Annotated[str, typer.Argument(metavar="NAME", help="An entity")],
    name: Annotated[str, typer.Argument(metavar="NEW", help="The name to show")],
    note: NoteOption = "",
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Decide under which name an entity is shown.

    [bold]Example[/]

      claimstake rename company/mara "MARA Holdings"
    """
    with write_store(store) as opened:
        found = find(opened, entity)
        claims = [c.id for c in claims_of(opened, found)] if found.id.startswith("site/") else []
        _decide(opened, DecisionKind.RENAME, found.keys[:1], claims, name, note)


def _decide(store: Store, kind: DecisionKind, keys: Sequence[str], claims: Sequence[str], name: str = "", note: str = "") -> None:
    id_ = f"decision/{digest('decision', kind, *keys, '', *claims, '', name)}"
    store.decide(Decision(id=id_, kind=kind, keys=tuple(keys), claims=tuple(claims), name=name, note=note))
    say(f"{kind} decided: {id_}")


@app.command()
def undo(
    decision: Annotated[str, typer.Argument(metavar="[DECISION]", help="The id of a decision; none to list them")] = "",
    store: StoreOption = DEFAULT_STORE,
    as_json: JsonOption = False,
) -> None:
    """Take back a decision, or list the decisions.

    [bold]Examples[/]

      claimstake undo

      claimstake undo decision/0f3a9c2b6d5e4f708192
    """
    if decision:
        with write_store(store) as opened:
            opened.undecide(decision)
            say(f"undone: {decision}")
        return
    with read_store(store) as opened:
        for made in opened.decisions():
            if as_json:
                say_json(decision_to_wire(made))
            else:
                told = " ".join([made.kind, ", ".join(made.keys), *([f"as {made.name!r}"] if made.name else [])])
                say(f"{made.id}  {told}{f'  ({made.note})' if made.note else ''}")


@app.command()
def rebuild(store: StoreOption = DEFAULT_STORE) -> None:
    """Make entities, facts and edges anew from the claims.

    Gives byte for byte what the store kept up to date; for when the gazetteer has changed.

    [bold]Example[/]

      claimstake rebuild
    """
    with write_store(store) as opened:
        opened.rebuild()
        counts = opened.stats()
        say(f"rebuilt: {counts['entities']:,} entities, {counts['facts']:,} facts, {counts['edges']:,} edges")

"""``claims``, ``dump`` and ``export``: the store's content for others."""

from __future__ import annotations

import typer

from api.cli.common import DEFAULT_STORE, StoreOption, read_store, say
from graph.claims import dump_lines
from graph.model import Claim
from graph.stores.base import View, every

app = typer.Typer()
_BATCH = 500


@app.command()
def claims(store: StoreOption = DEFAULT_STORE) -> None:
    """Print the store's claims in the interchange format, one JSON line each.

    Sorted by article, start and id; loading the same articles again changes no byte of it. Fillers carry the id of the entity that they
    are resolved to.

    [bold]Examples[/]

      claimstake claims > claims.jsonl

      claimstake claims --store demo/claimstake.db | head
    """
    with read_store(store) as opened:
        batch: list[Claim] = []
        for claim in every(lambda page: opened.claims(page=page), _BATCH):
            batch.append(claim)
            if len(batch) == _BATCH:
                _print(opened, batch)
                batch.clear()
        _print(opened, batch)


def _print(view: View, batch: list[Claim]) -> None:
    resolved = view.resolved([claim.id for claim in batch])
    for claim in batch:
        keys = {key: entity for (id_, key), entity in resolved.items() if id_ == claim.id}
        for line in dump_lines([claim], keys):
            say(line)


@app.command()
def dump(store: StoreOption = DEFAULT_STORE) -> None:
    """Write the whole store as JSON Lines, byte for byte the same for equal content.

    Articles with their texts and versions, claims, decisions, tombstones, ledger; and what follows from them: entities, facts, edges,
    review list. Numbers and times of recording are left out.

    [bold]Example[/]

      claimstake dump --store demo/claimstake.db > backup.jsonl
    """
    with read_store(store) as opened:
        for line in opened.dump():
            say(line)

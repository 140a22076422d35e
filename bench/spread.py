"""``python -m bench.spread``: extraction by two processes beside one, start-up aside, and time by the length of the text; into docs/bench.md."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bench.__main__ import OUT, corpus
from bench.timing import Row, side_by_side, write
from graph.model import Article
from loaders.extractors import DEFAULT, Named
from loaders.spread import Team, extracted


def warm(team: Team, articles: Sequence[Article], workers: int) -> None:
    """Let every process load its models: more articles than one can take before the others are there."""
    list(extracted(((None, a) for a in (*articles[:2], *articles[-2:]) * workers * 2), team))


def spread(articles: Sequence[Article]) -> list[Row]:
    """Two processes beside one that does the same."""
    with Team(Named(DEFAULT), 1) as one, Team(Named(DEFAULT), 2) as two:
        for team, workers in ((one, 1), (two, 2)):
            warm(team, articles, workers)

        def run(team: Team) -> None:
            list(extracted(((None, a) for a in articles), team))

        return [
            side_by_side(
                ("extraction with --workers 2", lambda: run(two)), ("with one worker", lambda: run(one)), len(articles), "articles"
            )
        ]


def main(out: Path = OUT) -> None:
    """Run and write the section."""
    articles = [a for lang in ("en", "fr") for a in corpus(lang)]
    write(spread(articles), out, "Several processes")
    print(out.read_text("utf-8"))


if __name__ == "__main__":
    main()

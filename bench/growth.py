"""``python -m bench.growth [SIZE...]``: whether an article takes longer to load the more are stored; into docs/bench.md.

The store is filled with made-up news through ``write``, one transaction an article: each firm has a handful of sites, officers, loans and partners
that are told of again and again, the number of firms grows with the archive, and every third article quotes the price of Bitcoin. Then passages of the
corpus, extracted before, are loaded and timed, the same at each size.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from random import Random

from bench.__main__ import OUT, corpus
from bench.timing import section
from graph.model import Article, Claim
from graph.stores.open import open_store
from graph.values import Value
from loaders.extract.rules import RulesExtractor
from loaders.gazetteer import load_gazetteer
from tests.contract.samples import article, dollars, figure, say

SIZES = (1_000, 10_000)
_TIMED = 200
_YEARS = 6
_A_FIRM = 25  # articles for each firm


def news(count: int, seed: int = 1) -> Iterator[tuple[Article, list[Claim]]]:
    """Articles of three to five claims each, in the order of their days."""
    rng = Random(seed)
    for number in range(count):
        which = rng.randrange(20 + number // _A_FIRM)
        firm, other = f"Firm {which}", f"Firm {which + 1 + rng.randrange(3)}"
        site, person, bank = (f"{kind} {which}-{rng.randrange(4)}" for kind in ("Site", "Person", "Bank"))
        day = f"{2020 + number * _YEARS // max(1, count)}-{1 + number % 12:02d}-{1 + number % 28:02d}"
        text = f"{firm} runs {site}, borrows from {bank} and works with {other}; {person} leads it. Bitcoin costs more."
        where = article(f"growth{seed}-{number:06d}", text, day)
        loan: dict[str, Value] = {"amount": dollars(100 * (1 + rng.randrange(5))), "instrument": "loan"}
        told = [
            say(where, "operates", {"operator": firm, "site": site}),
            say(
                where,
                "holds_role",
                {"person": person, "organization": firm},
                {"role": rng.choice(("CEO", "CFO", "COO")), "change": "holds"},
            ),
            say(where, "finances", {"recipient": firm, "funder": f"Company:{bank}"}, loan),
        ]
        if number % 3 == 0:
            told.append(
                say(where, "reports", {"subject": "CryptoAsset:Bitcoin"}, figure("asset_price", dollars(rng.randint(60_000, 120_000)), day))
            )
        if number % 4 == 0:
            told.append(say(where, "partners_with", {"party": (firm, other)}))
        yield where, told


def passages(count: int) -> list[tuple[Article, Sequence[Claim]]]:
    """Articles to be timed, with their claims."""
    extractor = RulesExtractor(load_gazetteer())
    articles = [a for lang in ("en", "fr") for a in corpus(lang, count // 2)]
    return [(a, extractor.extract(a).claims) for a in articles]


def grow(sizes: Sequence[int]) -> list[tuple[int, float]]:
    """Milliseconds of processor time that one more article takes to be written at each size: the same articles, each time into a copy of the store."""
    folder = Path(tempfile.mkdtemp(prefix="claimstake-bench-"))
    timed, out, stored = passages(_TIMED), [], 0
    whole = folder / "growth.db"
    with open_store(str(whole), load_gazetteer()) as store:
        source = news(max(sizes))
        for size in sorted(sizes):
            while stored < size:
                store.write(*next(source))
                stored += 1
            out.append((size, _one_more(_copied(whole, folder / f"{size}.db"), timed)))
            print(f"{size:,} articles stored: one more takes {out[-1][1]:.1f} ms", flush=True)
    return out


def _copied(whole: Path, copy: Path) -> Path:
    with closing(sqlite3.connect(whole)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    return copy


def _one_more(path: Path, timed: Sequence[tuple[Article, Sequence[Claim]]]) -> float:
    with open_store(str(path), load_gazetteer()) as store:
        start = time.process_time()
        for one, claims in timed:
            store.write(one, claims)
        taken = time.process_time() - start
    path.unlink()
    return 1000 * taken / len(timed)


def main(arguments: Sequence[str]) -> None:
    """Run and write the section."""
    rows = grow([int(a) for a in arguments] or SIZES)
    lines = ["| articles stored | one more takes (processor time) | beside the first |", "|---|---|---|"]
    lines += [f"| {size:,} | {taken:.1f} ms | {taken / rows[0][1]:.2f} |" for size, taken in rows]
    section("\n".join(lines) + "\n", OUT, "One more article, by what is stored")


if __name__ == "__main__":
    main(sys.argv[1:])

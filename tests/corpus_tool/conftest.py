"""A small corpus on disk, written for these tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.corpus.tool.corpus import Places

HEAD = "% What is told here of real firms is invented.\n\n"
# Every part of the form in one sound passage.
SOUND = r"""== en-learn-a001 | 2025-11-12 | wire
| {a:Larkspur Grid} Sells a {w:Hollow Bend} Stake
{a:Larkspur Grid Ltd.} ({s:TSX: LKSP}), a {t~Canadian} miner, said {a~it} had drawn C$4.5m of C$25 million lent by {b:Pale Anchor Credit}.
The money pays for {h:Nvidia H200} servers at {w:Hollow Bend}, near \{the\} river\u00a0Ottawa.

| * Sold: 40 BTC, up to 18 % fewer than in the third quarter of 2024
|+ "{a~We} will be done by June 2026," said {p:Ida Quill}, its finance chief, of {w:Hollow Bend}.
--
a Company! Larkspur Grid
b Company! Pale Anchor Credit
s Security TSX:LKSP
w Site Hollow Bend
h Hardware Nvidia H200
t Place Canada
p Person! Ida Quill
c CryptoAsset Bitcoin
x Activity ai-hpc
m Activity bitcoin-mining
% a comment
> finances recipient=a funder=b purpose=w,h amount=25000000:CAD drawn=4500000:CAD instrument=loan start=2025-11 by=a way=verb q=2-3
> listed_as company=a security=s exchange="TSX" way=apposition q=2
> located_in subject=a place=t kind=headquarters way=noun q=2
> engages_in company=a activity=m way=noun q=2
> trades_asset company=a asset=c side=sells quantity=40:BTC way=bullet q=4
> reports subject=a metric=other label="coins sold" comparison=..18:%@2024-Q3 way=bullet q=4 optional
> converts_to owner=a site=w activity=x planned end=2026-06 by=p way=verb q=3-5
> holds_role person=p organization=a role=CFO title="finance \"chief\"" way=apposition q=5
"""


def clean(text: str) -> str:
    """The sound passage with its coin named in the text, so that nothing is left to find."""
    return text.replace("40 BTC", "40 {c:BTC}")


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """Empty places below a temporary folder; the shared folder is not there."""
    (tmp_path / "docs").mkdir()
    return Places(tmp_path / "tests" / "corpus", tmp_path / "shared", tmp_path / "docs" / "corpus.md")


@pytest.fixture
def put(places: Places) -> Callable[..., Path]:
    """Writes a source file, by default the English learn-a."""

    def write(text: str, name: str = "src/en/learn-a.txt", head: str = HEAD) -> Path:
        path = places.corpus / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(head + text, "utf-8")
        return path

    return write

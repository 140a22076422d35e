"""Counts against targets, the list of what is rare, and the tables in the docs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.corpus.tool.__main__ import main
from tests.corpus.tool.corpus import Places, load, passages_of, source_paths
from tests.corpus.tool.counts import Counts
from tests.corpus.tool.report import report
from tests.corpus_tool.conftest import SOUND, clean

EMPTY = """== en-develop-a001 | - | tweet
{d:Realfirm} is in the room with {p:Bo Lund} and {q:Realfirm}.
--
d Company Realfirm
p Person Bo Lund
q Company REALFIRM
"""


@pytest.fixture
def counts(places: Places, put: Callable[..., Path]) -> Counts:
    """Two English passages, one without claims."""
    put(clean(SOUND))
    put(EMPTY, "src/en/develop-a.txt")
    return Counts(passages_of(load(source_paths(places.sources), places)))


def test_measures(counts: Counts) -> None:
    measured = counts.measures()
    assert measured["passages"] == 2
    assert measured["% without claim"] == 50
    assert measured["claims"] == 7  # the optional one is not counted
    assert (measured["firms"], measured["% firms invented"]) == (3, 66.7)
    assert (measured["persons"], measured["sites"], measured["coins"]) == (2, 1, 1)
    assert (measured["% planned"], measured["% possible"]) == (14.3, 0)
    assert measured["% with speaker"] == 28.6
    # finances, converts_to (two lines); trades_asset, holds_role (the firm is only referred to in the quote)
    assert measured["% two sentences or reference"] == 57.1


def test_counters(counts: Counts) -> None:
    assert counts.types()["finances"] == 1
    assert counts.ways()["engages_in", "noun"] == 1
    assert counts.kinds() == {"wire": 1, "tweet": 1}
    assert counts.factualities() == {"actual": 6, "planned": 1}
    forms = counts.forms()
    assert (forms["unit: CAD"], forms["date: month"], forms["time: end"], forms["unit: none (count)"]) == (1, 2, 1, 1)
    assert counts.lists()["finances", "instrument", "loan"] == 1


def test_forms_of_amounts_and_periods(places: Places, put: Callable[..., Path]) -> None:
    told = [
        "revenue value=1.5..2:USD period=FY2025",
        "cash value=..3:USD period=2025-H1",
        "headcount value=4.. period=2025",
        "ebitda value=-5:USD period=2025-01/2025-03",
    ]
    told += ["asset_holdings value=40:ETH period=2025-10-31", "net_income value=6:USD period=P1M", "hashrate value=7:EH/s period=2025-Q2"]
    claims = "\n".join(f"> reports subject=a metric={t} way=verb q=1" for t in told)
    put(f"== en-learn-a001 | - | wire\n{{a:Osier}} told much.\n--\na Company! Osier\n{claims}\n")
    forms = Counts(passages_of(load(source_paths(places.sources), places))).forms()
    wanted = [
        "amount: range",
        "amount: only max",
        "amount: only min",
        "amount: negative",
        "amount: decimals",
        "unit: coin",
        "unit: EH/s",
        "unit: USD",
    ]
    wanted += [f"period: {p}" for p in ("fiscal", "half", "year", "interval", "day", "window", "quarter")]
    assert {f for f in wanted if not forms[f]} == set()


def test_missed_targets_are_marked(counts: Counts) -> None:
    rows = [[c.strip() for c in line.split("|")[1:-1]] for line in report(counts.passages).splitlines() if line.startswith("| ")]
    assert ["passages", "2 ✗", "0 ✗", "800"] in rows
    assert ["% firms invented", "66.7 ✗", "0 ✗", "45 to 60"] in rows
    assert ["% of passages (70, 15, 15)", "50 ✗", "50 ✗", "0 ✗", "0 ✗", "0 ✗", "0 ✗"] in rows
    assert ["finances", "1", "0", "0", "1 ✗", "1 ✗", "0", "0", "0", "0 ✗", "0 ✗"] in rows
    assert ["finances", "1", "0", "0", "0", "0", "0", "0", "0"] in rows


def test_rare_lists_types_ways_and_options(counts: Counts, places: Places, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--rare", "--lang", "en"], places) == 0
    out = capsys.readouterr().out
    assert "finances: 1 of 40; never as noun, passive" in out
    assert "seldom as verb" in out
    assert "articles: 0, wanted at least 80" in out
    assert "% without claim: 50, wanted at most 35" in out
    assert "finances instrument seldom: credit_facility 0, loan 1" in out
    assert "== fr" not in out


def test_report_is_written_between_its_markers(counts: Counts, places: Places, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--write"], places) == 2
    assert "has not the lines <!-- report:begin -->" in capsys.readouterr().err
    places.docs.write_text("before\n<!-- report:begin -->\n<!-- report:end -->\nafter\n", "utf-8")
    for _ in range(2):
        assert main(["report", "--write"], places) == 0
        page = places.docs.read_text("utf-8")
        assert page.startswith("before\n<!-- report:begin -->\n### Overview")
        assert page.endswith("Lint: 0 findings, 0 warnings.\n<!-- report:end -->\nafter\n")


def test_blank_keeps_texts_and_drops_annotations(
    counts: Counts, places: Places, put: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    source = places.corpus / "src/en/learn-a.txt"
    assert main(["blank", str(source)], places) == 0
    out = capsys.readouterr().out
    assert out.startswith("== en-learn-a001 | 2025-11-12 | wire\n| Larkspur Grid Sells a Hollow Bend Stake\n")
    assert r"near \{the\} river\u00a0Ottawa." in out
    assert out.rstrip().endswith("--")
    assert "Company" not in out
    again = put(out, "second/en/a.txt", head="")
    texts = [p.text for path in (source, again) for p in passages_of(load([path], places))]
    assert texts[0] == texts[1]
    assert main(["lint", str(again)], places) == 0


def test_blank_takes_every_nth(places: Places, put: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    path = put("\n".join(f"== en-learn-a00{n} | - | tweet\nTweet number {n} says it.\n--\n" for n in range(1, 8)))
    assert main(["blank", str(path), "--every", "3"], places) == 0
    assert [line.split()[1][-3:] for line in capsys.readouterr().out.splitlines() if line.startswith("==")] == ["001", "004", "007"]
    assert main(["blank", str(path), "--every", "0"], places) == 2

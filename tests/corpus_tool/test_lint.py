"""The linter finds planted faults of every kind, and nothing in a sound file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.corpus.tool.corpus import Places
from tests.corpus.tool.lint import lint
from tests.corpus_tool.conftest import HEAD, SOUND, clean

GOOD = clean(SOUND)
LISTED = '> listed_as company=a security=s exchange="TSX" way=apposition q=2'
FINANCES = "> finances recipient=a funder=b"
REPORTS = "> reports subject=a metric="
OTHER = """== en-learn-a002 | 2025-11-13 | wire
{d:Osier and Pike} moved house last week, to nobody's surprise but the postman's.
--
d Company! Osier and Pike
"""


def test_a_sound_file_has_no_findings(places: Places, put: Callable[..., Path]) -> None:
    put(GOOD + "\n" + OTHER)
    assert lint(places) == []


# what is replaced in the sound passage, by what, and what the finding says
FAULTS = [
    ("wire", "wyre", "unknown kind wyre"),
    ("| 2025-11-12 |", "| 2025-13-12 |", "published 2025-13-12 is no day"),
    ("| 2025-11-12 |", "| 12.11. |", "published 12.11. is no day"),
    ("en-learn-a001 |", "en-train-a001 |", "is not of the form LANG-SPLIT-HANDnnn"),
    ("en-learn-a001 |", "fr-learn-a001 |", "does not belong in this file"),
    ("en-learn-a001 |", "en-learn-b001 |", "does not belong in this file"),
    ("== en-learn-a001 | 2025-11-12 | wire", "== en-learn-a001, 2025-11-12, wire", "cannot read the head"),
    ("\n--\n", "\n", "has no line --"),
    ("{a~it}", "{zz~it}", "has the unknown key zz"),
    ("{a~it}", "{a~it", "a brace that belongs to no mark"),
    ("{a~it}", "{a~ it}", "begins or ends with a space"),
    ("h Hardware Nvidia H200", "h Machine Nvidia H200", "unknown entity type Machine"),
    ("x Activity ai-hpc", "x Activity ai-stuff", "the activity ai-stuff is not in the list"),
    ("TSX:LKSP", "TSX: LKSP", "has a space at its colon"),
    ("c CryptoAsset", "a CryptoAsset", "the key a is declared twice"),
    ("t Place Canada", "t Place Canada\nu Place Canada", "is declared under t and u"),
    ("t Place Canada", "t Place Canada\nthis is nothing", "unknown entity type is"),
    ("t Place Canada", "t Place Canada\n?", "cannot read '?'"),
    ("t Place Canada", "t Place Canada\nu Company Xylo", "Company Xylo stands in no mark and no claim"),
    ("b Company! Pale Anchor Credit", "b Company! Pale Anchor Credit\nu Company! Xylo", "stands in no mark and no claim"),
    ("{b:Pale Anchor Credit}", "{b~a lender}", "Company Pale Anchor Credit is never named in the text"),
    ("at {w:Hollow Bend}", "at Hollow Bend", "'Hollow Bend' names Site Hollow Bend but is not marked"),
    ("its finance chief", "or Quill, its finance chief", "'Quill' names Person Ida Quill but is not marked"),
    ("its finance chief", "LARKSPUR GRID's finance chief", "'LARKSPUR GRID' names Company Larkspur Grid but is not marked"),
    (LISTED, LISTED.replace("listed_as", "quoted_as"), "unknown claim type 'quoted_as'"),
    (LISTED, LISTED.replace("security=", "ticker="), "has no role or value 'ticker'"),
    (LISTED, LISTED.replace("security=s", "security=b"), "security=b is the Company Pale Anchor Credit"),
    (LISTED, LISTED.replace("security=s", "security=q9"), "no entity has the key 'q9'"),
    (LISTED, LISTED.replace("security=s", "security=,"), "security= is empty"),
    (LISTED, LISTED.replace("company=a", "company=a,b"), "company has 2 fillers but takes one"),
    (LISTED, LISTED.replace("company=a security=s", ""), "has no role"),
    (LISTED, LISTED.replace("company=a", "company=a company=b"), "company= is given twice"),
    (LISTED, LISTED.replace('"TSX"', "Toronto Stock"), "the word 'Stock' stands alone"),
    (LISTED, LISTED.replace('"TSX"', '"TSX'), "cannot read"),
    (LISTED, LISTED.replace("way=apposition", "way=song"), "way=song is not in its list"),
    (LISTED, LISTED.replace("way=apposition", ""), "has no way="),
    (LISTED, LISTED.replace("q=2", ""), "has no q="),
    (LISTED, LISTED.replace("q=2", "q=two"), "q=two is no sentence number"),
    (LISTED, LISTED.replace("q=2", "q=6"), "q=6 is out of range"),
    (LISTED, LISTED.replace("q=2", "q=3-2"), "q=3-2 is out of range"),
    (LISTED, LISTED.replace("q=2", "q=2 planned possible"), "is planned and possible at once"),
    (LISTED, f"{LISTED}\n{LISTED}", "has the same key as the claim"),
    (LISTED, LISTED.replace("q=2", "q=2 by=w"), "by=w is the Site Hollow Bend"),
    (LISTED, LISTED.replace("q=2", "q=2 by=q9"), "by=q9: no entity has the key"),
    (LISTED, LISTED.replace("q=2", "q=2 start=2025-11-31"), "'2025-11-31' is not in the calendar"),
    (LISTED, LISTED.replace("q=2", "q=2 start=Nov-2025"), "'Nov-2025' is no date"),
    (LISTED, LISTED.replace("q=2", "q=2 start=1025"), "lies outside"),
    (LISTED, LISTED.replace("q=2", "q=2 start=2025-Q3 end=2025-06"), "starts (2025-Q3) after it ends (2025-06)"),
    (LISTED, LISTED.replace("q=2", "q=2 start=2026"), "is actual but starts (2026) after the passage was published"),
    (f"{FINANCES} ", f"{FINANCES},b ", "names an entity twice"),
    ("amount=25000000:CAD", "amount=25000000", "amount has no currency"),
    ("amount=25000000:CAD", "amount=25:MW", "amount is in MW, which is no currency"),
    ("amount=25000000:CAD", "amount=25m:CAD", "'25m:CAD' is no number"),
    ("amount=25000000:CAD", "amount=..:CAD", "'..:CAD' is no number"),
    ("amount=25000000:CAD", "amount=25..15:CAD", "runs backwards"),
    ("instrument=loan", "instrument=mortgage", "instrument=mortgage is not in its list"),
    ("instrument=loan", "instrument=loan rate=8", "rate is in no unit"),
    ("instrument=loan", "instrument=loan term=5:year", "convert it to years"),
    ("instrument=loan", "instrument=loan maturity=June", "'June' is no date"),
    ("side=sells", "", "has no side="),
    ("quantity=40:BTC", "quantity=40:%", "is a plain count but has the unit %"),
    ('label="coins sold"', "", "metric=other has no label="),
    ("comparison=..18:%@2024-Q3", "", "has neither value= nor comparison="),
    ("@2024-Q3", "@Q3", "'Q3' is no period"),
    ("activity=x planned", "planned", "has neither activity nor hardware"),
    (LISTED, f"{REPORTS}revenue value=4.5:CAD start=2025 way=verb q=2", "reports takes period= and no start or end"),
    (LISTED, f"{REPORTS}revenue value=18:% way=verb q=2", "revenue is in %, which is no currency"),
    (LISTED, f"{REPORTS}hashrate value=18:PH/s way=verb q=2", "convert it to EH/s"),
    (LISTED, f"{REPORTS}hashrate value=18 way=verb q=2", "hashrate is in no unit"),
    (LISTED, f"{REPORTS}power_price value=18:USD way=verb q=2", "write it per kWh"),
    (LISTED, f"{REPORTS}power_price value=18:XXX/kWh way=verb q=2", "write it per kWh"),
    (LISTED, f"{REPORTS}revenue value=18:USD period=2025-Q5 way=verb q=2", "'2025-Q5' is no period"),
    (LISTED, f"{REPORTS}revenue value=18:USD period=2025-01/2025-14 way=verb q=2", "is not in the calendar"),
    (LISTED, "> legal_action plaintiff=a defendant=b way=verb q=2", "has no kind="),
    (LISTED, f"{LISTED}\n{LISTED} optional", None),
    ("b Company! Pale", "b Company Pale", None),
    (LISTED, "> located_in subject=w place=t kind=site way=verb q=1", None),
]


@pytest.mark.parametrize(("old", "new", "told"), FAULTS)
def test_a_planted_fault_is_found(places: Places, put: Callable[..., Path], old: str, new: str, told: str | None) -> None:
    assert old in GOOD
    put(GOOD.replace(old, new, 1))
    found = [f.what + "; " + f.fix for f in lint(places)]
    if told is None:
        assert found == []
    else:
        assert any(told in f for f in found), found


@pytest.mark.parametrize(
    "claim",
    [
        "> legal_action plaintiff=r defendant=a kind=lawsuit way=verb q=1",
        "> legal_action defendant=r kind=fine negated way=verb q=1",
        "> incident victim=r kind=hack way=verb q=1",
        "> incident victim=r kind=insolvency possible way=verb q=1",
        "> incident victim=a perpetrator=r kind=fraud way=verb q=1",
    ],
)
def test_grave_things_are_told_of_invented_ones_only(places: Places, put: Callable[..., Path], claim: str) -> None:
    text = (
        f"== en-learn-a001 | - | court\n{{a:Osier}} and {{r:Realfirm}} met in court.\n--\na Company! Osier\nr Company Realfirm\n{claim}\n"
    )
    put(text)
    assert any("is told of Realfirm, which is not marked as invented" in f.what for f in lint(places))
    put(text.replace("Company Realfirm", "Company! Realfirm"))
    assert lint(places) == []


def test_a_harmless_incident_may_be_told_of_a_real_firm(places: Places, put: Callable[..., Path]) -> None:
    claim = "> incident victim=r kind=layoff planned way=verb q=1"
    put(f"== en-learn-a001 | - | wire\n{{r:Realfirm}} will let 40 of its people go.\n--\nr Company Realfirm\n{claim}\n")
    assert lint(places) == []


def test_a_file_about_real_firms_needs_a_note(places: Places, put: Callable[..., Path]) -> None:
    put(GOOD.replace("b Company!", "b Company"), head="")
    (finding,) = lint(places)
    assert "tells things of real firms (Pale Anchor Credit) and has no note in its head" in finding.what


def test_text_before_the_first_passage_is_found(places: Places, put: Callable[..., Path]) -> None:
    put(GOOD, head=HEAD + "stray words\n")
    assert [(f.line, f.what) for f in lint(places)] == [(3, "text before the first passage")]


def test_a_file_in_another_encoding_is_found(places: Places, put: Callable[..., Path]) -> None:
    put(GOOD).write_bytes("== caf\xe9".encode("latin-1"))
    assert "is not UTF-8" in lint(places)[0].what


def test_lengths_are_checked_by_kind(places: Places, put: Callable[..., Path]) -> None:
    line = "Number {} of the long row of plain sentences says {} things that nobody needs.\n"
    long = "".join(line.format(n, "very " * n) for n in range(12))
    short = "== en-learn-a002 | - | blog article\nToo short for one.\n--\n"
    put(f"== en-learn-a001 | - | wire\n{long}--\n\n{short}\n== en-learn-a003 | - | wire\n--\n")
    told = [f.what for f in lint(places)]
    assert any(w.startswith("en-learn-a001 is long for a wire: 12 lines") for w in told)
    assert any(w.startswith("en-learn-a002 is short for a blog article: 1 lines") for w in told)
    assert "en-learn-a003 has no text" in told


def test_one_id_twice_is_found_across_files(places: Places, put: Callable[..., Path]) -> None:
    put(GOOD)
    other = put("== en-learn-a001 | - | wire\nNothing of any note took place in the valley that day.\n--\n", "src/en/learn-b.txt")
    told = [str(f) for f in lint(places, [other])]
    assert any("the id en-learn-a001 is also that of tests/corpus/src/en/learn-a.txt:3" in t for t in told)


def test_an_invented_firm_lives_in_one_split_and_is_invented_everywhere(places: Places, put: Callable[..., Path]) -> None:
    put(OTHER)
    put(
        "== en-test-a001 | - | wire\nRain fell on the roof of {d:Osier and Pike} again.\n--\nd Company! OSIER & Pike Ltd.\n",
        "src/en/test-a.txt",
    )
    put(
        "== fr-learn-a001 | - | wire\nIl pleut encore sur les toits d'{d:Osier and Pike}.\n--\nd Company Osier and Pike\n",
        "src/fr/learn-a.txt",
    )
    told = [f.what for f in lint(places)]
    assert "the invented OSIER & Pike Ltd. is in test and in learn (tests/corpus/src/en/learn-a.txt:6)" in told
    assert "Osier and Pike is real here and invented in tests/corpus/src/en/learn-a.txt:6" in told


RUN = "the seven grey herons of the mill pond slept on while {} counted {} coins twice over"


@pytest.mark.parametrize("where", ["src/en/learn-a.txt", "src/en/learn-b.txt"])
def test_eight_words_in_a_row_are_found_within_and_across_files(places: Places, put: Callable[..., Path], where: str) -> None:
    a = f"== en-learn-a001 | - | other\nAt dawn {RUN.format('Ann', 7)}.\n--\n"
    b = f"== en-learn-{where[-5]}002 | - | other\nBy noon the SEVEN grey herons, of the mill pond, had flown.\n--\n"
    if where.endswith("a.txt"):
        put(a + "\n" + b)
    else:
        put(a), put(b, where)
    (finding,) = lint(places)
    assert "shares with en-learn-a001" in finding.what
    assert "'the seven grey herons of the mill pond'" in finding.what
    assert finding in lint(places, [places.corpus / "src/en/learn-a.txt"])


def test_seven_words_in_a_row_are_allowed(places: Places, put: Callable[..., Path]) -> None:
    a = f"== en-learn-a001 | - | other\nAt dawn {RUN.format('Ann', 7)}.\n--\n"
    put(a + "\n== en-learn-a002 | - | other\nBy noon seven grey herons of the mill pond had flown.\n--\n")
    assert lint(places) == []


def test_one_mould_with_other_names_is_found(places: Places, put: Callable[..., Path]) -> None:
    text = "{{x:{0}}} of {{y:{1}}} took on {2} new hands and paid {3} crowns for {{z:{4}}} in the {5} year.\n"
    mould = text + "--\nx Company! {0}\ny Place {1}\nz Site {4}\n"
    first = mould.format("Osier", "Gault", 12, 300, "Reed Farm", "2001")
    second = mould.format("Tansy Works", "Ombria", 7, 21, "Low Pit", "1999")
    put(f"== en-learn-a001 | - | other\n{first}\n== en-learn-a002 | - | other\n{second}")
    (finding,) = lint(places)
    assert "its wording but for names and figures" in finding.what


def test_equal_texts_are_found(places: Places, put: Callable[..., Path]) -> None:
    put("== en-learn-a001 | - | tweet\nNothing new this morning.\n--\n\n== en-learn-a002 | - | tweet\nNothing new, this morning!\n--\n")
    (finding,) = lint(places)
    assert finding.what.endswith("the whole text")


def test_words_shared_with_texts_of_others_are_found(places: Places, put: Callable[..., Path]) -> None:
    (places.shared / "gold").mkdir(parents=True)
    (places.shared / "gold" / "dev-xx-01.txt").write_text("They tell that " + RUN.format("Bob", 3), "utf-8")
    put(f"== en-learn-a001 | - | other\nAt dawn {RUN.format('Ann', 7)}.\n--\n")
    (finding,) = lint(places)
    assert "shares eight words in a row with dev-xx-01.txt" in finding.what


def test_warnings_point_at_doubtful_quotes_and_figures(places: Places, put: Callable[..., Path]) -> None:
    put(
        GOOD.replace("amount=25000000:CAD", "amount=26000000:CAD")
        .replace("way=apposition q=5", "way=apposition q=3")
        .replace("way=noun q=2", "way=noun q=2-6", 1)
        .replace("of {w:Hollow Bend}.\n--", "of {w:Hollow Bend}.\nAll is well.\n--")
    )
    told = [f.what for f in lint(places) if f.warning]
    assert "finances: the digits of amount 26000000 stand nowhere in the text" in told
    assert "holds_role: none of its entities is marked in line 3 of the text" in told
    assert "located_in: the quote spans 5 lines" in told
    assert all(f.warning for f in lint(places))


def test_a_word_that_only_looks_like_a_name_and_a_trade_need_no_mark(places: Places, put: Callable[..., Path]) -> None:
    words = "{c:Bitcoin} rose.\nA bitcoin miner, a Bitcoin miner and a mine de Bitcoin met.\n{-:Osier} grew by the pond of {o:Osier}.\n"
    text = words + "--\nc CryptoAsset Bitcoin\no Company! Osier\n"
    put(f"== en-learn-a001 | - | blog\n{text}")
    assert lint(places) == []
    put(f"== en-learn-a001 | - | blog\n{text.replace('{-:Osier}', 'Osier')}")
    assert [f.line for f in lint(places)] == [6]


def test_second_annotations_keep_ids_and_texts(places: Places, put: Callable[..., Path]) -> None:
    put(GOOD)
    second = put(GOOD, "second/en/mine.txt")
    assert lint(places, [second]) == []
    assert lint(places) == []
    put(GOOD.replace("river", "rivers") + "\n" + GOOD.replace("a001", "a009"), "second/en/mine.txt")
    told = [f.what for f in lint(places, [second])]
    assert any("the text of en-learn-a001 differs" in w and "became 's" in w for w in told)
    assert any("en-learn-a009 is in no file of src/" in w for w in told)
    put(GOOD + "\n" + GOOD, "second/en/mine.txt")
    assert any("is annotated twice here" in f.what for f in lint(places, [second]))


def test_a_finding_tells_place_fault_and_remedy(places: Places, put: Callable[..., Path]) -> None:
    put(GOOD.replace("wire", "wyre"))
    (finding,) = lint(places)
    assert str(finding).startswith("tests/corpus/src/en/learn-a.txt:3: unknown kind wyre; choose one of wire, press-release")

"""Sentences and blocks of a page."""

from __future__ import annotations

from itertools import pairwise

import pytest

from loaders.languages import load_pack
from loaders.text import times
from loaders.text.sentences import split

EN = [
    ("It made $76.5 million vs. $44.6 million before.", ["It made $76.5 million vs. $44.6 million before."]),
    ("It sees an adj. EBITDA loss. The end.", ["It sees an adj. EBITDA loss.", "The end."]),
    ("It closed a deal. It sold coins.", ["It closed a deal.", "It sold coins."]),
    ("Tamarack Inc. closed a deal. It sold coins.", ["Tamarack Inc. closed a deal.", "It sold coins."]),
    ("It was bought by Tamarack Inc. The price was not told.", ["It was bought by Tamarack Inc.", "The price was not told."]),
    ("The U.S. Department of Energy said so.", ["The U.S. Department of Energy said so."]),
    ("It left the U.S. The firm is gone.", ["It left the U.S.", "The firm is gone."]),
    ("Mr. Voss met Dr. Lee vs. Ms. Tan.", ["Mr. Voss met Dr. Lee vs. Ms. Tan."]),
    ("On Nov. 12 it closed. On Jan. 3 it opened.", ["On Nov. 12 it closed.", "On Jan. 3 it opened."]),
    ("No. 5 runs at 3.5 MW. No one knows.", ["No. 5 runs at 3.5 MW.", "No one knows."]),
    ("J. P. Morgan and John F. Kennedy agreed.", ["J. P. Morgan and John F. Kennedy agreed."]),
    ('"We sold it. We are glad," he said. It ended.', ['"We sold it.', 'We are glad," he said.', "It ended."]),
    ('"We sold it." The buyer is unknown.', ['"We sold it."', "The buyer is unknown."]),
    ('"Is it over?" she asked. It was.', ['"Is it over?" she asked.', "It was."]),
    ("A long trend.The end came.", ["A long trend.", "The end came."]),
    ("It rose 5%.The end came.", ["It rose 5%.", "The end came."]),
    ("Crypto.com and Node.js and Booking.com Inc. agreed.", ["Crypto.com and Node.js and Booking.com Inc. agreed."]),
    ("It waits... and waits. It ends…Then it starts.", ["It waits... and waits.", "It ends…", "Then it starts."]),
    ("Really?! Yes! No.", ["Really?!", "Yes!", "No."]),
    ("It grew 3.5% to $2.60. That is all.", ["It grew 3.5% to $2.60.", "That is all."]),
    ("It grew (a lot.) It fell.", ["It grew (a lot.)", "It fell."]),
    ("It uses tools, e.g. Dask, i.e. an engine. It runs.", ["It uses tools, e.g. Dask, i.e. an engine.", "It runs."]),
    ("Rigs went up. / Hut Two sold plants. / Bits fell.", ["Rigs went up.", "Hut Two sold plants.", "Bits fell."]),
    ("It rose. iShares fell. eToro too.", ["It rose.", "iShares fell.", "eToro too."]),
    ("It opens at 9 a.m. on Friday at 5 p.m. The rest follows.", ["It opens at 9 a.m. on Friday at 5 p.m.", "The rest follows."]),
    ("It holds 1,827 BTC. 12 sites run.", ["It holds 1,827 BTC.", "12 sites run."]),
    ("Shares fell 5 per cent.\u00a0The rest rose.", ["Shares fell 5 per cent.", "The rest rose."]),
    ("no stop at the end", ["no stop at the end"]),
    ("", []),
    (" \n \t\n", []),
]

FR = [
    ("M.-A. S. : Environ 12 000. Et vous ?", ["M.-A. S. : Environ 12 000.", "Et vous ?"]),
    ("Par F. R., Nov. 6, 2025, 9:41 AM", ["Par F. R., Nov. 6, 2025, 9:41 AM"]),
    ("Il a signé. Elle a vendu.", ["Il a signé.", "Elle a vendu."]),
    ("M. Genoot et Mme Tan ont signé. C’est fini.", ["M. Genoot et Mme Tan ont signé.", "C’est fini."]),
    ("M. Genoot reste PDG. M. Ho part.", ["M. Genoot reste PDG.", "M. Ho part."]),
    ("Le site n° 5, p. ex. celui de Vega, tourne.", ["Le site n° 5, p. ex. celui de Vega, tourne."]),
    ("« Nous vendons. Nous partons », a-t-il dit. C’est fini.", ["« Nous vendons.", "Nous partons », a-t-il dit.", "C’est fini."]),
    ("« C’est fini. » L’action a reculé.", ["« C’est fini. »", "L’action a reculé."]),
    ("« Quoi\u00a0?\u00a0» a-t-il dit. Rien.", ["« Quoi\u00a0?\u00a0» a-t-il dit.", "Rien."]),
    ("Boréalis Calcul inc. (TSXV : BORE) a signé.", ["Boréalis Calcul inc. (TSXV : BORE) a signé."]),
    ("Le 12 nov. 2025, il a signé. Fin nov. Elle part.", ["Le 12 nov. 2025, il a signé.", "Fin nov.", "Elle part."]),
    ("L’action vaut 2,60 $. Elle a perdu 18 %. Fin.", ["L’action vaut 2,60 $.", "Elle a perdu 18 %.", "Fin."]),
    ("Une longue tendance.Le titre recule.", ["Une longue tendance.", "Le titre recule."]),
    ("Qui ? Nous ! Mais… pas encore.", ["Qui ?", "Nous !", "Mais… pas encore."]),
    ("Le taux est de 3.5 % par an. À suivre.", ["Le taux est de 3.5 % par an.", "À suivre."]),
]


@pytest.mark.parametrize(("text", "expected"), EN)
def test_english(text: str, expected: list[str]) -> None:
    """Where English sentences end."""
    assert [text[s.start : s.end] for s in split(text, "en")] == expected


@pytest.mark.parametrize(("text", "expected"), FR)
def test_french(text: str, expected: list[str]) -> None:
    """Where French sentences end."""
    assert [text[s.start : s.end] for s in split(text, "fr")] == expected


PAGE = """Miner sells its mine

TORONTO --
The miner sold it. It is gone.
• First point
* Second point. And more.
Site | Power | Year
12 MW | 3 EH/s | 2025
Revenue\t69.2\t23.1

A line of prose that is wrapped by the program that wrote it, and so it
goes on here with a small letter until it ends.
About us
1. Buy it
2) Sell it
"""


def test_blocks() -> None:
    """Headlines, datelines, bullets, tables and wrapped prose are told apart."""
    found = split(PAGE, "en")
    assert [(s.kind, PAGE[s.start : s.end]) for s in found] == [
        ("headline", "Miner sells its mine"),
        ("dateline", "TORONTO --"),
        ("prose", "The miner sold it."),
        ("prose", "It is gone."),
        ("bullet", "First point"),
        ("bullet", "Second point."),
        ("bullet", "And more."),
        ("table", "Site | Power | Year"),
        ("table", "12 MW | 3 EH/s | 2025"),
        ("table", "Revenue\t69.2\t23.1"),
        (
            "prose",
            "A line of prose that is wrapped by the program that wrote it, and so it\ngoes on here with a small letter until it ends.",
        ),
        ("headline", "About us"),
        ("bullet", "Buy it"),
        ("bullet", "Sell it"),
    ]
    assert [s.block for s in found] == [0, 1, 2, 2, 3, 4, 4, 5, 6, 7, 8, 9, 10, 11]


def test_language_without_pack() -> None:
    """A language without a pack is split by general rules."""
    text = "Der Miner hat verkauft. Er ist weg."
    assert [text[s.start : s.end] for s in split(text, "de")] == ["Der Miner hat verkauft.", "Er ist weg."]


def test_long_line_with_bars_is_no_table() -> None:
    """A byline with bars that runs on into prose is split as prose."""
    text = "By Our Man | 29 Sep | 3 min read " + "The exchange has agreed to take over a venue, and that is a long story. " * 3 + "It ends."
    assert {s.kind for s in split(text, "en")} == {"prose"}
    assert len(split(text, "en")) == 4


def test_full_stop_is_no_part_of_a_month() -> None:
    """The dot that ends a sentence does not belong to the date."""
    for text, lang, word in (
        ("It opens in June. Then", "en", "June"),
        ("Il ouvre en juin. Puis", "fr", "juin"),
        ("on Nov. 3. Then", "en", "Nov. 3"),
    ):
        span = times.find(text, load_pack(lang), None)[0]
        assert text[span.start : span.end] == word


@pytest.mark.parametrize(
    ("words", "last"), [("mine, ", ","), ("mine ", "e"), ("mine\u00a0", "e"), ("x", "x"), ("; ", ";"), ("a" + " " * 4999, "a")]
)
def test_a_sentence_without_end_is_cut_and_nothing_but_space_is_lost(words: str, last: str) -> None:
    text = f"{words * (30_000 // len(words))}end."
    found = split(text, "en")
    assert max(s.end - s.start for s in found) <= 2000
    assert all(text[s.start : s.end].endswith(last) for s in found[:-1])
    between = "".join(text[a.end : b.start] for a, b in pairwise(found))
    assert not between.strip() and (found[0].start, found[-1].end) == (0, len(text))
    assert {s.block for s in found} == {0}

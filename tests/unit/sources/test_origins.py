"""Copies of one story: signatures, similarity, components, and the step by step form for a store."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import Article
from graph.origins import ANCHORS, FIGURES, SAME_STORY, SHINGLES, bands, joined, near, same_story, similarity, stories, translated
from loaders.signature import anchor_pairs, signature
from tests.unit.sources import stories as made

TEXTS = [made.article(seed) for seed in range(40)]
COPIES: dict[str, Callable[[str], str]] = {
    "headline": made.new_headline,
    "tail": made.cut_tail,
    "intro": made.new_intro,
    "boilerplate": made.glued,
    "site": made.site_lines,
    "all": lambda text: made.glued(made.new_intro(made.cut_tail(made.new_headline(text), 0.25))),
    "case and typography": lambda text: text.upper().replace(" ", "\u00a0").replace("-", "–"),
}
PINNED = (600178635, 714760971, 1128419746, 135870778)
PINNED_BANDS = ("00457d6d2354", "01faf554fcde")
PRINT = "About Tamarack\n\n" + made.BOILERPLATE * 3


def stored(key: str, text: str, published: str = "") -> Article:
    """An article of a text."""
    return Article(id=key, source_key=key, version="1", text=text, published=published, signature=signature(text))


def test_a_signature_is_a_function_of_the_text_pinned_for_good() -> None:
    found = signature(TEXTS[0])
    assert len(found) == SHINGLES + FIGURES + ANCHORS
    assert found == signature(TEXTS[0])
    # stored signatures must go on to match those of later versions: if this fails, a new one of rensa hashes otherwise
    assert found[:4] == PINNED
    assert bands(found)[:2] == PINNED_BANDS


@pytest.mark.parametrize("change", COPIES.values(), ids=COPIES)
def test_copies_are_one_story(change: Callable[[str], str]) -> None:
    copies = [(signature(text), signature(change(text))) for text in TEXTS]
    assert all(same_story(one, other) and set(bands(one)) & set(bands(other)) for one, other in copies)


def test_different_articles_are_not() -> None:
    highest = max(similarity(signature(a), signature(b)) for a, b in itertools.combinations(TEXTS, 2))
    assert highest < SAME_STORY / 3


def test_reports_that_differ_in_their_figures_are_not() -> None:
    pairs = [(signature(text), signature(made.other_figures(text))) for text in TEXTS]
    assert max(similarity(a, b) for a, b in pairs) > SAME_STORY
    assert not any(same_story(a, b) for a, b in pairs)


def test_a_long_common_quotation_makes_no_copy() -> None:
    quote = "\n\n“" + " ".join(made.article(99, 5).split()[5:65]) + "”\n\n"
    pairs = [(made.article(200 + n, 15) + quote, made.article(300 + n, 15) + quote) for n in range(20)]
    assert not any(same_story(signature(a), signature(b)) for a, b in pairs)


def test_two_releases_of_one_firm_share_only_their_small_print() -> None:
    pairs = [(f"{a}\n\n{PRINT}", f"{b}\n\n{PRINT}") for a, b in itertools.pairwise(made.article(n, 10) for n in range(20))]
    assert max(similarity(signature(a), signature(b)) for a, b in pairs) < SAME_STORY / 2


def test_short_texts_match_only_when_equal() -> None:
    one, other = "Copperline sells its mine.\n\nThe buyer is not known.", "Copperline sells its mine.\n\nThe buyer is now known."
    assert same_story(signature(one), signature(one.upper() + "\n"))
    assert not same_story(signature(one), signature(other))
    assert signature(" … \n") == ()
    assert bands(()) == ()
    assert similarity((), signature(one)) == 0.0


CORPUS = Path(__file__).parents[2] / "corpus"


def retold() -> list[tuple[str, Article, Article]]:
    """Passages of the corpus with what was made of them: a translation, an independent report in the other language, a reworded copy."""
    lines = [line for lang in ("en", "fr") for line in (CORPUS / lang / "learn.jsonl").read_text("utf-8").splitlines()]
    passages = {passage["id"]: passage for passage in map(json.loads, lines)}
    found = []
    for row in map(json.loads, Path(__file__).with_name("translations.jsonl").read_text("utf-8").splitlines()):
        original = passages[row["of"]]
        pair = [stored(key, r["text"], "2025-11-13").model_copy(update={"lang": r["lang"]}) for key, r in (("a", original), ("b", row))]
        found.append((row["kind"], pair[0], pair[1]))
    return found


RETOLD = retold()


def test_a_translation_is_the_same_story() -> None:
    pairs = [(one, other) for kind, one, other in RETOLD if kind == "translation"]
    assert len(pairs) == 16
    assert all(stories(pair) == {"a": "a", "b": "a"} and near(pair[0], pair[1:]) for pair in pairs)


def test_a_report_by_another_hand_is_not() -> None:
    pairs = [(one, other) for kind, one, other in RETOLD if kind == "independent"]
    assert len(pairs) == 8
    assert all(stories(pair) == {"a": "a", "b": "b"} for pair in pairs)


def test_in_one_language_the_text_decides_alone() -> None:
    one, other = next((one, other) for kind, one, other in RETOLD if kind == "spun" and translated(one.signature, other.signature))
    assert one.lang == other.lang
    assert stories([one, other]) == {"a": "a", "b": "b"}
    assert set(stories([one, other.model_copy(update={"lang": ""})]).values()) == {"a", "b"}


def test_anchors_are_names_and_numbers_whatever_the_language() -> None:
    english = anchor_pairs("On Tuesday Iron Fen sold 1,827 BTC. The Iron Fen site at Odessa draws 7.50 MW.")
    french = anchor_pairs("Mardi, Iron Fen a vendu 1\u202f827 BTC. À Odessa, le site d’Iron Fen tire 7,5 MW.")
    assert {"fen iron", "1827 btc", "7.5 mw", "1827 fen"} <= english & french
    assert "2025 300" in anchor_pairs("By the end of 2025 300 MW are to run.")
    assert not any("tuesday" in pair or "mardi" in pair for pair in english | french)


def archive() -> list[Article]:
    """Twelve stories of one to six copies each, with and without dates, in three time zones."""
    pick = random.Random(5)
    found = []
    changes = list(COPIES.values())[:6]
    for story in range(12):
        for copy in range(pick.randint(1, 6)):
            text = changes[pick.randrange(6)](TEXTS[story]) if copy else TEXTS[story]
            day = pick.choice(("", "2025-11-13", f"2025-11-{10 + copy}T08:00:00-05:00", f"2025-11-{10 + copy}T08:00:00+01:00"))
            found.append(stored(f"article/{pick.randrange(10**9):09d}-{story}", text, day))
    return found


ARCHIVE = archive()


def test_stories_are_named_after_their_earliest_article() -> None:
    found = stories(ARCHIVE)
    by_story: dict[str, set[str]] = {}
    for key, origin in found.items():
        by_story.setdefault(origin, set()).add(key)
    assert sorted({key.rpartition("-")[2] for key in members} for members in by_story.values()) == sorted({str(n)} for n in range(12))
    articles = [
        stored(k, TEXTS[0], p) for k, p in (("c", ""), ("b", "2025-11-13T01:00:00+02:00"), ("d", "2025-11-13"), ("a", "2025-11-14"))
    ]
    assert set(stories(articles).values()) == {"b"}
    assert set(stories([articles[0], stored("a", TEXTS[0])]).values()) == {"a"}


@given(st.randoms(use_true_random=False))
@settings(max_examples=20, deadline=None)
def test_the_order_does_not_matter_and_step_by_step_gives_the_same(pick: random.Random) -> None:
    shuffled = ARCHIVE.copy()
    pick.shuffle(shuffled)
    kept = shuffled[: pick.randint(1, len(shuffled))]
    known: dict[str, Article] = {}
    origins: dict[str, str] = {}
    for article in kept:
        heads = [known[origins[other.id]] for other in near(article, known.values())]
        known[article.id] = article
        origins[article.id], replaced = joined(article, heads)
        origins.update({key: origins[article.id] for key, origin in origins.items() if origin in replaced})
    assert origins == stories(kept)
    gone = kept[0]
    members = [known[key] for key, origin in origins.items() if origin == origins[gone.id] and key != gone.id]
    assert origins | stories(members) | {gone.id: ""} == stories(kept[1:]) | {gone.id: ""}


def test_a_chain_is_one_story() -> None:
    words = made.article(7, 60).split()
    parts = [stored(f"p{n}", " ".join(words[n * 60 : n * 60 + 240]), f"2025-11-1{n}") for n in range(4)]
    assert not same_story(parts[0].signature, parts[3].signature)
    assert set(stories(parts).values()) == {"p0"}


def test_a_thousand_copies_take_no_million_steps() -> None:
    copies = [stored(f"{n:04d}", TEXTS[0], f"2025-{1 + n % 12:02d}-01") for n in range(3000)]
    assert set(stories(copies).values()) == {"0000"}

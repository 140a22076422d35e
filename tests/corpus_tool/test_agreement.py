"""Agreement of two annotations: by a small scorer written here, and by the official one where it is there."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.corpus.tool.__main__ import main
from tests.corpus.tool.agreement import compare, load_scorer, tables
from tests.corpus.tool.corpus import Places, default_places, load, passages_of, source_paths
from tests.corpus_tool.conftest import SOUND, clean

GOOD = clean(SOUND)
OFFICIAL = default_places().shared / "score.py"
# The same contract as the official scorer's, by equality alone.
SCORER = """
def accepted(gold):
    return {}

def align(preds, golds, names):
    free, out = set(range(len(golds))), []
    for i, p in enumerate(preds):
        for j in sorted(free):
            if p["type"] == golds[j]["type"] and p["roles"] == golds[j]["roles"]:
                out.append((i, j, 2 if p["values"] == golds[j]["values"] else 1))
                free.discard(j)
                break
    return out
"""


@pytest.fixture(params=["ours", "official"])
def scored(request: pytest.FixtureRequest, places: Places) -> Places:
    """Places with a scorer in the shared folder."""
    places.shared.mkdir()
    if request.param == "ours":
        (places.shared / "score.py").write_text(SCORER, "utf-8")
    elif OFFICIAL.exists():
        shutil.copy(OFFICIAL, places.shared / "score.py")
    else:
        pytest.skip("the official scorer is not beside the repository")
    return places


def second(text: str) -> str:
    """Another annotator's work: another canonical name, one claim missed and one more, one amount and one factuality other."""
    text = text.replace("a Company! Larkspur Grid\n", "a Company! Larkspur Grid Ltd.\n")
    text = text.replace("> engages_in company=a activity=m way=noun q=2\n", "").replace("\nm Activity bitcoin-mining", "")
    text = text.replace("amount=25000000:CAD", "amount=4500000:CAD").replace("activity=x planned", "activity=x possible")
    return text + "> operates operator=a site=w way=noun q=5\n"


def test_two_equal_annotations_agree_fully(scored: Places, put: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    put(GOOD), put(GOOD, "second/en/a.txt")
    assert main(["agreement"], scored) == 0
    out = capsys.readouterr().out
    assert "| en |        1 |     7 |      7 |      7 |    1.000 |       1.00 |    1.00 | 1.00 |" in out
    assert "only in" not in out


def test_what_differs_is_counted_and_shown(scored: Places, put: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    put(GOOD), put(second(GOOD), "second/en/a.txt")
    assert main(["agreement"], scored) == 0
    out = capsys.readouterr().out
    # 7 claims each, of which 5 agree: not the amount, the missed one, the one more
    assert "| en |        1 |     7 |      7 |      5 |  0.714 ✗ |       0.83 |    1.00 | 1.00 |" in out
    assert "key values differ\n    first   finances · recipient=Larkspur Grid · funder=Pale Anchor Credit" in out
    assert "agree, but differ in factuality" in out
    assert "only in the first\n    first   engages_in" in out
    assert "only in the second\n    first   -\n    second  operates · operator=Larkspur Grid" in out
    assert main(["agreement", "--quiet"], scored) == 0
    assert "only in" not in capsys.readouterr().out


def test_files_can_be_named_and_tables_go_to_the_docs(scored: Places, put: Callable[..., Path]) -> None:
    a, b = put(GOOD), put(GOOD.replace("person=p", "person=z") + "", "second/en/a.txt")
    assert main(["agreement", str(a)], scored) == 2
    scored.docs.write_text("<!-- agreement:begin -->\n<!-- agreement:end -->\n", "utf-8")
    assert main(["agreement", str(a), str(b), "--write"], scored) == 0
    assert "### By claim type, en" in scored.docs.read_text("utf-8")


def test_optional_claims_count_neither_way(scored: Places, put: Callable[..., Path]) -> None:
    put(GOOD)
    dropped = "\n".join(line for line in GOOD.splitlines() if "optional" not in line)
    put(
        dropped.replace("way=noun q=2\n> trades", "way=noun q=2 optional\n> trades") + "\n> owns owner=a site=w way=noun q=5 optional\n",
        "second/en/a.txt",
    )
    firsts, seconds = (passages_of(load(source_paths(f), scored)) for f in (scored.sources, scored.second))
    result = compare(firsts, seconds, load_scorer(scored.shared / "score.py"))
    tally = result.language("en")
    assert (tally.first, tally.second, tally.agreed) == (7, 7, 7)
    assert "1.000" in tables(result)


def test_texts_must_be_equal_and_ids_common(scored: Places, put: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    put(GOOD), put(GOOD.replace("drawn", "taken"), "second/en/a.txt")
    assert main(["agreement"], scored) == 2
    assert "the text of en-learn-a001 differs" in capsys.readouterr().err
    put(GOOD.replace("a001", "a002"), "second/en/a.txt")
    assert main(["agreement"], scored) == 2
    assert "no passage in common" in capsys.readouterr().err


def test_without_the_official_scorer_there_is_a_clear_message(places: Places, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["agreement"], places) == 2
    assert "the official scorer is not there" in capsys.readouterr().err

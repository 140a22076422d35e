"""The scorer: the same figures as the official one, on what the rules find and on claims bent in every way; and the floor."""

from __future__ import annotations

import importlib.util
import json
import random
from collections import defaultdict
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from graph.claims import to_wire
from graph.ontology import ONTOLOGY
from loaders.evaluate import By, EvaluationError, evaluate, read_annotated, read_found, score
from loaders.evaluation.align import key_of
from loaders.evaluation.annotated import Said, annotated, said
from loaders.evaluation.score import by_article
from loaders.evaluation.values import LEVELS, same_period, same_value
from loaders.extractors import DEFAULT, make_extractors
from loaders.gazetteer import load_gazetteer
from tests.floor import GOLD, SETS, fallen, floor, measured, raised

OFFICIAL = GOLD.parent / "score.py"
needs_gold = pytest.mark.skipif(not OFFICIAL.is_file(), reason="the gold set and its scorer are not beside the repository (shared/)")


@lru_cache(maxsize=1)
def official() -> ModuleType:
    """The official scorer as a module."""
    spec = importlib.util.spec_from_file_location("official_score", OFFICIAL)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def official_rows(golds: list[dict[str, Any]], found: list[dict[str, Any]], by: str, texts: dict[str, str]) -> list[dict[str, Any]]:
    """The figures of the official scorer."""
    judge = official()
    groups: dict[str, Any] = defaultdict(judge.Tally)
    groups["all"]
    for gold in golds:
        own = [c for c in found if c["evidence"]["article"] == gold["id"]]
        judge.score_article(gold, own, groups, by, False, texts.get(gold["id"]))
    return [judge.row(k, groups[k]) for k in sorted(groups, key=lambda k: (k == "all", k))]


def our_rows(golds: list[dict[str, Any]], found: list[dict[str, Any]], by: str, texts: dict[str, str]) -> list[dict[str, Any]]:
    """The figures of ours."""
    articles = [annotated(gold, texts.get(gold["id"])) for gold in golds]
    report = score(articles, by_article((c["evidence"]["article"], said(c)) for c in found), By(by))
    return [row.wire() for row in report.rows]


@lru_cache(maxsize=1)
def develop() -> tuple[list[dict[str, Any]], dict[str, str]]:
    """The develop half of the gold set: annotations and texts. The other half is not opened."""
    ids = json.loads((GOLD.parent / "gold_halves.json").read_text("utf-8"))["develop"]
    golds = [json.loads((GOLD / f"{i}.json").read_text("utf-8")) for i in sorted(ids)]
    return golds, {i: (GOLD / f"{i}.txt").read_text("utf-8") for i in ids}


@needs_gold
@pytest.mark.slow
def test_what_the_rules_find_has_the_official_figures() -> None:
    golds, texts = develop()
    articles = read_annotated(GOLD, "develop")
    report, claims = evaluate(articles, make_extractors(DEFAULT, load_gazetteer()))
    assert report.total.evidence == 1.0
    lines = [to_wire(claim) for claim in claims]
    for by in By:
        assert our_rows(golds, lines, by, texts) == official_rows(golds, lines, by, texts)


@needs_gold
@pytest.mark.parametrize("seed", range(6))
def test_bent_claims_have_the_official_figures(seed: int) -> None:
    golds, texts = develop()
    chance = random.Random(seed)
    found = [bent(claim, gold, texts[gold["id"]], chance) for gold in golds for claim in gold["claims"] if chance.random() < 0.8]
    chance.shuffle(found)
    for by in By:
        assert our_rows(golds, found, by, texts) == official_rows(golds, found, by, texts)


def bent(claim: dict[str, Any], gold: dict[str, Any], text: str, chance: random.Random) -> dict[str, Any]:
    """An annotated claim as an extractor might have found it: some of it changed, dropped, or named otherwise."""
    aliases = {e["name"]: [e["name"], *e.get("aliases", [])] for e in gold["entities"]}
    names = list(aliases)
    roles = {
        role: [
            _filler(chance.choice(aliases.get(f, [f])) if chance.random() < 0.85 else chance.choice(names), text, chance) for f in fillers
        ]
        for role, fillers in claim["roles"].items()
        if chance.random() < 0.95
    }
    values = {name: _bent_value(name, value, chance) for name, value in claim.get("values", {}).items() if chance.random() < 0.95}
    start = text.find(claim["quote"])
    evidence = {"article": gold["id"], "start": start, "end": start + len(claim["quote"]), "quote": claim["quote"]}
    if chance.random() < 0.1:
        evidence["start"] += 1
    speaker = claim.get("speaker") if chance.random() < 0.8 else chance.choice([None, *names])
    return {
        "type": claim["type"] if chance.random() < 0.97 else chance.choice(["marries", "operates", "reports"]),
        "roles": roles,
        "values": values,
        "factuality": claim["factuality"] if chance.random() < 0.8 else chance.choice(["actual", "planned", "possible", "negated"]),
        "speaker": {"name": speaker} if speaker and chance.random() < 0.5 else speaker,
        "time": claim.get("time") if chance.random() < 0.7 else chance.choice([None, {"start": "2025"}, {"end": "2026-01"}]),
        "evidence": evidence,
    }


def _filler(name: str, text: str, chance: random.Random) -> Any:
    if chance.random() < 0.1:
        return name
    start = chance.choice([text.find(name), 0, len(text) + 4, chance.randrange(len(text))])
    return {"name": name, "start": start, "end": start + len(name)}


def _bent_value(name: str, value: Any, chance: random.Random) -> Any:
    turn = chance.random()
    if turn < 0.55:
        return value
    if turn < 0.6:
        return None
    if isinstance(value, dict):
        number = value.get("value", value.get("max", value.get("min")))
        factor = chance.choice([1, 1.005, 1.02, -1])
        scaled = number * factor if isinstance(number, int | float) else number
        rest = {k: v for k, v in value.items() if k in ("unit", "currency")}
        return chance.choice([{"value": scaled, **rest}, {"max": scaled, **rest}, {"min": scaled, **rest}, {"value": scaled}, scaled])
    if name == "period":
        periods = [
            "2025-09-30",
            "2025-09",
            "2025-Q3",
            "2025",
            "FY2025",
            "FY2025-Q3",
            "P1M",
            "P30D",
            "PT24H",
            "P1D",
            "2025-01/2025-09",
            "2025-H2",
        ]
        return chance.choice(periods)
    if isinstance(value, int | float):
        return chance.choice([value, value * 1.009, str(value), {"value": value, "unit": "MW"}, {"min": value}])
    return chance.choice([str(value).upper(), f"the {value}", "other", " ".join(str(value).split()[:2])])


@needs_gold
def test_keys_and_levels_are_those_of_the_official_scorer() -> None:
    judge = official()
    assert judge.STOCKS == LEVELS
    for spec in ONTOLOGY:
        roles, values = judge.KEYS[spec.name]
        groups, names = key_of(spec.name)
        assert ({frozenset(r.split("|")) for r in roles}, set(values)) == ({frozenset(g) for g in groups}, set(names)), spec.name


@pytest.mark.parametrize("name", sorted(SETS))
@pytest.mark.slow
def test_no_figure_is_below_the_floor(name: str) -> None:
    now = measured(name)
    if not now:
        pytest.skip(f"{name}: the set is not here ({SETS[name].name}/)")
    assert not fallen(floor(), now)


def test_the_floor_only_rises() -> None:
    before = {"a": {"claim_f1": 0.5, "claim_p": 0.7}}
    now = {"a": {"claim_f1": 0.6, "claim_p": 0.6}, "b": {"claim_f1": 0.1, "claim_p": 0.2}}
    assert raised(before, now) == {"a": {"claim_f1": 0.6, "claim_p": 0.7}, "b": {"claim_f1": 0.1, "claim_p": 0.2}}
    assert fallen(before, now) == ["a: claim_p is 0.6, the floor is 0.7"]
    assert fallen(before, {}) == []


GOLD_FILE = {
    "id": "one", "lang": "en", "published": "2025-11-13",
    "entities": [{"name": "Tamarack Compute", "type": "Company", "aliases": ["Tamarack"]}, {"name": "Otter Lake", "type": "Site"}],
    "claims": [
        {"type": "operates", "roles": {"operator": ["Tamarack Compute"], "site": ["Otter Lake"]}, "values": {}, "factuality": "planned",
         "speaker": None, "time": None, "quote": "Tamarack runs Otter Lake."},
        {"type": "makes", "roles": {"company": ["Tamarack Compute"]}, "values": {}, "factuality": "actual", "quote": "x", "optional": True},
    ],
}  # fmt: skip
TEXT = "Tamarack runs Otter Lake."


def _found(**changes: Any) -> Said:
    raw = {
        "type": "operates", "factuality": "planned", "evidence": {"article": "one", "start": 0, "end": len(TEXT), "quote": TEXT},
        "roles": {"operator": [{"name": "Tamarack", "start": 0, "end": 8}], "site": [{"name": "Otter Lake", "start": 14, "end": 24}]},
    }  # fmt: skip
    return said({**raw, **changes})


def test_a_claim_found_by_an_alias_is_right() -> None:
    report = score([annotated(GOLD_FILE, TEXT)], {"one": [_found()]})
    total = report.total
    assert (total.claim_p, total.claim_r, total.nonactual, total.evidence) == (1.0, 1.0, 1.0, 1.0)
    assert not report.misses
    assert report.row("en") is not None and report.row("fr") is None


def test_what_is_wrong_or_missed_is_listed() -> None:
    wrong = _found(roles={"operator": [{"name": "Fjordline"}], "site": [{"name": "Otter Lake"}]})
    report = score([annotated(GOLD_FILE, TEXT)], {"one": [wrong], "two": [_found()]})
    assert [(m.fault, m.claim.brief()["operator"]) for m in report.misses] == [("WRONG", ["Fjordline"]), ("MISSED", ["Tamarack Compute"])]
    assert (report.total.pred, report.total.claim_f1, report.total.evidence) == (1, 0.0, 0.0)


def test_optional_claims_count_neither_way() -> None:
    report = score([annotated(GOLD_FILE, TEXT)], {"one": [_found(), _found(type="makes", roles={"company": [{"name": "Tamarack"}]})]})
    assert (report.total.gold, report.total.pred, report.total.claim_f1) == (1, 1, 1.0)


@pytest.mark.parametrize(
    ("found", "wanted", "name", "same"),
    [
        ({"value": 302, "unit": "MW"}, {"value": 300, "unit": "MW"}, "capacity", True),
        ({"value": 310, "unit": "MW"}, {"value": 300, "unit": "MW"}, "capacity", False),
        ({"value": 300}, {"value": 300, "unit": "MW"}, "capacity", False),
        ({"max": 300, "currency": "USD"}, {"value": 300, "currency": "USD"}, "amount", True),
        ({"value": 150, "currency": "USD"}, {"min": 150, "max": 170, "currency": "USD"}, "value", True),
        ({"value": 160, "currency": "USD"}, {"min": 150, "max": 170, "currency": "USD"}, "value", False),
        (None, "left", "change", False),
        (None, "holds", "change", True),
        ("P30D", "P1M", "period", True),
        ("a new cloud platform", "cloud platform", "product", True),
        ("a wallet", "cloud platform", "product", False),
        ("Credit facility", "credit_facility", "instrument", True),
        ("loan", "credit_facility", "instrument", False),
        (5, None, "count", True),
        (None, 5, "count", False),
    ],
)
def test_values(found: Any, wanted: Any, name: str, same: bool) -> None:
    assert same_value(found, wanted, name) is same


@pytest.mark.parametrize(
    ("found", "wanted", "metric", "same"),
    [
        ("2025-09-30", "2025-Q3", "cash", True),
        ("2025-09-30", "2025", "cash", False),
        ("2025-09-30", "2025-Q3", "revenue", False),
        ("FY2025-Q3", "2025-Q3", "cash", True),
        ("soon", "2025", "cash", False),
        ("P1D", "PT24H", "asset_price", True),
    ],
)
def test_periods(found: str, wanted: str, metric: str, same: bool) -> None:
    assert same_period(found, wanted, metric) is same


def test_folders_that_hold_nothing_are_told(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="no such folder"):
        read_annotated(tmp_path / "absent")
    with pytest.raises(EvaluationError, match="no annotated article"):
        read_annotated(tmp_path)
    (tmp_path / "one.json").write_text("[]", "utf-8")
    with pytest.raises(EvaluationError, match="wanted an object"):
        read_annotated(tmp_path)
    (tmp_path / "one.json").write_text("{", "utf-8")
    with pytest.raises(EvaluationError, match="no JSON"):
        read_annotated(tmp_path)
    with pytest.raises(EvaluationError, match=r"no gold_halves\.json"):
        read_annotated(tmp_path, "develop")


def test_gold_and_corpus_folders_are_read(tmp_path: Path) -> None:
    gold, corpus = tmp_path / "gold", tmp_path / "corpus"
    gold.mkdir()
    (gold / "one.json").write_text(json.dumps(GOLD_FILE), "utf-8")
    (gold / "one.txt").write_text(TEXT, "utf-8")
    (tmp_path / "gold_halves.json").write_text('{"develop": ["one"], "test": []}', "utf-8")
    assert [a.text for a in read_annotated(gold, "develop")] == [TEXT]
    with pytest.raises(EvaluationError, match="in the split test"):
        read_annotated(gold, "test")
    (corpus / "en").mkdir(parents=True)
    (corpus / "en" / "develop.jsonl").write_text(json.dumps({**GOLD_FILE, "text": TEXT}) + "\n", "utf-8")
    assert [a.id for a in read_annotated(corpus, "develop")] == ["one"]


def test_claims_that_are_none_are_told() -> None:
    with pytest.raises(EvaluationError, match="x, line 2: no claim"):
        list(read_found(['{"type": "operates"}', '{"evidence": {}}'], "x"))

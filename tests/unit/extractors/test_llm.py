"""The ``llm`` extractor against a real endpoint on loopback, in both protocols: right answers, bad ones, and an endpoint that fails."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.claims import problems
from graph.errors import SettingsError
from graph.ontology import ONTOLOGY, Factuality
from loaders.gazetteer import load_gazetteer
from loaders.llm.asking import LlmError
from loaders.llm.extractor import LlmExtractor, make_client, pieces
from loaders.llm.schema import answer_schema, instructions
from loaders.llm.settings import LlmSettings
from tests.unit.cli.conftest import Run
from tests.unit.extractors.endpoint import Endpoint, Reply, serving
from tests.unit.extractors.news import TEXT, article, filler, loan, plan, value

BOTH = pytest.mark.parametrize("provider", ["openai", "anthropic"])


def made(endpoint: Endpoint, folder: Path, provider: str = "openai", **more: float) -> LlmExtractor:
    """An extractor that asks the endpoint."""
    url = f"{endpoint.address}/v1" if provider == "openai" else endpoint.address
    settings = LlmSettings(
        provider,
        "small",
        folder / "cache",
        url,
        "secret",
        int(more.get("tokens", 100_000)),
        more.get("timeout", 20.0),
        int(more.get("retries", 2)),
    )
    return LlmExtractor(load_gazetteer(), settings, make_client(settings))


@BOTH
def test_what_stands_in_the_text_becomes_claims(provider: str, tmp_path: Path) -> None:
    news = article()
    with serving(Reply({"claims": [plan(), loan()]})) as endpoint:
        told = made(endpoint, tmp_path, provider).extract(news)
    assert not told.refusals
    money, growth = told.claims
    assert [m.key for m in money.fillers("funder")] == ["company/fjordline-bank"]
    assert "\n" in money.evidence.quote and money.evidence.quote == news.text[money.evidence.start : money.evidence.end]
    assert growth.factuality is Factuality.PLANNED and str(growth.time.start) == "2026"
    assert growth.speaker is not None and growth.speaker.key == "person/jane-roe"
    assert [(m.key, news.text[m.start : m.end]) for m in growth.fillers("developer")] == [("company/tamarack-compute", "The company")]
    assert {c.extractor for c in told.claims} == {"llm/small"}
    assert not [p for c in told.claims for p in problems(c, news.text)]
    [asked] = endpoint.asked
    assert "secret" in asked["key"] and asked["model"] == "small"
    assert "2025-11-13" in json.dumps(asked["messages"]) and "Otter Lake campus" in json.dumps(asked["messages"])


@BOTH
def test_what_does_not_stand_in_the_text_is_refused_with_its_reason(provider: str, tmp_path: Path) -> None:
    wrong = [
        loan(quote="Tamarack Compute has closed a $300 million loan from Quayside Bank."),
        loan(roles=[filler("recipient", "Company", "Tamarack Compute"), filler("funder", "Company", "Quayside Bank")]),
        loan(roles=[filler("recipient", "Company", "Tamarack Compute", "Bitfarms")]),
        loan(values=[value("amount", "$300 million", number=30_000_000, currency="USD")]),
        loan(values=[value("amount", "$400 million", number=400_000_000, currency="USD")]),
        loan(values=[value("amount", "$300 million", number=300_000_000)]),
        loan(values=[value("instrument", "loan", text="gift")]),
        loan(roles=[filler("recipient", "Place", "Otter Lake")]),
        loan(roles=[]),
        loan(roles=[filler("victim", "Company", "Tamarack Compute")]),
        loan(type="gossip"),
        loan(factuality="certain"),
        plan(time={"start": "2026", "end": None, "words": "next spring"}),
        plan(time={"start": "soon", "end": None, "words": "2026"}),
        plan(speaker={"type": "Person", "name": "John Doe", "words": "Jane Roe"}),
        plan(type="merges_with", roles=[filler("party", "Company", "Tamarack Compute")], time=None),
        plan(
            type="engages_in",
            roles=[filler("company", "Company", "The company", "Tamarack Compute"), filler("activity", "Activity", "campus", "farming")],
        ),
        plan(
            type="launches",
            roles=[filler("company", "Company", "The company", "Tamarack Compute")],
            values=[value("product", "it", text="Moonbase")],
        ),
        plan(type="enters", roles=[filler("company", "Company", "The company", "Tamarack Compute")]),
    ]
    with serving(Reply({"claims": wrong})) as endpoint:
        told = made(endpoint, tmp_path, provider).extract(article())
    assert not told.claims
    assert len(told.refusals) == len(wrong)
    reasons = "\n".join(r.reason for r in told.refusals)
    for said in ("the quote is not in the text", "'Quayside Bank' is not in the text", "'Bitfarms' is not named in the text", "not what '$300 million' says",
                 "money needs a currency", "not in its list", "no role is filled", "has no role 'victim'", "unknown claim type 'gossip'",
                 "'certain' is no factuality", "'next spring' is not in the text", "John Doe", "fewer than two parties", "'farming' is no line of business",
                 "'Moonbase' is not in the text", "none of activity or place"):  # fmt: skip
        assert said in reasons, said


@BOTH
def test_an_answer_that_is_no_json_is_asked_for_again_with_what_was_wrong(provider: str, tmp_path: Path) -> None:
    with serving(Reply("I would rather not."), Reply({"claims": [{"type": "finances"}]}), Reply({"claims": [loan()]})) as endpoint:
        told = made(endpoint, tmp_path, provider).extract(article())
    assert len(told.claims) == 1 and not told.refusals
    assert len(endpoint.asked) == 3
    assert "could not be used" in json.dumps(endpoint.asked[1]["messages"])
    assert "claims.0.quote" in json.dumps(endpoint.asked[2]["messages"])


def test_an_answer_in_a_fence_is_read(tmp_path: Path) -> None:
    with serving(Reply(f"Here it is:\n```json\n{json.dumps({'claims': [loan()]})}\n```")) as endpoint:
        assert len(made(endpoint, tmp_path).extract(article()).claims) == 1


def test_bad_answers_to_the_end_stand_in_the_ledger(tmp_path: Path) -> None:
    with serving(Reply("no")) as endpoint:
        told = made(endpoint, tmp_path, retries=1).extract(article())
    assert len(endpoint.asked) == 2 and not told.claims
    assert "the answer is not JSON of the schema" in told.refusals[0].reason


@BOTH
def test_too_many_requests_and_a_broken_server_are_tried_again(provider: str, tmp_path: Path) -> None:
    with serving(Reply(status=429), Reply(status=503), Reply({"claims": [loan()]})) as endpoint:
        assert len(made(endpoint, tmp_path, provider).extract(article()).claims) == 1
    assert len(endpoint.asked) == 3


@BOTH
def test_what_stays_broken_is_told(provider: str, tmp_path: Path) -> None:
    with serving(Reply(status=429)) as endpoint, pytest.raises(LlmError, match=r"small could not be asked \(RateLimitError\)"):
        made(endpoint, tmp_path, provider, retries=1).extract(article())
    assert len(endpoint.asked) == 2
    with serving(Reply("who?", status=401)) as endpoint, pytest.raises(LlmError, match="set CLAIMSTAKE_LLM_KEY"):
        made(endpoint, tmp_path, provider).extract(article())
    with serving(Reply({"claims": []}, silence=3)) as endpoint, pytest.raises(LlmError, match="APITimeoutError"):
        made(endpoint, tmp_path, provider, timeout=0.3, retries=0).extract(article())
    with pytest.raises(LlmError, match="APIConnectionError"):
        made(Endpoint([], "http://127.0.0.1:9"), tmp_path, provider, retries=0).extract(article())


@BOTH
def test_a_question_is_paid_for_once(provider: str, tmp_path: Path) -> None:
    with serving(Reply({"claims": [loan()]})) as endpoint:
        first = made(endpoint, tmp_path, provider).extract(article())
        again = made(endpoint, tmp_path, provider)
        assert again.extract(article()) == first
        assert again.spent == 0 and len(endpoint.asked) == 1
        again.extract(article(TEXT.replace("2026", "2027")))
        assert again.spent == 1000 and len(endpoint.asked) == 2


def test_the_budget_ends_the_work_before_it_is_overdrawn(tmp_path: Path) -> None:
    with serving(Reply({"claims": []})) as endpoint:
        extractor = made(endpoint, tmp_path, tokens=1500)
        extractor.extract(article("One story.\n\nTamarack Compute runs it."))
        extractor.extract(article("Two stories.\n\nTamarack Compute runs it."))
        with pytest.raises(LlmError, match=r"budget of 1,500 tokens is spent \(2,000 used\); raise CLAIMSTAKE_LLM_TOKENS"):
            extractor.extract(article("Three stories.\n\nTamarack Compute runs it."))
        assert len(endpoint.asked) == 2


def test_a_long_text_is_asked_about_in_pieces_and_nothing_is_lost(tmp_path: Path) -> None:
    text = "\n\n".join(f"Paragraph {n} tells of Tamarack Compute and of nothing else at all, at some length." for n in range(300))
    parts = list(pieces(text))
    assert len(parts) == 5 and all(len(p) <= 6000 for p in parts)
    assert "\n\n".join(parts) == text
    assert ["".join(pieces(t, 10)) for t in ("x" * 35, " \n ", "")] == ["x" * 35, "", ""]
    with serving(Reply({"claims": []})) as endpoint:
        made(endpoint, tmp_path).extract(article(text))
    assert len(endpoint.asked) == 5


def test_instructions_and_schema_follow_the_ontology() -> None:
    told, schema = instructions(), json.dumps(answer_schema())
    for spec in ONTOLOGY:
        assert f"- {spec.name}: {spec.meaning}" in told
        for name in (spec.name, *(r.name for r in spec.roles), *(v.name for v in spec.values)):
            assert f'"{name}"' in schema
    assert schema.count('"additionalProperties": false') == schema.count('"properties"')


def test_settings_are_read_from_the_environment(tmp_path: Path) -> None:
    given = LlmSettings.of({"CLAIMSTAKE_LLM_MODEL": "openai:qwen3:8b", "CLAIMSTAKE_LLM_URL": "http://localhost:11434/v1", "CLAIMSTAKE_LLM_TOKENS": "5_000",
                            "XDG_CACHE_HOME": str(tmp_path), "OPENAI_API_KEY": "k"})  # fmt: skip
    assert (given.provider, given.model, given.url, given.tokens, given.key) == (
        "openai",
        "qwen3:8b",
        "http://localhost:11434/v1",
        5000,
        "k",
    )
    assert given.cache == tmp_path / "claimstake" / "llm"
    for wrong in ({}, {"CLAIMSTAKE_LLM_MODEL": "mystery:x"}, {"CLAIMSTAKE_LLM_MODEL": "openai:"}):
        with pytest.raises(SettingsError, match="CLAIMSTAKE_LLM_MODEL names no model"):
            LlmSettings.of(wrong)
    for number in ("many", "-1"):
        with pytest.raises(SettingsError, match="CLAIMSTAKE_LLM_TOKENS"):
            LlmSettings.of({"CLAIMSTAKE_LLM_MODEL": "openai:x", "CLAIMSTAKE_LLM_TOKENS": number})


def test_from_the_command_line(process: Run, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text(TEXT, "utf-8")
    with serving(Reply({"claims": [loan(), plan(quote="Nobody said this.")]})) as endpoint:
        more = {
            "CLAIMSTAKE_LLM_MODEL": "openai:small",
            "CLAIMSTAKE_LLM_URL": f"{endpoint.address}/v1",
            "CLAIMSTAKE_LLM_CACHE": str(tmp_path / "cache"),
        }
        done = process("load", story, "--lang", "en", "--published", "2025-11-13", "--extractor", "llm", **more)
        assert done.code == 0, done.err
        assert "1 claim, 1 refused" in done.out
        unset = process("load", story, "--extractor", "llm")
    assert unset.code == 2 and "CLAIMSTAKE_LLM_MODEL names no model" in unset.err

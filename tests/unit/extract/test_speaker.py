"""Who says it, and when it happens."""

from __future__ import annotations

import pytest

from graph.model import Article, Claim
from loaders.extract.rules import RulesExtractor

_SAID = [
    ("en", "Bitfarms said it has acquired Bakkt.", "acquires", "Bitfarms"),
    ("en", "Galaxy Digital has acquired Bakkt, Bitfarms said on Monday.", "acquires", "Bitfarms"),
    ("en", "Bitfarms has acquired Bakkt, according to Bloomberg.", "acquires", "Bloomberg"),
    ("en", '"Bitfarms has acquired Bakkt and will keep all of it," said Ben Gagnon, its chief executive.', "acquires", "Ben Gagnon"),
    ("en", "Bitfarms has acquired Bakkt.", "acquires", None),
    ("fr", "Bitfarms a acquis Bakkt, a annoncé lundi Coinbase.", "acquires", "Coinbase"),
    ("fr", "Selon Bloomberg, Bitfarms a acquis Bakkt.", "acquires", "Bloomberg"),
    ("fr", "Bitfarms a annoncé avoir acquis Bakkt.", "acquires", "Bitfarms"),
    ("fr", "Bitfarms a acquis Bakkt.", "acquires", None),
]


def _claim(extractor: RulesExtractor, lang: str, text: str, type_: str) -> Claim:
    article = Article(id="a", source_key="a", version="1", text=text, lang=lang, published="2025-11-20")
    return next(c for c in extractor.extract(article).claims if c.type == type_)


@pytest.mark.parametrize(("lang", "text", "type_", "expected"), _SAID)
def test_speaker(extractor: RulesExtractor, lang: str, text: str, type_: str, expected: str | None) -> None:
    claim = _claim(extractor, lang, text, type_)
    assert (claim.speaker.name if claim.speaker else None) == expected


_WHEN = [
    ("en", "Galaxy Digital acquired Bakkt in October.", "acquires", "2025-10", None),
    ("en", "Galaxy Digital will acquire Bakkt by the end of 2026.", "acquires", None, "2026"),
    ("en", "On Tuesday Strategy announced that it bought 500 BTC.", "trades_asset", "2025-11-18", None),
    ("en", "Riot Platforms operates the Rockdale site.", "operates", None, None),
    ("fr", "Galaxy Digital a acquis Bakkt en octobre.", "acquires", "2025-10", None),
]


@pytest.mark.parametrize(("lang", "text", "type_", "start", "end"), _WHEN)
def test_time(extractor: RulesExtractor, lang: str, text: str, type_: str, start: str | None, end: str | None) -> None:
    time = _claim(extractor, lang, text, type_).time
    assert (str(time.start) if time.start else None, str(time.end) if time.end else None) == (start, end)

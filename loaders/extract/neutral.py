"""What can be told of an article in a language without a pack: sure names of the gazetteer, tickers, and amounts as they are written.

No claim is guessed from them. They are lines of the article's ledger, so that a person sees what the article is about, and a later pack
finds the text in the store (``claimstake reextract``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.model import Article, Refusal
from loaders.extract.names.recognise import ticker_candidates
from loaders.gazetteer import Gazetteer

MENTION = "mention"
# Not read further: whether 1.827 is a fraction or thousands depends on the language.
_NUMBER = r"\d[\d.,' \u00a0\u202f]*"
_AMOUNT = re.compile(
    rf"(?:[$€£¥₿]|\b(?:USD|EUR|GBP|CAD|CHF|JPY|US\$|C\$))[ \u00a0\u202f]?{_NUMBER}(?<=\d)"
    rf"|\b{_NUMBER}(?<=\d)[ \u00a0\u202f]?(?:[$€£¥₿%]|(?:USD|EUR|GBP|CAD|CHF|JPY|BTC|ETH|MW|GW|kW|MWh|EH/s|PH/s|TH/s|J/TH)\b)"
)


def mentions(article: Article, gazetteer: Gazetteer, extractor: str) -> tuple[Refusal, ...]:
    """The mentions as lines of the ledger, each name once and each amount once, in the order of the text."""
    seen: dict[str, Refusal] = {}
    why = f"there is no language pack for {article.lang or 'an unknown language'!r}, so nothing is claimed of it"
    for start, end, what in sorted({*_names(article.text, gazetteer), *_tickers(article.text), *_amounts(article.text)}):
        line = Refusal(article=article.id, type=MENTION, reason=f"{what}: {why}", start=start, end=end, quote=article.text[start:end],
                       extractor=extractor)  # fmt: skip
        seen.setdefault(what, line)
    return tuple(seen.values())


def _names(text: str, gazetteer: Gazetteer) -> Iterator[tuple[int, int, str]]:
    """Names that are sure without any words around them, and of one entity alone."""
    for hit in gazetteer.find(text):
        if not hit.weak and not hit.adjective and len(hit.entries) == 1:
            yield hit.start, hit.end, f"{hit.entries[0].name} ({hit.entries[0].key})"


def _tickers(text: str) -> Iterator[tuple[int, int, str]]:
    for found in ticker_candidates(text):
        yield found.start, found.end, f"ticker {found.surface}"


def _amounts(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _AMOUNT.finditer(text):
        yield match.start(), match.end(), f"amount {match.group()}"

"""Tickers: "(NASDAQ: BITF)", "(BITF)" behind a firm, and a firm named by its ticker alone ("les actions de BITF")."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from graph.ids import entity_key
from graph.ontology import EntityType
from loaders.extract.document import Found
from loaders.extract.names.forms import load_forms
from loaders.extract.names.recognise import BARE_TICKER
from loaders.gazetteer import Gazetteer

_E = EntityType
# How exchanges are written, to their usual name in a security's id.
_EXCHANGES = {"nasdaq": "NASDAQ", "xetra": "XETRA", "euronext growth": "EURONEXT", "euronext paris": "EURONEXT", "euronext": "EURONEXT"}


def securities(text: str, found: Sequence[Found], gazetteer: Gazetteer) -> list[Found]:
    """The names with securities among them; a bare symbol counts behind a firm, where nothing longer stands."""
    full = _full(text)
    symbols = _symbols(found, gazetteer)
    loose = (*_bare(text, found, gazetteer), *_said(text, symbols), *_bracketed(text, symbols))
    listed = [*full, *(f for f in loose if not any(a.start <= f.start < a.end for a in full))]
    taken = {k for f in listed for k in range(f.start, f.end)}
    kept = [
        f for f in found if taken.isdisjoint(range(f.start, f.end)) and f.how != "ticker" and not _handle(f) and not _short_form(f, text)
    ]
    return sorted([*kept, *listed], key=lambda f: f.start)


# Reuters codes of stocks in brackets, "(HUT.O)": the letters behind the point stand for the exchange.
_REUTERS = {
    "O": "NASDAQ", "OQ": "NASDAQ", "N": "NYSE", "K": "NYSE", "A": "NYSE American", "TO": "TSX", "V": "TSXV", "L": "LSE", "PA": "EURONEXT", "AS": "EURONEXT",
    "DE": "XETRA", "AX": "ASX", "HK": "HKEX", "T": "TSE", "SW": "SIX", "ST": "STO", "KS": "KRX",
}  # fmt: skip
_CODE = re.compile(
    rf"(?:(?<=\()|(?<=[a-zà-ÿA-Z][\s\u00a0]))(?P<symbol>[A-Z]{{1,5}}|\d{{4}})\.(?P<exchange>{'|'.join(_REUTERS)})(?=\)|[\s\u00a0][a-zà-ÿ,.(]|,)"
)


def _handle(found: Found) -> bool:
    """ "(@Bitfarms_io)" is an account and no share."""
    return found.type is _E.SECURITY and found.name.startswith("@")


def _short_form(found: Found, text: str) -> bool:
    """ "mobile data center (MDC)": a symbol in brackets that is the initials of the words before it is their short form, whatever the model thinks."""
    symbol = text[found.start : found.end]
    if found.type is not _E.SECURITY or found.how != "model" or text[found.start - 1 : found.start] != "(":
        return False
    words = re.findall(r"\w+", text[max(0, found.start - 80) : found.start - 1])[-len(symbol) :]
    return len(symbol) > 1 and "".join(w[0] for w in words).upper() == symbol


def _full(text: str) -> list[Found]:
    quoted = [_security(m.group("exchange"), m.group("symbol"), m.start(), m.end()) for m in load_forms().ticker.finditer(text)]
    return quoted + [_security(_REUTERS[m["exchange"]], m["symbol"], m.start(), m.end()) for m in _CODE.finditer(text)]


def _security(exchange: str, symbol: str, start: int, end: int) -> Found:
    code = _EXCHANGES.get(exchange.lower(), exchange.upper())
    name = f"{code}:{symbol}" if code else symbol
    return Found(start, end, _E.SECURITY, name, entity_key(_E.SECURITY, name), "ticker")


def _bare(text: str, found: Sequence[Found], gazetteer: Gazetteer) -> list[Found]:
    """ "Coinbase (COIN)": a short word in capitals in brackets right behind a firm, unless it is the firm's own acronym used as a name."""
    firms = {f.end: f for f in found if f.type is _E.COMPANY}
    out = []
    for match in BARE_TICKER.finditer(text):
        before = match.start() - (1 if text[match.start() - 1 : match.start()] in (" ", "\u00a0") else 0)
        firm = firms.get(before)
        if firm is None:
            continue
        symbol = match.group("symbol")
        known = [t for t in gazetteer.attributes(firm.key).get("tickers", "").split(",") if t.split(":")[-1] == symbol]
        if known:
            exchange, _, code = known[0].partition(":")
            out.append(_security(exchange, code, match.start("symbol"), match.end("symbol")))
        elif gazetteer.lookup(symbol, _E.ASSET):
            continue  # "Tether (USDT)"
        elif not _acronym(symbol, firm.name) and not re.search(rf"(?<![(\w]){symbol}(?!\w)", text):
            out.append(_security("", symbol, match.start("symbol"), match.end("symbol")))
    return out


# "under the symbol NSXT", "sous le code XXI", "(code 3887)", "mnémo : ALARG", "$ALCPB" in brackets
_SYMBOL_SAID = re.compile(
    r"(?:\b(?:listed|traded|quoted|trading|trades?) as [\"“]?|"
    r"\bunder (?:the )?(?:(?:ticker|symbol|mnemonic|code|stock symbol|trading symbol)s?[\s\u00a0])?[\"“«]?[\s\u00a0]?|"
    r"\b(?:ticker|symbol|mnemonic|sous (?:le|les) (?:codes?|symboles?|mnémoniques?|mnémos?|tickers?)|mnémo(?:nique)?|code|symbole(?: boursier)?)"
    r"[\s\u00a0]?:?[\s\u00a0][\"“«]?[\s\u00a0\u202f]?|\(\$)"
    r"(?P<symbol>[A-Z][A-Z0-9]{1,5}|\d{4,5})\b(?![\s\u00a0]?:)"
)


def _said(text: str, symbols: Mapping[str, str]) -> list[Found]:
    """Symbols that a word announces, at the exchange where a firm of the article is known to have them."""
    return [_security(symbols.get(m["symbol"], ""), m["symbol"], m.start("symbol"), m.end("symbol")) for m in _SYMBOL_SAID.finditer(text)]


# "cotée sur Euronext Growth (ALTBG)", "$BITF annonce": the symbol of a firm that the article names elsewhere.
_ELSEWHERE = re.compile(r"(?:(?<=\()|(?<![\w$])\$)(?P<symbol>[A-Z]{3,6})(?=[\s\u00a0.,:;)])")


def _bracketed(text: str, symbols: Mapping[str, str]) -> list[Found]:
    """Known symbols of the article's firms in brackets or behind a dollar sign."""
    marked = (m for m in _ELSEWHERE.finditer(text) if m["symbol"] in symbols)
    return [_security(symbols[m["symbol"]], m["symbol"], m.start("symbol"), m.end("symbol")) for m in marked]


def _symbols(found: Sequence[Found], gazetteer: Gazetteer) -> dict[str, str]:
    """Symbol to exchange of the first listing of each firm of the article that the gazetteer knows."""
    out: dict[str, str] = {}
    for key in dict.fromkeys(f.key for f in found if f.type is _E.COMPANY):
        for listing in gazetteer.attributes(key).get("tickers", "").split(","):
            exchange, _, symbol = listing.rpartition(":")
            if exchange:
                out.setdefault(symbol, exchange)
    return out


def _acronym(symbol: str, name: str) -> bool:
    """Whether a symbol is the initials of a name of several words: then it is a short name ("Réseau de Transport d'Électricité (RTE)")."""
    words = [w for w in re.findall(r"\w+", name) if w[0].isupper()]
    return len(words) > 1 and "".join(w[0] for w in words).upper() == symbol

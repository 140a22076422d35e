"""From an article to a Document: sentences, amounts, times, names, references, then the parse over all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from graph.errors import InvalidValue
from graph.model import Article
from graph.ontology import EntityType
from loaders.extract.document import Document, Found, Sentence
from loaders.extract.grammar.parse import Laid, Parser
from loaders.extract.names import recognise
from loaders.extract.names.activities import Activities, ActivityHit, load_activities
from loaders.extract.names.antecedents import Facts, Known, nothing_known
from loaders.extract.names.defined import arms, defined
from loaders.extract.names.given import given
from loaders.extract.names.linking import in_use, link
from loaders.extract.names.recognise import Recogniser
from loaders.extract.names.reference import Hints, find_references
from loaders.extract.names.sites import find_sites
from loaders.extract.names.surnames import surnames
from loaders.extract.names.tickers import securities
from loaders.extract.words import NameWords, load_words
from loaders.gazetteer import Gazetteer
from loaders.languages import Pack, load_pack
from loaders.text.amounts import AmountSpan, currency_of
from loaders.text.amounts import find as find_amounts
from loaders.text.sentences import split
from loaders.text.times import TimeSpan
from loaders.text.times import find as find_times

_E = EntityType
_REACH = 20  # characters before an adjective in which its noun stands


@dataclass(frozen=True, slots=True)
class Tools:
    """What an extractor of one language needs, loaded once a process."""

    pack: Pack
    parser: Parser
    recogniser: Recogniser
    gazetteer: Gazetteer
    activities: Activities


@dataclass(frozen=True, slots=True)
class Analysis:
    """A document with the label phrases found in it ("bitcoin miner"), which are laid over no token."""

    document: Document
    labels: tuple[ActivityHit, ...]
    known: Known = nothing_known


def make_tools(lang: str, gazetteer: Gazetteer, parser: Parser, recogniser: Recogniser) -> Tools:
    """The tools of a language with a pack."""
    return Tools(load_pack(lang), parser, recogniser, gazetteer, load_activities(lang))


def analyse(article: Article, tools: Tools) -> Analysis:
    """Analyse an article. Linear in the length of its text."""
    text, pack = article.text, tools.pack
    published = published_day(article)
    spans = split(text, pack.code)
    times = find_times(text, pack, published)
    dollar = currency_of(text, pack)
    amounts = [replace(a, amount=a.resolved(dollar)) for a in find_amounts(text, pack)]
    hits = tools.activities.find(text)
    candidates = [
        *recognise.gazetteer_candidates(text, tools.gazetteer),
        *recognise.ticker_candidates(text),
        *recognise.legal_candidates(text, tools.gazetteer),
        *recognise.model_candidates(text, ((s.start, s.end) for s in spans), tools.recogniser),
    ]
    counted = {k for a in amounts if a.kind != "count" for k in range(a.start, a.end)}
    # "US" of "US$12 million" is no place
    candidates = [c for c in candidates if not (c.how == "model" or _E.PLACE in c.types) or counted.isdisjoint(range(c.start, c.end))]
    dated = {k for t in times for k in range(t.start, t.end)}
    # "in March", "between March 30 and April 5": no town
    candidates = [c for c in candidates if _E.PLACE not in c.types or not dated.issuperset(range(c.start, c.end))]
    adjectives = {(c.start, c.end) for c in candidates if c.how == "adjective"}
    candidates = [c for c in candidates if not (c.how == "model" and c.types == (_E.PLACE,) and (c.start, c.end) in adjectives)]
    candidates = defined(_without_labels(_without_offices(surnames(given(candidates, text), text), text), hits), text)
    names = link(arms(recognise.settle(candidates), text), text, tools.gazetteer)
    words = load_words(pack.code)
    names = securities(text, find_sites(text, names, words, lambda key: inhabitants(tools.gazetteer, key)), tools.gazetteer)
    hints = Hints([h for h in hits if h.form == "label"], lambda key: facts_of(tools.gazetteer, key))
    names = _of_markets(in_use(names, text, tools.gazetteer, published), text, words)
    references = find_references(text, names, spans, words, hints)
    doing = [h.found() for h in hits if h.form == "activity"]
    found = _merge([n for n in names if n.how != "adjective" and not (n.type is _E.ASSET and n.start in counted)], references, doing)
    laid = Laid(found, *_numbers(amounts, times, found))
    sentences = tools.parser.parse(text, spans, laid)
    _read_as_adjectives(sentences, names)
    everything = sorted([*names, *references, *doing], key=lambda f: (f.start, f.end))
    document = Document(article, pack, published, sentences, everything, _asides(everything, tools.gazetteer))
    return Analysis(document, tuple(hints.labels), hints.known)


def _of_markets(names: Iterable[Found], text: str, words: NameWords) -> list[Found]:
    """The adjective of a place beside "market" stands for the place: what is entered with "the Canadian market" is Canada."""
    return [replace(n, how="market") if n.how == "adjective" and _market(n, text, words) else n for n in names]


def _market(place: Found, text: str, words: NameWords) -> bool:
    before = text[max(0, place.start - _REACH) : place.start]
    return bool(words.market_before.search(before) or words.market_after.match(text, place.end))


def _asides(found: Iterable[Found], gazetteer: Gazetteer) -> frozenset[str]:
    keys = {f.key for f in found if f.type is _E.COMPANY}
    media = {k for k in keys if gazetteer.attributes(k).get("activities", "").split(",")[0] == "media"}
    return frozenset(media | (keys & gazetteer.stock_exchanges))


def _read_as_adjectives(sentences: Sequence[Sentence], names: Iterable[Found]) -> None:
    """Words such as "canadienne" that the parser takes for a verb are the adjectives of places that they are."""
    starts = {n.start for n in names if n.how == "adjective"}
    for sentence in sentences if starts else ():
        for token in sentence.tokens:
            if token.start in starts and token.pos in ("VERB", "AUX"):
                sentence.tokens[token.i] = replace(token, pos="ADJ", morph="")


def inhabitants(gazetteer: Gazetteer, key: str) -> int:
    """How many people live in a place; 0 when it is not known."""
    entry = gazetteer.entry(key)
    return entry.size if entry else 0


def facts_of(gazetteer: Gazetteer, key: str) -> Facts:
    """What the gazetteer says of a firm that a reference can agree or disagree with."""
    row = gazetteer.attributes(key)
    activities = frozenset(a for a in row.get("activities", "").split(",") if a)
    tickers = frozenset(t.split(":")[-1] for t in row.get("tickers", "").split(",") if t)
    return Facts(activities, row.get("country", "").lower(), "media" in activities or key in gazetteer.stock_exchanges, tickers)


def published_day(article: Article) -> date | None:
    """The local date of publication, None when the article has none that can be read."""
    try:
        return date.fromisoformat(article.day) if article.day else None
    except ValueError as error:
        raise InvalidValue(f"{article.id}: published {article.published!r} is no ISO date; give it as 2025-11-13") from error


def _without_labels(candidates: Iterable[recognise.Candidate], hits: Sequence[ActivityHit]) -> list[recognise.Candidate]:
    """A coin inside the name of a business is no mention of the coin ("bitcoin mining", "mineur de bitcoins")."""
    inside = [(h.start, h.end) for h in hits]
    out = []
    for c in candidates:
        bare = c.types[0] is _E.ASSET and any(a <= c.start and c.end <= b for a, b in inside)
        if not bare:
            out.append(c)
    return out


_OFFICE = re.compile(r"\b[Cc]hief(?:[\s\u00a0](?!of\b|at\b)(?:\w+|&)){1,3}?[\s\u00a0][Oo]fficer\b")


# "LONDON (Reuters) - ": who sends the text, not who acts in it.
_DATELINE = re.compile(r"(?m)^[^\n(]{0,60}\((?P<agency>(?:[A-Z][a-z]+[\w .&]*|AFP|AP|ANSA|EFE))\)[ \u00a0]?(?:--|[-–—])")


def _without_offices(candidates: Iterable[recognise.Candidate], text: str) -> list[recognise.Candidate]:
    """No name stands inside an office ("Chief Strategy Officer" is not the firm Strategy), and the agency of a dateline is none that acts."""
    inside = {k for m in _OFFICE.finditer(text) for k in range(m.start(), m.end())}
    inside |= {k for m in _DATELINE.finditer(text) for k in range(m.start("agency"), m.end("agency"))}
    return [c for c in candidates if inside.isdisjoint(range(c.start, c.end))]


def _merge(names: Sequence[Found], references: Sequence[Found], doing: Sequence[Found]) -> list[Found]:
    """What is laid over tokens: references over the places inside them, then names, then activities where nothing else stands."""
    out: list[Found] = []
    taken: set[int] = set()
    for group in (references, names, doing):
        for f in sorted(group, key=lambda f: (f.start - f.end, f.start)):
            if taken.isdisjoint(range(f.start, f.end)):
                out.append(f)
                taken.update(range(f.start, f.end))
    return sorted(out, key=lambda f: f.start)


def _numbers(amounts: Sequence[AmountSpan], times: Sequence[TimeSpan], found: Sequence[Found]) -> tuple[list[AmountSpan], list[TimeSpan]]:
    """Amounts and times that no name covers; a stretch that reads as both is a time (a year is no count)."""
    taken = {k for f in found if f.how != "reference" for k in range(f.start, f.end)}
    kept_times = []
    for t in times:
        if taken.isdisjoint(range(t.start, t.end)):
            kept_times.append(t)
            taken.update(range(t.start, t.end))
    return [a for a in amounts if taken.isdisjoint(range(a.start, a.end))], kept_times

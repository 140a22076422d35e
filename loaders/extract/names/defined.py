"""Short names that an article defines in brackets behind the full one ("Helgeland Kraft (HK)", "Ziglu Limited (“Ziglu”)"), and a firm's arm in a country."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from graph.ontology import EntityType
from loaders.extract.names.forms import load_forms
from loaders.extract.names.recognise import Candidate

_E = EntityType
_BRACKET = re.compile(
    r",?[ \u00a0]\((?:the |ci-après |« ?)?"
    r"(?:[“\"«][ \u00a0]?(?P<quoted>[A-ZÀ-Þ][\w.-]{1,20}(?:[ \u00a0][A-Z][\w.-]{1,20})?)[ \u00a0]?[”\"»]|(?P<letters>[A-Z]{2,6})\)(?!:))"
)


def defined(candidates: Iterable[Candidate], text: str) -> list[Candidate]:
    """The candidates, with the short names in brackets behind them; linking tells whose they are. Each further place where such a name stands counts."""
    rows = list(candidates)
    taken = {k for c in rows if c.how != "model" for k in range(c.start, c.end)}
    out: list[Candidate] = []
    for c in rows:
        match = _BRACKET.match(text, c.end) if c.types[0] in (_E.COMPANY, _E.AUTHORITY) else None
        short = _short(c, match) if match else None
        if short and short not in {d.surface for d in out}:
            out += [d for d in _places(c, short, text) if taken.isdisjoint(range(d.start, d.end))]
    spans = {(d.start, d.end) for d in out}
    return [*(c for c in rows if c.how != "model" or (c.start, c.end) not in spans), *out]


def _short(c: Candidate, match: re.Match[str]) -> str | None:
    if match["quoted"]:
        name = match["quoted"]
        return None if name.lower() in load_forms().no_names else name
    letters = "".join(word[0] for word in re.findall(r"\w+", c.surface) if word[0].isupper())
    return match["letters"] if letters.startswith(match["letters"]) and len(letters) <= len(match["letters"]) + 1 else None


def _places(c: Candidate, short: str, text: str) -> Iterator[Candidate]:
    for match in re.finditer(rf"(?<![\w-]){re.escape(short)}(?![\w-])", text):
        if match.start() >= c.end:
            yield Candidate(match.start(), match.end(), short, (c.types[0],), "defined", c.entry)


def arms(candidates: Sequence[Candidate], text: str) -> list[Candidate]:
    """A firm and the country right behind its name as one firm, its arm there: "MARA France", "Mara France"."""
    out: list[Candidate] = []
    for c in candidates:
        firm = out[-1] if out else None
        if firm and _is_arm(firm, c, text):
            out[-1] = replace(firm, end=c.end, surface=text[firm.start : c.end], how="model", entry=None, others=(), weak=False)
        else:
            out.append(c)
    return out


def _is_arm(firm: Candidate, place: Candidate, text: str) -> bool:
    country = place.entry and place.entry.type is _E.PLACE and place.entry.attributes.get("kind") == "country" and place.how == "gazetteer"
    close = text[firm.end : place.start] in (" ", "\u00a0")
    return bool(country) and close and firm.how == "gazetteer" and firm.types[0] is _E.COMPANY and not firm.weak

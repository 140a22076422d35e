"""Title phrases ("chief executive", "directrice générale") as one pattern over a skeleton, and groups of them ("chair and interim chief executive")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from loaders.extract.words import read_yaml

# What a title with an open end takes ("head of {x}"): one or two words and as many joined to them, never the organization.
_WORD = r"(?!(?:of|at|de|d|du|des|chez|for|in|from|with|en|until|since|depuis)\b)[\w&’'-]+"
_OPEN = rf"(?:{_WORD}(?: {_WORD})?(?: (?:and|&|et) (?:(?:the|la|le|les|l'|de la|du|des) )?{_WORD}(?: {_WORD})?)?)"
_JOIN = re.compile(r" (?:and|et|&|/|,|as well as|ainsi que) (?:(?:the|its|le|la|interim|acting|non - executive) )?")


@dataclass(frozen=True, slots=True)
class Title:
    """A title in a skeleton from ``start`` to ``end`` with the ontology's role."""

    start: int
    end: int
    role: str
    text: str
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Titles:
    """The title phrases of a language with their role."""

    pattern: re.Pattern[str]
    roles: Mapping[str, str]

    def role(self, phrase: str) -> str:
        """The ontology's role of a phrase that the pattern matched."""
        plain = _plain(phrase)
        if plain in self.roles:
            return self.roles[plain]
        for known, role in self.roles.items():
            before, mark, after = known.partition("{x}")
            if mark and plain.startswith(before) and plain.endswith(after):
                return role
        return "other"

    def groups(self, string: str) -> Iterator[list[Title]]:
        """Titles from left to right; those joined by "and" or a comma belong to one person and stand together."""
        group: list[Title] = []
        for match in self.pattern.finditer(string):
            title = Title(match.start(), match.end(), self.role(match["title"]), match.group(), match.end("title") < match.end())
            if group and not _JOIN.fullmatch(string[group[-1].end : title.start]):
                yield group
                group = []
            group.append(title)
        if group:
            yield group


@lru_cache(maxsize=8)
def load_titles(lang: str) -> Titles:
    """The titles of a language."""
    roles: dict[str, str] = {}
    for role, phrases in read_yaml(lang, "titles.yaml").items():
        for phrase in phrases:
            roles.setdefault(_plain(phrase.lower()), role)
    ordered = sorted(roles, key=lambda p: (-len(p.replace("{x}", "")), p))
    body = "|".join(_pattern(p) for p in ordered)
    return Titles(re.compile(rf"(?<![\w<-])(?:co ?- ?|ex-)?(?P<title>{body})s?(?![\w>-])"), {p: roles[p] for p in ordered})


def _pattern(phrase: str) -> str:
    """A phrase as the tokenizers split it: hyphens and apostrophes may stand apart."""
    return re.escape(phrase).replace(r"\-", " ?- ?").replace("'", "' ?").replace(re.escape("{x}"), _OPEN)


def _plain(phrase: str) -> str:
    return re.sub(r" ?- ?", "-", re.sub(r"' ", "'", phrase))

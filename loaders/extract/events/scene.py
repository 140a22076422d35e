"""A sentence on which frames are tried, with what the rest of the article says to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from loaders.extract.document import Found, Sentence
from loaders.extract.events.values import Choices
from loaders.extract.grammar.linear import Line


@dataclass(frozen=True, slots=True)
class Around:
    """What the rest of the article says to a sentence.

    ``topic`` is the firm spoken of where no subject is told, ``authority`` the one named last, ``site`` the site told of last; ``keepers``
    are the firms that run or build the sites of the article, by the site's key; ``trades`` the lines of business of its firms, by their keys.
    """

    topic: Found | None = None
    authority: Found | None = None
    site: Found | None = None
    keepers: Mapping[str, Found] = field(default_factory=dict)
    trades: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence on which frames are tried."""

    sentence: Sentence
    line: Line
    choices: Choices
    around: Around

    @property
    def respectively(self) -> bool:
        """Whether the sentence pairs two lists in their order."""
        return any(t.lower in self.line.grammar.respectively for t in self.sentence.tokens)

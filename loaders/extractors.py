"""Extractors of claims: what one is, and which are installed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from typing import NamedTuple, Protocol

from graph.errors import ClaimstakeError, SettingsError
from graph.model import Article, Claim, Refusal
from loaders.gazetteer import Gazetteer, load_gazetteer

GROUP = "claimstake.extractors"
# Loaded by name when asked for, like everyone else's: the statistical models behind the rules take a second to import.
_OURS = (
    EntryPoint("rules", "loaders.extract.rules:RulesExtractor", GROUP),
    EntryPoint("llm", "loaders.llm.extractor:from_environment", GROUP),
    EntryPoint("gliner", "loaders.gliner:from_environment", GROUP),
    EntryPoint("ensemble", "loaders.ensemble:from_environment", GROUP),
)
DEFAULT = ("rules",)


class ExtractorError(ClaimstakeError):
    """An extractor that is not installed, or that cannot be loaded."""


class Extraction(Protocol):
    """What an extractor found in an article: claims that stand, and candidates that it refused, with the reason."""

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims, in the order of their evidence."""

    @property
    def refusals(self) -> tuple[Refusal, ...]:
        """Lines for the article's ledger."""


class Extractor(Protocol):
    """Finds the claims of an article. A pure function of the article: it can run in any process, in any order.

    An entry point of the group ``claimstake.extractors`` names a class (or function) that is called with the gazetteer and gives one.
    """

    @property
    def name(self) -> str:
        """Name and version: ``rules/1.0``. The name without version tells whose claims are replaced."""

    def supports(self, lang: str) -> bool:
        """Whether it reads a language (``en``, ``fr``)."""

    def extract(self, article: Article) -> Extraction:
        """The claims of an article, nothing for a language that it does not read."""


class Extracted(NamedTuple):
    """What the extractor of that name (and version) found in an article."""

    extractor: str
    extraction: Extraction


def extract_all(article: Article, extractors: Sequence[Extractor]) -> list[Extracted]:
    """What each extractor finds."""
    return [Extracted(extractor.name, extractor.extract(article)) for extractor in extractors]


@dataclass(frozen=True, slots=True)
class Named:
    """The extractors of these names, made with the packaged gazetteer when it is called; can be sent to another process.

    Raises SettingsError for a name that is not installed.
    """

    names: tuple[str, ...]

    def __post_init__(self) -> None:
        check_installed(self.names)

    def __call__(self) -> tuple[Extractor, ...]:
        """Raises ExtractorError for an extractor that does not load."""
        return make_extractors(self.names, load_gazetteer())


def installed() -> dict[str, EntryPoint]:
    """The extractors by name; a declared one takes the place of ours of the same name."""
    return {point.name: point for point in (*_OURS, *sorted(entry_points(group=GROUP), key=lambda p: p.name))}


def check_installed(names: Sequence[str]) -> dict[str, EntryPoint]:
    """The installed extractors. Raises SettingsError when one of these names is not among them."""
    known = installed()
    if unknown := [name for name in names if name not in known]:
        raise SettingsError(f"there is no extractor called {unknown[0]!r}; installed are {', '.join(known)}")
    return known


def make_extractors(names: Sequence[str], gazetteer: Gazetteer) -> tuple[Extractor, ...]:
    """The extractors of these names. Raises SettingsError for a name that is not installed, ExtractorError for one that does not load."""
    known = check_installed(names)
    return tuple(_made(known[name], gazetteer) for name in names)


def _made(point: EntryPoint, gazetteer: Gazetteer) -> Extractor:
    try:
        extractor: Extractor = point.load()(gazetteer)
    except (ImportError, AttributeError, TypeError) as error:
        raise ExtractorError(f"the extractor {point.name!r} ({point.value}) cannot be loaded: {error}; mend or uninstall it") from error
    return extractor

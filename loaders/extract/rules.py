"""The rule extractor: offline, deterministic, with the same bytes out for the same article on every run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.model import Article
from graph.ontology import EntityType
from loaders.extract.analyse import Analysis, Tools, analyse, make_tools
from loaders.extract.assemble import Told, assemble
from loaders.extract.document import Document
from loaders.extract.events.continued import go_on, load_continued
from loaders.extract.events.deals import Deals
from loaders.extract.events.direction import Keepers, trades_of, unfit
from loaders.extract.events.doings import with_doings
from loaders.extract.events.frames import FrameSet, load_frames
from loaders.extract.events.instruments import same_instruments
from loaders.extract.events.launches import launches, load_launch_words
from loaders.extract.events.match import candidates
from loaders.extract.events.scene import Around
from loaders.extract.events.topics import authorities_of, sites_of, topics_of
from loaders.extract.events.values import Choices
from loaders.extract.grammar.linear import load_grammar
from loaders.extract.grammar.parse import SpacyParser
from loaders.extract.labels.attributes import attributes
from loaders.extract.labels.former import former_trades
from loaders.extract.names.model import SpacyRecogniser
from loaders.extract.neutral import mentions
from loaders.extract.raw import Raw
from loaders.extract.reports.figures import figures
from loaders.extract.scoring.propose import propose
from loaders.extract.scoring.weights import Weights, load_weights
from loaders.extract.told.closing import close
from loaders.extract.told.lists import Modality, load_modality
from loaders.extract.told.sequel import follow
from loaders.extract.words import read_yaml
from loaders.gazetteer import Gazetteer
from loaders.sources.noise import is_noise

VERSION = "rules/1.0"
LANGUAGES = ("en", "fr")


# What needs sites or machines, which media and stock exchanges do not have in these articles; nor do they go bankrupt.
_NEVER_ASIDES = frozenset(("hosts", "supplies_power", "operates", "develops", "deploys", "converts_to", "orders"))


# Who of a claim they never are: they raise no money and trade no coins in the articles that they tell or list.
_ACTING = {"finances": "recipient", "trades_asset": "company", "launches": "company"}


def _only_tells(raw: Raw, asides: frozenset[str]) -> bool:
    """Whether a claim speaks of a firm that only tells of others: "CoinDesk reports that X ... leases"."""
    if any(f.key in asides for f in raw.roles.get(_ACTING.get(raw.type, ""), ())):
        return True
    if raw.type not in _NEVER_ASIDES and raw.values.get("kind") != "insolvency":
        return False
    return any(f.key in asides for fillers in raw.roles.values() for f in fillers)


class RulesExtractor:
    """Extracts claims by frames, attributes and figures. Languages are loaded when the first article in them comes."""

    name = VERSION

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._tools: dict[str, Tools] = {}
        self._rules: dict[str, tuple[FrameSet, Choices, Modality]] = {}
        self._products: dict[str, dict[str, frozenset[str]]] = {}
        self._weights: dict[str, Weights | None] = {}

    def supports(self, lang: str) -> bool:
        """Whether there is a pack for the language."""
        return lang in LANGUAGES

    def extract(self, article: Article) -> Told:
        """The claims of an article; for a language without a pack none, its sure names and amounts are in the ledger."""
        if not self.supports(article.lang):
            return Told((), mentions(article, self._gazetteer, self.name))
        analysis = self.analyse(article)
        return assemble(analysis.document, self.raws(analysis), self._rules[article.lang][2], self.name)

    def analyse(self, article: Article) -> Analysis:
        """The article as the rules see it."""
        return analyse(article, self._load(article.lang))

    def raws(self, analysis: Analysis) -> Iterator[Raw]:
        """What each rule found and what the learned score adds, before anything is joined or refused."""
        doc = analysis.document
        noise = {s.index for s in doc.sentences if is_noise(s.text_of(doc.text).strip())}
        told = self.told(analysis)
        for raw in (*told, *self._proposed(analysis, told)):
            if raw.sentence.index not in noise and not _only_tells(raw, doc.asides):
                yield raw

    def told(self, analysis: Analysis) -> list[Raw]:
        """What each rule found."""
        doc = analysis.document
        frames, choices, _ = self._rules[doc.pack.code]
        labels = [*attributes(doc, analysis.labels, analysis.known), *former_trades(doc, analysis.labels)]
        return [*labels, *self._events(doc, frames, choices, labels), *figures(doc)]

    def _proposed(self, analysis: Analysis, told: Sequence[Raw]) -> list[Raw]:
        """What the learned score adds, in a language for which there is one."""
        doc = analysis.document
        weights, (_, choices, _) = self._weights[doc.pack.code], self._rules[doc.pack.code]
        if weights is None:
            return []
        trades = trades_of(told, doc.of_type(EntityType.COMPANY), self._gazetteer)
        return [raw for raw in propose(analysis, told, weights, choices) if not unfit(raw, trades)]

    def _events(self, doc: Document, frames: FrameSet, choices: Choices, labels: Sequence[Raw]) -> list[Raw]:
        """What the frames find, each claim with what the next sentences add to it."""
        lang = doc.pack.code
        kept, trades = Keepers(), trades_of(labels, doc.of_type(EntityType.COMPANY), self._gazetteer)
        kept.add(labels)
        deals = Deals(load_grammar(lang).deals)
        found: list[Raw] = []
        for sentence, topic, authority, site in zip(with_doings(doc), topics_of(doc), authorities_of(doc), sites_of(doc), strict=True):
            told = list(candidates(sentence, frames, choices, Around(topic, authority, site, kept.table, trades)))
            kept.add(told)
            deals.add(told)
            found += told
            found += launches(doc, sentence, self._products[lang], topic)
        same_instruments(found)
        go_on(found, doc.sentences, lang, load_continued(lang))
        close(found, doc.sentences, load_continued(lang), self._rules[lang][2])
        follow(found, doc.sentences, load_continued(lang), self._rules[lang][2], doc.published)
        return found

    def _load(self, lang: str) -> Tools:
        if lang not in self._tools:
            self._tools[lang] = make_tools(lang, self._gazetteer, SpacyParser(lang), SpacyRecogniser(lang, self._gazetteer))
            self._products[lang] = load_launch_words(lang)
            self._weights[lang] = load_weights(lang)
            self._rules[lang] = (load_frames(lang), load_choices(lang), load_modality(lang))
        return self._tools[lang]


def load_choices(lang: str) -> Choices:
    """The phrases of ``choices.yaml``."""
    raw = read_yaml(lang, "choices.yaml")
    return Choices(
        {name: {phrase.lower(): option for option, phrases in options.items() for phrase in phrases} for name, options in raw.items()}
    )

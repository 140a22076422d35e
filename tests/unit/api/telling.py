"""A small world for the API's tests: articles written for them, with the claims that they make, in a compact form."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from graph.claims import make_claim
from graph.dates import Interval
from graph.ids import article_id, entity_key
from graph.model import Article, Claim, Evidence, Mention
from graph.ontology import ONTOLOGY, EntityType, Factuality
from graph.stores.base import Writer
from graph.values import value_from_wire


@dataclass
class Telling:
    """An article in the making: each claim adds its sentence to the text."""

    name: str
    published: str
    title: str = ""
    lang: str = "en"
    publisher: str = "The Miner's Post"
    text: str = ""
    claims: list[Claim] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The article's id."""
        return article_id(f"test:{self.name}")

    def says(self, type_: str, sentence: str, roles: dict[str, str | list[str]], /, factuality: str = "actual", speaker: str = "",
             time: tuple[str, str] = ("", ""), **values: Any) -> Telling:  # fmt: skip
        """Add a sentence that makes a claim. Fillers are ``Type:Name`` or ``Type:Name=key``; names must stand in the sentence."""
        start = len(self.text) + (1 if self.text else 0)
        self.text = f"{self.text}\n{sentence}" if self.text else sentence
        spec = ONTOLOGY.claim_type(type_)
        whole = (start, start + len(sentence))
        fillers = {r: tuple(self._mention(f, whole) for f in ([given] if isinstance(given, str) else given)) for r, given in roles.items()}
        read = {name: value_from_wire(spec.value(name), raw, self.name) for name, raw in values.items()}
        told = (Factuality(factuality), self._mention(speaker, whole) if speaker else None, Interval.of(time[0], time[1]))
        self.claims.append(
            make_claim(
                type_,
                fillers,
                Evidence(article=self.id, start=whole[0], end=whole[1], quote=sentence),
                values=read,
                told=told,
                spans=dict.fromkeys(read, whole),
                made_by=("hand/1", 0.9),
            )
        )
        return self

    def _mention(self, filler: str, sentence: tuple[int, int]) -> Mention:
        kind, rest = filler.split(":", 1)
        name, _, key = rest.partition("=")
        entity_type = EntityType(kind)
        at = self.text.find(name, *sentence)
        start, end = (at, at + len(name)) if at >= 0 else sentence
        return Mention(name=name, type=entity_type, start=start, end=end, key=key or entity_key(entity_type, name))

    def load(self, store: Writer) -> None:
        """Write the article with its claims."""
        article = Article(
            id=self.id, source_key=f"test:{self.name}", version="1", text=self.text, title=self.title or self.name,
            published=self.published, publisher=self.publisher, lang=self.lang, url=f"https://news.example/{self.name}",
        )  # fmt: skip
        written = store.write(article, self.claims)
        assert written.refused == 0, store


def bitfarms() -> list[Telling]:
    """Three articles about Bitfarms, in the manner of the README's example, and one about a namesake."""
    plans = Telling("plans", "2025-11-13", "Bitfarms turns to AI")
    plans.says("operates", "Bitfarms runs a site in Washington.", {"operator": "Company:Bitfarms", "site": "Site:Washington"})
    plans.says("converts_to", "Bitfarms will turn Washington into a GPU cloud on Nvidia GB300 machines.",
               {"owner": "Company:Bitfarms", "site": "Site:Washington", "activity": "Activity:gpu-as-a-service",
                "hardware": "Hardware:Nvidia GB300"},
               factuality="planned", speaker="Company:Bitfarms", time=("2026", ""))  # fmt: skip
    plans.says("finances", "Bitfarms drew a facility of $300 million from Macquarie for Panther Creek in October.",
               {"recipient": "Company:Bitfarms", "funder": "Company:Macquarie", "purpose": "Site:Panther Creek"},
               time=("2025-10", ""), amount={"value": 300000000, "currency": "USD"}, instrument="credit_facility")  # fmt: skip
    plans.says("exits", "Bitfarms means to leave bitcoin mining by 2027, said Ben Gagnon.",
               {"company": "Company:Bitfarms", "activity": "Activity:bitcoin-mining"}, factuality="planned", speaker="Person:Ben Gagnon",
               time=("2026", "2027"))  # fmt: skip
    plans.says("holds_role", "Ben Gagnon is the CEO of Bitfarms.", {"person": "Person:Ben Gagnon", "organization": "Company:Bitfarms"},
               role="CEO", change="holds")  # fmt: skip
    plans.says("reports", "Bitfarms lost $46 million in the third quarter.", {"subject": "Company:Bitfarms"}, metric="net_income",
               value={"value": -46000000, "currency": "USD"}, period="2025-Q3",
               comparison={"value": -92, "unit": "%", "period": "2024-Q3"})  # fmt: skip
    chips = Telling("chips", "2025-09-02", "What is inside")
    chips.says("makes", "Nvidia builds the Nvidia GB300.", {"company": "Company:Nvidia", "hardware": "Hardware:Nvidia GB300"})
    creek = Telling("creek", "2025-11-20", "Panther Creek grows", publisher="Grid Weekly")
    creek.says("operates", "Panther Creek belongs to the sites that Bitfarms runs.",
               {"operator": "Company:Bitfarms", "site": "Site:Panther Creek"}, capacity={"value": 350, "unit": "MW"})  # fmt: skip
    creek.says("located_in", "Panther Creek lies in Pennsylvania.", {"subject": "Site:Panther Creek", "place": "Place:Pennsylvania"},
               kind="site")  # fmt: skip
    creek.says("finances", "Macquarie lends Bitfarms up to $300 million for Panther Creek at 8 %.",
               {"recipient": "Company:Bitfarms", "funder": "Company:Macquarie", "purpose": "Site:Panther Creek"},
               amount={"max": 300000000, "currency": "USD"}, instrument="project_finance", rate={"value": 8, "unit": "%"})  # fmt: skip
    other = Telling("other", "2025-08-01", "Another firm of that name")
    other.says(
        "engages_in", "Mercury Mining digs for bitcoin.", {"company": "Company:Mercury Mining", "activity": "Activity:bitcoin-mining"}
    )
    other.says("engages_in", "Mercury Power sells power.", {"company": "Company:Mercury Power", "activity": "Activity:energy"})
    return [plans, chips, creek, other]

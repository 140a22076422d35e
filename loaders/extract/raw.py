"""A claim as a rule found it, before factuality, speaker and time are read and the whole is checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.dates import Interval
from graph.ontology import Factuality
from graph.values import Value
from loaders.extract.document import Found, Sentence, Token

#: Ends the rule of a figure whose bearer the words state ("its 640 bitcoin"): it stays beside a deal over the same number.
STATED = "/stated"


@dataclass(slots=True)
class Raw:
    """``rule`` names what found it; ``trigger`` is the word that says it. ``label`` marks what the article itself says in passing

    ("Bitfarms CEO Ben Gagnon"): no speaker, no time of its own, actual unless ``factuality`` says otherwise.
    ``apposed`` marks a noun beside a name ("X, owner of Y") that the sentence's own verb says nothing of.
    ``closes`` is when a plan is to be done, ``dated`` when a deal was made or a thing happened, as a sentence behind it tells, with the span.
    ``spans`` are those of values (and of the time once read), by name. ``why`` is what spoke most for a claim that the learned score proposed.
    ``judged`` says what beyond the words of the sentence decided on the factuality; empty where nothing did.
    """

    type: str
    rule: str
    sentence: Sentence
    trigger: Token
    roles: dict[str, tuple[Found, ...]]
    values: dict[str, Value] = field(default_factory=dict)
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    confidence: float = 0.8
    label: bool = False
    apposed: bool = False
    factuality: Factuality | None = None
    time: Interval | None = None
    speaker: Found | None = None
    closes: tuple[Interval, tuple[int, int]] | None = None
    dated: tuple[Interval, tuple[int, int]] | None = None
    evidence: tuple[int, int] | None = None
    why: tuple[str, ...] = ()
    judged: str = ""

    def put(self, name: str, value: Value, span: tuple[int, int]) -> None:
        """Give a value with its place in the text."""
        self.values[name] = value
        self.spans[name] = span

    def drop(self, name: str) -> None:
        """Take a value back with its place, if the claim has it."""
        self.values.pop(name, None)
        self.spans.pop(name, None)


def simple(type_: str, rule: str, sentence: Sentence, trigger: Token, roles: Mapping[str, Found], confidence: float = 0.85) -> Raw:
    """A label claim with one filler a role."""
    return Raw(type_, rule, sentence, trigger, {role: (found,) for role, found in roles.items()}, confidence=confidence, label=True)

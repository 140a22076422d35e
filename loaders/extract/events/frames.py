"""Frames as data: how each claim type is said in a language. One way of saying is one line of ``loaders/languages/LANG/frames.yaml``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import yaml

from graph.errors import OntologyError
from graph.ontology import ONTOLOGY, EntityType, Factuality

_KINDS = ("verb", "noun", "adj")
_KNOWN = {
    "verb", "noun", "adj", "roles", "values", "set", "default", "needs", "requires", "object", "object_not", "with", "without", "topic", "types",
    "factuality", "example", "confidence", "mutual", "sides", "loose",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ValueRule:
    """Where a value comes from: amounts of ``kinds`` (or the lexicon of a choice), ``near`` one of the words when any are given."""

    name: str
    kinds: tuple[str, ...]
    near: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Frame:
    """One way of saying a claim.

    ``triggers`` are lemmas of a ``kind`` (verb, noun, adj), with a particle after a space ("take over"). ``roles`` give for each role the
    grammatical places to look in: subject, object, bearer, owner, after, left, right, sentence, or prepositions. ``needs`` are roles that must
    be filled (``a|b``: either), ``requires`` values that must (``a|b`` too). ``object`` are words of which the object's phrase must have one, ``barred``
    words that it must not have, ``within`` words of which the sentence must have one, ``without`` words that it must not have. ``default``
    are values where the text states none; ``types`` narrow the kinds that a role takes; with ``topic`` the firm spoken of fills a subject
    that is not told: "yes", only in the "lines" of lists and headlines, or only in the role that it names.
    The trigger of a ``loose`` way says little without its other words: the learned score does not count it.
    ``mutual`` ways do not say which of two sides is which ("X signed a lease with Y"); with ``sides`` a claim needs one side that is known
    to be in the trade of its type ("a $3 billion deal with Y").
    """

    id: str
    claim: str
    kind: str
    triggers: frozenset[str]
    roles: Mapping[str, tuple[str, ...]]
    values: tuple[ValueRule, ...]
    fixed: Mapping[str, str]
    default: Mapping[str, str]
    needs: tuple[str, ...]
    requires: tuple[str, ...]
    object: frozenset[str]
    barred: frozenset[str]
    within: frozenset[str]
    without: frozenset[str]
    topic: str
    mutual: bool
    sides: bool
    loose: bool
    types: Mapping[str, tuple[EntityType, ...]]
    factuality: Factuality | None
    confidence: float
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FrameSet:
    """All frames of a language, by trigger (a lemma, or its first word)."""

    lang: str
    by_trigger: Mapping[str, tuple[Frame, ...]]

    def __iter__(self) -> Iterator[Frame]:
        seen: set[str] = set()
        for frames in self.by_trigger.values():
            for frame in frames:
                if frame.id not in seen:
                    seen.add(frame.id)
                    yield frame


def load_frames(lang: str) -> FrameSet:
    """The frames of a language pack. Raises OntologyError where a frame names what the ontology does not have."""
    raw = yaml.load(files("loaders.languages").joinpath(lang, "frames.yaml").read_text("utf-8"), Loader=yaml.CBaseLoader)
    index: dict[str, list[Frame]] = defaultdict(list)
    for claim, groups in raw.items():
        for g, group in enumerate(groups if isinstance(groups, list) else [groups]):
            for w, way in enumerate(group["ways"]):
                frame = _frame(f"{lang}/{claim}/{g}.{w}", claim, {**group, **way})
                for first in {t.split()[0] for t in frame.triggers}:
                    index[first].append(frame)
    return FrameSet(lang, {k: tuple(v) for k, v in sorted(index.items())})


def _frame(name: str, claim: str, raw: Mapping[str, Any]) -> Frame:
    spec = ONTOLOGY.claim_type(claim)
    if stray := sorted(set(raw) - _KNOWN - {"ways"}):
        raise OntologyError(f"frame {name}: unknown key {stray[0]!r}; a frame has {', '.join(sorted(_KNOWN))}")
    kind = next((k for k in _KINDS if k in raw), "")
    if not kind:
        raise OntologyError(f"frame {name}: has no trigger; give one of {', '.join(_KINDS)}")
    roles = {role: _words(places) for role, places in (raw.get("roles") or {}).items() if places}
    for role in roles:
        spec.role(role)
    return Frame(
        id=name,
        claim=claim,
        kind=kind,
        triggers=frozenset(_words(raw[kind])),
        roles=roles,
        values=tuple(_value_rule(spec.value(v).name, rule) for v, rule in (raw.get("values") or {}).items()),
        fixed=_fixed(name, claim, raw.get("set") or {}),
        default=_fixed(name, claim, raw.get("default") or {}),
        needs=_words(raw.get("needs", ())),
        requires=_words(raw.get("requires", ())),
        object=frozenset(_words(raw.get("object", ()))),
        barred=frozenset(_words(raw.get("object_not", ()))),
        within=frozenset(_words(raw.get("with", ()))),
        without=frozenset(_words(raw.get("without", ()))),
        types={role: tuple(EntityType(t) for t in _words(types)) for role, types in (raw.get("types") or {}).items()},
        topic=raw.get("topic", ""),
        mutual=raw.get("mutual", "no") in ("yes", "true"),
        sides=raw.get("sides", "no") in ("yes", "true"),
        loose=raw.get("loose", "no") in ("yes", "true"),
        factuality=Factuality(raw["factuality"]) if raw.get("factuality") else None,
        confidence=float(raw.get("confidence", 0.8)),
        examples=_words(raw.get("example", ())),
    )


def _fixed(name: str, claim: str, raw: Mapping[str, str]) -> dict[str, str]:
    spec = ONTOLOGY.claim_type(claim)
    for key, value in raw.items():
        options = spec.value(key).options
        if options and value not in options:
            raise OntologyError(f"frame {name}: {key}={value!r} is not in its list")
    return dict(raw)


def _value_rule(name: str, raw: Any) -> ValueRule:
    if isinstance(raw, Mapping):
        return ValueRule(name, _words(raw["kind"]), frozenset(_words(raw.get("near", ()))))
    return ValueRule(name, _words(raw))


def _words(raw: Any) -> tuple[str, ...]:
    return (raw,) if isinstance(raw, str) else tuple(str(x) for x in raw)

"""The ``gliner`` extractor: GLiNER2, a small multilingual model that finds names and relations by a schema, offline on one machine.

It reads each sentence for the entity types of the ontology and for those claim types that are a relation between two fillers; the schema
is made from the ontology's table. What it finds passes the same check of evidence as everything else.

Settings, from the environment: ``CLAIMSTAKE_GLINER_MODEL`` is a folder with weights, or a name on the model hub (that the package fetches
once); ``CLAIMSTAKE_GLINER_SCORE`` the least confidence (0.5 by default).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, TypeAlias

from graph.errors import SettingsError
from graph.model import Article
from graph.ontology import ONTOLOGY, ClaimType, EntityType, Role, ValueKind
from loaders.extractors import ExtractorError
from loaders.gazetteer import Gazetteer
from loaders.grounding import Candidate, Grounded, Named, ground
from loaders.text.sentences import split

MODEL, SCORE = "CLAIMSTAKE_GLINER_MODEL", "CLAIMSTAKE_GLINER_SCORE"
_MODEL = "fastino/gliner2-multi-v1"
_INSTALL = "pip install 'claimstake[gliner]' 'gliner2[local]' (brings PyTorch, some gigabytes)"
# What GLiNER2's ``extract_relations`` gives for a text: relation -> pairs of head and tail with text, start, end and confidence.
Read: TypeAlias = Callable[[str], Mapping[str, list[Mapping[str, Any]]]]


@dataclass(frozen=True, slots=True)
class GlinerSettings:
    """The model (a folder, or a name on the hub) and the least confidence of a claim."""

    model: str = _MODEL
    score: float = 0.5

    @staticmethod
    def of(environment: Mapping[str, str]) -> GlinerSettings:
        """Read them from environment variables. Raises SettingsError naming the variable."""
        try:
            score = float(environment.get(SCORE) or 0.5)
        except ValueError as error:
            raise SettingsError(f"{SCORE}: {environment[SCORE]!r} is no number from 0 to 1") from error
        return GlinerSettings(environment.get(MODEL) or _MODEL, score)


def from_environment(gazetteer: Gazetteer) -> GlinerExtractor:
    """The extractor of the settings in the environment. Raises SettingsError, ExtractorError when package or weights are not there."""
    settings = GlinerSettings.of(os.environ)
    return GlinerExtractor(gazetteer, settings, read_with(settings))


def read_with(settings: GlinerSettings) -> Read:
    """The model, loaded. Raises ExtractorError with the line that installs what is missing."""
    named = settings.model
    if named.startswith((".", "/", "~")) and not (Path(named).expanduser() / "config.json").is_file():
        raise ExtractorError(
            f"{MODEL}: {named} is no folder with a GLiNER2 model (it has no config.json); give one, or a name such as {_MODEL}"
        )
    try:
        model = import_module("gliner2").AutoExtractor.from_pretrained(
            str(Path(named).expanduser()) if Path(named).expanduser().is_dir() else named
        )
    except ImportError as error:
        raise ExtractorError(f"GLiNER2 is not installed with what it runs on ({error}); install it: {_INSTALL}") from error
    except (OSError, ValueError) as error:
        raise ExtractorError(f"the model {named!r} cannot be loaded: {error}; give a folder with its weights in {MODEL}") from error
    asked = {name: spec.meaning for name, spec in _RELATIONS.items()}

    def read(text: str) -> Mapping[str, list[Mapping[str, Any]]]:
        schema = model.create_schema().relations(asked)
        found = model.extract(text, schema, include_confidence=True, include_spans=True)
        relations: Mapping[str, list[Mapping[str, Any]]] = found.get("relation_extraction", {})
        return relations

    return read


def _pairs(spec: ClaimType) -> tuple[Role, Role] | None:
    """The two key roles between which a claim of a type is a relation; None for types that need more than two fillers, or a choice."""
    roles = [r for r in spec.roles if r.key]
    plain = len(roles) == 2 and not any(v.key and v.kind is ValueKind.CHOICE for v in spec.values)
    return (roles[0], roles[1]) if plain and not any(EntityType.ACTIVITY in r.types for r in roles) else None


_RELATIONS: Mapping[str, ClaimType] = {spec.name: spec for spec in ONTOLOGY if _pairs(spec)}


class GlinerExtractor:
    """Reads relations by a model. ``read`` gives what the model finds in a sentence."""

    def __init__(self, gazetteer: Gazetteer, settings: GlinerSettings, read: Read) -> None:
        self._gazetteer = gazetteer
        self._settings = settings
        self._read = read
        self.name = f"gliner/{Path(settings.model).name}"

    def supports(self, lang: str) -> bool:
        """The multilingual model reads all languages that its encoder does."""
        return True

    def extract(self, article: Article) -> Grounded:
        """The claims of an article, sentence by sentence."""
        return ground(article, self._candidates(article), self._gazetteer, self.name)

    def _candidates(self, article: Article) -> Iterator[Candidate]:
        for span in split(article.text, article.lang or "en"):
            sentence = article.text[span.start : span.end]
            for type_, pairs in self._read(sentence).items():
                for pair in pairs:
                    confidence = round(min(float(pair["head"]["confidence"]), float(pair["tail"]["confidence"])), 2)
                    if type_ in _RELATIONS and confidence >= self._settings.score:
                        yield _candidate(_RELATIONS[type_], sentence, str(pair["head"]["text"]), str(pair["tail"]["text"]), confidence)


def _candidate(spec: ClaimType, sentence: str, head: str, tail: str, confidence: float) -> Candidate:
    pair = _pairs(spec)
    assert pair is not None, spec.name
    roles = tuple(Named(role.name, str(role.types[0]), words, words) for role, words in zip(pair, (head, tail), strict=True))
    return Candidate(type=spec.name, quote=sentence, roles=roles, confidence=confidence)

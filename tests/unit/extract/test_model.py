"""The shipped heads find names that neither the corpus nor the gazetteer holds."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

from graph.ontology import EntityType
from loaders.extract.names.head import BASES
from loaders.extract.names.model import MissingWeights, SpacyRecogniser
from loaders.gazetteer import load_gazetteer

_E = EntityType
SENTENCES = {
    "en": "Wickhollow Compute, a bitcoin miner, said its chief executive, Marta Delacroix, had signed a lease.",
    "fr": "Le mineur de bitcoins Valtorbe Calcul a nommé Marta Delacroix directrice générale.",
}
FIRMS = {"en": "Wickhollow Compute", "fr": "Valtorbe Calcul"}


@pytest.mark.parametrize("lang", sorted(SENTENCES))
def test_unknown_names_are_found_by_context(lang: str) -> None:
    gazetteer = load_gazetteer()
    assert not gazetteer.lookup(FIRMS[lang])
    text = SENTENCES[lang]
    (found,) = SpacyRecogniser(lang, gazetteer).spans([text])
    named = {(text[a:b], kind) for a, b, kind in found}
    assert {(FIRMS[lang], _E.COMPANY), ("Marta Delacroix", _E.PERSON)} <= named


@pytest.mark.parametrize("lang", sorted(BASES))
def test_weights_tell_their_origin_and_are_small(lang: str) -> None:
    folder = files("loaders.models").joinpath(lang)
    facts = json.loads(folder.joinpath("training.json").read_text("utf-8"))
    assert facts["language"] == lang
    assert folder.joinpath("LICENSE").is_file()
    assert len(folder.joinpath("model").read_bytes()) < 10_000_000


def test_missing_weights_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(BASES, "xx", BASES["en"])
    with pytest.raises(MissingWeights, match=r"python -m loaders\.train\.names --lang xx"):
        SpacyRecogniser("xx", load_gazetteer())

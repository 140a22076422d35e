"""The ``gliner`` extractor as far as it goes without weights: what a model's answer becomes, and what is said when package or folder is missing.

The answers have the shape that GLiNER2 documents for relations with confidence and spans.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from graph.errors import SettingsError
from loaders.extractors import ExtractorError
from loaders.gazetteer import load_gazetteer
from loaders.gliner import GlinerExtractor, GlinerSettings, read_with
from tests.unit.extractors.news import article

TEXT = """Tamarack Compute buys Fjordline Data

Tamarack Compute has bought Fjordline Data of Oslo. Bitmain makes the Antminer S21.
"""


def said(head: str, tail: str, confidence: float = 0.9) -> dict[str, Any]:
    """A pair as GLiNER2 gives it."""
    return {"head": {"text": head, "confidence": confidence}, "tail": {"text": tail, "confidence": 0.95}}


def answers(sentence: str) -> Mapping[str, list[Mapping[str, Any]]]:
    """What a model may say of a sentence of the text."""
    if "has bought" in sentence:
        return {
            "acquires": [
                said("Tamarack Compute", "Fjordline Data"),
                said("Fjordline Data", "Oslo", 0.3),
                said("Quayside", "Fjordline Data"),
            ],
            "rumours": [said("Oslo", "Oslo")],
        }
    return {"makes": [said("Bitmain", "Antminer S21")]} if "makes" in sentence else {}


def test_relations_become_claims_and_what_is_not_in_the_text_is_refused() -> None:
    extractor = GlinerExtractor(load_gazetteer(), GlinerSettings("weights/multi"), answers)
    told = extractor.extract(article(TEXT))
    assert [(c.type, c.confidence, c.extractor) for c in told.claims] == [("acquires", 0.9, "gliner/multi"), ("makes", 0.9, "gliner/multi")]
    bought, made = told.claims
    assert bought.evidence.quote == "Tamarack Compute has bought Fjordline Data of Oslo."
    assert [m.key for m in (*bought.fillers("buyer"), *bought.fillers("target"))] == ["company/tamarack-compute", "company/fjordline-data"]
    assert made.fillers("company")[0].key == "company/bitmain"
    assert [r.reason for r in told.refusals] == ["buyer 'Quayside' is not in the text"]
    assert extractor.supports("de")


def test_a_folder_without_weights_is_told(tmp_path: Path) -> None:
    with pytest.raises(ExtractorError, match=r"CLAIMSTAKE_GLINER_MODEL: .* has no config.json"):
        read_with(GlinerSettings(str(tmp_path)))


@pytest.mark.skipif(find_spec("torch") is not None, reason="PyTorch is installed here")
def test_what_to_install_is_told() -> None:
    with pytest.raises(ExtractorError, match=r"pip install 'claimstake\[gliner\]' 'gliner2\[local\]'"):
        read_with(GlinerSettings())


def test_settings() -> None:
    assert GlinerSettings.of({}) == GlinerSettings("fastino/gliner2-multi-v1", 0.5)
    assert GlinerSettings.of({"CLAIMSTAKE_GLINER_MODEL": "x", "CLAIMSTAKE_GLINER_SCORE": "0.7"}) == GlinerSettings("x", 0.7)
    with pytest.raises(SettingsError, match="CLAIMSTAKE_GLINER_SCORE"):
        GlinerSettings.of({"CLAIMSTAKE_GLINER_SCORE": "high"})

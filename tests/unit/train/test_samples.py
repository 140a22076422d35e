"""Training sentences and their variants: every name stays where its characters are."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from graph.ontology import EntityType
from loaders.extract.names.head import LEARNED
from loaders.gazetteer import load_gazetteer
from loaders.train.invent import Inventor
from loaders.train.samples import Sample, TrainingError, read_passages, samples
from loaders.train.vary import Shares, Varier, bare, titled, upper

_E = EntityType


def test_a_text_is_cut_into_sentences_with_their_names() -> None:
    text = "Pebblewick Power said so. L’usine d’Ornans suit."
    mentions = [
        {"start": 0, "end": 16, "type": "Company", "named": True},
        {"start": 36, "end": 42, "type": "Site", "named": True},
        {"start": 26, "end": 33, "type": "Site", "named": False},
    ]
    first, second = samples(text, mentions, "fr")
    assert first.surfaces() == [("Pebblewick Power", _E.COMPANY)]
    assert second.text == "L'usine d'Ornans suit."
    assert second.surfaces() == [("Ornans", _E.SITE)]


def test_a_missing_or_empty_corpus_is_told(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="no such corpus file"):
        read_passages(tmp_path / "learn.jsonl", "en")
    (tmp_path / "learn.jsonl").write_text("\n", "utf-8")
    with pytest.raises(TrainingError, match="no passage"):
        read_passages(tmp_path / "learn.jsonl", "en")


def varier(lang: str, sample: Sample, shares: Shares) -> Varier:
    return Varier(lang, [sample], load_gazetteer(), shares, random.Random(3))


def test_swapped_names_keep_their_extent() -> None:
    sample = Sample("Pebblewick Inc. hired Ada Quell in Boston.", ((0, 15, _E.COMPANY), (22, 31, _E.PERSON), (35, 41, _E.PLACE)))
    made = varier("en", sample, Shares(swap=1.0, capitals=0, shout=0, title=0, bare=0))
    variants = [made.vary(sample) for _ in range(40)]
    assert len({v.text for v in variants}) > 20
    for variant in variants:
        (a, b), (c, d), (e, f) = [span[:2] for span in variant.spans]
        assert variant.text[b:c] == " hired "
        assert variant.text[d:e] == " in "
        assert variant.text[f:] == "."
        assert variant.text[a:b]


def test_french_elision_stays_right() -> None:
    sample = Sample("La mine d'Alizay vend.", ((10, 16, _E.SITE),))
    made = varier("fr", sample, Shares(swap=1.0, capitals=0, shout=0, title=0, bare=0))
    names = [v.surfaces()[0][0] for v in (made.vary(sample) for _ in range(40))]
    assert all(bare(name)[0] in "AEIOUYH" for name in names)


@pytest.mark.parametrize("change", [upper, titled, bare])
def test_spellings_keep_every_offset(change: object) -> None:
    text = "L'énergie de straße und ﬁrme: it's so"
    assert callable(change)
    assert len(change(text)) == len(text)


def test_invented_names_follow_the_random_source() -> None:
    one, two = (Inventor("fr", random.Random(1)) for _ in range(2))
    kinds = [k for k in LEARNED for _ in range(30)]
    assert [one.name(k) for k in kinds] == [two.name(k) for k in kinds]
    assert one.name(_E.PLACE) is None

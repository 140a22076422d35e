"""Every way of saying in the bank tells its claims and none that it must not tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.extract.rules import RulesExtractor
from tests.unit.extract.bank import BANK, Way, meets, read_bank

WAYS = [way for path in sorted(BANK.glob("*.txt")) for way in read_bank(path)]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.where)
def test_way_tells_its_claims(extractor: RulesExtractor, way: Way) -> None:
    claims = extractor.extract(way.article()).claims
    missing = [wanted for wanted in way.tells if not any(meets(claim, wanted) for claim in claims)]
    false = [wanted for wanted in way.never if any(meets(claim, wanted) for claim in claims)]
    assert not missing and not false, (way.lines, [(str(c.type), c.roles, c.values) for c in claims])


def test_stray_line_of_a_bank_is_named(tmp_path: Path) -> None:
    path = tmp_path / "hosts.en.txt"
    path.write_text("+ hosts provider=Core Scientific\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"hosts\.en\.txt:1"):
        read_bank(path)

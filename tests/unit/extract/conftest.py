"""One extractor for all tests of extraction: its parsers take seconds to load."""

from __future__ import annotations

import pytest

from loaders.extract.rules import RulesExtractor
from loaders.gazetteer import load_gazetteer


@pytest.fixture(scope="session")
def extractor() -> RulesExtractor:
    """The rule extractor with the real gazetteer and the real parsers."""
    return RulesExtractor(load_gazetteer())

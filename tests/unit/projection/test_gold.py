"""The claims of the gold set's develop half, in any order, make one graph."""

from __future__ import annotations

import pytest

from tests.contract import gold

pytestmark = pytest.mark.skipif(not gold.available(), reason=gold.MISSING)

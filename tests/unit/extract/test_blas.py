"""Products by numpy are thinc's own."""

import numpy as np
import pytest
from thinc.api import NumpyOps, get_current_ops
from threadpoolctl import threadpool_info

from loaders.extract.grammar.blas import BlasOps, quick_products


@pytest.mark.parametrize(("trans1", "trans2"), [(False, False), (False, True), (True, False), (True, True)])
def test_gemm_is_the_product_that_thinc_gives(trans1: bool, trans2: bool) -> None:
    """Transposed or not, into a given array or a new one."""
    rng = np.random.default_rng(1)
    x, y = (rng.random((30, 30), dtype=np.float32) for _ in range(2))
    want = NumpyOps().gemm(x, y, trans1=trans1, trans2=trans2)
    out = np.empty_like(want)
    assert np.allclose(BlasOps().gemm(x, y, trans1=trans1, trans2=trans2), want, rtol=1e-5)
    assert BlasOps().gemm(x, y, out=out, trans1=trans1, trans2=trans2) is out
    assert np.allclose(out, want, rtol=1e-5)


def test_quick_products_hold_inside_and_leave_one_thread() -> None:
    """Other users of thinc in the process keep their operations."""
    with quick_products():
        assert isinstance(get_current_ops(), BlasOps)
    assert not isinstance(get_current_ops(), BlasOps)
    assert all(pool["num_threads"] == 1 for pool in threadpool_info() if pool["user_api"] == "blas")

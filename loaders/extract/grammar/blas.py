"""Matrix products of the models by numpy's own BLAS.

spaCy's default multiplies by ``blis``, whose kernels know no AVX-512: on such a machine numpy's OpenBLAS takes a third of the time
(docs/decisions.md). One thread, for an extractor is one process a core, and so that the sums do not depend on the number of cores.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from thinc.api import NumpyOps, get_current_ops, set_current_ops
from threadpoolctl import threadpool_limits


class BlasOps(NumpyOps):  # type: ignore[misc]  # thinc is compiled, without types
    """thinc's operations, with ``gemm`` by numpy."""

    name = "numpy"  # what thinc's layers ask for when they choose between processors

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """The product of two matrices, each transposed first if asked for; into ``out`` if given."""
        return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)


@contextmanager
def quick_products() -> Iterator[None]:
    """Models that are loaded inside multiply by BlasOps; numpy's BLAS keeps to one thread from then on."""
    threadpool_limits(1, user_api="blas")
    before = get_current_ops()
    set_current_ops(BlasOps())
    try:
        yield
    finally:
        set_current_ops(before)

"""How many threads numba allows."""

from __future__ import annotations

import numba


def thread_limit() -> int:
    """Return the number of threads: all cores of this process, or what ``NUMBA_NUM_THREADS`` says."""
    return int(numba.config.NUMBA_NUM_THREADS)

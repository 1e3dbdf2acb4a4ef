"""How many threads numba allows."""

from __future__ import annotations

from numba.core import config


def thread_limit() -> int:
    """Return the number of threads: all cores of this process, or what ``NUMBA_NUM_THREADS`` says."""
    return int(vars(config)["NUMBA_NUM_THREADS"])

"""Garbage collection during a run: seldom, because most of what a run makes is kept and has no cycles."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SELDOM = 200_000
"""New objects between two collections; Python's own figure is a few hundred."""


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Let the collector of cycles run seldom within a block, and as before after it."""
    before = gc.get_threshold()
    gc.set_threshold(SELDOM, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)

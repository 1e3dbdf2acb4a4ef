"""Garbage collection during a run: seldom or never, because most of what a run makes is kept and has no cycles."""

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


@contextmanager
def kept() -> Iterator[None]:
    """Let the collector of cycles pass over what a block makes: nearly all of it is kept.

    Notes
    -----
    What is alive at the end joins the oldest generation at once, unexamined: freezing and unfreezing is how Python
    offers that. A program that froze objects of its own keeps them frozen.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            if gc.get_freeze_count() == 0:
                gc.freeze()
                gc.unfreeze()
            gc.enable()

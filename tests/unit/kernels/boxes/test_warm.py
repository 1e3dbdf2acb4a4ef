"""Kernels made ahead of their first use."""

from __future__ import annotations

from gametheory.kernels.boxes.search import search_boxes
from gametheory.kernels.boxes.twins import is_twin_compiled
from gametheory.kernels.boxes.warm import warm


def test_the_search_is_compiled_then() -> None:
    warm()
    assert is_twin_compiled(search_boxes)

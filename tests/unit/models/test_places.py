from __future__ import annotations

from gametheory.models.places import NOWHERE, Place


def test_nowhere_is_line_0() -> None:
    assert Place() == NOWHERE == Place(0, 0)

from __future__ import annotations

import pytest

from gametheory import analysis, dynamics, models
from gametheory.core.lazy_names import lazy_names


def test_names_are_found_in_their_homes() -> None:
    find, known = lazy_names("gametheory.core", {"to_fraction": "rationals"})
    assert find("to_fraction").__module__ == "gametheory.core.rationals"
    assert {"to_fraction", "__name__"} <= set(known())
    with pytest.raises(AttributeError, match=r"module 'gametheory\.core' has no attribute 'sing'"):
        find("sing")


@pytest.mark.parametrize(("room", "name"), [(analysis, "judge"), (dynamics, "play"), (models, "GameModel")])
def test_rooms_list_their_names(room: object, name: str) -> None:
    assert name in dir(room)
    assert getattr(room, name).__name__ == name

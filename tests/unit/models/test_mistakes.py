from __future__ import annotations

import pytest

from gametheory.errors import InconsistentGameFileError
from gametheory.models.mistakes import Mistakes
from gametheory.models.places import Place


def test_mistakes_are_told_once_and_in_the_order_of_the_file() -> None:
    mistakes, others = Mistakes(), Mistakes()
    mistakes.add("later", Place(5, 1))
    mistakes.add("later", Place(5, 1))
    others.add("earlier", Place(2, 3))
    mistakes.extend(others)
    assert len(mistakes) == 2
    with pytest.raises(InconsistentGameFileError, match=r"^a\.yaml:2:3: earlier\na\.yaml:5:1: later$"):
        mistakes.raise_if_any("a.yaml")


def test_no_mistake_no_error() -> None:
    Mistakes().raise_if_any("a.yaml")

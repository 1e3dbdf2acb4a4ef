from __future__ import annotations

import pytest

from gametheory.errors import InconsistentGameFileError
from gametheory.models.mistakes import Mistakes
from gametheory.models.namespace import INDEX, Namespace
from gametheory.models.places import Place


@pytest.mark.parametrize(
    ("first", "second", "sentence"),
    [
        (("fee", "parameter"), ("fee", "definition"), "'fee' is a parameter and also a definition"),
        (("homing", "stage"), ("homing", "stage"), "two stages named 'homing'"),
        (("market", INDEX), ("market", "player"), "'market' is an index and also a player"),
        (("fee", "player"), ("min", "parameter"), "'min' is a word of the formula language"),
        (("fee", "player"), ("a b", "definition"), "expected a name of letters, digits and underscores"),
    ],
)
def test_collisions_and_impossible_names(first: tuple[str, str], second: tuple[str, str], sentence: str) -> None:
    mistakes = Mistakes()
    namespace = Namespace(mistakes)
    namespace.claim(*first, Place(1, 1))
    assert len(mistakes) == 0
    namespace.claim(*second, Place(2, 1))
    with pytest.raises(InconsistentGameFileError, match=f":2:1: .*{sentence}"):
        mistakes.raise_if_any("a.yaml")


def test_blocks_may_share_an_index_and_stages_may_have_any_name() -> None:
    mistakes = Mistakes()
    namespace = Namespace(mistakes)
    namespace.claim("market", INDEX, Place())
    namespace.claim("market", INDEX, Place())
    namespace.claim("Temu's entry", "stage", Place(), is_identifier=False)
    assert len(mistakes) == 0

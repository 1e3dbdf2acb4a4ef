from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory.errors import InconsistentGameFileError
from gametheory.models.definitions import ChanceBranch
from gametheory.models.mistakes import Mistakes
from gametheory.models.places import Place
from gametheory.models.probabilities import chance_move
from gametheory.models.scopes import Scope
from gametheory.models.values import Values
from unit.models.descriptions import formula, in_scope


def probabilities(*texts: str | None) -> tuple[Fraction, ...] | None:
    _, workshop, mistakes = in_scope("fee")
    branches = {
        name: ChanceBranch(name, None if text is None else formula(text, 5), place=Place(6, 1))
        for name, text in zip(("Detected", "Missed", "Lost"), texts, strict=False)
    }
    move = chance_move("Detection", branches, workshop, Scope(workshop.library), place=Place(7, 9))
    mistakes.raise_if_any("m")
    noted = Mistakes()
    found = move.probabilities(
        (), Values(workshop.tape, {"fee": Fraction(1, 10)}, noted), noted, lambda: "after Demand"
    )
    noted.raise_if_any("m")
    return found


def test_the_rest_is_what_is_missing() -> None:
    assert probabilities("fee", None, "1/2") == (Fraction(1, 10), Fraction(2, 5), Fraction(1, 2))
    assert probabilities("fee", "1 - fee") == (Fraction(1, 10), Fraction(9, 10))
    assert probabilities("1", None) == (1, 0)


@pytest.mark.parametrize(
    ("texts", "sentence"),
    [
        (
            ("1/2", "9/20"),
            r"m:7:9: expected probabilities at chance node 'Detection' after Demand to sum to 1, got 19/20; "
            "add 1/20 or write one of them as 'rest'$",
        ),
        (("fee", "1"), "after Demand with fee = 1/10 to sum to 1, got 11/10; take 1/10 away$"),
        (("1/2", "3/4", None), "to sum to 1, got 5/4; take 1/4 away"),
        (
            ("-fee", None),
            "of at least 0 at chance node 'Detection' after Demand with fee = 1/10, got -1/10 for 'Detected'$",
        ),
        ((None, None, "1"), "m:6:1: expected one branch of chance node 'Detection' as 'rest', got another one"),
        (("1 / (fee - 1/10)", None), "m:5:3: this formula has no value: division by zero after Demand"),
    ],
)
def test_wrong_probabilities(texts: tuple[str | None, ...], sentence: str) -> None:
    with pytest.raises(InconsistentGameFileError, match=sentence):
        probabilities(*texts)

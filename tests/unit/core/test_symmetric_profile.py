from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory.core.symmetric_profile import Enclosed, SymmetricProfile
from gametheory.errors import InvalidProfileError
from unit.models.tier_files import adoption


def between(low: str, high: str) -> Enclosed:
    return Fraction(low), Fraction(high)


def test_probabilities_are_told_by_the_middle_of_their_interval() -> None:
    profile = SymmetricProfile(adoption(9), ((between("1/8", "3/8"), between("5/8", "7/8")),))
    assert dict(profile["shop"]) == {"Amazon": Fraction(1, 4), "Temu": Fraction(3, 4)}
    assert (profile.is_exact, profile.is_pure) == (False, False)
    assert repr(profile) == "<SymmetricProfile 1/4, 3/4>"
    pure = SymmetricProfile(adoption(9), ((between("0", "0"), between("1", "1")),))
    assert (pure.is_exact, pure.is_pure) == (True, True)


@pytest.mark.parametrize(
    ("own", "told"),
    [
        ((between("1", "1"),), "expected 2 probabilities of shop, got 1"),
        ((between("1/2", "3/2"), between("0", "1")), "intervals within 0 and 1 of shop"),
        ((between("0", "1/4"), between("1/4", "1/2")), "that add up to 1"),
    ],
)
def test_probabilities_have_to_be_possible(own: tuple[Enclosed, ...], told: str) -> None:
    with pytest.raises(InvalidProfileError, match=told):
        SymmetricProfile(adoption(9), (own,))

"""Products of polytopes: which holds which, which hang together."""

from __future__ import annotations

from fractions import Fraction

from gametheory import MixedProfile, NormalFormGame
from gametheory.solvers.many_players.equilibrium_sets import (
    PolytopeProduct,
    connected,
    linear_terms,
    maximal,
    single_point,
)
from gametheory.solvers.many_players.support_conditions import polytope_points

GAME = NormalFormGame.zero_sum([[0, 0, 0], [0, 0, 0]])


def nothing() -> None:
    """Hear a tick."""


def segment(low: Fraction, high: Fraction) -> PolytopeProduct:
    """The second player gives its first action, of the first two, a probability between two numbers."""
    rows = [
        [-(high.denominator - high.numerator) * -1, -high.numerator],
        [-(low.denominator - low.numerator), low.numerator],
    ]
    points = polytope_points(2, [], rows, nothing)
    return PolytopeProduct(((0,), (0, 1)), ((), ()), ((), tuple(map(tuple, rows))), (((Fraction(1),),), tuple(points)))


def point(weight: str, first: int = 0) -> PolytopeProduct:
    """The second player mixes its first two actions; the first player is certain."""
    return single_point(
        MixedProfile(GAME, [[int(first == 0), int(first == 1)], [Fraction(weight), 1 - Fraction(weight), 0]])
    )


THIRD, HALF = Fraction(1, 3), Fraction(1, 2)


def test_a_segment_has_two_ends() -> None:
    found = segment(THIRD, HALF)
    assert [own[1] for own in found.profiles((2, 3))] == [(HALF, HALF, 0), (THIRD, 1 - THIRD, 0)]
    assert found.free == (1,)
    assert not found.is_point
    assert point("2/5").is_point
    assert [condition.is_equation for condition in found.conditions()] == [False, False]


def test_conditions_that_never_bind_are_not_told() -> None:
    loose = segment(THIRD, HALF)
    rows = (*loose.inequalities[1], (-1, -1))
    found = PolytopeProduct(loose.supports, loose.equations, ((), rows), loose.vertices)
    assert found.conditions() == loose.conditions()


def test_what_holds_what() -> None:
    wide, narrow = segment(Fraction(0), HALF), segment(THIRD, HALF)
    assert wide.holds(narrow)
    assert not narrow.holds(wide)
    assert narrow.holds(point("2/5"))
    assert not narrow.holds(point("3/5"))
    assert not narrow.holds(point("2/5", first=1))
    assert not point("2/5").holds(point("1/3"))
    assert maximal([narrow, point("2/5"), wide, point("3/5")], nothing) == [wide, point("3/5")]


def test_what_hangs_together() -> None:
    low, high, apart = segment(Fraction(0), THIRD), segment(THIRD, HALF), point("3/5")
    assert low.meets(high, nothing)
    assert not low.meets(apart, nothing)
    assert not low.meets(point("1/4", first=1), nothing)
    assert connected([low, apart, high, point("2/5")], nothing) == [[0, 2, 3], [1]]


def test_terms_have_no_common_factor() -> None:
    assert linear_terms(2, (0, 3), [4, -6]) == ((2, ((2, 0),)), (-3, ((2, 3),)))

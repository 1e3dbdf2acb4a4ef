"""Information sets that share odds."""

from __future__ import annotations

from fractions import Fraction

from gametheory.analysis.beliefs.shared_odds import odds_powers, shared_odds_of
from gametheory.analysis.beliefs.unreached_beliefs import Demand, NodeClass

A, B, C, D = ((place, 1) for place in range(4))


def kind(*mistakes: tuple[int, int], share: str = "1") -> NodeClass:
    return NodeClass(frozenset(mistakes), (0,), (Fraction(share),), (Fraction(1), Fraction(0)))


def test_a_common_factor_is_taken_out() -> None:
    first = Demand(0, (0,), (kind(A), kind(B)))
    second = Demand(1, (0,), (kind(A, C), kind(B, C, share="1/3")))
    (shared,) = shared_odds_of([first, second])
    assert [places for _, places in shared.members] == [[0, 1], [0, 1]]
    assert shared.units == [1, 1]
    assert [condition.terms for condition in shared.conditions] == [{0: 1, 1: 1}, {0: 1, 1: Fraction(1, 3)}]


def test_one_product_in_common_is_not_enough() -> None:
    groups = shared_odds_of([Demand(0, (0,), (kind(A), kind(B))), Demand(1, (0,), (kind(A), kind(D)))])
    assert [len(shared.members) for shared in groups] == [1, 1]


def test_powers_in_odds() -> None:
    assert odds_powers(kind(A, C), kind(A, B)) == {C: 1, B: -1}

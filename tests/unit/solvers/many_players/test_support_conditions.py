"""Conditions of supports: decided by signs, cut down by equations, sliced and halved."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from gametheory.solvers.many_players.support_conditions import (
    concerned,
    condition_terms,
    halved,
    is_full,
    polytope_points,
    sliced,
    support_conditions,
    unit_corners,
)


def nothing() -> None:
    """Hear a tick."""


def one_chooser(gains: list[list[int]]) -> list[np.ndarray]:
    """Payoffs of three players: the first gets, by its second action, gains over the second and third player's."""
    payoffs = [np.zeros((2, 2, 2), dtype=np.int64) for _ in range(3)]
    payoffs[0][1] = gains
    return payoffs


FULL = ((0, 1), (0, 1), (0, 1))


def test_a_gain_that_is_never_negative_leaves_no_equilibrium_inside() -> None:
    assert support_conditions(one_chooser([[0, 0], [0, 3]]), FULL, nothing).is_empty
    assert support_conditions(one_chooser([[0, -2], [0, 0]]), FULL, nothing).is_empty
    assert not support_conditions(one_chooser([[0, 0], [0, 3]]), ((0, 1), (0,), (0, 1)), nothing).is_empty


def test_a_gain_of_an_unplayed_action_may_be_negative() -> None:
    only_first = ((0,), (0, 1), (0, 1))
    assert support_conditions(one_chooser([[0, -2], [-1, 0]]), only_first, nothing).conditions == []
    assert support_conditions(one_chooser([[0, 0], [0, 3]]), only_first, nothing).is_empty
    (left,) = support_conditions(one_chooser([[-1, 0], [0, 3]]), only_first, nothing).conditions
    assert not left.is_equation


def test_dominated_actions_need_not_be_looked_at() -> None:
    kept = [(0,), (0, 1), (0, 1)]
    assert not support_conditions(one_chooser([[0, 0], [0, 3]]), ((0,), (0, 1), (0, 1)), nothing, kept=kept).is_empty


def test_equations_of_one_player_cut_its_mixtures() -> None:
    found = support_conditions(one_chooser([[2, 2], [-3, -3]]), FULL, nothing)
    assert [len(points) for points in found.vertices] == [2, 1, 2]
    assert found.vertices[1] == [(Fraction(3, 5), Fraction(2, 5))]
    assert found.rows[1] == [[2, -3]]
    assert found.equations == []


def test_what_hangs_together_stays() -> None:
    found = support_conditions(one_chooser([[2, -1], [-3, 4]]), FULL, nothing)
    (left,) = found.equations
    assert concerned(left.table) == [1, 2]
    assert condition_terms(left, FULL) == (
        (2, ((1, 0), (2, 0))),
        (-1, ((1, 0), (2, 1))),
        (-3, ((1, 1), (2, 0))),
        (4, ((1, 1), (2, 1))),
    )


def test_slices_fix_a_weight() -> None:
    found = support_conditions(one_chooser([[2, -1], [-3, 4]]), FULL, nothing)
    part = sliced(found, (1, 1), Fraction(2, 5), nothing)
    assert part.vertices[1] == [(Fraction(3, 5), Fraction(2, 5))]
    assert [first * 3 + second * 2 for first, second in part.rows[1]] == [0]
    assert part.is_empty
    part = sliced(found, (1, 1), Fraction(1, 2), nothing)
    assert part.vertices[2] == [(Fraction(3, 4), Fraction(1, 4))]
    assert found.vertices[1] == unit_corners(2)
    assert found.rows[1] == []


def test_halves_hold_everything() -> None:
    found = support_conditions(one_chooser([[2, -1], [-3, 4]]), FULL, nothing)
    low, middle, high = halved(found, 1, nothing)
    assert (low.is_empty, middle.is_empty, high.is_empty) == (False, False, False)
    half = (Fraction(1, 2), Fraction(1, 2))
    assert middle.vertices[1] == [half]
    assert low.vertices[1][1] == high.vertices[1][0] == half


def test_a_smaller_simplex_decides_more() -> None:
    payoffs = one_chooser([[2, -1], [-3, 4]])
    near_first = [(Fraction(1), Fraction(0)), (Fraction(9, 10), Fraction(1, 10))]
    corners = [unit_corners(2), near_first, near_first]
    assert support_conditions(payoffs, FULL, nothing, corners=corners).is_empty
    straight = one_chooser([[2, 2], [-3, -3]])
    assert support_conditions(straight, FULL, nothing, corners=corners).is_empty
    wide = [unit_corners(2), [(Fraction(1), Fraction(0)), (Fraction(1, 2), Fraction(1, 2))], unit_corners(2)]
    found = support_conditions(straight, FULL, nothing, corners=wide)
    assert found.vertices[1] == [(Fraction(3, 5), Fraction(2, 5))]


def test_points_of_polytopes() -> None:
    points = polytope_points(3, [[1, -1, 0]], [[0, 1, -1]], nothing)
    assert points == [(Fraction(1, 3),) * 3, (0, 0, 1)]
    assert is_full(points)
    assert not is_full([(Fraction(1), Fraction(0))])
    assert not is_full([])
    assert polytope_points(2, [[1, 1]], [], nothing) == []


@pytest.mark.parametrize("seed", range(5))
def test_conditions_hold_at_planted_points(seed: int) -> None:
    rng = np.random.default_rng(seed)
    payoffs = [rng.integers(-9, 10, (2, 3, 2)).astype(object) for _ in range(3)]
    supports = ((0, 1), (0, 2), (0, 1))
    weights = [np.array([Fraction(1, 3), Fraction(2, 3)]), np.array([Fraction(1, 4), Fraction(3, 4)])]
    mean = np.tensordot(payoffs[0][1][[0, 2]], weights[1], axes=([1], [0])) @ weights[0]
    payoffs[0][0] = mean
    found = support_conditions(payoffs, supports, nothing)
    own = [condition for condition in found.equations if condition.player == 0]
    for condition in own:
        gains = np.tensordot(condition.table[0], weights[1], axes=([1], [0])) @ weights[0]
        assert gains == 0

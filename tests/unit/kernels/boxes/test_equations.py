"""Equations of supports: slopes, inverses, Newton steps."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from gametheory.kernels.boxes.arrays import (
    EQUATION_PLAYER,
    EQUATION_ROW,
    REQUIRED,
    SHARE,
    STATUS,
    UNKNOWN_PLACE,
    UNKNOWN_PLAYER,
    VALUE,
    Workplace,
)
from gametheory.kernels.boxes.equations import has_inverse, linearize, list_equations, load_middle, step_to_root
from gametheory.kernels.boxes.frames import load_frame
from unit.kernels.boxes_of_games import planted_payoffs, random_payoffs, workplace_of

PROFILE = [
    [Fraction(1, 5), Fraction(4, 5)],
    [Fraction(1, 2), Fraction(1, 3), Fraction(1, 6)],
    [Fraction(2, 7), Fraction(5, 7)],
]


def all_required(payoffs: list[list[Fraction]], shape: tuple[int, ...] = (2, 3, 2)) -> Workplace:
    work = workplace_of(shape, payoffs)
    work.actions[STATUS] = REQUIRED
    load_frame(work)
    return work


def test_as_many_equations_as_unknowns() -> None:
    work = all_required(planted_payoffs(PROFILE, 1))
    assert list_equations(work) == 4
    assert work.equations[EQUATION_PLAYER].tolist() == work.equations[UNKNOWN_PLAYER].tolist() == [0, 1, 1, 2]
    assert work.equations[EQUATION_ROW].tolist() == work.equations[UNKNOWN_PLACE].tolist() == [1, 1, 2, 1]


@pytest.mark.parametrize("copied", [(0, 1), (0, 2), (1, 2)])
def test_equal_actions_are_seen(copied: tuple[int, int]) -> None:
    payoffs = np.array(random_payoffs((2, 3, 2), 4)).reshape(3, 2, 3, 2)
    payoffs[1, :, copied[1]] = payoffs[1, :, copied[0]]
    assert list_equations(all_required(payoffs.reshape(3, 12).tolist())) == -1


def test_newton_goes_to_the_planted_root() -> None:
    work = all_required(planted_payoffs(PROFILE, 1))
    number = list_equations(work)
    load_middle(work)
    assert work.weights[SHARE].tolist() == pytest.approx([1 / 2] * 2 + [1 / 3] * 3 + [1 / 2] * 2)
    exact = [float(one) for own in PROFILE for one in own]
    work.weights[SHARE] = [one + change for one, change in zip(exact, [0.02, -0.02, 0.03, 0, -0.03, 0, 0], strict=True)]
    for _ in range(20):
        linearize(work, number)
        assert has_inverse(work, number)
        if step_to_root(work, number) < 1e-14:
            break
    assert work.weights[SHARE].tolist() == pytest.approx(exact)
    assert work.distances[VALUE].tolist() == pytest.approx([0.0] * 4, abs=1e-14)


def test_slopes_are_differences() -> None:
    work = all_required(planted_payoffs(PROFILE, 1))
    number = list_equations(work)
    load_middle(work)
    linearize(work, number)
    slopes, values = work.slopes[:, :number].copy(), work.distances[VALUE].copy()
    work.weights[SHARE, 3] += 0.25
    work.weights[SHARE, 2] -= 0.25
    linearize(work, number)
    assert (work.distances[VALUE] - values).tolist() == pytest.approx((0.25 * slopes[:, 1]).tolist())


def test_an_inverse_by_hand() -> None:
    work = all_required(planted_payoffs(PROFILE, 1))
    work.slopes[:2, :2] = [[0.0, 2.0], [4.0, 8.0]]
    assert has_inverse(work, 2)
    assert work.slopes[:2, 2:4].tolist() == [[-1.0, 0.25], [0.5, 0.0]]
    work.slopes[:2, :2] = [[1.0, 2.0], [2.0, 4.0]]
    assert not has_inverse(work, 2)
    work.slopes[:2, :2] = [[0.0, 0.0], [2.0, 4.0]]
    assert not has_inverse(work, 2)

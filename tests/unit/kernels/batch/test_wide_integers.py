from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from gametheory.kernels.batch.arrays import batch_work
from gametheory.kernels.batch.tables import ORDER, batch_tables
from gametheory.kernels.batch.wide_integers import has_wide_minors

LANE = 3


def exact_minors(game: np.ndarray) -> list[Fraction]:
    """All numbers of a game by the rules of the tables, in fractions."""
    terms = batch_tables(*game.shape[1:]).terms
    values = [Fraction(payoff) for payoff in game.ravel().tolist()] + [Fraction(0)] * (len(terms) - game.size)
    for row, (order, _, *factors) in enumerate(terms.tolist()):
        if order == 2:
            values[row] = values[factors[0]] - values[factors[1]]
        elif order:
            values[row] = sum(
                ((-1) ** term * values[factors[2 * term]] * values[factors[2 * term + 1]] for term in range(order - 1)),
                Fraction(0),
            )
    return values


def games() -> list[np.ndarray]:
    rng = np.random.default_rng(11)
    drawn = [
        rng.random((2, 4, 4)),
        rng.random((2, 4, 4)) + 1e9,
        rng.integers(0, 10, (2, 4, 3)) / 10,
        rng.integers(0, 3, (2, 3, 4)) / 3 * 1e-12,
        rng.integers(-(2**52), 2**52, (2, 4, 4)).astype(np.float64),
        np.full((2, 3, 3), 0.1),
    ]
    line = rng.random((2, 4, 4))
    line[:, 2] = line[:, 0]
    line[:, 3] = (line[:, 0] + line[:, 1]) / 2
    return [*drawn, line]


@pytest.mark.parametrize("game", games())
def test_signs_and_values_are_those_of_fractions(game: np.ndarray) -> None:
    tables, work = batch_tables(*game.shape[1:]), batch_work(*game.shape[1:])
    work.values[: game.size, LANE] = game.ravel()
    assert has_wide_minors(work.values, tables.terms, work.words, LANE)
    exact = exact_minors(game)
    for row in np.flatnonzero(tables.terms[:, ORDER]):
        signs = tuple(int(work.words[2 * row + sign]) >> LANE & 1 for sign in (0, 1))
        assert signs == (exact[row] > 0, exact[row] < 0)
    unit_ratios = {
        order: {
            float(Fraction(work.values[row, LANE]) / exact[row])
            for row in np.flatnonzero(tables.terms[:, ORDER] == order)
            if exact[row] and row < len(tables.terms) // 2
        }
        for order in (2, 3, 4)
    }
    for ratios in unit_ratios.values():  # one unit for each order
        assert not ratios or max(ratios) <= min(ratios) * (1 + 1e-15)


@pytest.mark.parametrize("player", [0, 1])
def test_payoffs_that_are_too_far_apart_are_refused(player: int) -> None:
    work = batch_work(2, 2)
    work.values[4 * player : 4 * player + 4, LANE] = [1e15, 1e-12, 0, 0]
    assert not has_wide_minors(work.values, batch_tables(2, 2).terms, work.words, LANE)

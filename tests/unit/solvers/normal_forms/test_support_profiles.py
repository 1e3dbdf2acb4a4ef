from __future__ import annotations

from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from gametheory import NormalFormGame, judge
from gametheory.analysis.heartbeat import no_heartbeat
from gametheory.solvers.normal_forms.support_profiles import SupportProfiles, scaled_payoffs

VON_STENGEL = NormalFormGame.from_bimatrix([[3, 3], [2, 5], [0, 6]], [[3, 3], [2, 6], [3, 1]])


def test_equilibria_by_their_supports() -> None:
    profiles = SupportProfiles(VON_STENGEL, no_heartbeat)
    inner = profiles.equilibrium([1, 2], [0, 1])
    assert inner is not None
    assert inner.strategies == ((0, Fraction(1, 3), Fraction(2, 3)), (Fraction(1, 3), Fraction(2, 3)))
    pure = profiles.equilibrium([0], [0])
    assert pure is not None
    assert pure.strategies == ((1, 0, 0), (1, 0))


@pytest.mark.parametrize(("rows", "columns"), [([1], [0]), ([0, 2], [0, 1]), ([0, 1], [0]), ([0, 1], [0, 1])])
def test_supports_of_no_isolated_equilibrium(rows: list[int], columns: list[int]) -> None:
    profiles = SupportProfiles(VON_STENGEL, no_heartbeat)
    assert profiles.equilibrium(rows, columns) is None
    rounded = profiles.rounded_equilibrium(rows, columns)
    # (0, 1), (0, 1) is degenerate: floats cannot tell that row 1 gets probability 0
    assert rounded is None or rows == [0, 1]


def test_floats_on_a_support() -> None:
    rounded = SupportProfiles(VON_STENGEL, no_heartbeat).rounded_equilibrium([1, 2], [0, 1])
    assert rounded is not None
    assert sum(rounded.strategies[0]) == 1
    assert rounded.strategies[0][1] == pytest.approx(1 / 3, abs=1e-15)


def test_a_tie_outside_the_support_is_judged_exactly() -> None:
    tie = NormalFormGame.from_bimatrix([[1, 0], [0, 1], ["1/2", "1/2"]], [[0, 1], [1, 0], [0, 0]])
    better = NormalFormGame.from_bimatrix([[1, 0], [0, 1], ["1/2", "500000000001/1000000000000"]], tie.payoffs[1])
    assert SupportProfiles(tie, no_heartbeat).equilibrium([0, 1], [0, 1]) is not None
    assert SupportProfiles(better, no_heartbeat).equilibrium([0, 1], [0, 1]) is None


def test_equilibria_of_a_continuum_near_a_point() -> None:
    row = np.array([[1, -1, -1], [-1, 1, 1]])
    profiles = SupportProfiles(NormalFormGame.zero_sum(row), no_heartbeat)
    found = profiles.equilibrium_near(np.array([0.5, 0.5]), np.array([0.5, 0.2, 0.3]))
    assert found is not None
    assert sum(found.strategies[1][1:]) == Fraction(1, 2)
    assert float(found.strategies[1][1]) == pytest.approx(0.2)
    assert profiles.equilibrium_near(np.array([0.5, 0.5]), np.array([0.5, 0.0, 0.5])) is not None
    assert profiles.equilibrium_near(np.array([1.0, 0.0]), np.array([0.5, 0.5, 0.0])) is None


def test_payoffs_are_scaled_in_any_numbers() -> None:
    low, high = -(2**63), 2**63 - 1
    extremes = NormalFormGame.from_bimatrix([[low, high, 0]], [[1.7e308, -1.7e308, 0.0]])
    assert scaled_payoffs(extremes, 0).tolist() == [[0.0, 1.0, 0.5]]
    assert scaled_payoffs(NormalFormGame([[[1.7e308, -1.7e308, 0.0]]] * 2), 0).tolist() == [[1.0, 0.0, 0.5]]
    assert scaled_payoffs(NormalFormGame([[[low, high]], [[low, high]]]), 1).tolist() == [[0.0, 1.0]]
    assert scaled_payoffs(NormalFormGame([[[7, 7]], [[Fraction(1, 3), Fraction(1, 3)]]]), 1).tolist() == [[0.0, 0.0]]


def test_a_tie_of_the_column_player_is_judged_exactly_too() -> None:
    pennies = [[1, 0, "1/2"], [0, 1, "1/2"]]
    better = [[1, 0, "1/2"], [0, 1, "500000000001/1000000000000"]]
    rows = [[0, 1, 7], [1, 0, 7]]
    assert SupportProfiles(NormalFormGame.from_bimatrix(rows, pennies), no_heartbeat).equilibrium([0, 1], [0, 1])
    assert SupportProfiles(NormalFormGame.from_bimatrix(rows, better), no_heartbeat).equilibrium([0, 1], [0, 1]) is None


def test_supports_on_which_all_pay_the_same_have_no_single_mixture() -> None:
    profiles = SupportProfiles(NormalFormGame.zero_sum([[1, 1], [1, 1]]), no_heartbeat)
    assert profiles.equilibrium([0, 1], [0, 1]) is None
    assert profiles.rounded_equilibrium([0, 1], [0, 1]) is None


@pytest.mark.parametrize("seed", range(30))
def test_what_is_proved_here_passes_the_certificate(seed: int) -> None:
    """On small integers most actions tie, so that the exact comparison decides."""
    payoffs = np.random.default_rng(seed).integers(0, 3, (2, 5, 6))
    game = NormalFormGame(payoffs)
    profiles = SupportProfiles(game, no_heartbeat)
    supports = [[i, j] for j in range(5) for i in range(j)]
    for rows, columns in product(supports, supports):
        found = profiles.equilibrium(rows, columns)
        assert found is None or judge(game, found).is_equilibrium
    for row, column in product(range(5), range(6)):
        found = profiles.equilibrium([row], [column])
        profile = profiles.profile([row], [1], [column], [1])
        assert (found is not None) is judge(game, profile).is_equilibrium

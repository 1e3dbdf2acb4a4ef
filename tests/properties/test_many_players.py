"""What must hold of all equilibria of games of three players, however they are told, and against Gambit's."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import pygambit
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gametheory import Coverage, MixedProfile, NormalFormGame, Solution, judge, solve
from gametheory.core.continuum import Continuum
from gametheory.solvers.many_players import certified_search

NEAR = 1e-6
SHAPES = st.sampled_from([(2, 2, 2), (2, 3, 2), (3, 3, 2)])
NUMBERS = st.integers(0, 10**6)
Point = tuple[tuple[Any, ...], ...]


@pytest.fixture(params=["as usual", "boxes"], autouse=True)
def _search(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether small games, too, go through the search of boxes."""
    if request.param == "boxes":
        monkeypatch.setattr(certified_search, "FEW_SUPPORTS", 0)


def few(num_games: int) -> settings:
    """So many random games."""
    return settings(max_examples=num_games, suppress_health_check=[HealthCheck.function_scoped_fixture])


def random_payoffs(shape: tuple[int, ...], number: int, largest: int = 10**6) -> np.ndarray:
    """Integers of a random game; by default ties are as good as impossible."""
    return np.random.default_rng([number, largest, *shape]).integers(0, largest + 1, (len(shape), *shape))


def points_of(solution: Solution) -> list[Point]:
    """Strategies of the listed equilibria, of which there is at least one."""
    found = [equilibrium.profile.strategies for equilibrium in solution.equilibria]
    assert found
    return found  # type: ignore[return-value]


def is_near(one: Point, other: Point) -> bool:
    """Whether no probability differs."""
    pairs = zip(one, other, strict=True)
    return all(abs(float(a) - float(b)) <= NEAR for own, theirs in pairs for a, b in zip(own, theirs, strict=True))


def are_same(listed: Sequence[Point], expected: Sequence[Point]) -> bool:
    """Whether each point of either list has exactly one in the other."""
    return len(listed) == len(expected) and all(sum(is_near(one, other) for other in listed) == 1 for one in expected)


def all_points(payoffs: Any, method: str | None = None) -> list[Point]:
    """All equilibria of a game that has finitely many: an odd number, and their indices sum to +1."""
    solution = solve(NormalFormGame(payoffs), "nash", method=method)
    assert (solution.coverage, solution.unresolved, solution.continua) == (Coverage.ALL, (), ())
    assert len(solution.equilibria) % 2 == 1
    assert {index for index in solution.component_indices if index is not None} <= {1, -1}
    assert sum(index or 0 for index in solution.component_indices) == 1
    return points_of(solution)


def is_in(continuum: Continuum, point: Point) -> bool:
    """Whether a profile meets the conditions of a continuum, on its supports or, if it is linear, on its border."""
    supports = tuple(tuple(action for action, weight in enumerate(own) if weight) for own in point)
    is_within = all(set(own) <= set(known) for own, known in zip(supports, continuum.supports, strict=True))
    if supports != continuum.supports and not (continuum.is_linear and is_within):
        return False
    for condition in continuum.conditions:
        value = Fraction(0)
        for coefficient, factors in condition.terms:
            term = coefficient
            for player, action in factors:
                term *= point[player][action]
            value += term
        if value > 0 or (condition.is_equation and value):
            return False
    return True


def check_told(solution: Solution, point: Point) -> None:
    """A list that says it is all has the equilibrium or a set that holds it; other lists say what is open."""
    assert judge(solution.game, MixedProfile(solution.game, point)).max_regret == 0  # type: ignore[arg-type]
    if solution.coverage is Coverage.ALL:
        is_listed = any(is_near(point, listed) for listed in points_of(solution))
        assert is_listed or any(is_in(continuum, point) for continuum in solution.continua), point
    else:
        assert solution.coverage is Coverage.PARTIAL
        assert solution.unresolved


@few(8)
@given(SHAPES, NUMBERS)
def test_relabelled_actions(shape: tuple[int, ...], number: int) -> None:
    payoffs = random_payoffs(shape, number)
    rng = np.random.default_rng(number)
    orders = [rng.permutation(size).tolist() for size in shape]
    changed = all_points(payoffs[np.ix_(range(3), *orders)])
    expected = [
        tuple(tuple(own[action] for action in order) for own, order in zip(point, orders, strict=True))
        for point in all_points(payoffs)
    ]
    assert are_same(changed, expected)


@few(8)
@given(SHAPES, NUMBERS, st.permutations(range(3)))
def test_relabelled_players(shape: tuple[int, ...], number: int, order: list[int]) -> None:
    payoffs = random_payoffs(shape, number)
    changed = all_points([payoffs[player].transpose(order) for player in order])
    assert are_same(changed, [tuple(point[player] for player in order) for point in all_points(payoffs)])


@few(8)
@given(SHAPES, NUMBERS, st.lists(st.integers(-12, 10), min_size=3, max_size=3))
def test_units_of_payoffs(shape: tuple[int, ...], number: int, exponents: list[int]) -> None:
    payoffs = random_payoffs(shape, number)
    factors = [Fraction(10) ** exponent for exponent in exponents]
    shifts = [Fraction(-(10**9)), Fraction(1, 3), Fraction(0)]
    exact = payoffs.astype(object)
    changed = np.array([own * factor + shift for own, factor, shift in zip(exact, factors, shifts, strict=True)])
    assert are_same(all_points(changed), all_points(payoffs))


@few(6)
@given(NUMBERS, st.integers(0, 2))
def test_a_duplicated_action(number: int, player: int) -> None:
    payoffs = random_payoffs((2, 2, 2), number, 20)
    twice = np.take(payoffs, [0, 1, 1], axis=player + 1)
    single = solve(NormalFormGame(payoffs), "nash")
    solution = solve(NormalFormGame(twice), "nash", method="certified_search")
    for equilibrium in single.equilibria:
        if equilibrium.max_regret:
            continue
        for share in (Fraction(0), Fraction(1, 3), Fraction(1)):
            point = list(equilibrium.profile.strategies)
            first, last = point[player]
            point[player] = (first, share * last, (1 - share) * last)
            check_told(solution, tuple(point))


@few(6)
@given(NUMBERS, st.integers(0, 2))
def test_a_player_who_is_indifferent_throughout(number: int, idle: int) -> None:
    payoffs = random_payoffs((2, 2, 2), number, 20)
    payoffs[idle] = 7
    solution = solve(NormalFormGame(payoffs), "nash", method="certified_search")
    others = [player for player in range(3) if player != idle]
    for first in (Fraction(0), Fraction(2, 7), Fraction(1)):
        mixed = np.array([first, 1 - first])
        tables = [np.tensordot(payoffs[player].astype(object), mixed, axes=(idle, 0)) for player in others]
        for equilibrium in solve(NormalFormGame(tables), "nash").equilibria:
            point = list(equilibrium.profile.strategies)
            point.insert(idle, (first, 1 - first))
            check_told(solution, tuple(point))


@pytest.mark.parametrize("shape", [(2, 2, 2), (3, 3, 2)], ids=str)
@pytest.mark.parametrize("number", range(4))
def test_a_planted_equilibrium_where_boxes_are_split(shape: tuple[int, ...], number: int) -> None:
    rng = np.random.default_rng(number)
    shares = {2: [["1/2", "1/2"], ["1/4", "3/4"], ["3/4", "1/4"]], 3: [["1/2", "1/4", "1/4"], ["1/4", "1/2", "1/4"]]}
    planted = [tuple(map(Fraction, shares[size][rng.integers(len(shares[size]))])) for size in shape]
    payoffs = random_payoffs(shape, number, 1000).astype(object) + Fraction(0)
    for player, size in enumerate(shape):
        for action in range(size):
            rows = np.take(payoffs[player], action, axis=player)
            weights = np.multiply.outer(*(np.array(own) for own in planted[:player] + planted[player + 1 :]))
            place: list[Any] = [slice(None)] * 3
            place[player] = action
            payoffs[(player, *place)] -= (rows * weights).sum()
    assert tuple(planted) in all_points(payoffs)


@few(8)
@given(st.tuples(st.integers(2, 4), st.integers(2, 4)), NUMBERS)
def test_two_players(shape: tuple[int, ...], number: int) -> None:
    payoffs = random_payoffs(shape, number)
    assert set(all_points(payoffs, "certified_search")) == set(all_points(payoffs, "label_tree"))


@pytest.mark.parametrize("number", range(6))
def test_gambit_knows_no_others(number: int) -> None:
    payoffs = random_payoffs((3, 3, 3), number, 1000)
    game = NormalFormGame(payoffs)
    ours = all_points(payoffs)
    theirs = pygambit.Game.from_arrays(*payoffs)
    compared = 0
    for profile in pygambit.nash.enumpoly_solve(theirs).equilibria:
        weights = [[Fraction(float(profile[action])) for action in player.strategies] for player in theirs.players]
        point = tuple(tuple(weight / sum(own) for weight in own) for own in weights)
        if min(min(own) for own in point) >= 0 and judge(game, MixedProfile(game, point)).max_regret < Fraction(1, 100):
            assert any(is_near(point, one) for one in ours)
            compared += 1
    assert compared

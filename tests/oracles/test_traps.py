"""The normal forms that made published engines answer wrongly, through every method that takes them, in any units."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache
from itertools import product

import numpy as np
import pytest

from gametheory import Coverage, NormalFormGame, Solution, Termination, UnsupportedGameError, analysis, solve
from gametheory.core.distributions import Distribution
from gametheory.solvers.batches.batch import solve_batch
from gametheory.solvers.methods import METHODS
from oracles.best_response_vertices import extreme_equilibria, strategies, support_equilibria
from oracles.test_normal_forms import (
    BY_HAND,
    MCLENNAN_PARK,
    ROWS,
    SEVENTY_FIVE_A,
    SEVENTY_FIVE_B,
    Row,
    found,
    irrational_game,
)

Pair = tuple[tuple[Fraction, ...], ...]

EVERY_GAME = {
    **ROWS,
    "two by two with a tie, columns exchanged": Row(
        [[3, -3], [5, -3]], [[7, 2], [2, 4]], ("2/7 5/7 | 0 1", "0 1 | 0 1"), 1, BY_HAND
    ),
    "one column": Row([[1], [1], [0]], [[5], [-2], [5]], ("1 0 0 | 1", "0 1 0 | 1"), 1, BY_HAND),
    "nothing to decide but for one": Row([[0, 0], [0, 0]], [[1, 0], [0, 1]], (), 1, "the indifferent player decides"),
    "unsigned": Row([[1, 2], [3, 0]], [[-1, -2], [-3, 0]], ("3/4 1/4 | 1/2 1/2",), 1, BY_HAND),
    "75 equilibria": Row(SEVENTY_FIVE_A, SEVENTY_FIVE_B, (), 75, MCLENNAN_PARK),
}

NOT_PERFECT = {
    "two by two with a tie": ["2/7 5/7 | 1 0"],
    "two by two with a tie, columns exchanged": ["2/7 5/7 | 0 1"],
    "dominant row": ["0 1 0 | 0 0 1"],
    "cycling": ["0 2/3 1/3 | 0 1 0", "0 1 0 | 0 1 0"],
    "weakly dominated": ["1 0 | 1 0"],
}
"""Extreme equilibria in which somebody plays a weakly dominated strategy, by hand."""

INDICES = {
    "von Stengel 3 x 2, degenerate": {"1 0 0 | 2/3 1/3": 0, "0 1/3 2/3 | 1/3 2/3": 1},
    "von Stengel 3 x 2, nondegenerate": {
        "1 0 0 | 1 0": 1,
        "4/5 1/5 0 | 2/3 1/3": -1,
        "0 1/3 2/3 | 1/3 2/3": 1,
    },
    "duplicate row": {"0 1 0 | 1 0": 1, "2/3 0 1/3 | 1/3 2/3": -1, "0 0 1 | 0 1": 1},
    "weakly dominated": {"1 0 | 1 0": 0, "0 1 | 0 1": 1},
    "mixed dominator": {"1 0 0 | 1 0": 1, "1/2 1/2 0 | 1/2 1/2": -1, "0 1 0 | 0 1": 1},
    "chicken": {"1 0 | 0 1": 1, "2/3 1/3 | 2/3 1/3": -1, "0 1 | 1 0": 1},
}
"""Index of the component of an equilibrium: +1 for strict ones, +1 together, and small changes of payoffs keep it."""

EVOLUTIONARILY_STABLE = {"chicken": ["2/3 1/3 | 2/3 1/3"], "weakly dominated": ["0 1 | 0 1"]}

UNITS = {
    "as told": (Fraction(1), 0),
    "trillionths around a billion": (Fraction(1, 10**12), 10**9),
    "ten billions beyond 2**63": (Fraction(10**10), 2**63),
}


class Trap:
    """A game in some units, with its extreme equilibria by brute force."""

    def __init__(self, name: str, units: str) -> None:
        factor, shift = UNITS[units]
        row = EVERY_GAME[name]
        self.name = name
        self.tables = [
            [[factor * value + sign * shift for value in line] for line in table]
            for table, sign in ((row.A, 1), (row.B, -1))
        ]
        self.game = NormalFormGame.from_bimatrix(*self.tables)
        self.num_components = row.num_components
        self.all = expected_profiles(name)

    @property
    def is_constant_sum(self) -> bool:
        lines = zip(*self.tables, strict=True)
        return len({first + second for pair in lines for first, second in zip(*pair, strict=True)}) == 1

    @property
    def is_symmetric(self) -> bool:
        return self.tables[1] == [list(column) for column in zip(*self.tables[0], strict=True)]

    def strict(self) -> set[Pair]:
        """Pure profiles that every deviation makes worse, by definition."""
        A, B = self.tables
        cells = product(range(len(A)), range(len(A[0])))
        best = [
            (row, column)
            for row, column in cells
            if all(A[row][column] > line[column] for other, line in enumerate(A) if other != row)
            and all(B[row][column] > value for other, value in enumerate(B[row]) if other != column)
        ]
        return {(unit(row, len(A)), unit(column, len(A[0]))) for row, column in best}

    def payoffs(self, profile: Pair) -> tuple[Fraction, ...]:
        x, y = profile
        cells = list(product(range(len(x)), range(len(y))))
        return tuple(sum(x[row] * y[column] * table[row][column] for row, column in cells) for table in self.tables)


@cache
def expected_profiles(name: str) -> set[Pair]:
    """The row's list; by brute force where it has none."""
    row = EVERY_GAME[name]
    by_definition = extreme_equilibria if len(row.A) < 5 else support_equilibria
    return set(strategies(row.expected)) or by_definition(row.A, row.B)


def unit(action: int, size: int) -> tuple[Fraction, ...]:
    return tuple(Fraction(index == action) for index in range(size))


def answer(trap: Trap, method: str, concept: str = "nash", **options: object) -> Solution:
    """What a method says, every profile proved."""
    solution = solve(trap.game, concept, method=method, options=options or None)
    assert solution.method == method
    assert solution.termination in {Termination.EXHAUSTED, Termination.CONVERGED, Termination.COUNT_REACHED}
    if solution.arithmetic == "exact":
        assert all(equilibrium.max_regret == 0 for equilibrium in solution.equilibria)
    return solution


def check_everything(trap: Trap, method: str) -> None:
    """All extreme equilibria in their components."""
    solution = answer(trap, method)
    assert solution.coverage is Coverage.ALL
    assert found(solution) == trap.all
    assert solution.num_extreme == len(trap.all)
    assert solution.num_components == len(solution.components) == trap.num_components
    listed = [equilibrium.profile.strategies for equilibrium in solution.equilibria]
    if solution.component_indices:
        assert len(solution.component_indices) == trap.num_components
        assert sum(index or 0 for index in solution.component_indices) == 1
        for text, index in INDICES.get(trap.name, {}).items():
            place = listed.index(*strategies([text]))
            component = next(number for number, members in enumerate(solution.components) if place in members)
            assert solution.component_indices[component] == index


MOST_IN_BOXES = 20


def check_sets(trap: Trap, method: str) -> None:
    """All extreme equilibria in their components, of which only single points have a known index."""
    if len(trap.all) > MOST_IN_BOXES:
        return  # boxes take long where equilibria are so near to each other
    solution = answer(trap, method)
    assert solution.coverage is Coverage.ALL
    assert found(solution) == trap.all
    assert solution.num_extreme == len(trap.all)
    assert solution.num_components == len(solution.components) == trap.num_components
    known = {continuum.equilibria for continuum in solution.continua}
    for members, index in zip(solution.components, solution.component_indices, strict=True):
        assert index in (None, 1, -1)
        assert len(members) == 1 or any(set(points) <= set(members) for points in known)


def check_constant_sum(trap: Trap, method: str) -> None:
    if not trap.is_constant_sum:
        refuse(trap, method, "add up to the same number")
        return
    check_everything(trap, method)


def check_interior_point(trap: Trap, method: str) -> None:
    if not trap.is_constant_sum:
        refuse(trap, method, "add up to the same number")
        return
    (equilibrium,) = answer(trap, method).equilibria
    payoffs = [value for line in trap.tables[0] for value in line]
    error = Fraction(1, 10**9) * (max(payoffs) - min(payoffs))
    assert equilibrium.max_regret <= error
    assert abs(equilibrium.payoffs[0] - trap.payoffs(next(iter(trap.all)))[0]) <= error


def check_one(trap: Trap, method: str) -> None:
    """One equilibrium, proved."""
    solution = answer(trap, method)
    assert (len(solution.equilibria), solution.coverage) == (1, Coverage.AT_LEAST_ONE)
    assert solution.arithmetic == "exact"


def check_near(trap: Trap, method: str) -> None:
    """One equilibrium, proved, or a point of small regret that is said to be no more."""
    solution = answer(trap, method)
    (equilibrium,) = solution.equilibria
    if solution.coverage is Coverage.AT_LEAST_ONE:
        assert equilibrium.certificate.is_equilibrium
    else:
        assert solution.coverage is Coverage.APPROXIMATE
        assert 0 < equilibrium.max_regret < 1e-6


def check_symmetric(trap: Trap, method: str) -> None:
    """Pure equilibria in which both players do the same, and others in which they play alike."""
    if len(analysis.exchangeable_groups(trap.game)) > 1:
        refuse(trap, method, "needs players who can change places")
        return
    solution = answer(trap, method, "symmetric")
    assert all(equilibrium.certificate.is_equilibrium for equilibrium in solution.equilibria)
    alike = {profile for profile in trap.all if profile[0] == profile[1] and all(max(own) == 1 for own in profile)}
    assert alike <= found(solution)
    if solution.coverage is Coverage.ALL and not solution.continua:
        assert found(solution) <= trap.all


def check_paths(trap: Trap, method: str) -> None:
    """From every label a path that ends at an extreme equilibrium."""
    for label in range(sum(trap.game.num_actions)):
        solution = answer(trap, method, label=label)
        assert len(solution.equilibria) == 1
        assert found(solution) <= trap.all
        assert solution.coverage is Coverage.AT_LEAST_ONE


def check_network(trap: Trap, method: str) -> None:
    """Never said to be all."""
    solution = answer(trap, method)
    assert solution.coverage is Coverage.PARTIAL
    assert found(solution) <= trap.all


def check_pure(trap: Trap, method: str) -> None:
    pure = {profile for profile in trap.all if all(max(strategy) == 1 for strategy in profile)}
    solution = answer(trap, method, "pure")
    assert {equilibrium.profile.strategies for equilibrium in solution.equilibria} == pure
    assert solution.coverage is Coverage.ALL_PURE
    if not pure:
        refuse(trap, method, "no equilibrium of this game is pure")


def check_strict(trap: Trap, method: str) -> None:
    solution = answer(trap, method, "strict")
    assert {equilibrium.profile.strategies for equilibrium in solution.equilibria} == trap.strict()
    assert trap.strict() <= trap.all


def check_perfect(trap: Trap, method: str) -> None:
    assert found(answer(trap, method, "perfect")) == perfect(trap)


def perfect(trap: Trap) -> set[Pair]:
    return trap.all - set(strategies(NOT_PERFECT.get(trap.name, [])))


def check_proper(trap: Trap, method: str) -> None:
    assert found(answer(trap, method, "proper")) <= perfect(trap)


def check_essential(trap: Trap, method: str) -> None:
    unessential = [text for text, index in INDICES.get(trap.name, {}).items() if index == 0]
    solution = answer(trap, method, "essential")
    listed = found(solution)
    assert listed <= trap.all
    assert not listed & set(strategies(unessential))
    assert solution.coverage is (Coverage.PARTIAL if unessential else Coverage.ALL)
    assert solution.num_components == trap.num_components - len(unessential)


def check_payoff_dominant(trap: Trap, method: str) -> None:
    payoffs = {profile: trap.payoffs(profile) for profile in trap.all}
    beaten = {
        profile
        for profile, own in payoffs.items()
        if any(other != own and all(map(Fraction.__ge__, other, own)) for other in payoffs.values())
    }
    assert found(answer(trap, method, "payoff_dominant")) == trap.all - beaten


def check_risk_dominant(trap: Trap, method: str) -> None:
    if trap.game.num_actions != (2, 2) or len(trap.strict()) != 2:
        refuse(trap, method, "risk dominance")
        return
    assert found(answer(trap, method, "risk_dominant")) == trap.strict()  # neither in a game of chicken


def check_evolutionarily_stable(trap: Trap, method: str) -> None:
    if not trap.is_symmetric:
        refuse(trap, method, "symmetric")
        return
    solution = answer(trap, method, "evolutionarily_stable")
    stable = set(strategies(EVOLUTIONARILY_STABLE.get(trap.name, [])))
    assert {equilibrium.profile.strategies for equilibrium in solution.equilibria} == stable


def welfare(solution: Solution) -> Fraction:
    return max(sum(equilibrium.payoffs, Fraction(0)) for equilibrium in solution.equilibria)


def check_correlated(trap: Trap, method: str) -> None:
    """A mediator does at least as well as the best Nash equilibrium; one that is followed blindly, as well as that."""
    best = welfare(answer(trap, method, method))
    assert best >= max(sum(trap.payoffs(profile)) for profile in trap.all)
    assert welfare(answer(trap, "coarse_correlated", "coarse_correlated")) >= best or method == "coarse_correlated"
    for player in range(2):
        solution = answer(trap, method, method, objective=trap.game.players[player].key)
        assert solution.equilibria[0].payoffs[player] >= max(trap.payoffs(profile)[player] for profile in trap.all)


def check_correlated_vertices(trap: Trap, method: str) -> None:
    if trap.game.num_profiles > 20:
        return  # refused unless a time is given
    for concept in ("correlated", "coarse_correlated"):
        assert welfare(answer(trap, method, concept)) == welfare(answer(trap, concept, concept))


def check_commitments(trap: Trap, method: str) -> None:
    """Who commits itself gets no less than in any equilibrium; in a constant-sum game just the same."""
    for leader in range(2):
        (commitment,) = answer(trap, method, method, leader=trap.game.players[leader].key).equilibria
        best = max(trap.payoffs(profile)[leader] for profile in trap.all)
        assert commitment.payoffs[leader] >= best
        if trap.is_constant_sum:
            assert commitment.payoffs[leader] == best


def refuse(trap: Trap, method: str, reason: str) -> None:
    with pytest.raises(UnsupportedGameError, match=reason):
        solve(trap.game, method=method, concept=next(one for one in METHODS if one.name == method).concepts[-1])


CHECKS: dict[str, Callable[[Trap, str], None]] = {
    "label_tree": check_everything,
    "support_enumeration": check_everything,
    "vertex_enumeration": check_everything,
    "zero_sum": check_constant_sum,
    "interior_point": check_interior_point,
    "one_equilibrium": check_one,
    "lemke_howson": check_paths,
    "lemke_howson_all": check_network,
    "certified_search": check_sets,
    "iterated_polymatrix": check_near,
    "logit_tracing": check_near,
    "symmetric_search": check_symmetric,
    "pure_enumeration": check_pure,
    "strict": check_strict,
    "perfect": check_perfect,
    "proper": check_proper,
    "essential": check_essential,
    "payoff_dominant": check_payoff_dominant,
    "risk_dominant": check_risk_dominant,
    "evolutionarily_stable": check_evolutionarily_stable,
    "correlated": check_correlated,
    "coarse_correlated": check_correlated,
    "correlated_vertices": check_correlated_vertices,
    "stackelberg": check_commitments,
}


def test_every_method_for_normal_forms_is_checked() -> None:
    assert set(CHECKS) == {method.name for method in METHODS if "normal form" in method.forms}


@pytest.mark.parametrize("units", UNITS)
@pytest.mark.parametrize("name", EVERY_GAME)
@pytest.mark.parametrize("method", CHECKS)
def test_every_method(method: str, name: str, units: str) -> None:
    CHECKS[method](Trap(name, units), method)


@pytest.mark.parametrize("units", UNITS)
@pytest.mark.parametrize("name", EVERY_GAME)
def test_batches(name: str, units: str) -> None:
    trap = Trap(name, units)
    batch = solve_batch(np.array([trap.tables], dtype=object), verify=0)
    assert batch.coverage is Coverage.ALL
    assert batch.num_components.tolist() == [trap.num_components]
    listed = np.concatenate(batch.strategies, axis=1)
    assert len(listed) == len(trap.all)
    for profile in trap.all:
        exact = np.array([float(weight) for strategy in profile for weight in strategy])
        assert (np.abs(listed - exact).max(axis=1) <= 1e-9).sum() == 1


@pytest.mark.parametrize("kind", [np.uint8, np.int8, np.uint16, np.uint64, np.float16, np.float32])
def test_narrow_numbers_do_not_wrap(kind: type[np.generic]) -> None:
    game = NormalFormGame.zero_sum(np.array([[1, 2], [3, 0]], dtype=kind))
    for method in ("label_tree", "zero_sum", "support_enumeration", "vertex_enumeration", "lemke_howson"):
        solution = solve(game, method=method)
        assert found(solution) == set(strategies(["3/4 1/4 | 1/2 1/2"]))
        assert solution.equilibria[0].payoffs == (Fraction(3, 2), Fraction(-3, 2))
    tables = np.array([[[[1, 2], [3, 0]], [[2, 1], [0, 3]]]], dtype=kind)
    batch = solve_batch(tables, verify=1)
    assert [strategy.tolist() for strategy in batch.strategies] == [[[0.75, 0.25]], [[0.5, 0.5]]]


@pytest.mark.parametrize("kind", [np.int8, np.int16, np.int32, np.int64])
def test_the_smallest_integer_has_a_negative(kind: type[np.signedinteger]) -> None:
    least = int(np.iinfo(kind).min)
    game = NormalFormGame.zero_sum(np.array([[least, 0], [0, least]], dtype=kind))
    assert found(solve(game)) == set(strategies(["1/2 1/2 | 1/2 1/2"]))
    assert solve(game).equilibria[0].payoffs == (Fraction(least, 2), Fraction(-least, 2))


@pytest.mark.parametrize("is_tall", [False, True])
def test_wide_games(*, is_tall: bool) -> None:
    A, B = np.random.default_rng(70).integers(0, 1000, (2, 2, 70))
    expected = support_equilibria(A.tolist(), B.tolist())
    if is_tall:
        A, B, expected = B.T, A.T, {pair[::-1] for pair in expected}
    for method in ("label_tree", "support_enumeration", "vertex_enumeration"):
        assert found(solve(NormalFormGame.from_bimatrix(A, B), method=method)) == expected


THREE_PLAYERS = {
    "certified_search": Coverage.ALL,
    "iterated_polymatrix": Coverage.AT_LEAST_ONE,
    "logit_tracing": Coverage.AT_LEAST_ONE,
    "pure_enumeration": Coverage.ALL_PURE,
    "strict": Coverage.ALL,
    "correlated": Coverage.AT_LEAST_ONE,
    "coarse_correlated": Coverage.AT_LEAST_ONE,
    "correlated_vertices": Coverage.ALL_EXTREME,
}


@pytest.mark.parametrize("method", CHECKS)
def test_the_only_equilibrium_of_three_players_is_irrational(method: str) -> None:
    game = irrational_game()
    concept = next(one for one in METHODS if one.name == method).concepts[0]
    if method not in THREE_PLAYERS:
        with pytest.raises(UnsupportedGameError, match=r"player|2 x 2 game"):
            solve(game, concept, method=method)
        return
    solution = solve(game, concept, method=method)
    assert solution.coverage is THREE_PLAYERS[method]
    assert all(equilibrium.certificate.is_equilibrium for equilibrium in solution.equilibria)
    assert bool(solution.equilibria) is (method not in {"pure_enumeration", "strict"})


def test_the_best_of_chicken() -> None:
    trap = Trap("chicken", "as told")
    (equilibrium,) = answer(trap, "correlated", "correlated").equilibria
    assert isinstance(equilibrium.play, Distribution)
    assert dict(equilibrium.play.probabilities) == {
        (0, 0): Fraction(1, 2),
        (0, 1): Fraction(1, 4),
        (1, 0): Fraction(1, 4),
    }
    assert sum(equilibrium.payoffs) == Fraction(21, 2)
    assert sorted(sum(trap.payoffs(profile)) for profile in trap.all) == [9, 9, Fraction(28, 3)]

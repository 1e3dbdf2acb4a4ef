"""All equilibria of games of any number of players."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from gametheory import Limits, NormalFormGame, TreeBuilder, UnsupportedGameError, solve
from gametheory.core.enclosed_profile import EnclosedProfile, EnclosureCertificate
from gametheory.core.solution import Coverage, Progress, Termination
from gametheory.solvers.many_players import box_search, certified_search

if TYPE_CHECKING:
    from gametheory import ExtensiveFormGame, Solution
    from gametheory.core.equilibrium import Equilibrium

NAU = NormalFormGame(
    [
        [[[3, 1], [0, 0]], [[0, 0], [1, 2]]],
        [[[0, 0], [2, 1]], [[1, 3], [0, 0]]],
        [[[2, 0], [0, 0]], [[0, 0], [0, 3]]],
    ]
)


def random_game(seed: int, shape: tuple[int, ...], largest: int = 10**6) -> NormalFormGame:
    rng = np.random.default_rng(seed)
    return NormalFormGame(rng.integers(0, largest + 1, (len(shape), *shape)))


def floats(found: Equilibrium) -> tuple[float, ...]:
    """Probabilities of the first actions of three players with two actions each."""
    return tuple(float(own[0]) for own in found.profile.strategies)  # type: ignore[index]


def gain(payoffs: np.ndarray, player: int, point: tuple[float, float, float]) -> float:
    """What a player's first action pays more than its second one, in floats."""
    table = np.moveaxis(payoffs[player].astype(float), player, 0)
    difference = table[0] - table[1]
    first, second = (np.array([p, 1 - p]) for other, p in enumerate(point) if other != player)
    return float(first @ difference @ second)


def is_equilibrium(payoffs: np.ndarray, point: tuple[float, float, float]) -> bool:
    """Whether nobody gains, up to rounding."""
    for player, weight in enumerate(point):
        gained = gain(payoffs, player, point)
        if (weight > 0 and gained < -1e-6 * 1e6) or (weight < 1 and gained > 1e-6 * 1e6):
            return False
    return True


def oracle(payoffs: np.ndarray) -> list[tuple[float, float, float]]:
    """All equilibria of a generic 2 x 2 x 2 game in floats: by supports, full ones by a quadratic equation."""
    found = [point for point in product((1.0, 0.0), repeat=3) if is_equilibrium(payoffs, point)]
    for alone, choice in product(range(3), (1.0, 0.0)):
        one, other = (player for player in range(3) if player != alone)
        point = [choice] * 3

        def at(weight: float, place: int, player: int, base: list[float] = point) -> float:
            moved = list(base)
            moved[place] = weight
            return gain(payoffs, player, (moved[0], moved[1], moved[2]))

        point[other] = at(0.0, other, one) / (at(0.0, other, one) - at(1.0, other, one))
        point[one] = at(0.0, one, other) / (at(0.0, one, other) - at(1.0, one, other))
        if all(0 < point[player] < 1 for player in (one, other)) and is_equilibrium(payoffs, tuple(point)):  # type: ignore[arg-type]
            found.append((point[0], point[1], point[2]))

    def third(first: float) -> float:
        low, high = (gain(payoffs, 1, (first, 0.0, end)) for end in (0.0, 1.0))
        return low / (low - high)

    def second(first: float) -> float:
        low, high = (gain(payoffs, 2, (first, end, 0.0)) for end in (0.0, 1.0))
        return low / (low - high)

    def numerator(first: float) -> float:
        slopes = [gain(payoffs, 1, (first, 0.0, 0.0)) - gain(payoffs, 1, (first, 0.0, 1.0))]
        slopes.append(gain(payoffs, 2, (first, 0.0, 0.0)) - gain(payoffs, 2, (first, 1.0, 0.0)))
        return gain(payoffs, 0, (first, second(first), third(first))) * slopes[0] * slopes[1] / 1e18

    places = (0.137, 0.5218, 0.911)
    for root in np.roots(np.polyfit(places, [numerator(place) for place in places], 2)):
        if abs(root.imag) < 1e-12 and 0 < root.real < 1:
            point = (float(root.real), second(root.real), third(root.real))
            if all(0 < weight < 1 for weight in point):
                found.append(point)
    return found


@pytest.mark.parametrize("seed", range(60))
def test_two_by_two_by_two_games_equal_the_oracle(seed: int) -> None:
    game = random_game(seed, (2, 2, 2))
    solution = solve(game, method="certified_search")
    assert solution.coverage is Coverage.ALL
    expected = sorted(oracle(game.payoffs))
    assert expected
    assert np.allclose(sorted(map(floats, solution.equilibria)), expected, atol=1e-6)
    assert len(expected) % 2 == 1
    assert solution.statistics["index_sum"] == 1


def test_nau() -> None:
    solution = solve(NAU)
    (found,) = solution.equilibria
    assert (solution.method, solution.coverage, solution.arithmetic) == ("certified_search", Coverage.ALL, "exact")
    assert isinstance(found.play, EnclosedProfile)
    assert isinstance(found.certificate, EnclosureCertificate)
    assert str(found.play.numbers_of("1")["1"]) == "(53 - sqrt(601))/46"
    assert solution.component_indices == (1,)
    assert solution.unresolved == ()


def horse() -> ExtensiveFormGame:
    builder = TreeBuilder(["first", "second", "third"])
    down, across = builder.move(0, "first", ["D", "A"], infoset="start")
    stop, go = builder.move(across, "second", ["a", "d"], infoset="middle")
    builder.payoffs(stop, [1, 1, 1])
    for node, left, right in ((down, [3, 3, 2], [0, 0, 0]), (go, [4, 4, 0], [0, 0, 1])):
        for payoffs, leaf in zip((left, right), builder.move(node, "third", ["L", "R"], infoset="last"), strict=True):
            builder.payoffs(leaf, payoffs)
    return builder.build()


def test_selten_horse_has_four_points_in_two_components() -> None:
    solution = solve(horse(), "nash")
    assert (solution.coverage, solution.num_extreme, solution.num_components) == (Coverage.ALL, 4, 2)
    assert solution.components == ((0, 1), (2, 3))
    assert [continuum.equilibria for continuum in solution.continua] == [(0, 1), (2, 3)]
    middle = [found["second"]["middle"]["a"] for found in solution.equilibria]
    assert middle == [1, Fraction(1, 3), 1, 1]


def shares(solution: Solution) -> list[tuple[object, ...]]:
    return [found.profile.strategies for found in solution.equilibria]


@pytest.mark.parametrize("seed", range(12))
def test_games_of_two_players_equal_the_tree_of_labels(seed: int) -> None:
    game = random_game(seed, (3, 2), 3)
    found, known = solve(game, method="certified_search"), solve(game, method="label_tree")
    assert (found.coverage, known.coverage) == (Coverage.ALL, Coverage.ALL)
    assert shares(known)
    assert shares(found) == shares(known)
    assert found.components == known.components


@pytest.mark.parametrize("seed", range(4))
def test_larger_games_are_searched_by_boxes(seed: int) -> None:
    solution = solve(random_game(seed, (3, 3, 2)), method="certified_search")
    assert (solution.coverage, solution.termination) == (Coverage.ALL, Termination.EXHAUSTED)
    assert solution.statistics["boxes"]
    assert len(solution.equilibria) % 2 == 1
    assert solution.statistics["index_sum"] == 1
    assert all(found.certificate.is_equilibrium for found in solution.equilibria)


@pytest.mark.parametrize("seed", range(6))
def test_relabelling_changes_nothing(seed: int) -> None:
    game = random_game(seed, (2, 2, 3), 5)
    moved = NormalFormGame(np.moveaxis(game.payoffs, [1, 2, 3], [3, 1, 2])[[1, 2, 0]])
    first, second = solve(game, method="certified_search"), solve(moved, method="certified_search")
    assert first.coverage == second.coverage
    back = [(own[2], own[0], own[1]) for own in shares(second)]
    rounded = [
        sorted(tuple(round(float(w), 9) for own in one for w in own) for one in listed)  # type: ignore[attr-defined]
        for listed in (shares(first), back)
    ]
    assert rounded[0]
    assert rounded[0] == rounded[1]


def test_duplicated_actions_make_a_continuum() -> None:
    payoffs = NAU.payoffs[:, [0, 1, 1]]
    solution = solve(NormalFormGame(payoffs), method="certified_search")
    assert solution.coverage is Coverage.PARTIAL or solution.continua
    assert solution.equilibria or solution.unresolved


def test_a_limit_keeps_what_was_found() -> None:
    solution = solve(random_game(1, (5, 5, 5), 9), method="certified_search", limits=Limits(time=0.2))
    assert (solution.termination, solution.coverage) == (Termination.TIME_LIMIT, Coverage.PARTIAL)
    assert "of the space of mixed strategies is done" in " ".join(solution.unresolved)


def test_progress_is_told_in_shares() -> None:
    told: list[Progress] = []
    solve(random_game(2, (4, 4, 4)), method="certified_search", limits=Limits(time=3.0), progress=told.append)
    assert told
    assert all(progress.total in (None, certified_search.SHARES) or progress.total for progress in told)


def test_trees_that_are_too_large_are_refused() -> None:
    builder = TreeBuilder(["first", "second", "third"])
    for number, node in enumerate(builder.move(0, "first", [str(n) for n in range(10)], infoset="start")):
        for after in builder.move(node, "second", ["L", "R"], infoset=f"second{number}"):
            for last, leaf in enumerate(builder.move(after, "third", ["l", "r"], infoset=f"third{number}")):
                builder.payoffs(leaf, [number, last, 1 - last])
    tree = builder.build()
    with pytest.raises(UnsupportedGameError, match=r"certified_search needs|normal form needs"):
        solve(tree, "nash", method="certified_search")


def test_boxes_know_how_much_time_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[float] = []

    class Recording(box_search.BoxSearch):
        def __init__(self, *arguments: Any, seconds: float, **options: Any) -> None:
            given.append(seconds)
            super().__init__(*arguments, seconds=seconds, **options)

    monkeypatch.setattr(box_search, "BoxSearch", Recording)
    solve(random_game(3, (3, 3, 3)), limits=Limits(time=50))
    assert 0 < given[0] <= 50

"""Games from the literature against what is known of their equilibria."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest

from gametheory import NormalFormGame, models, solve
from gametheory.analysis.shared_values.minmax_values import maxmin
from gametheory.errors import InvalidParameterError


def gale_sets(dimension: int) -> Iterator[frozenset[int]]:
    """Vertices of the dual cyclic polytope with twice as many facets as dimensions: runs of even length, around."""
    places = 2 * dimension
    for chosen in combinations(range(places), dimension):
        gaps = sorted(set(range(places)) - set(chosen))
        if all((later - earlier) % 2 for earlier, later in zip(gaps, [*gaps[1:], gaps[0] + places], strict=True)):
            yield frozenset(chosen)


def num_complementary_pairs(labels: list[int]) -> int:
    """Equilibria of the game with these labels, by combinatorics alone."""
    vertices = list(gale_sets(len(labels) // 2))
    second = {frozenset(labels[place] for place in vertex) for vertex in vertices}
    return sum(frozenset(range(len(labels))) - vertex in second for vertex in vertices) - 1


@pytest.mark.parametrize(("num_actions", "expected"), [(2, 3), (4, 15), (6, 75)])
def test_von_stengels_numbers_of_equilibria(num_actions: int, expected: int) -> None:
    # von Stengel (1999): 75 equilibria of a 6 x 6 game, more than 2**6 - 1
    solution = solve(models.many_equilibria_game(num_actions))
    assert len(solution.equilibria) == expected == solution.num_components
    assert num_complementary_pairs([place ^ 1 for place in range(2 * num_actions)]) == expected


@pytest.mark.parametrize("num_actions", [2, 4, 6])
def test_hard_games_have_one_equilibrium_with_full_support(num_actions: int) -> None:
    (equilibrium,) = solve(models.hard_to_solve_game(num_actions)).equilibria
    assert min(min(equilibrium[player].values()) for player in "12") > 0


def test_payoffs_are_coprime_integers() -> None:
    for generate in (models.many_equilibria_game, models.hard_to_solve_game):
        for table in generate(4).payoffs:
            assert table.dtype == np.int64
            assert np.gcd.reduce(table.ravel()) == 1


@pytest.mark.parametrize("num_actions", [0, 1, 3, -2])
def test_cyclic_polytopes_need_even_dimensions(num_actions: int) -> None:
    for generate in (models.many_equilibria_game, models.hard_to_solve_game):
        with pytest.raises(InvalidParameterError, match=f"an even number of actions, at least 2, got {num_actions}"):
            generate(num_actions)


def test_blotto_follows_its_definition() -> None:
    values, second = [3, "1/2", 4], [1, 2, 6]
    game = models.colonel_blotto((3, 2), values, column_values=second)
    assert game.num_actions == (10, 6)
    for row, first_name in enumerate(game.actions[0]):
        for column, second_name in enumerate(game.actions[1]):
            sent = [list(map(int, name.split("-"))) for name in (first_name, second_name)]
            for player, worth in enumerate((values, second)):
                expected = Fraction(0)
                for value, own, other in zip(worth, sent[player], sent[1 - player], strict=True):
                    expected += Fraction(value) * (Fraction(1, 2) if own == other else int(own > other))
                assert game.payoff(player, (row, column)) == expected


def test_common_values_make_blotto_constant_sum() -> None:
    game = models.colonel_blotto((4, 2), [2, 4, 6])
    assert game.payoffs.dtype == np.int64
    assert (game.payoffs.sum(axis=0) == 12).all()
    assert models.colonel_blotto((1, 1), [5]).num_actions == (1, 1)


@pytest.mark.parametrize(("periods", "inspections"), [(1, 0), (1, 1), (4, 1), (4, 3), (5, 2)])
def test_value_of_inspection(periods: int, inspections: int) -> None:
    game = models.inspection_game(periods, inspections, gain=2, penalty=3)
    at_random = Fraction(3 * inspections - 2 * (periods - inspections), periods)
    assert maxmin(game, "inspector").value == min(Fraction(0), at_random)


def test_no_inspection_has_a_name() -> None:
    assert models.inspection_game(2, 0).actions == (("none",), ("1", "2", "none"))


@pytest.mark.parametrize(
    ("generate", "sentence"),
    [
        (lambda: models.colonel_blotto((2, 1), []), "got 0 and 0 values"),
        (lambda: models.colonel_blotto((2, 1), [1], column_values=[1, 2]), "got 1 and 2 values"),
        (lambda: models.colonel_blotto((2, -1), [1]), "troops of at least 0"),
        (lambda: models.inspection_game(0, 0), "at least one period"),
        (lambda: models.inspection_game(2, 3), "no more inspections than periods"),
        (lambda: models.inspection_game(2, 1, gain=-1), "gain -1"),
    ],
)
def test_impossible_games_are_refused(generate: Callable[[], NormalFormGame], sentence: str) -> None:
    with pytest.raises(InvalidParameterError, match=sentence):
        generate()

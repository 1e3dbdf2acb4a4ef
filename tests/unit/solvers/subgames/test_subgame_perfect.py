from __future__ import annotations

import random

import pytest

from gametheory import (
    Coverage,
    ExtensiveFormGame,
    Limits,
    NormalFormGame,
    Termination,
    TreeBuilder,
    UnsupportedGameError,
    solve,
)
from gametheory.solvers.problem import Problem
from gametheory.solvers.subgames import subgame_perfect
from gametheory.solvers.watch import Watch
from oracles.backward_enumeration import pure_subgame_perfect, random_tree


def ties(depth: int) -> ExtensiveFormGame:
    """Two players in turn, all payoffs 0."""
    builder = TreeBuilder(["1", "2"])
    nodes = [0]
    for level in range(depth):
        nodes = [child for node in nodes for child in builder.move(node, level % 2, "ab")]
    return builder.build()


def long_tree(length: int) -> ExtensiveFormGame:
    """A centipede: stop, or go on to the other."""
    builder = TreeBuilder(["1", "2"])
    node = 0
    for step in range(length):
        stop, node = builder.move(node, step % 2, ["stop", "on"])
        builder.payoffs(stop, [step + 2 * (step % 2 == 0), step + 2 * (step % 2)])
    return builder.build()


def test_all_ties_are_counted_and_form_one_component() -> None:
    solution = solve(ties(3), "subgame_perfect")
    assert solution.num_extreme == len(solution.equilibria) == 2**7
    assert (solution.coverage, solution.num_components) == (Coverage.ALL, 1)


def test_more_than_can_be_listed_are_counted() -> None:
    solution = solve(ties(5), "subgame_perfect", limits=Limits(equilibria=4))
    assert (solution.num_extreme, len(solution.equilibria)) == (2**31, 4)
    assert (solution.termination, solution.coverage) == (Termination.COUNT_REACHED, Coverage.PARTIAL)
    assert solution.unresolved == ("4 of 2,147,483,648 subgame-perfect equilibria are listed",)
    assert (solution.components, solution.num_components) == ((), None)


def test_huge_numbers_are_told_by_their_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subgame_perfect, "MOST_BITS_OF_A_COUNT", 100)
    solution = solve(ties(7), "subgame_perfect", limits=Limits(equilibria=2))
    assert solution.num_extreme is None
    assert "num_pure" not in solution.statistics
    assert solution.unresolved == ("2 of about 10^38 subgame-perfect equilibria are listed",)


def test_large_trees_list_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subgame_perfect, "MOST_LISTED_NODES", 100)
    assert len(solve(ties(4), "subgame_perfect").equilibria) == 3


def test_a_long_tree_needs_no_recursion() -> None:
    tree = long_tree(5_000)
    solution = solve(tree, "subgame_perfect")
    (equilibrium,) = solution.equilibria
    assert all(strategy == (1, 0) for strategy in equilibrium.profile.strategies)
    assert solution.statistics["subgames"] == 5_000


def test_mixed_equilibria_of_a_stage_reach_the_top() -> None:
    builder = TreeBuilder(["1", "2"])
    nodes = builder.move(0, "1", ["x", "y"])
    for number, node in enumerate(nodes):
        for row, above in enumerate(builder.move(node, "1", "TB", infoset=f"r{number}")):
            for column, end in enumerate(builder.move(above, "2", "LR", infoset=f"c{number}")):
                sign = 1 if row == column else -1
                builder.payoffs(end, [sign + number, -sign])
    (equilibrium,) = solve(builder.build(), "subgame_perfect").equilibria
    assert equilibrium.payoffs == (1, 0)
    assert not equilibrium.profile.is_pure


@pytest.mark.parametrize("seed", range(20))
def test_pure_ones_are_those_of_the_definition(seed: int) -> None:
    tree = random_tree(seed, num_players=random.Random(seed).randint(1, 3))
    solution = solve(tree, "subgame_perfect")
    assert solution.statistics["num_pure"] == len(pure_subgame_perfect(tree))


def test_needs_a_tree() -> None:
    problem = Problem(NormalFormGame([[1, 2]]), "subgame_perfect", Watch(), num_listed=9)
    with pytest.raises(UnsupportedGameError, match="subgame_perfect needs a tree, got a normal form"):
        next(subgame_perfect.search(problem))


def test_interrupted_while_listing(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(subgame_perfect, "behavior", interrupted)
    solution = solve(ties(2), "subgame_perfect")
    assert (solution.equilibria, solution.termination) == ((), Termination.INTERRUPTED)

from __future__ import annotations

import pytest

from cross_checks.random_trees import TreeDraw
from gametheory import (
    Coverage,
    Limits,
    NormalFormGame,
    Termination,
    TreeBuilder,
    UnsupportedGameError,
    load,
    solve,
)
from gametheory.solvers.problem import Problem
from gametheory.solvers.trees import tree_nash
from gametheory.solvers.watch import Watch
from oracles.classic_trees import selten_horse, trust, ultimatum


@pytest.mark.parametrize(("largest", "num_extreme"), [(1, 5), (2, 13), (3, 35), (4, 91), (5, 227)])
def test_ultimatum_is_small_in_realization_plans(largest: int, num_extreme: int) -> None:
    solution = solve(ultimatum(range(largest + 1), largest))
    assert (solution.num_extreme, solution.num_components) == (num_extreme, 1)
    assert solution.coverage is Coverage.ALL


def test_subsets_are_told_in_realization_plans() -> None:
    (subset,) = solve(trust()).nash_subsets
    assert tuple(subset.strategies[0]) == ((1, 0, 1),)
    assert set(subset.strategies[1]) == {(1, 0, 1), (1, 0.5, 0.5)}


def test_three_players_of_whom_two_have_a_choice() -> None:
    builder = TreeBuilder(["buyer", "seller", "state"])
    left, _ = builder.move(0, "state", ["do", "never"], infoset="state")
    trusted, refused = builder.move(left, "buyer", ["Trust", "Not"], infoset="trust")
    honored, abused = builder.move(trusted, "seller", ["Honor", "Abuse"], infoset="trusted")
    for node, payoffs in ((refused, [0, 0, 1]), (honored, [1, 1, 1]), (abused, [-1, 2, 1])):
        builder.payoffs(node, payoffs)
    solution = solve(builder.build())
    assert (solution.method, solution.coverage, solution.num_extreme) == ("tree_nash", Coverage.ALL, 2)
    assert {equilibrium.profile.strategies for equilibrium in solution.equilibria} == {
        ((1, 0), (0, 1), (0, 1)),
        ((1, 0), (0, 1), (0.5, 0.5)),
    }


def test_three_who_choose_are_named() -> None:
    with pytest.raises(UnsupportedGameError, match="tree_nash needs at most two players with a choice"):
        solve(selten_horse(), method="tree_nash")


def test_needs_a_tree() -> None:
    problem = Problem(NormalFormGame([[1, 2]]), "nash", Watch(), num_listed=9)
    with pytest.raises(UnsupportedGameError, match="tree_nash needs a tree, got a normal form"):
        next(tree_nash.search(problem))


def test_more_plans_than_a_normal_form_could_hold() -> None:
    """Thirty rounds of one player: 2^30 plans, 60 sequences."""
    builder = TreeBuilder(["1", "2"])
    nodes = builder.chance(0, {str(number): "1/30" for number in range(30)})
    for number, node in enumerate(nodes):
        good, _ = builder.move(node, "1", ["good", "bad"], infoset=f"h{number}")
        builder.payoffs(good, [number + 1, 0])
    (equilibrium,) = solve(builder.build()).equilibria
    assert equilibrium.profile.is_pure


def test_a_long_list_is_cut_but_counted() -> None:
    solution = solve(load("chain_store"), "nash", limits=Limits(equilibria=3))
    assert (solution.coverage, solution.termination) == (Coverage.ALL, Termination.COUNT_REACHED)
    assert (len(solution.equilibria), solution.num_extreme, solution.num_components) == (3, 17_013, 4)
    assert len(solution.nash_subsets) == 19
    whole = solve(load("outside_option"), "nash")
    part = solve(load("outside_option"), "nash", limits=Limits(equilibria=2))
    assert [found.profile for found in part.equilibria] == [found.profile for found in whole.equilibria[:2]]
    assert sum(subset.num_extreme for subset in part.nash_subsets) == whole.num_extreme == 3


def test_a_tree_whose_polyhedra_have_very_many_vertices() -> None:
    solution = solve(TreeDraw(depth=5, num_signals=1, end_share=0.2).tree("big sweep hidden #195"))
    assert (solution.num_extreme, solution.num_components, len(solution.nash_subsets)) == (11, 1, 2)
    assert solution.coverage is Coverage.ALL

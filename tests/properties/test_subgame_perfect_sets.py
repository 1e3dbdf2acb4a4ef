"""Subgame-perfect equilibria of random trees of two players as sets: sound, complete, and as by induction."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice, product
from math import prod
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from gametheory import BehaviorProfile, ExtensiveFormGame, Limits, TreeBuilder, solve
from gametheory.analysis.trees.subgame_perfection import judge_subgame_perfection
from gametheory.core.profiles import certain
from gametheory.core.solution import Coverage
from gametheory.solvers.normal_forms.extreme_points import extreme_points
from gametheory.solvers.problem import Problem
from gametheory.solvers.subgames.backward_induction import BackwardInduction
from gametheory.solvers.subgames.perfect_pieces import Piece, Point, TooManyPointsError, behaviors
from gametheory.solvers.subgames.subgame_perfect import behavior, selections
from gametheory.solvers.subgames.subgame_perfect_sets import perfect_pieces, set_conclusion
from gametheory.solvers.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Iterator

SEEDS = range(120)
MOST_NODES = 30
SHARES = [tuple(map(Fraction, pair)) for pair in ((0, 1), (1, 0), ("1/2", "1/2"), ("1/3", "2/3"), ("2/3", "1/3"))]


def random_tree(seed: int) -> ExtensiveFormGame:
    """A tree of at most ``MOST_NODES`` nodes."""
    rng = Random(seed)
    while True:
        tree = tree_with_ties(rng)
        if tree.num_nodes <= MOST_NODES:
            return tree


def tree_with_ties(rng: Random) -> ExtensiveFormGame:
    """A tree with many ties: choices, moves at once, moves that hide an earlier one, and chance."""
    builder = TreeBuilder(["one", "two"])
    waiting = [(0, 0)]
    depth = rng.choice([1, 2, 2, 3])
    while waiting:
        node, level = waiting.pop()
        if level >= depth or (level and rng.random() < 0.35):
            builder.payoffs(node, [rng.randint(0, 2), rng.randint(0, 2)])
            continue
        kind, player = rng.random(), rng.randrange(2)
        if kind < 0.1:
            children = builder.chance(node, {"H": "1/2", "T": "1/2"})
        else:
            children = builder.move(node, player, ["L", "R", "M"][: rng.choice([2, 2, 3])], infoset=f"at {node}")
        if kind > 0.6:
            hiding = children if rng.random() < 0.7 else children[1:]
            replies = [builder.move(child, 1 - player, ["U", "D"], infoset=f"after {node}") for child in hiding]
            children = [end for ends in replies for end in ends] + [child for child in children if child not in hiding]
        waiting += [(child, level + 1) for child in children]
    return builder.build()


def pieces_of(tree: ExtensiveFormGame) -> tuple[Piece, ...]:
    return perfect_pieces(tree, Watch())


def plan_of(tree: ExtensiveFormGame, profile: BehaviorProfile, player: int) -> dict[int, tuple[Fraction, ...]]:
    """The realization weights of a complete behavior."""
    reach = {0: Fraction(1)}
    plan: dict[int, tuple[Fraction, ...]] = {}
    for node in range(tree.num_nodes):
        index = int(tree.infoset[node])
        for action, child in enumerate(tree.children(node)):
            owner, strategy = tree.infosets[index].player, profile.strategies[index]
            share = Fraction(strategy[action]) if strategy else 0
            reach[child] = reach[node] * (share if owner == player else 1)
        if index >= 0 and tree.infosets[index].player == player:
            plan[index] = tuple(reach[child] for child in tree.children(node))
    return dict(sorted(plan.items()))


def is_mixture(plan: dict[int, tuple[Fraction, ...]], side: tuple[Point, ...]) -> bool:
    flat = [sum((point.plan[infoset] for infoset in plan), ()) for point in side]
    return len(side) not in extreme_points([*flat, sum(plan.values(), ())])


def is_held(tree: ExtensiveFormGame, profile: BehaviorProfile, pieces: tuple[Piece, ...]) -> bool:
    plans = [plan_of(tree, profile, player) for player in (0, 1)]
    return any(all(is_mixture(plans[player], piece.sides[player]) for player in (0, 1)) for piece in pieces)


def grid_of(tree: ExtensiveFormGame, infoset: int) -> list[tuple[Fraction, ...]]:
    """Some strategies at an information set."""
    num_actions = tree.infosets[infoset].num_actions
    return SHARES if num_actions == 2 else [certain(action, num_actions) for action in range(num_actions)]


def profiles_on_a_grid(tree: ExtensiveFormGame, rng: Random, most: int) -> Iterator[BehaviorProfile]:
    """Complete profiles with probabilities of the grid, at most so many."""
    places = [index for index, infoset in enumerate(tree.infosets) if not infoset.is_chance]
    whole = prod(len(grid_of(tree, index)) for index in places)
    sampled = ([rng.choice(grid_of(tree, index)) for index in places] for _ in range(most))
    chosen: Any = product(*(grid_of(tree, index) for index in places)) if whole <= most else sampled
    for strategies in chosen:
        listed: list[Any] = [None] * len(tree.infosets)
        for index, strategy in zip(places, strategies, strict=True):
            listed[index] = strategy
        yield BehaviorProfile(tree, tuple(listed))


@pytest.mark.parametrize("seed", SEEDS)
def test_every_extreme_point_is_subgame_perfect(seed: int) -> None:
    tree = random_tree(seed)
    pieces = pieces_of(tree)
    assert pieces
    rng = Random(seed)
    for piece in pieces:
        for first, second in product(*(list(behaviors(side))[:4] for side in piece.sides)):
            strategies = dict(first) | dict(second)
            profile = BehaviorProfile(tree, tuple(strategies.get(index) for index in range(len(tree.infosets))))
            assert profile.is_complete
            assert judge_subgame_perfection(tree, profile).verdict is True
        mixed: dict[int, Any] = {}
        for side in piece.sides:
            weights = [rng.randint(1, 4) for _ in side]
            plan = {
                infoset: [
                    sum(weight * point.plan[infoset][action] for weight, point in zip(weights, side, strict=True))
                    for action in range(len(side[0].plan[infoset]))
                ]
                for infoset in side[0].plan
            }
            mixed |= {
                infoset: [Fraction(value, 1) / sum(values) for value in values] if any(values) else None
                for infoset, values in plan.items()
            }
        open_profile = BehaviorProfile(tree, tuple(mixed.get(index) for index in range(len(tree.infosets))))
        assert judge_subgame_perfection(tree, open_profile).verdict is not False


@pytest.mark.parametrize("seed", SEEDS)
def test_every_subgame_perfect_profile_of_a_grid_is_held(seed: int) -> None:
    tree = random_tree(seed)
    pieces = pieces_of(tree)
    for profile in profiles_on_a_grid(tree, Random(seed), 200):
        if judge_subgame_perfection(tree, profile).verdict:
            assert is_held(tree, profile, pieces)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_nash_equilibrium_that_can_be_completed_is_held(seed: int) -> None:
    tree = random_tree(seed)
    pieces = pieces_of(tree)
    for equilibrium in solve(tree, "nash", limits=Limits(equilibria=60)).equilibria:
        if equilibrium.is_subgame_perfect:
            assert isinstance(equilibrium.profile, BehaviorProfile)
            assert is_held(tree, equilibrium.profile, pieces)


@pytest.mark.parametrize("seed", SEEDS)
def test_sets_agree_with_induction(seed: int) -> None:
    tree = random_tree(seed)
    induction = BackwardInduction(tree, Watch())
    subgames = induction.run()
    found = [behavior(tree, ways) for ways in islice(selections(subgames, Watch()), 2_000)]
    try:
        conclusion = set_conclusion(tree, Problem(tree, "subgame_perfect", Watch(Limits()), num_listed=10**6), {})
    except TooManyPointsError:
        assert len(found) > 500
        return
    assert conclusion.coverage is Coverage.ALL
    listed = {profile.strategies for profile in conclusion.profiles or ()}
    assert len(listed) == conclusion.num_extreme
    pieces = pieces_of(tree)
    assert all(is_held(tree, profile, pieces) for profile in found[:40])
    if not induction.unresolved and len(found) < 2_000:
        assert {profile.strategies for profile in found} == listed

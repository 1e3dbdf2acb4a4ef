"""All subgame-perfect equilibria, mixed ones too, against pygambit run on every subgame from the last one on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from cross_checks.exact_references import Point
from cross_checks.random_trees import TreeDraw, staged_tree, trees
from cross_checks.solved import check_complete
from cross_checks.stage_references import ContinuumError, all_subgame_perfect
from cross_checks.tree_references import num_choosing, num_complete_plans, subgame_roots
from gametheory import ExtensiveFormGame, solve
from gametheory.core.equilibrium import Equilibrium
from gametheory.core.profiles import BehaviorProfile

Listed: TypeAlias = "frozenset[tuple[tuple[int, str], Point]]"

HIDDEN = TreeDraw(depth=5, num_signals=1, chance_share=0.2, end_share=0.2, largest_payoff=30)


def has_subgames(tree: ExtensiveFormGame) -> bool:
    return num_choosing(tree) == 2 and len(subgame_roots(tree)) > 1 and 10 <= num_complete_plans(tree) <= 2000


def choices_of(equilibrium: Equilibrium) -> Listed:
    profile = equilibrium.profile
    assert isinstance(profile, BehaviorProfile)
    return frozenset(
        ((infoset.player, infoset.key), strategy)
        for infoset, strategy in zip(profile.game.infosets, profile.strategies, strict=True)
        if strategy is not None
    )


def num_compared(drawn: Iterable[ExtensiveFormGame]) -> tuple[int, int]:
    """How many of the trees have finitely many equilibria in every subgame, and how many of these have mixed ones."""
    compared = mixed = 0
    for tree in drawn:
        try:
            expected = {frozenset(choices.items()) for choices in all_subgame_perfect(tree)}
        except ContinuumError:
            continue
        solution = solve(tree, "subgame_perfect")
        check_complete(solution)
        listed = [choices_of(equilibrium) for equilibrium in solution.equilibria]
        assert len(set(listed)) == len(listed), tree.title
        assert set(listed) == expected, tree.title
        compared += 1
        mixed += any(not equilibrium.profile.is_pure for equilibrium in solution.equilibria)
    return compared, mixed


def test_rounds_with_observed_actions() -> None:
    drawn = (staged_tree(f"rounds {largest} #{index}", largest) for largest in (3, 9, 100) for index in range(20))
    compared, mixed = num_compared(drawn)
    assert compared >= 20
    assert mixed >= 10


def test_any_trees() -> None:
    compared, mixed = num_compared(trees(HIDDEN, "any", 60, has_subgames))
    assert compared >= 10
    assert mixed

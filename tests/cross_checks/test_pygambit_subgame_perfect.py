"""All subgame-perfect equilibria, mixed ones too, against pygambit run on every subgame from the last one on."""

from __future__ import annotations

import pytest

from cross_checks.random_trees import TreeDraw, trees
from cross_checks.solved import check_complete
from cross_checks.stage_references import Choices, ContinuumError, all_subgame_perfect
from cross_checks.tree_references import num_choosing, num_complete_plans, subgame_roots
from gametheory import ExtensiveFormGame, solve
from gametheory.core.profiles import BehaviorProfile
from gametheory.core.solution import Equilibrium

DRAWS = {
    "few ties": TreeDraw(depth=5, num_signals=1, chance_share=0.15, end_share=0.2, largest_payoff=30),
    "some ties": TreeDraw(depth=5, num_signals=1, chance_share=0.15, end_share=0.2, largest_payoff=6),
    "large stages": TreeDraw(depth=4, num_signals=1, chance_share=0.1, end_share=0.1, largest_payoff=30),
}


def has_subgames(tree: ExtensiveFormGame) -> bool:
    return num_choosing(tree) == 2 and len(subgame_roots(tree)) > 1 and 20 <= num_complete_plans(tree) <= 2000


def choices_of(equilibrium: Equilibrium) -> Choices:
    profile = equilibrium.profile
    assert isinstance(profile, BehaviorProfile)
    return {
        (infoset.player, infoset.key): strategy
        for infoset, strategy in zip(profile.game.infosets, profile.strategies, strict=True)
        if strategy is not None
    }


@pytest.mark.parametrize("kind", DRAWS)
def test_all_subgame_perfect(kind: str) -> None:
    compared = mixed = 0
    for tree in trees(DRAWS[kind], kind, 25, has_subgames):
        try:
            expected = all_subgame_perfect(tree)
        except ContinuumError:
            continue
        solution = solve(tree, "subgame_perfect")
        check_complete(solution)
        listed = [choices_of(equilibrium) for equilibrium in solution.equilibria]
        assert len(listed) == len(expected), tree.title
        assert all(choices in expected for choices in listed), tree.title
        assert all(choices in listed for choices in expected), tree.title
        compared += 1
        mixed += any(not equilibrium.profile.is_pure for equilibrium in solution.equilibria)
    assert compared >= 8
    assert mixed

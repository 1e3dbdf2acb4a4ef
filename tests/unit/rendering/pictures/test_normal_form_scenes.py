"""Pages with normal forms, also those of trees."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory import BehaviorProfile, NormalFormGame, TreeBuilder, draw, solve
from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.strategic_form import to_normal_form
from gametheory.errors import UnsupportedGameError
from gametheory.rendering.draw import KINDS
from gametheory.rendering.pictures.normal_form_scenes import CHECKS, SCENES, mixed_over_plans, strategic_game
from gametheory.rendering.pictures.scene import Text
from rendering import sample_games


def trust() -> ExtensiveFormGame:
    """A seller who may honor trust, and choose once more when not trusted."""
    builder = TreeBuilder(["buyer", "seller"])
    trusted, refused = builder.move(0, "buyer", ["Trust", "Not"], infoset="trust")
    honor, abuse = builder.move(trusted, "seller", ["Honor", "Abuse"], infoset="trusted")
    late, end = builder.move(refused, "buyer", ["Late", "Never"], infoset="again")
    for node, payoffs in ((honor, [2, 1]), (abuse, [-1, 2]), (late, [0, 0]), (end, ["1/3", 0])):
        builder.payoffs(node, payoffs)
    return builder.build(title="Trust")


def written(picture) -> str:
    return " ".join(item.content for item in picture.scene.items if isinstance(item, Text))


def test_every_kind_but_the_tree_has_its_page() -> None:
    assert set(SCENES) == set(CHECKS) == set(KINDS) - {"tree"}


def test_behavior_becomes_a_mixture_of_plans() -> None:
    tree = trust()
    profile = BehaviorProfile(tree, [["1/4", "3/4"], ["1/3", "2/3"], ["2/5", "3/5"]])
    form = to_normal_form(tree)
    mixed = mixed_over_plans(form, profile)
    assert dict(mixed["buyer"]) == {
        "trust=Trust": Fraction(1, 4),
        "trust=Not; again=Late": Fraction(3, 10),
        "trust=Not; again=Never": Fraction(9, 20),
    }
    assert mixed.strategies[1] == (Fraction(1, 3), Fraction(2, 3))


def test_what_a_profile_leaves_open_counts_nothing() -> None:
    tree = trust()
    index = tree.infoset_index("buyer", "again")
    strategies = [[1, 0] if not infoset.is_chance else None for infoset in tree.infosets]
    strategies[index] = None
    mixed = mixed_over_plans(to_normal_form(tree), BehaviorProfile(tree, strategies))
    assert sorted(map(float, mixed.strategies[0])) == [0, 0, 1]


@pytest.mark.parametrize("kind", ["table", "best-response", "heatmap"])
def test_trees_are_drawn_by_their_reduced_normal_form(kind: str) -> None:
    tree = trust()
    picture = draw(tree, solve(tree, "nash"), kind=kind)
    assert "The reduced normal form of the tree" in written(picture)
    assert "Nash equilibrium" in written(picture)
    assert "The reduced normal form" not in written(draw(strategic_game(tree), kind=kind))


def test_eliminated_actions_are_named() -> None:
    game = NormalFormGame.from_bimatrix(
        [[0, 9, 1], [4, 0, 5], [0, 4, 1]], [[1, 3, 2], [1, 0, 2], [0, 1, 9]], actions=["TMB", "LCR"]
    )
    picture = draw(game, solve(game), kind="best-response")
    assert "Drawn after iterated strict elimination" in written(picture)
    assert "Black disc" in written(picture)


def test_long_numbers_are_said_to_be_rounded() -> None:
    game = NormalFormGame.from_bimatrix([["1/30001", 0], [0, 1]], [[1, 0], [0, 1]])
    assert "≈ rounded to" in written(draw(game, kind="best-response"))


def test_trees_with_many_plans_are_refused_before_their_normal_form_is_made() -> None:
    builder = TreeBuilder(["alone", "chance"])
    for node in builder.move(0, "alone", [str(number) for number in range(9)]):
        builder.move(node, "chance", ["a", "b"], infoset=f"after {node}")
    with pytest.raises(
        UnsupportedGameError, match=r"at most 200 plans a player, got 512 of chance; choose kind 'tree'"
    ):
        draw(builder.build(), kind="heatmap")


def test_imperfect_recall_is_no_hindrance() -> None:
    assert draw(sample_games.absent_minded_driver(), kind="table").scene.items


def test_recommended_plans_are_drawn_in_the_table_and_named_at_the_tree() -> None:
    tree = trust()
    solution = solve(tree, "correlated")
    assert "Shaded: recommended" in written(draw(tree, solution, kind="table"))
    assert "Plans for the whole game are recommended together" in written(draw(tree, solution))
    assert "Plans for" not in written(draw(tree, solve(tree)))

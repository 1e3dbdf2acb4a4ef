"""One quasi-perfect equilibrium of a tree, proved sequential and undominated by others."""

from __future__ import annotations

from fractions import Fraction
from math import prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gametheory import (
    BehaviorProfile,
    Coverage,
    ExtensiveFormGame,
    MixedProfile,
    NormalFormGame,
    SolverError,
    TreeBuilder,
    UnsupportedGameError,
)
from gametheory.analysis.beliefs.assessment_certificate import judge_assessment
from gametheory.analysis.beliefs.quasi_perfection import QuasiPerfection
from gametheory.analysis.stability.perfection import judge_perfection
from gametheory.analysis.trees.subgame_perfection import judge_subgame_perfection
from gametheory.core.assessments import Assessment
from gametheory.core.strategic_form import to_normal_form
from gametheory.models.poker import kuhn_poker
from gametheory.solvers.trees import quasi_perfect
from oracles.classic_trees import impossible_branch, outside_option, payoff_on_the_way, selten_horse, trust
from unit.core.random_trees import random_tree
from unit.solvers.tree_runs import concluded


def found(tree: ExtensiveFormGame) -> Assessment:
    (play,), conclusion = concluded(quasi_perfect, tree)
    assert isinstance(play, Assessment)
    assert (conclusion.coverage, conclusion.arithmetic) == (Coverage.AT_LEAST_ONE, "exact")
    return play


def mixed(tree: ExtensiveFormGame, profile: BehaviorProfile) -> MixedProfile:
    """The same play over reduced pure plans."""
    form = to_normal_form(tree)
    strategies = tuple(
        tuple(
            prod(
                (
                    Fraction((profile.strategies[infoset] or ())[action])
                    for infoset, action in zip(plan.infosets, plan.actions, strict=True)
                    if action is not None
                ),
                start=Fraction(1),
            )
            for plan in plans
        )
        for plans in form.plans
    )
    return MixedProfile(form.game, strategies)


def has_impossible_moves(tree: ExtensiveFormGame) -> bool:
    return any(0 in (infoset.probabilities or ()) for infoset in tree.infosets)


@settings(max_examples=100)
@given(st.integers(0, 10_000))
def test_it_is_sequential_and_perfect_in_the_normal_form(seed: int) -> None:
    tree = random_tree(seed, num_players=2 if seed % 4 else 1)
    assessment = found(tree)
    assert judge_assessment(assessment).is_sequential
    assert judge_subgame_perfection(tree, assessment.profile).verdict
    if tree.num_players == 2 and not has_impossible_moves(tree):
        assert judge_perfection(to_normal_form(tree).game, mixed(tree, assessment.profile)).is_perfect


@pytest.mark.parametrize(
    ("tree", "strategies"),
    [(trust(), ((0, 1), (0, 1))), (payoff_on_the_way(), ((0, 1), (0, 1)))],
    ids=["trust", "payoff on the way"],
)
def test_perfect_information(tree: ExtensiveFormGame, strategies: tuple[object, ...]) -> None:
    assert found(tree).profile.strategies == strategies


def test_an_outside_option() -> None:
    assert judge_assessment(found(outside_option())).is_sequential


def test_weakly_dominated_actions_are_not_taken() -> None:
    """Both choose at once; Bottom pays the same against Left only."""
    builder = TreeBuilder(["row", "column"])
    for row, table in zip(builder.move(0, "row", ["Bottom", "Top"], infoset="row"), ((1, 0), (1, 2)), strict=True):
        for payoff, end in zip(table, builder.move(row, "column", ["Left", "Right"], infoset="column"), strict=True):
            builder.payoffs(end, [payoff, 3 - payoff])
    assert found(builder.build()).profile.strategies == ((0, 1), (1, 0))


def test_where_only_impossible_chance_moves_lead_choices_are_best_too() -> None:
    assert found(impossible_branch()).profile.strategies == (None, (1, 0), (1, 0))


def test_impossible_chance_moves_are_less_likely_than_any_mistake() -> None:
    """The second player moves in the dark: after a mistake of the first, or after an impossible move of chance."""
    builder = TreeBuilder(["first", "second"])
    usual, never = builder.chance(0, {"usual": 1, "never": 0})
    out, mistake = builder.move(usual, "first", ["out", "mistake"], infoset="start")
    builder.payoffs(out, [9, 0])
    for node, paid in ((mistake, (0, 1)), (never, (100, 0))):
        for payoff, end in zip(paid, builder.move(node, "second", ["l", "r"], infoset="dark"), strict=True):
            builder.payoffs(end, [0, payoff])
    assessment = found(builder.build())
    assert assessment.belief("second", "dark") == (1, 0)
    assert dict(assessment["second"]["dark"] or {}) == {"l": 0, "r": 1}


def test_poker() -> None:
    assert judge_assessment(found(kuhn_poker(4))).is_sequential


def test_beliefs_follow_the_likelier_mistake() -> None:
    """Two steps lead to the second node of the hidden set, one to the first."""
    builder = TreeBuilder(["first", "second"])
    out, once, on = builder.move(0, "first", ["out", "once", "on"], infoset="start")
    back, twice = builder.move(on, "first", ["back", "twice"], infoset="later")
    builder.payoffs(out, [9, 0])
    builder.payoffs(back, [8, 0])
    for node, paid in ((once, (3, 0)), (twice, (0, 1))):
        for payoff, end in zip(paid, builder.move(node, "second", ["l", "r"], infoset="hidden"), strict=True):
            builder.payoffs(end, [0, payoff])
    assessment = found(builder.build())
    assert assessment.belief("second", "hidden") == (1, 0)
    assert dict(assessment["second"]["hidden"] or {}) == {"l": 1, "r": 0}


def test_a_wrong_end_of_the_path_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quasi_perfect, "judge_quasi_perfection", lambda *_, **__: QuasiPerfection((0,), ()))
    with pytest.raises(SolverError, match="ended at no quasi-perfect equilibrium"):
        found(trust())


def test_other_games_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnsupportedGameError, match="quasi_perfect needs a tree, got a normal form; use concept 'perf"):
        concluded(quasi_perfect, NormalFormGame.zero_sum([[1, 2]]))
    with pytest.raises(UnsupportedGameError, match="quasi_perfect needs at most 2 players, got 3"):
        found(selten_horse())
    monkeypatch.setattr(quasi_perfect, "MOST_SEQUENCES", 5)
    with pytest.raises(UnsupportedGameError, match="needs at most 5 sequences of both players, got 6"):
        found(trust())

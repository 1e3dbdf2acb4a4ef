"""Weights of sequences made into behavior, and best replies in floats."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory import BehaviorProfile, TreeBuilder
from gametheory.analysis.certificate import judge
from gametheory.core.sequence_form import SequenceForm, to_sequence_form
from gametheory.solvers.trees.sequence_weights import ROUNDING, best_reply_value, float_plan, weighted_behavior
from unit.core.random_trees import random_profile
from unit.solvers.tree_runs import two_player_tree


def door() -> SequenceForm:
    """One player: Out, or In and then low, middle or high."""
    builder = TreeBuilder(["solo"])
    _, enter = builder.move(0, "solo", ["Out", "In"], infoset="door")
    for payoff, node in enumerate(builder.move(enter, "solo", ["low", "middle", "high"], infoset="inside")):
        builder.payoffs(node, [payoff])
    return to_sequence_form(builder.build())


@given(st.integers(0, 10_000), st.integers(1, 9))
def test_weights_in_any_units_are_the_behavior_they_come_from(seed: int, scale: int) -> None:
    tree = two_player_tree(seed)
    form = to_sequence_form(tree)
    profile = random_profile(tree, seed)
    plans = [form.realization_plan(profile, player) for player in (0, 1)]
    scaled = [[scale * weight for weight in plan] for plan in plans]
    assert weighted_behavior(form, scaled) == form.behavior(plans)
    floats = weighted_behavior(form, [[float(weight) for weight in plan] for plan in scaled], negligible=ROUNDING)
    for player in (0, 1):
        assert float_plan(form, floats, player) == pytest.approx([float(weight) for weight in plans[player]])


def test_weights_that_do_not_add_up_are_scaled_at_each_set() -> None:
    found = weighted_behavior(door(), [[Fraction(w) for w in (2, 0, 3, 1, 0, 4)]])
    assert found.strategies == ((0, 1), (Fraction(1, 5), 0, Fraction(4, 5)))


@pytest.mark.parametrize(
    ("weights", "strategies"),
    [
        ([1.0, 1.0, 1e-15, 1e-15, 0.0, 0.0], ((1, 0), None)),
        ([1e6, 0.0, 1e6, 2e-9, 3e-9, -4e-9], ((0, 1), (0, 1, 0))),
        ([1.0, 0.5, 0.5, 0.25, -1e-16, 0.25], ((0.5, 0.5), (0.5, 0.0, 0.5))),
    ],
)
def test_errors_of_rounding_are_no_choices(weights: list[float], strategies: tuple[object, ...]) -> None:
    assert weighted_behavior(door(), [weights], negligible=ROUNDING).strategies == strategies


@given(st.integers(0, 10_000))
def test_best_replies_are_those_of_the_certificate(seed: int) -> None:
    tree = two_player_tree(seed)
    form = to_sequence_form(tree)
    profile: BehaviorProfile = random_profile(tree, seed)
    certificate = judge(tree, profile)
    for player in (0, 1):
        matrix = form.payoff_matrix(player).to_scipy()
        plan = float_plan(form, profile, 1 - player)
        worth = matrix @ plan if player == 0 else plan @ matrix
        best = best_reply_value(form, player, np.asarray(worth))
        assert best == pytest.approx(float(certificate.replies[player].best_payoff))


@given(st.lists(st.floats(1e-9, 1e9), min_size=3, max_size=3))
def test_floats_add_up_exactly(weights: list[float]) -> None:
    strategy = weighted_behavior(door(), [[1.0, 0.0, 1.0, *weights]]).strategies[1]
    assert strategy is not None
    assert sum(map(Fraction, strategy)) == 1
    assert strategy == pytest.approx([weight / sum(weights) for weight in weights], abs=1e-15)

"""Plans at the end of Lemke's path through sparse equations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gametheory import judge
from gametheory.core.sequence_form import SequenceForm, to_sequence_form
from gametheory.models.poker import kuhn_poker
from gametheory.solvers.trees.rounded_plans import PlanPath
from gametheory.solvers.trees.sequence_form_lemke import start_of_path
from gametheory.solvers.trees.sequence_weights import ROUNDING, weighted_behavior
from gametheory.solvers.watch import Watch
from unit.core.random_trees import random_tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.array_types import FloatArray


def check_plans(form: SequenceForm, weights: Sequence[FloatArray]) -> None:
    """Weights are realization plans."""
    assert len(weights) == form.num_players
    for player, plan in enumerate(weights):
        constraints = form.constraints(player).to_scipy()
        assert constraints @ plan == pytest.approx(form.right_hand_side(player), abs=1e-9)
        assert plan.min() > -1e-9


@settings(max_examples=60)
@given(st.integers(0, 10_000), st.one_of(st.none(), st.integers(0, 3)))
def test_ends_are_equilibria(seed: int, start: int | None) -> None:
    tree = random_tree(seed, num_players=1 + seed % 2)
    form = to_sequence_form(tree)
    found = PlanPath(form, start_of_path(form, start)).follow(Watch())
    assert found is not None
    assert found.has_ended
    assert found.num_pivots > 0
    check_plans(form, found.weights)
    profile = weighted_behavior(form, [plan.tolist() for plan in found.weights], negligible=ROUNDING)
    assert judge(tree, profile).max_regret < 1e-9


def test_a_tree_of_a_few_hundred_sequences() -> None:
    tree = kuhn_poker(30)
    form = to_sequence_form(tree)
    assert form.num_sequences == (121, 121)
    found = PlanPath(form, start_of_path(form, None)).follow(Watch())
    assert found is not None
    assert found.num_pivots > 200
    check_plans(form, found.weights)
    profile = weighted_behavior(form, [plan.tolist() for plan in found.weights], negligible=ROUNDING)
    assert judge(tree, profile).max_regret < 1e-12


def test_the_clock_ticks_at_each_pivot() -> None:
    form, watch = to_sequence_form(kuhn_poker()), Watch()
    found = PlanPath(form, start_of_path(form, None)).follow(watch)
    assert found is not None
    assert watch.steps == found.num_pivots > 0


def test_a_path_is_followed_bit_by_bit() -> None:
    form = to_sequence_form(kuhn_poker())
    start = start_of_path(form, None)
    found = PlanPath(form, start).follow(Watch())
    assert found is not None
    path = PlanPath(form, start)
    assert path.follow(Watch(), 2) is None
    assert path.follow(Watch(), 1) is None
    later = path.follow(Watch())
    assert later is not None
    assert (later.basis, later.num_pivots) == (found.basis, found.num_pivots)

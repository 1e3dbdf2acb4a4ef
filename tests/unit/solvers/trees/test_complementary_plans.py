"""The linear complementarity problem of a sequence form, and the ends of paths."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gametheory import SolverError
from gametheory.core.sequence_form import SequenceForm, to_sequence_form
from gametheory.kernels.integer_tableau import IntegerTableau
from gametheory.solvers.trees import complementary_plans
from gametheory.solvers.trees.complementary_plans import ComplementaryPlans
from gametheory.solvers.trees.sequence_form_lemke import nonnegative_plans, start_of_path
from gametheory.solvers.watch import Watch
from unit.solvers.tree_runs import two_player_tree


def plans_from(form: SequenceForm, seed: int | None) -> ComplementaryPlans:
    """The problem with plans of weights of at least 0."""
    return nonnegative_plans(form, start_of_path(form, seed))


def check_plans(plans: ComplementaryPlans, weights: list[tuple[Fraction, ...]], player: int) -> None:
    """Weights in every power of epsilon meet the constraints of realization plans."""
    own = plans.form.sequences[player]
    assert weights[0][0] == 1
    for first, before, size in zip(own.first, own.before, plans.form.num_actions[player], strict=True):
        for power in range(len(weights[0])):
            assert sum(weights[first + action][power] for action in range(size)) == weights[before][power]


@settings(max_examples=50)
@given(st.integers(0, 10_000), st.one_of(st.none(), st.integers(0, 3)))
def test_ends_are_realization_plans(seed: int, start: int | None) -> None:
    plans = plans_from(to_sequence_form(two_player_tree(seed)), start)
    tableau, num_pivots = plans.path_end(Watch())
    assert num_pivots > 0
    for player, weights in enumerate(plans.weights(tableau)):
        check_plans(plans, weights, player)
        assert min(min(polynomial) for polynomial in weights) >= 0


@settings(max_examples=50)
@given(st.integers(0, 10_000))
def test_least_weights_are_kept(seed: int) -> None:
    """Each action must be taken with at least epsilon times the weight that its number of steps allows."""
    form = to_sequence_form(two_player_tree(seed))
    most = max(size for own in form.num_actions for size in (*own, 1))
    least = tuple(
        tuple({-2: most} if not choices else {-1 - len(choices): 1} for choices in form.choices(player))
        for player in (0, 1)
    )
    plans = replace(plans_from(form, None), least=least)
    tableau, _ = plans.path_end(Watch())
    for player, weights in enumerate(plans.weights(tableau)):
        check_plans(plans, weights, player)
        for choices, polynomial in zip(form.choices(player), weights, strict=True):
            if choices:
                above = [value - (power == len(choices)) for power, value in enumerate(polynomial)]
                assert next((value for value in above if value), Fraction(0)) >= 0


def test_rows_begin_feasible_and_the_start_is_the_plan_asked_for() -> None:
    for seed in range(30):
        plans = plans_from(to_sequence_form(two_player_tree(seed)), seed)
        tableau = plans.tableau(Watch())
        assert all(row[0] >= 0 for row in tableau.rows)
        for player in (0, 1):
            own = plans.form.sequences[player]
            for first, action in zip(own.first, plans.start[player], strict=True):
                assert plans.labels[player][first + action - 1] in tableau.basic


def test_a_ray_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(*_: object) -> object:
        yield
        return None

    monkeypatch.setattr(complementary_plans, "complementary_path", nowhere)
    plans = plans_from(to_sequence_form(two_player_tree(1)), None)
    assert isinstance(plans.tableau(Watch()), IntegerTableau)
    with pytest.raises(SolverError, match="a path of Lemke ran into a ray; please report the game"):
        plans.path_end(Watch())

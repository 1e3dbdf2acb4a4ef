"""Exact plans of a basis, proved or refused."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gametheory import TreeBuilder, judge
from gametheory.core.sequence_form import SequenceForm, to_sequence_form
from gametheory.models.poker import kuhn_poker
from gametheory.solvers.trees.basic_plans import PlanBasis, plans_of_basis
from gametheory.solvers.trees.rounded_plans import PlanPath
from gametheory.solvers.trees.sequence_form_lemke import start_of_path
from gametheory.solvers.trees.sequence_weights import weighted_behavior
from gametheory.solvers.watch import Watch
from unit.core.random_trees import random_tree


def payoffs_of(form: SequenceForm) -> list[list[int]]:
    return [listed.values.tolist() for listed in form.payoffs]


@settings(max_examples=60)
@given(st.integers(0, 10_000), st.one_of(st.none(), st.integers(0, 3)))
def test_the_end_of_a_path_in_floats_is_an_equilibrium(seed: int, start: int | None) -> None:
    tree = random_tree(seed, num_players=1 + seed % 2)
    form = to_sequence_form(tree)
    found = PlanPath(form, start_of_path(form, start)).follow(Watch())
    assert found is not None
    plans = plans_of_basis(form, found.basis, payoffs_of(form), lambda: None)
    assert plans is not None
    for player, (exact, rounded) in enumerate(zip(plans, found.weights, strict=True)):
        assert [float(weight) for weight in exact] == pytest.approx(rounded, abs=1e-9)
        flows = form.constraints(player).to_scipy().toarray().astype(object) @ exact
        assert flows.tolist() == form.right_hand_side(player).tolist()
    assert judge(tree, weighted_behavior(form, plans)).max_regret == 0


def matching_pennies() -> SequenceForm:
    """The row player gets 3 for heads, 1 for tails, where both match."""
    builder = TreeBuilder(["row", "column"])
    for row, payoff in zip(builder.move(0, "row", ["H", "T"], infoset="r"), (3, 1), strict=True):
        for column, node in enumerate(builder.move(row, "column", ["H", "T"], infoset="c")):
            won = payoff if (payoff == 3) == (column == 0) else 0
            builder.payoffs(node, [won, -won])
    return to_sequence_form(builder.build())


def test_a_known_equilibrium() -> None:
    form, both = matching_pennies(), ([1, 2], [1, 2])
    plans = plans_of_basis(form, PlanBasis(both, both), payoffs_of(form), lambda: None)
    quarter = Fraction(1, 4)
    assert plans == [[1, quarter, 3 * quarter], [1, quarter, 3 * quarter]]


@pytest.mark.parametrize(
    ("basic", "tight"),
    [
        (([1], [1]), ([1], [1])),  # the column player has a better reply
        (([1], [1, 2]), ([1, 2], [1])),  # as many equations as unknowns only in sum
        (([1, 2], [1]), ([1], [1])),  # too few equations
        (([1, 2], [1, 2]), ([1, 2], [1, 1])),  # the same one twice
    ],
)
def test_other_bases_prove_nothing(basic: tuple[list[int], list[int]], tight: tuple[list[int], list[int]]) -> None:
    form = matching_pennies()
    assert plans_of_basis(form, PlanBasis(basic, tight), payoffs_of(form), lambda: None) is None


def test_weights_below_zero_prove_nothing() -> None:
    """Mixing would need more than all of one action, since the other one is better whatever the row player does."""
    builder = TreeBuilder(["row", "column"])
    rows = builder.move(0, "row", ["T", "B"], infoset="r")
    for row, payoffs in zip(rows, ((1, 2), (3, 5)), strict=True):
        for payoff, node in zip(payoffs, builder.move(row, "column", ["L", "R"], infoset="c"), strict=True):
            builder.payoffs(node, [payoff, payoff])
    form, both = to_sequence_form(builder.build()), ([1, 2], [1, 2])
    assert plans_of_basis(form, PlanBasis(both, both), payoffs_of(form), lambda: None) is None


def test_equations_that_follow_are_checked_all_the_same() -> None:
    """Without the equation of its information set the second player would have no weight at all."""
    builder = TreeBuilder(["first", "second"])
    out, enter = builder.move(0, "first", ["Out", "In"], infoset="door")
    builder.payoffs(out, [4, 1])
    for payoff, node in enumerate(builder.move(enter, "second", ["l", "r"], infoset="inside")):
        builder.payoffs(node, [payoff, payoff])
    form = to_sequence_form(builder.build())
    gains = payoffs_of(form)
    plans = plans_of_basis(form, PlanBasis(([1], [2]), ([1], [2])), gains, lambda: None)
    assert plans == [[1, 1, 0], [1, 0, 1]]
    omitted = PlanBasis(([1], []), ([1], [2]), ((), (0,)))
    assert plans_of_basis(form, omitted, gains, lambda: None) is None


def test_it_can_be_stopped() -> None:
    form = to_sequence_form(kuhn_poker(8))
    found = PlanPath(form, start_of_path(form, None)).follow(Watch())
    assert found is not None
    beats: list[None] = []
    assert plans_of_basis(form, found.basis, payoffs_of(form), lambda: beats.append(None)) is not None
    assert len(beats) > 2

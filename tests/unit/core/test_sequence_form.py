"""The sequence form: sequences, constraints, payoffs of pairs, and both ways between plans and behavior."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gametheory import BehaviorProfile, ExtensiveFormGame, InvalidProfileError, TreeBuilder, UnsupportedGameError
from gametheory.core.sequence_form import SequenceForm, SparseMatrix, to_sequence_form
from unit.core.random_trees import random_profile, random_tree


def payoffs_by_recursion(tree: ExtensiveFormGame, profile: BehaviorProfile, node: int = 0) -> list[Fraction]:
    """What a profile pays from a node on."""
    total = [Fraction(0)] * tree.num_players
    if tree.outcome[node] >= 0:
        total = [Fraction(value) for value in tree.outcome_payoffs[tree.outcome[node]]]
    if tree.children(node):
        infoset = int(tree.infoset[node])
        probabilities = tree.infosets[infoset].probabilities or profile.strategies[infoset]
        assert probabilities is not None
        for probability, child in zip(probabilities, tree.children(node), strict=True):
            if probability:
                later = payoffs_by_recursion(tree, profile, child)
                total = [sum_ + Fraction(probability) * value for sum_, value in zip(total, later, strict=True)]
    return total


def trust(*, abused: int | str = "-1/2") -> ExtensiveFormGame:
    builder = TreeBuilder(["buyer", "seller"])
    trusted, refused = builder.move(0, "buyer", ["Trust", "Not"], infoset="trust")
    honored, cheated = builder.move(trusted, "seller", ["Honor", "Abuse"], infoset="trusted")
    builder.payoffs(trusted, [1, 0])
    builder.payoffs(honored, [1, 3])
    builder.payoffs(cheated, [abused, 4])
    builder.payoffs(refused, [0, 5])
    return builder.build(title="trust")


@given(st.integers(0, 10_000))
def test_plans_pay_what_the_tree_pays(seed: int) -> None:
    tree = random_tree(seed)
    assume(tree.num_players <= 2)
    profile = random_profile(tree, seed)
    form = to_sequence_form(tree)
    plans = [form.realization_plan(profile, player) for player in range(tree.num_players)]
    expected = payoffs_by_recursion(tree, profile)
    for player in range(tree.num_players):
        exact = form.payoffs[player]
        others = plans[1] if tree.num_players > 1 else (Fraction(1),)
        total = sum(
            value * plans[0][first] * others[second]
            for (first, second), value in zip(form.pairs.tolist(), exact.values.tolist(), strict=True)
        )
        assert Fraction(total) / exact.denominator == expected[player]
        matrix = form.constraints(player).to_scipy()
        assert (matrix @ np.array([float(weight) for weight in plans[player]])) == pytest.approx(
            form.right_hand_side(player)
        )
        assert matrix.shape == (1 + len(form.sequences[player].infosets), form.num_sequences[player])
    certain = sum(
        value * plans[0][first] * (plans[1][second] if tree.num_players > 1 else 1)
        for (first, second), value in zip(form.pairs.tolist(), form.chances.values.tolist(), strict=True)
    )
    assert certain == form.chances.denominator
    again = form.behavior(plans)
    assert [form.realization_plan(again, player) for player in range(tree.num_players)] == plans


@given(st.integers(0, 10_000))
def test_tables_and_matrices_hold_the_same_payoffs(seed: int) -> None:
    tree = random_tree(seed, num_players=2)
    form = to_sequence_form(tree)
    for player in (0, 1):
        dense = form.payoff_matrix(player).to_scipy().toarray()
        table = form.payoff_table(player)
        assert len(table) == len(form.pairs) > 0
        for pair, value in table.items():
            first, second = pair if player == 0 else pair[::-1]
            assert dense[first, second] == pytest.approx(value / form.payoffs[player].denominator)
        assert form.pairs.tolist() == sorted(form.pairs.tolist())


def test_payoffs_on_the_way_add_up_and_denominators_are_the_smallest() -> None:
    form = to_sequence_form(trust())
    assert form.pairs.tolist() == [[1, 1], [1, 2], [2, 0]]
    assert (form.payoffs[0].values.tolist(), form.payoffs[0].denominator) == ([4, 1, 0], 2)
    assert (form.payoffs[1].values.tolist(), form.payoffs[1].denominator) == ([3, 4, 5], 1)
    assert form.choices(1) == ((), (("trusted", "Honor"),), (("trusted", "Abuse"),))
    assert repr(form) == "<SequenceForm of 'trust': 3 and 3 sequences, 3 pairs that pay>"


def test_branches_of_probability_zero_are_left_out_and_ends_of_one_pair_add_up() -> None:
    builder = TreeBuilder(["solo"])
    starts = builder.chance(0, {"likely": "2/3", "rare": "1/3", "never": 0})
    for start, payoff in zip(starts, (3, 9, 1000), strict=True):
        left, _ = builder.move(start, "solo", ["left", "right"], infoset="blind" if payoff < 100 else "told")
        builder.payoffs(left, [payoff])
    form = to_sequence_form(builder.build())
    assert form.num_sequences == (5, 1)
    assert form.names(0) == ("", "blind=left", "blind=right", "told=left", "told=right")
    assert (form.pairs.tolist(), form.payoffs[0].values.tolist()) == ([[1, 0], [2, 0]], [5, 0])
    assert (form.chances.values.tolist(), form.chances.denominator) == ([1, 1], 1)


def test_payoffs_beyond_64_bits_stay_exact() -> None:
    form = to_sequence_form(trust(abused=10**30))
    assert form.payoffs[0].values.tolist() == [2, 10**30 + 1, 0]
    assert form.payoff_matrix(0).to_scipy().toarray()[1, 2] == 1e30


def test_huge_entries_become_floats_in_scipy() -> None:
    places = np.array([0], dtype=np.int32)
    assert SparseMatrix((1, 1), places, places, np.array([10**30], dtype=object)).to_scipy()[0, 0] == 1e30


def test_a_tree_without_choices() -> None:
    builder = TreeBuilder(["one", "two"])
    builder.payoffs(0, [3, "1/7"])
    form = to_sequence_form(builder.build())
    assert (form.num_sequences, form.pairs.tolist(), form.payoffs[1].denominator) == ((1, 1), [[0, 0]], 7)
    assert form.constraints(0).to_scipy().toarray().tolist() == [[1]]


def test_plans_that_do_not_fit() -> None:
    form: SequenceForm = to_sequence_form(trust())
    with pytest.raises(InvalidProfileError, match=r"expected realization plans of \[3, 3\] weights, got \[3\]"):
        form.behavior([(Fraction(1), Fraction(1), Fraction(0))])
    undefined = BehaviorProfile(form.game, (None, (Fraction(1), Fraction(0))))
    with pytest.raises(UnsupportedGameError, match="expected probabilities at information set 'trust'"):
        form.realization_plan(undefined, 0)


def test_sets_that_a_plan_excludes_stay_undefined() -> None:
    builder = TreeBuilder(["solo"])
    _, enter = builder.move(0, "solo", ["Out", "In"], infoset="door")
    builder.move(enter, "solo", ["low", "high"], infoset="inside")
    form = to_sequence_form(builder.build())
    one, nothing = Fraction(1), Fraction(0)
    assert form.behavior([(one, one, nothing, nothing, nothing)]).strategies == ((one, nothing), None)


def test_three_players_are_refused() -> None:
    builder = TreeBuilder(["a", "b", "c"])
    with pytest.raises(UnsupportedGameError, match="the sequence form needs at most 2 players, got 3; use to_normal"):
        to_sequence_form(builder.build())


def test_imperfect_recall_is_refused() -> None:
    builder = TreeBuilder(["solo"])
    for node in builder.move(0, "solo", ["L", "R"], infoset="start"):
        builder.move(node, "solo", ["l", "r"], infoset="later")
    with pytest.raises(UnsupportedGameError, match="realization plans need perfect recall, but solo forgets its own"):
        to_sequence_form(builder.build())


def test_the_heartbeat_stops_it() -> None:
    def stop() -> None:
        raise TimeoutError("enough")

    with pytest.raises(TimeoutError, match="enough"):
        to_sequence_form(trust(), heartbeat=stop)

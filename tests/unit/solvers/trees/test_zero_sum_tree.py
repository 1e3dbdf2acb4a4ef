"""The value of zero-sum trees, in rationals and in floats."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gametheory import (
    BehaviorProfile,
    Coverage,
    ExtensiveFormGame,
    InvalidParameterError,
    NormalFormGame,
    TreeBuilder,
    UnsupportedGameError,
    judge,
    solve,
)
from gametheory.core.rationals import format_fraction
from gametheory.core.solution import Termination
from gametheory.core.strategic_form import to_normal_form
from gametheory.models.poker import kuhn_poker, leduc_poker, liars_dice
from gametheory.solvers.trees import zero_sum_tree
from gametheory.solvers.trees.zero_sum_tree import ZeroSumTreeOptions
from unit.solvers import tree_runs

FLOATS = ZeroSumTreeOptions(most_exact_sequences=0)


def regret(tree: ExtensiveFormGame, play: Any) -> Fraction:
    assert isinstance(play, BehaviorProfile)
    return judge(tree, play).max_regret


@settings(max_examples=60)
@given(st.integers(0, 10_000))
def test_the_value_is_that_of_the_normal_form(seed: int) -> None:
    tree = tree_runs.zero_sum_tree(seed)
    (play,), conclusion = tree_runs.concluded(zero_sum_tree, tree)
    assert regret(tree, play) == 0
    expected = solve(to_normal_form(tree).game, method="zero_sum").statistics["value"]
    assert conclusion.statistics["value"] == expected
    assert (conclusion.coverage, conclusion.arithmetic) == (Coverage.AT_LEAST_ONE, "exact")
    assert isinstance(play, BehaviorProfile)
    assert format_fraction(judge(tree, play).payoffs[0]) == expected


@settings(max_examples=60)
@given(st.integers(0, 10_000))
def test_floats_come_as_near(seed: int) -> None:
    tree = tree_runs.zero_sum_tree(seed)
    (play,), conclusion = tree_runs.concluded(zero_sum_tree, tree, options=FLOATS)
    assert regret(tree, play) < 1e-9
    _, exact = tree_runs.concluded(zero_sum_tree, tree)
    assert conclusion.statistics["value"] == pytest.approx(float(Fraction(str(exact.statistics["value"]))), abs=1e-9)
    assert (conclusion.coverage, conclusion.arithmetic) == (Coverage.AT_LEAST_ONE, "float")
    assert conclusion.termination is Termination.CONVERGED


@pytest.mark.parametrize("factor", [Fraction(1, 10**12), Fraction(10**10)])
@pytest.mark.parametrize("shift", [0, 10**9])
def test_units_do_not_matter(factor: Fraction, shift: int) -> None:
    tree = kuhn_poker()
    moved = np.empty(tree.outcome_payoffs.shape, dtype=object)
    moved[:] = [[factor * int(amount) + shift for amount in row] for row in tree.outcome_payoffs]
    game = replace(tree, outcome_payoffs=moved)
    expected = -factor / 18 + shift
    (play,), conclusion = tree_runs.concluded(zero_sum_tree, game)
    assert (regret(game, play), conclusion.statistics["value"]) == (0, format_fraction(expected))
    (play,), conclusion = tree_runs.concluded(zero_sum_tree, game, options=FLOATS)
    assert regret(game, play) < 1e-9 * factor
    assert conclusion.statistics["value"] == pytest.approx(float(expected), rel=1e-9)


@pytest.mark.parametrize(("num_cards", "value"), [(2, "0"), (3, "-1/18"), (4, "-1/24"), (5, "-1/15")])
def test_kuhn(num_cards: int, value: str) -> None:
    """Three cards: Kuhn (1950); the others as pygambit's linear program gives them."""
    _, conclusion = tree_runs.concluded(zero_sum_tree, kuhn_poker(num_cards))
    assert conclusion.statistics["value"] == value


def test_leduc() -> None:
    """The value to the first player is -0.0856 in the literature on it."""
    tree = leduc_poker()
    (play,), conclusion = tree_runs.concluded(zero_sum_tree, tree)
    assert conclusion.arithmetic == "exact"
    value = Fraction(str(conclusion.statistics["value"]))
    assert float(value) == pytest.approx(-0.085606424078)
    assert isinstance(play, BehaviorProfile)
    certificate = judge(tree, play)
    assert (certificate.payoffs[0], certificate.max_regret) == (value, 0)
    (play,), conclusion = tree_runs.concluded(zero_sum_tree, tree, options=FLOATS)
    assert conclusion.statistics["value"] == pytest.approx(float(value))
    assert conclusion.statistics["nash_conv"] < 1e-9 * 26
    assert regret(tree, play) < 1e-9 * 26


@settings(max_examples=60)
@given(st.integers(0, 10_000))
def test_the_basis_of_floats_gives_the_value(seed: int) -> None:
    tree = tree_runs.zero_sum_tree(seed)
    _, expected = tree_runs.concluded(zero_sum_tree, tree)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(zero_sum_tree, "MOST_TABLEAU_SEQUENCES", 0)
        (play,), conclusion = tree_runs.concluded(zero_sum_tree, tree)
    assert regret(tree, play) == 0
    assert conclusion.statistics["value"] == expected.statistics["value"]
    assert conclusion.arithmetic == "exact"


def test_a_basis_that_proves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zero_sum_tree, "plans_of_basis", lambda *_: None)
    monkeypatch.setattr(zero_sum_tree, "MOST_TABLEAU_SEQUENCES", 0)
    tree = kuhn_poker(4)
    _, conclusion = tree_runs.concluded(zero_sum_tree, tree)
    assert (conclusion.statistics["value"], conclusion.arithmetic) == ("-1/24", "exact")
    monkeypatch.setattr(zero_sum_tree, "MOST_DENSE_SEQUENCES", 0)
    _, conclusion = tree_runs.concluded(zero_sum_tree, tree)
    assert conclusion.statistics["value"] == pytest.approx(-1 / 24)
    assert (conclusion.termination, conclusion.arithmetic) == (Termination.CONVERGED, "float")


def test_liars_dice() -> None:
    (play,), conclusion = tree_runs.concluded(zero_sum_tree, liars_dice(3))
    assert conclusion.statistics["value"] == "1/9"
    assert regret(liars_dice(3), play) == 0


def test_a_constant_sum_and_branches_that_chance_excludes() -> None:
    builder = TreeBuilder(["row", "column"])
    start, never = builder.chance(0, {"start": 1, "never": 0})
    builder.payoffs(never, [100, 100])
    for row, table in zip(builder.move(start, "row", ["T", "B"], infoset="r"), ((7, 2), (4, 6)), strict=True):
        for payoff, end in zip(table, builder.move(row, "column", ["L", "R"], infoset="c"), strict=True):
            builder.payoffs(end, [payoff, 10 - payoff])
    (play,), conclusion = tree_runs.concluded(zero_sum_tree, builder.build())
    assert isinstance(play, BehaviorProfile)
    assert conclusion.statistics["value"] == "34/7"
    assert play.strategies[1:] == ((Fraction(2, 7), Fraction(5, 7)), (Fraction(4, 7), Fraction(3, 7)))


def test_sets_that_nobody_reaches_are_filled_where_only_the_other_excludes_them() -> None:
    """The second player's prices at a set that the first never plays to need not add up to a plan."""
    builder = TreeBuilder(["first", "second"])
    out, enter = builder.move(0, "first", ["Out", "In"], infoset="door")
    builder.payoffs(out, [5, -5])
    for payoff, end in enumerate(builder.move(enter, "second", ["l", "m", "r"], infoset="inside")):
        builder.payoffs(end, [payoff, -payoff])
    tree = builder.build()
    for options in (None, FLOATS):
        (play,), _ = tree_runs.concluded(zero_sum_tree, tree, options=options)
        assert isinstance(play, BehaviorProfile)
        assert play.is_complete
        assert regret(tree, play) == 0


def test_a_tree_in_which_nothing_can_be_won() -> None:
    builder = TreeBuilder(["first", "second"])
    builder.move(0, "first", ["l", "r"])
    for options in (None, FLOATS):
        (play,), conclusion = tree_runs.concluded(zero_sum_tree, builder.build(), options=options)
        assert float(Fraction(str(conclusion.statistics["value"]))) == 0
        assert isinstance(play, BehaviorProfile)


def test_other_games_are_refused() -> None:
    with pytest.raises(UnsupportedGameError, match="zero_sum_tree needs a tree, got a normal form; use 'zero_sum'"):
        tree_runs.concluded(zero_sum_tree, NormalFormGame.zero_sum([[1, 2]]))
    with pytest.raises(UnsupportedGameError, match="zero_sum_tree needs 2 players, got 1"):
        tree_runs.concluded(zero_sum_tree, TreeBuilder(["solo"]).build())
    builder = TreeBuilder(["first", "second"])
    for payoff, end in enumerate(builder.move(0, "first", ["l", "r"])):
        builder.payoffs(end, [payoff, payoff])
    with pytest.raises(UnsupportedGameError, match="needs two players whose payoffs add up to the same number"):
        tree_runs.concluded(zero_sum_tree, builder.build())


@pytest.mark.parametrize("given", [-1, 2.5, True, "many"])
def test_options_are_whole_numbers(given: object) -> None:
    with pytest.raises(InvalidParameterError, match="expected a whole number of sequences of at least 0, got"):
        ZeroSumTreeOptions(given)  # type: ignore[arg-type]


def test_options_as_text() -> None:
    assert ZeroSumTreeOptions("25").most_exact_sequences == 25  # type: ignore[arg-type]

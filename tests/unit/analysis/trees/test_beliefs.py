"""Beliefs at information sets: by Bayes' rule, and those that justify a choice."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest

from gametheory import BehaviorProfile, TreeBuilder, load, solve
from gametheory.analysis.trees.beliefs import (
    beliefs,
    continuation_payoffs,
    has_justifying_belief,
    hidden_actions,
    justifying_beliefs,
)
from gametheory.analysis.trees.reach import exact_choices
from gametheory.core.extensive_form import ExtensiveFormGame


def fractions(*texts: str) -> list[Fraction]:
    return [Fraction(text) for text in texts]


def test_beliefs_follow_bayes_rule() -> None:
    """One red card in two is raised for certain, one black in three: three raises in four come from red."""
    solution = solve(load("simple_poker"))
    game = solution.game
    assert isinstance(game, ExtensiveFormGame)
    held = beliefs(game, solution.equilibria[0].profile)
    assert held[game.infoset_index("two", "raised")] == (Fraction(3, 4), Fraction(1, 4))
    assert held[game.infoset_index("one", "red")] == (1,)


def test_where_play_does_not_come_bayes_rule_says_nothing() -> None:
    solution = solve(load("trust_game"))
    game = solution.game
    assert isinstance(game, ExtensiveFormGame)
    assert set(beliefs(game, solution.equilibria[0].profile)) == {game.infoset_index("buyer", "trust")}


def horse() -> ExtensiveFormGame:
    game = load("selten_horse").to_game()
    assert isinstance(game, ExtensiveFormGame)
    return game


def test_hidden_actions_are_those_on_which_ways_differ() -> None:
    game = horse()
    (move,) = hidden_actions(game, game.infoset_nodes(game.infoset_index("third", "legs")))
    head = game.infosets[move.infoset]
    assert (head.key, [head.actions[action] for action in move.actions]) == ("head", ["Across", "Down"])
    assert hidden_actions(game, [0]) == ()
    assert hidden_actions(game, []) == ()


def test_continuation_payoffs() -> None:
    """Bob's plan is open after “in”; Ann would do her best there, Bob's payoff then hangs on Ann's choice."""
    builder = TreeBuilder(["ann", "bob"])
    out, enter = builder.move(0, "ann", ["out", "in"], infoset="first")
    builder.payoffs(out, [2, 5])
    for node, payoffs in zip(builder.move(enter, "ann", ["x", "y"], infoset="then"), ([3, 1], [7, 0]), strict=True):
        builder.payoffs(node, payoffs)
    game = builder.build()
    choices = exact_choices(game, BehaviorProfile(game, [[1, 0], None]))
    assert continuation_payoffs(game, choices, 0) == [2, 2, 7, 3, 7]
    assert continuation_payoffs(game, choices, 1) == [5, 5, None, 1, 0]
    choices = exact_choices(game, BehaviorProfile(game, [["1/2", "1/2"], None]))
    assert continuation_payoffs(game, choices, 0)[0] == Fraction(9, 2)
    assert continuation_payoffs(game, choices, 1)[0] is None


@pytest.mark.parametrize(
    ("first", "second", "chosen", "interval"),
    [
        (fractions("4", "1"), fractions("0", "2"), [0], (Fraction(2, 5), Fraction(1))),
        (fractions("4", "1"), fractions("0", "2"), [1], (Fraction(0), Fraction(2, 5))),
        (fractions("4", "1"), fractions("0", "2"), [0, 1], (Fraction(2, 5), Fraction(2, 5))),
        (fractions("4", "1"), fractions("4", "1"), [0], (Fraction(0), Fraction(1))),
        (fractions("4", "1"), fractions("4", "1"), [1], None),
        (fractions("3", "0", "2"), fractions("0", "3", "2"), [2], (Fraction(1, 3), Fraction(2, 3))),
        (fractions("3", "0", "1"), fractions("0", "3", "1"), [2], None),
        (fractions("0", "1"), fractions("0", "2"), [0], None),
    ],
)
def test_beliefs_that_justify(
    first: list[Fraction], second: list[Fraction], chosen: list[int], interval: tuple[Fraction, Fraction] | None
) -> None:
    assert justifying_beliefs([first, second], chosen) == interval


def test_of_two_nodes_the_linear_program_says_what_the_interval_says() -> None:
    rng = Random(7)
    answers = set()
    for _ in range(60):
        payoffs = [[Fraction(rng.randint(-3, 3), rng.randint(1, 3)) for _ in range(4)] for _ in range(2)]
        chosen = rng.sample(range(4), rng.randint(1, 2))
        answer = has_justifying_belief(payoffs, chosen)
        assert answer == (justifying_beliefs(payoffs, chosen) is not None)
        answers.add((len(chosen), answer))
    assert answers == {(1, True), (1, False), (2, True), (2, False)}


@pytest.mark.parametrize(("pay", "is_best"), [("1", True), ("99/100", False)])
def test_beliefs_over_three_nodes(pay: str, is_best: bool) -> None:
    """Guessing one of three pays 3, and 1 on average at best for all guesses: what is sure has to pay as much."""
    payoffs = [[Fraction(3 * (guess == node)) for guess in range(3)] + [Fraction(pay)] for node in range(3)]
    assert has_justifying_belief(payoffs, [3]) is is_best
    assert has_justifying_belief(payoffs * 2, [3]) is is_best
    assert has_justifying_belief(payoffs, [0, 1, 2])
    assert has_justifying_belief(payoffs, [0, 3]) is is_best

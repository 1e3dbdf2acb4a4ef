"""What is played where play leads."""

from __future__ import annotations

from itertools import pairwise

from gametheory import load, solve
from gametheory.studies.reached_play import ReachedChoice, reached_play


def test_chance_and_what_is_not_reached_are_left_out() -> None:
    model = load("choose_one_of_two").with_values(detect="0.5")
    solution = solve(model)
    assert reached_play(solution.equilibria[0].profile) == (
        ReachedChoice("Amazon", ("Demand exclusivity",)),
        ReachedChoice("Top seller", ("Stay on both",)),
        ReachedChoice("Amazon", ("Suspend",)),
    )


def test_mixtures_have_all_their_actions() -> None:
    profile = solve(load("matching_pennies")).equilibria[0].profile
    assert [choice.actions for choice in reached_play(profile)] == [("Heads", "Tails"), ("Heads", "Tails")]


def test_the_same_choice_in_a_row_stands_once() -> None:
    play = reached_play(solve(load("chain_store")).equilibria[0].profile)
    assert all(one != other for one, other in pairwise(play))
    assert len(play) > 1

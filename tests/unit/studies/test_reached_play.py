"""What is played where play leads."""

from __future__ import annotations

from itertools import pairwise

from gametheory import MixedProfile, NormalFormGame, load, solve
from gametheory.core.commitments import Commitment
from gametheory.core.distributions import Distribution
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


GAME = NormalFormGame.from_bimatrix(
    [[2, 4, 0], [1, 3, 5]], [[1, 0, 6], [0, 1, 7]], players={"r": "Row", "c": "Column"}, actions=["TB", "LMR"]
)


def test_a_distribution_plays_all_that_it_recommends() -> None:
    distribution = Distribution(GAME, {(0, 2): "1/4", (0, 0): "3/4"})
    assert reached_play(distribution) == (ReachedChoice("Row", ("T",)), ReachedChoice("Column", ("L", "R")))


def test_a_commitment_plays_its_profile() -> None:
    profile = MixedProfile(GAME, [["1/2", "1/2"], [0, 1, 0]])
    assert reached_play(Commitment(profile, leader=0)) == (
        ReachedChoice("Row", ("T", "B")),
        ReachedChoice("Column", ("M",)),
    )


def test_plans_of_trees_are_named() -> None:
    for concept in ("correlated", "stackelberg"):
        play = reached_play(solve(load("trust_game"), concept).equilibria[0].play)
        assert play[0] == ReachedChoice("Buyer", ("trust=Not",))

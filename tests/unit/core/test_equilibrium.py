"""One equilibrium, whatever is played in it."""

from __future__ import annotations

import pickle
from dataclasses import replace
from fractions import Fraction

import pytest

from gametheory import BehaviorProfile, MixedProfile, NormalFormGame, load, solve
from gametheory.core.assessments import Assessment
from gametheory.core.certificate import BestReply, Certificate
from gametheory.core.commitments import Commitment
from gametheory.core.distributions import Distribution
from gametheory.core.equilibrium import Equilibrium, Play, profile_of
from oracles.classic_trees import trust

GAME = NormalFormGame.from_bimatrix([[2, 4], [1, 3]], [[1, 0], [0, 2]], players=["row", "column"])
PROFILE = MixedProfile(GAME, [["1/4", "3/4"], [0, 1]])


def equilibrium(play: Play) -> Equilibrium:
    replies = tuple(BestReply(player, Fraction(player), Fraction(player)) for player in range(2))
    return Equilibrium(play, (Fraction(0), Fraction(1)), Fraction(0), Certificate(replies))


def test_profiles_answer_by_name() -> None:
    found = equilibrium(PROFILE)
    assert (found.kind, found.profile, found["row"]["2"]) == ("mixed", PROFILE, Fraction(3, 4))
    tree = trust()
    behavior = BehaviorProfile(tree, [None] * len(tree.infosets))
    assert (equilibrium(behavior).kind, equilibrium(behavior).profile) == ("behavior", behavior)


def test_an_assessment_has_the_behavior_in_it() -> None:
    tree = trust()
    behavior = BehaviorProfile(tree, [["1/3", "2/3"], [0, 1]])
    found = equilibrium(Assessment(behavior, ((Fraction(1),), (Fraction(1),))))
    assert (found.kind, found.profile, found["seller"]["trusted"]["Abuse"]) == ("assessment", behavior, 1)


def test_a_commitment_has_the_profile_of_leader_and_follower() -> None:
    found = equilibrium(Commitment(PROFILE, leader=0))
    assert (found.kind, found.profile, found["column"]["2"]) == ("commitment", PROFILE, 1)
    assert repr(found) == "<Equilibrium <Commitment of row: 1/4, 3/4 | 0, 1>, payoffs 0, 1>"


def test_a_distribution_has_no_profile() -> None:
    found = equilibrium(Distribution(GAME, {(0, 0): 1}))
    assert found.kind == "distribution"
    with pytest.raises(AttributeError, match=r"no profile of independent strategies; read \.play"):
        found["row"]
    assert not hasattr(found, "profile")


def test_who_can_do_without_a_profile_asks_for_none() -> None:
    assert profile_of(equilibrium(PROFILE)) is PROFILE
    assert profile_of(equilibrium(Commitment(PROFILE, leader=1))) is PROFILE
    assert profile_of(equilibrium(Distribution(GAME, {(0, 1): 1}))) is None


def test_welfare_is_of_the_model_and_told_again_after_a_journey() -> None:
    solution = solve(load("choose_one_of_two"))
    equilibrium = solution.equilibria[0]
    assert equilibrium.welfare == {"consumers": Fraction(1, 2), "sales_on_Temu": 2}
    copy = pickle.loads(pickle.dumps(equilibrium))
    assert copy.welfare == equilibrium.welfare
    assert solution.replace(leading=0).equilibria[0].welfare is equilibrium.welfare
    assert replace(equilibrium, source=None) == equilibrium
    assert replace(equilibrium, source=None).welfare == {}

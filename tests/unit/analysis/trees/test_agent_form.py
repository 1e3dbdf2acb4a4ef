"""The agent form: every information set a player, and equilibria that only it has."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gametheory import BehaviorProfile, InvalidProfileError, TreeBuilder, UnsupportedGameError, judge, solve
from gametheory.analysis.trees.agent_form import compare_with_agent_form, to_agent_form
from gametheory.core.profiles import MixedProfile
from gametheory.core.strategic_form import to_normal_form
from oracles.classic_trees import forgetful, outside_option, selten_horse, trust
from unit.core.random_trees import random_profile, random_tree


@settings(max_examples=60)
@given(st.integers(0, 10_000), st.booleans())
def test_gains_are_regrets_of_the_agents(seed: int, has_recall: bool) -> None:
    tree = random_tree(seed, has_recall=has_recall, depth=3)
    if all(infoset.is_chance for infoset in tree.infosets):
        return
    profile = random_profile(tree, seed)
    try:
        report = compare_with_agent_form(profile)
    except UnsupportedGameError:
        return
    agents = to_agent_form(tree)
    certificate = judge(agents, BehaviorProfile(agents, profile.strategies))
    assert [gain.gain for gain in report.gains] == [reply.regret for reply in certificate.replies]
    assert report.is_agent_equilibrium == certificate.is_equilibrium
    assert report.is_equilibrium == judge(tree, profile).is_equilibrium
    assert report.is_agent_equilibrium or not report.is_equilibrium
    for gain in report.gains:
        strategies = list(profile.strategies)
        size = tree.infosets[gain.infoset].num_actions
        strategies[gain.infoset] = tuple(Fraction(action == gain.action) for action in range(size))
        player = tree.infosets[gain.infoset].player
        if gain.gain:
            changed = judge(tree, BehaviorProfile(tree, tuple(strategies))).payoffs[player]
            assert changed - report.certificate.payoffs[player] == gain.gain


def test_the_agent_normal_form_has_a_player_for_each_information_set() -> None:
    agents = to_agent_form(outside_option())
    assert [player.key for player in agents.players] == ["1/option", "1/row", "2/column"]
    game = to_normal_form(agents, is_reduced=False).game
    assert game.num_actions == (2, 2, 2)
    assert [int(game.payoff(player, (1, 0, 0))) for player in range(3)] == [3, 3, 1]
    assert [int(game.payoff(player, (0, 1, 1))) for player in range(3)] == [2, 2, 2]
    pure = {
        profile.profile.strategies
        for profile in solve(game, "pure").equilibria
        if isinstance(profile.profile, MixedProfile)
    }
    assert ((0, 1), (0, 1), (0, 1)) not in pure  # In, B, R: 1 would rather stay out
    assert ((1, 0), (0, 1), (1, 0)) in pure  # Out, B, L: In alone gives nothing


def test_agents_may_stay_where_their_player_would_leave() -> None:
    tree = outside_option()
    report = compare_with_agent_form(BehaviorProfile(tree, [[1, 0], [0, 1], [1, 0]]))
    assert (report.is_agent_equilibrium, report.is_equilibrium) == (True, False)
    assert report.sentences == (
        "1 gains 1 by changes at several information sets together.",
        "The profile is an equilibrium of the agent form only, not a Nash equilibrium.",
    )


def test_the_horse_has_one_set_a_player_so_that_both_agree() -> None:
    tree = selten_horse()
    for strategies, is_equilibrium in (
        ([[0, 1], [1, 0], [1, 0]], True),
        ([[1, 0], [1, 0], [0, 1]], True),
        ([[1, 0], [1, 0], [1, 0]], False),
    ):
        report = compare_with_agent_form(BehaviorProfile(tree, strategies))
        assert report.is_agent_equilibrium is report.is_equilibrium is is_equilibrium
    assert report.sentences == (
        "1 gains 2 by 'D' at information set '1' alone.",
        "2 gains 3 by 'd' at information set '2' alone.",
        "The profile is an equilibrium neither of the game nor of its agent form.",
    )


def test_a_forgetful_player() -> None:
    tree = forgetful()
    coins = compare_with_agent_form(BehaviorProfile(tree, [["1/2", "1/2"]] * 2))
    assert (coins.is_agent_equilibrium, coins.is_equilibrium) == (True, False)
    assert coins.certificate.replies[0].regret == Fraction(1, 2)
    best = compare_with_agent_form(BehaviorProfile(tree, [[1, 0], [1, 0]]))
    assert best.sentences == ("The profile is a Nash equilibrium, and so one of the agent form.",)


def test_incomplete_profiles_are_refused() -> None:
    with pytest.raises(InvalidProfileError, match="expected probabilities at every information set, each being a play"):
        compare_with_agent_form(BehaviorProfile(trust(), [[0, 1], None]))


def test_what_has_no_agents() -> None:
    with pytest.raises(UnsupportedGameError, match="the agent form needs somebody who moves"):
        to_agent_form(TreeBuilder(["idle"]).build())
    builder = TreeBuilder(["driver"])
    _, on = builder.move(0, "driver", ["exit", "on"], infoset="crossing")
    builder.move(on, "driver", ["exit", "on"], infoset="crossing")
    with pytest.raises(UnsupportedGameError, match="driver can meet one information set twice in a play"):
        compare_with_agent_form(BehaviorProfile(builder.build(), [[1, 0]]))

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory import TreeBuilder, load
from gametheory.analysis.profiles.correlated_certificate import judge_distribution
from gametheory.analysis.trees.infoset_recommendations import judge_infoset_recommendations
from gametheory.core.distributions import Distribution
from gametheory.core.infoset_players import infosets_as_players
from gametheory.core.strategic_form import to_normal_form
from gametheory.errors import InvalidProfileError, UnsupportedGameError


def test_a_mixture_in_a_signaling_game_by_the_agents() -> None:
    """The regret of a player is that of its worst information set, as the agent normal form has it."""
    tree = load("beer_quiche").to_game()
    plans = to_normal_form(tree, is_reduced=False)
    agents = to_normal_form(infosets_as_players(tree)).game
    weights = {(0, 1): Fraction(1, 5), (1, 2): Fraction(3, 10), (2, 0): Fraction(1, 10), (3, 3): Fraction(2, 5)}
    by_plans = judge_infoset_recommendations(tree, Distribution(plans.game, weights))
    movers = [index for index, infoset in enumerate(tree.infosets) if not infoset.is_chance]
    moves = {}
    for profile, weight in weights.items():
        chosen: dict[int, int | None] = {}
        for own, place in zip(plans.plans, profile, strict=True):
            chosen |= dict(zip(own[place].infosets, own[place].actions, strict=True))
        moves[tuple(chosen[infoset] or 0 for infoset in movers)] = weight
    by_agents = judge_distribution(Distribution(agents, moves))
    owners = [tree.infosets[infoset].player for infoset in movers]
    assert max(reply.regret for reply in by_agents.replies) > 0
    for player, reply in enumerate(by_plans.replies):
        own = [agent for agent, owner in enumerate(owners) if owner == player]
        assert reply.payoff == by_agents.payoffs[own[0]]
        assert reply.regret == max(by_agents.replies[agent].regret for agent in own)


def test_unreached_recommendations_tempt_nobody() -> None:
    tree = load("trust_game").to_game()
    game = to_normal_form(tree, is_reduced=False).game
    never = judge_infoset_recommendations(tree, Distribution(game, {(1, 0): 1}))
    assert [reply.regret for reply in never.replies] == [1, 0]


def test_other_plans() -> None:
    tree = load("beer_quiche").to_game()
    agents = to_normal_form(infosets_as_players(tree)).game
    with pytest.raises(InvalidProfileError, match="expected a distribution over 4 complete plans"):
        judge_infoset_recommendations(tree, Distribution(agents, {(0,) * agents.num_players: 1}))


def test_somebody_comes_to_a_set_twice() -> None:
    builder = TreeBuilder(["driver"])
    _, on = builder.move(0, "driver", ["exit", "go"], infoset="exit")
    builder.move(on, "driver", ["exit", "go"], infoset="exit")
    tree = builder.build()
    with pytest.raises(UnsupportedGameError, match="plays that come to each at most once"):
        judge_infoset_recommendations(tree, Distribution(to_normal_form(tree, is_reduced=False).game, {(0,): 1}))


def test_heartbeat_can_stop_it() -> None:
    tree = load("trust_game").to_game()

    def stop() -> None:
        raise KeyboardInterrupt("enough")

    with pytest.raises(KeyboardInterrupt, match="enough"):
        judge_infoset_recommendations(
            tree, Distribution(to_normal_form(tree, is_reduced=False).game, {(0, 0): 1}), heartbeat=stop
        )

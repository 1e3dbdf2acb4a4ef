"""Which actions are played where play leads, without their probabilities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from gametheory.analysis.trees.play_order import in_order_of_play
from gametheory.analysis.trees.reach import reach_probabilities
from gametheory.analysis.trees.state_certificate import state_reach
from gametheory.core.count_profile import CountProfile
from gametheory.core.distributions import Distribution
from gametheory.core.equilibrium import played_profile
from gametheory.core.markov_profile import MarkovProfile
from gametheory.core.profiles import BehaviorProfile
from gametheory.core.symmetric_profile import SymmetricProfile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gametheory.core.equilibrium import Play
    from gametheory.core.profiles import Strategy


@dataclass(frozen=True, slots=True)
class ReachedChoice:
    """What a player does at one place that play reaches.

    Parameters
    ----------
    player
        The player's label.
    actions
        Those with a positive probability.
    """

    player: str
    actions: tuple[str, ...]


ReachedPlay: TypeAlias = "tuple[ReachedChoice, ...]"
"""The choices that play reaches, in the order of play; the same choice of a player in a row stands once."""


def reached_play(play: Play) -> ReachedPlay:
    """Return the players' choices that play reaches, chance left out; of a distribution all that is recommended.

    Examples
    --------
    >>> from gametheory import load, solve
    >>> [choice.actions for choice in reached_play(solve(load("choose_one_of_two")).equilibria[0].profile)]
    [('Demand exclusivity',), ('Leave Temu',), ('Return to Temu',), ('Deny the demand',)]
    """
    game = play.game
    if isinstance(play, Distribution):
        told = [sorted({profile[player] for profile in play.probabilities}) for player in range(game.num_players)]
        chosen = zip(play.game.players, play.game.actions, told, strict=True)
        return tuple(ReachedChoice(one.label, tuple(names[index] for index in listed)) for one, names, listed in chosen)
    if isinstance(play, MarkovProfile):
        return _in_states(play)
    if isinstance(play, CountProfile | SymmetricProfile):
        return tuple(
            ReachedChoice(player.label, tuple(name for name, share in play[player.key].items() if share))
            for player in play.game.players
        )
    profile = played_profile(play)
    if not isinstance(profile, BehaviorProfile):
        played = zip(game.players, profile.game.actions, profile.strategies, strict=True)
        return tuple(ReachedChoice(player.label, _positive(names, strategy)) for player, names, strategy in played)
    tree = profile.game
    reach = reach_probabilities(tree, profile)
    reached = [index for index in range(len(tree.infosets)) if any(reach[node] for node in tree.infoset_nodes(index))]
    choices: list[ReachedChoice] = []
    for index in in_order_of_play(tree, reached):
        infoset = tree.infosets[index]
        if infoset.is_chance:
            continue
        label = tree.players[infoset.player].label
        choice = ReachedChoice(label, _positive(infoset.actions, profile.strategies[index] or ()))
        if not choices or choices[-1] != choice:
            choices.append(choice)
    return tuple(choices)


def _in_states(profile: MarkovProfile) -> ReachedPlay:
    """Return the choices that play reaches in a graph of states."""
    graph = profile.game
    choices: list[ReachedChoice] = []
    for first, state, reach in zip(graph.first_infosets, graph.states, state_reach(profile), strict=True):
        for index, infoset in enumerate(state.stage.infosets):
            strategy = profile.strategies[first + index]
            if strategy is not None and any(reach[node] for node in state.stage.infoset_nodes(index)):
                choice = ReachedChoice(graph.players[infoset.player].label, _positive(infoset.actions, strategy))
                if not choices or choices[-1] != choice:
                    choices.append(choice)
    return tuple(choices)


def _positive(names: Iterable[str], strategy: Strategy | tuple[()]) -> tuple[str, ...]:
    """Return the names of the actions with a positive probability."""
    return tuple(name for name, share in zip(names, strategy, strict=True) if share)

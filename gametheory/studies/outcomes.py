"""Where equilibria lead: paths of play and distributions over outcomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.core.count_profile import CountProfile
from gametheory.core.distributions import Distribution
from gametheory.core.equilibrium import played_profile
from gametheory.core.markov_profile import MarkovProfile
from gametheory.core.normal_form import NormalFormGame
from gametheory.core.profiles import BehaviorProfile, MixedProfile
from gametheory.core.symmetric_profile import SymmetricProfile
from gametheory.errors import UnsupportedGameError
from gametheory.studies.state_paths import outcome_of_states

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from gametheory.core.equilibrium import Play
    from gametheory.core.profiles import Probability, Profile
    from gametheory.core.solution import Solution
    from gametheory.core.source import Game


def follows_path(game: Game, profile: Profile, path: Sequence[str]) -> bool:
    """Whether play follows a path for certain, up to chance.

    Parameters
    ----------
    game, profile
        What is played.
    path
        Tree: the names of the actions from the root to the end of play, chance's branches among them; the players
        must choose them for certain, chance with positive probability. Normal form: one action for each player.
    """
    if isinstance(profile, MixedProfile):
        if not isinstance(game, NormalFormGame):
            raise UnsupportedGameError("paths need behavior strategies, but this tree is answered in mixed strategies")
        chosen = [
            names[strategy.index(1)] if 1 in strategy else None
            for names, strategy in zip(game.actions, profile.strategies, strict=True)
        ]
        return chosen == list(path)
    tree = profile.game
    node = 0
    for step in path:
        children = tree.children(node)
        if not children:
            return False
        index = int(tree.infoset[node])
        infoset, strategy = tree.infosets[index], profile.strategies[index]
        if step not in infoset.actions:
            return False
        action = infoset.actions.index(step)
        if infoset.probabilities is not None:
            is_played = infoset.probabilities[action] > 0
        else:
            is_played = strategy is not None and strategy[action] == 1
        if not is_played:
            return False
        node = children[action]
    return not tree.children(node)


def have_one_outcome(solution: Solution) -> bool:
    """Whether all listed equilibria lead to the same distribution over ends of play (or profiles of actions)."""
    return len({_outcome(equilibrium.play) for equilibrium in solution.equilibria}) <= 1


def _outcome(play: Play) -> Hashable:
    """Return the distribution over ends of play; in a normal form the strategies themselves."""
    if isinstance(play, Distribution):
        return tuple(play.probabilities.items())
    if isinstance(play, MarkovProfile):
        return outcome_of_states(play)
    if isinstance(play, CountProfile):
        return play.ranges
    if isinstance(play, SymmetricProfile):
        return play.strategies
    profile = played_profile(play)
    if isinstance(profile, BehaviorProfile):
        return _end_probabilities(profile)
    return profile.strategies


def _end_probabilities(profile: BehaviorProfile) -> tuple[Probability, ...]:
    """Return the probability of each terminal."""
    from gametheory.analysis.trees.reach import reach_probabilities

    reach = reach_probabilities(profile.game, profile)
    return tuple(reach[end] for end in profile.game.terminals)

"""Is a profile an equilibrium? Payoffs, best deviations and regrets of any profile, apart from every solver."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.analysis.heartbeat import no_heartbeat
from gametheory.analysis.profiles.action_payoffs import (
    checked_mixed_profile,
    integer_action_payoffs,
    integer_weights,
    mean_payoff,
)
from gametheory.core.certificate import BestReply, Certificate
from gametheory.core.normal_form import NormalFormGame
from gametheory.core.profiles import BehaviorProfile, MixedProfile
from gametheory.core.rational_sequence import RationalSequence
from gametheory.core.source import GameSource
from gametheory.core.state_graph import whole
from gametheory.errors import InvalidProfileError, UnsupportedGameError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.analysis.profiles.action_payoffs import Weights
    from gametheory.core.profiles import Profile


def judge(source: GameSource, profile: Profile, *, heartbeat: Heartbeat | None = None) -> Certificate:
    """Return each player's payoff, best deviation and regret in a profile: the proof that it is an equilibrium, or not.

    Parameters
    ----------
    source
        A normal form or a tree, or a model at its parameter values.
    profile
        A mixed profile of the normal form, or a behavior profile of the tree. Floats keep their exact binary value and
        are scaled to sum to exactly 1, so that the verdict on them is exact too. A mixed profile over the pure
        strategies of a tree is judged on that tree's normal form (``to_normal_form(tree).game``).
    heartbeat
        Called every few milliseconds of work, so that a caller can stop a long proof by raising an exception.

    Returns
    -------
    Certificate
        For normal forms with the payoff of each action, for trees with the regret at each information set.

    Raises
    ------
    InvalidProfileError
        If it is no profile, does not fit the game, or is undefined at an information set that play or the deviation
        of a single other player reaches.
    UnsupportedGameError
        If the source is neither a game nor a model; or if a player of the tree lacks perfect recall and has too many
        pure plans to try, or can meet one information set twice in a play (then behavior strategies can do better than
        every pure plan).

    Notes
    -----
    Exact. Linear in the number of payoffs or nodes for each player; without perfect recall the best pure plan is sought
    by branch and bound. No solver lends a hand: what is shared is the game, and the numbers.

    Examples
    --------
    >>> from gametheory import MixedProfile
    >>> game = NormalFormGame.from_bimatrix([[4, 0, 3], [1, 2, 5]], [[1, 6, 2], [3, 0, 4]])
    >>> certificate = judge(game, MixedProfile(game, [[1, 0], [0, "1/2", "1/2"]]))
    >>> [str(payoff) for payoff in certificate.payoffs], str(certificate.max_regret)
    (['3/2', '4'], '2')
    >>> certificate.replies[0].best_actions, certificate.replies[1].best_actions
    ((1,), (1,))
    >>> judge(game, MixedProfile(game, [["1/7", "6/7"], ["2/5", "3/5", 0]])).is_equilibrium
    False
    """
    if not isinstance(source, NormalFormGame | GameSource):
        raise UnsupportedGameError(f"expected a game or a model, got {source!r}; files are read by gametheory.load")
    if not isinstance(profile, MixedProfile | BehaviorProfile):
        raise InvalidProfileError(
            f"expected a profile, got {type(profile).__name__!r}; BehaviorProfile.from_mapping(tree, ...) and "
            f"MixedProfile.from_mapping(game, ...) make one of strategies by name, equilibrium.profile is one"
        )
    game = source.to_game()
    if not isinstance(game, NormalFormGame):
        from gametheory.analysis.trees.tree_certificate import judge_tree

        return judge_tree(whole(game), profile, heartbeat or no_heartbeat)
    weights = [integer_weights(strategy) for strategy in checked_mixed_profile(game, profile).strategies]
    heard = heartbeat or no_heartbeat
    return Certificate(tuple(_best_reply(game, weights, player, heard) for player in range(game.num_players)))


def _best_reply(game: NormalFormGame, weights: Sequence[Weights], player: int, heartbeat: Heartbeat) -> BestReply:
    """Return what one player gets from each action and from its strategy."""
    payoffs, denominator = integer_action_payoffs(game, weights, player, heartbeat)
    payoff = mean_payoff((payoffs, denominator), weights[player])
    best_payoff = Fraction(max(payoffs), denominator)
    return BestReply(player, payoff, best_payoff, RationalSequence(payoffs, denominator))

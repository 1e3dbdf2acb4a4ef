"""Is a profile an equilibrium? Payoffs, best deviations and regrets of any profile, apart from every solver."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.analysis.expected_payoffs import action_payoffs, checked_mixed_profile, mean_payoff
from gametheory.core.certificate import BestReply, Certificate
from gametheory.core.normal_form import NormalFormGame

if TYPE_CHECKING:
    from gametheory.core.profiles import MixedProfile
    from gametheory.core.solution import Profile
    from gametheory.core.source import Game


def judge(game: Game, profile: Profile) -> Certificate:
    """Return each player's payoff, best deviation and regret in a profile: the proof that it is an equilibrium, or not.

    Parameters
    ----------
    game
        A normal form or a tree.
    profile
        A mixed profile of the normal form, or a behavior profile of the tree. Floats keep their exact binary value and
        are scaled to sum to exactly 1, so that the verdict on them is exact too. A mixed profile over the pure
        strategies of a tree is judged on that tree's normal form (``to_normal_form(tree).game``).

    Returns
    -------
    Certificate
        For normal forms with the payoff of each action, for trees with the regret at each information set.

    Raises
    ------
    InvalidProfileError
        If the profile does not fit the game, or is undefined at an information set that play or the deviation of a
        single other player reaches.
    UnsupportedGameError
        If a player of the tree lacks perfect recall and has too many pure plans to try, or can meet one information
        set twice in a play (then behavior strategies can do better than every pure plan).

    Notes
    -----
    Exact. Linear in the number of payoffs or nodes for each player; without perfect recall every pure plan is tried.

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
    if not isinstance(game, NormalFormGame):
        from gametheory.analysis.tree_certificate import judge_tree

        return judge_tree(game, profile)
    mixed = checked_mixed_profile(game, profile)
    return Certificate(tuple(_best_reply(game, mixed, player) for player in range(game.num_players)))


def _best_reply(game: NormalFormGame, profile: MixedProfile, player: int) -> BestReply:
    """Return what one player gets from each action and from its strategy."""
    payoffs = action_payoffs(game, profile, player)
    return BestReply(player, mean_payoff(payoffs, profile.strategies[player]), max(payoffs), payoffs)

"""What a profile pays each player: exact, also for profiles of floats."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.analysis.profiles.action_payoffs import (
    checked_mixed_profile,
    integer_action_payoffs,
    integer_weights,
    mean_payoff,
)
from gametheory.analysis.trees.reach import exact_choices, payoffs_of_reach, reached_nodes
from gametheory.core.normal_form import NormalFormGame
from gametheory.core.state_graph import whole

if TYPE_CHECKING:
    from gametheory.core.profiles import Profile
    from gametheory.core.source import Game


def expected_payoffs(game: Game, profile: Profile) -> tuple[Fraction, ...]:
    """Return each player's expected payoff in a profile, exact.

    Parameters
    ----------
    game
        A normal form or a tree.
    profile
        A mixed profile of the normal form or a behavior profile of the tree. Floats keep their exact binary value and
        are scaled to sum to exactly 1.

    Raises
    ------
    InvalidProfileError
        If the profile does not fit the game, or play reaches an information set where it is undefined.

    Examples
    --------
    >>> from gametheory import MixedProfile
    >>> game = NormalFormGame.from_bimatrix([[3, 0, 1], [1, 2, 5]], [[1, 0, 2], [0, 4, 3]])
    >>> expected_payoffs(game, MixedProfile(game, [["1/4", "3/4"], ["1/2", 0, "1/2"]]))
    (Fraction(11, 4), Fraction(3, 2))
    """
    if isinstance(game, NormalFormGame):
        weights = [integer_weights(strategy) for strategy in checked_mixed_profile(game, profile).strategies]
        return tuple(
            mean_payoff(integer_action_payoffs(game, weights, player), weights[player])
            for player in range(game.num_players)
        )
    tree = whole(game)
    return payoffs_of_reach(tree, reached_nodes(tree, exact_choices(tree, profile)))

"""Proper equilibria of two players: profiles that survive mistakes which are infinitely rarer the more they cost."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.analysis.certificate import judge
from gametheory.analysis.heartbeat import no_heartbeat
from gametheory.analysis.profiles.action_payoffs import checked_mixed_profile, integer_weights
from gametheory.analysis.profiles.two_player_tables import own_tables
from gametheory.analysis.stability.proper_trembles import MOST_PROGRAMS, Properness, some_trembles, trembles_near

if TYPE_CHECKING:
    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.profiles import MixedProfile


def judge_properness(
    game: NormalFormGame,
    profile: MixedProfile,
    *,
    most_programs: int = MOST_PROGRAMS,
    heartbeat: Heartbeat | None = None,
) -> Properness:
    """Return whether a profile of two players is a proper equilibrium (Myerson), with trembles that prove it.

    Parameters
    ----------
    game
        Two players.
    profile
        Mixed strategies; floats keep their exact binary value and are scaled to sum to 1.
    most_programs
        Linear programs after which the verdict is None.
    heartbeat
        Called at every step of the linear programs; what it raises ends the proof. None for nobody.

    Raises
    ------
    UnsupportedGameError
        Unless there are two players.
    InvalidProfileError
        If the profile does not fit the game.

    Notes
    -----
    Exact. Actions that pay differently against the profile appear in the order of these payoffs, so only ties leave a
    choice: the cost grows fast with the number of actions that pay the same, and hardly with that of others. Up to
    4 x 4 the verdict never stays open.

    References
    ----------
    myerson1978; blume1991, proposition 5.

    Examples
    --------
    Myerson's game: both players' second actions are perfect, but only the first ones are proper.

    >>> from gametheory import MixedProfile, NormalFormGame
    >>> payoffs = [[1, 0, -9], [0, 0, -7], [-9, -7, -7]]
    >>> game = NormalFormGame.from_bimatrix(payoffs, payoffs)
    >>> judge_properness(game, MixedProfile(game, [[0, 1, 0], [0, 1, 0]])).is_proper
    False
    >>> verdict = judge_properness(game, MixedProfile(game, [[1, 0, 0], [1, 0, 0]]))
    >>> verdict.is_proper, [[str(share) for share in mixture] for mixture in verdict.trembles[0]]
    (True, [['1', '0', '0'], ['0', '1', '0'], ['0', '0', '1']])
    """
    tables = own_tables(game)
    if not judge(game, profile, heartbeat=heartbeat).is_equilibrium:
        return Properness(False)
    weights = [integer_weights(strategy) for strategy in checked_mixed_profile(game, profile).strategies]
    rows, columns = (tuple(Fraction(weight, total) for weight in listed) for listed, total in weights)
    return trembles_near(tables, (rows, columns), most_programs=most_programs, heartbeat=heartbeat or no_heartbeat)


def proper_equilibrium(
    game: NormalFormGame, *, most_programs: int = MOST_PROGRAMS, heartbeat: Heartbeat | None = None
) -> Properness:
    """Return a proper equilibrium of two players with its trembles.

    There always is one; the verdict is None if it was not found within the number of linear programs.

    Parameters
    ----------
    game
        Two players.
    most_programs, heartbeat
        As for `properness`.

    Raises
    ------
    UnsupportedGameError
        Unless there are two players.

    Notes
    -----
    Exact. An equilibrium with tiny mistakes of fixed sizes shows in which order the actions appear; linear programs
    then find the equilibrium and its trembles, or refute the order. If smaller mistakes don't help, all orders are
    tried, as long as the number of linear programs allows.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> found = proper_equilibrium(NormalFormGame.zero_sum([[1, 2], [3, 0]]))
    >>> [[str(share) for share in trembles[0]] for trembles in found.trembles]
    [['3/4', '1/4'], ['1/2', '1/2']]
    """
    return some_trembles(own_tables(game), most_programs=most_programs, heartbeat=heartbeat or no_heartbeat)

"""Trembling-hand perfection of two players: undominated strategies, each with its proof.

With two players a Nash equilibrium is perfect exactly if neither strategy is weakly dominated (van Damme 1991, theorem
3.2.2).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.analysis.certificate import judge
from gametheory.analysis.dominance.undominated_faces import domination
from gametheory.analysis.heartbeat import no_heartbeat
from gametheory.analysis.profiles.action_payoffs import checked_mixed_profile, integer_weights
from gametheory.analysis.profiles.two_player_tables import own_tables

if TYPE_CHECKING:
    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.profiles import MixedProfile


@dataclass(frozen=True, slots=True)
class Admissibility:
    """Whether a mixed strategy is weakly dominated, with the proof.

    Parameters
    ----------
    player
        Whose strategy it is.
    dominator
        A strategy that pays at least as much against everything and more against something; empty if there is none.
    belief
        A strategy of the other player that uses every action and to which the strategy is a best reply: the proof that
        nothing dominates it. Empty if it is dominated.
    """

    player: int
    dominator: tuple[Fraction, ...]
    belief: tuple[Fraction, ...]

    @property
    def is_undominated(self) -> bool:
        """Whether nothing dominates the strategy weakly."""
        return not self.dominator


@dataclass(frozen=True, slots=True)
class Perfection:
    """Whether a profile is a perfect equilibrium, with the proof.

    Parameters
    ----------
    is_equilibrium
        Whether it is a Nash equilibrium.
    strategies
        The verdict on each player's strategy.
    """

    is_equilibrium: bool
    strategies: tuple[Admissibility, ...]

    @property
    def is_perfect(self) -> bool:
        """Whether the profile is a trembling-hand perfect equilibrium."""
        return self.is_equilibrium and all(strategy.is_undominated for strategy in self.strategies)


def judge_perfection(game: NormalFormGame, profile: MixedProfile, *, heartbeat: Heartbeat | None = None) -> Perfection:
    """Return whether a profile of two players is a trembling-hand perfect equilibrium, with the proof.

    Parameters
    ----------
    game
        Two players. A tree's reduced normal form can be asked too; perfection in the tree itself is another notion.
    profile
        Mixed strategies; floats keep their exact binary value and are scaled to sum to 1.
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
    Exact: one linear program in rationals for each player.

    References
    ----------
    selten1975; vandamme1991, theorem 3.2.2.

    Examples
    --------
    Both actions of each player are undominated, but mixing the first two rows is dominated by the third:

    >>> from gametheory import MixedProfile, NormalFormGame
    >>> game = NormalFormGame.from_bimatrix([[4, 0, 1], [0, 4, 1], [3, 3, 1]], [[0, 0, 1], [0, 0, 1], [0, 0, 1]])
    >>> judge_perfection(game, MixedProfile(game, [[1, 0, 0], [0, 0, 1]])).is_perfect
    True
    >>> verdict = judge_perfection(game, MixedProfile(game, [["1/2", "1/2", 0], [0, 0, 1]]))
    >>> verdict.is_equilibrium, [str(probability) for probability in verdict.strategies[0].dominator]
    (True, ['0', '0', '1'])
    """
    tables = own_tables(game)
    checked = checked_mixed_profile(game, profile)
    heard = heartbeat or no_heartbeat
    verdicts = []
    for player, (table, strategy) in enumerate(zip(tables, checked.strategies, strict=True)):
        weights, total = integer_weights(strategy)
        test = domination(table, [tuple(Fraction(weight, total) for weight in weights)], heartbeat=heard)
        verdicts.append(Admissibility(player, test.dominator, test.belief))
    return Perfection(judge(game, profile, heartbeat=heartbeat).is_equilibrium, tuple(verdicts))

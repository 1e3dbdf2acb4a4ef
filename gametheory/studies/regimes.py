"""What kind of answer a game has: which actions its equilibria use, and how they hang together."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from gametheory.core.count_profile import CountProfile
from gametheory.core.distributions import Distribution
from gametheory.core.equilibrium import played_profile
from gametheory.core.profiles import MixedProfile
from gametheory.core.symmetric_profile import SymmetricProfile
from gametheory.studies.tiers.count_supports import count_supports

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gametheory.core.equilibrium import Play
    from gametheory.core.profiles import Strategy
    from gametheory.core.solution import Solution

Support: TypeAlias = "tuple[tuple[str, str, tuple[str, ...]], ...]"
"""Player, information set (empty in normal forms) and the actions that have a positive probability there."""
Regime: TypeAlias = "tuple[tuple[Support, ...], ...]"
"""The supports of the extreme equilibria, by component."""


def support(play: Play) -> Support:
    """Return the actions that are played with positive probability, by player and information set.

    Actions are named, so that supports of a model at different parameter values can be compared. At an information
    set that the player's own choice excludes, no action is played. Of a distribution, each profile that is recommended
    stands in the place of an information set, by its number.

    Examples
    --------
    >>> from gametheory import load, solve
    >>> support(solve(load("trust_game")).equilibria[0].profile)
    (('buyer', 'trust', ('Not',)), ('seller', 'honor', ('Abuse',)))
    """
    if isinstance(play, Distribution):
        return tuple(
            (player.key, str(number), (names[action],))
            for number, profile in enumerate(play.probabilities, 1)
            for player, names, action in zip(play.game.players, play.game.actions, profile, strict=True)
        )
    profile = played_profile(play)
    if isinstance(profile, CountProfile | SymmetricProfile):
        return tuple(
            (player.key, "", tuple(name for name, share in profile[player.key].items() if share))
            for player in profile.game.players
        )
    if isinstance(profile, MixedProfile):
        played = zip(profile.game.players, profile.game.actions, profile.strategies, strict=True)
        return tuple((player.key, "", _positive(names, strategy)) for player, names, strategy in played)
    tree = profile.game
    return tuple(
        (tree.players[infoset.player].key, infoset.key, _positive(infoset.actions, strategy))
        for infoset, strategy in zip(tree.infosets, profile.strategies, strict=True)
        if not infoset.is_chance
    )


def _positive(names: Iterable[str], strategy: Strategy | None) -> tuple[str, ...]:
    """Return the names of the actions with a positive probability."""
    return () if strategy is None else tuple(name for name, share in zip(names, strategy, strict=True) if share)


def leading_support(solution: Solution) -> Support | None:
    """Return the support of the leading equilibrium; None where there is none."""
    return None if solution.leading is None else support(solution.equilibria[solution.leading].play)


def regime(solution: Solution) -> Regime | None:
    """Return the supports of the extreme equilibria, grouped into components.

    Returns
    -------
    Regime or None
        In an order that does not depend on the order of the equilibria. Where the method determines no components
        each equilibrium stands alone. None where equilibria may be missing in the list, since two incomplete lists
        cannot be compared. Of tiers each support of their equilibria by counts is told once: how many sellers choose
        what changes at nearly every value of a parameter.
    """
    plays = [equilibrium.play for equilibrium in solution.equilibria]
    counted = [play for play in plays if isinstance(play, CountProfile)]
    if counted and solution.coverage.is_complete:
        return tuple((chosen,) for chosen in sorted({one for play in counted for one in count_supports(play)}))
    if not solution.coverage.is_complete or len(solution.equilibria) < (solution.num_extreme or 0):
        return None
    supports = [support(play) for play in plays]
    groups = solution.components or tuple((index,) for index in range(len(supports)))
    return tuple(sorted(tuple(sorted(supports[index] for index in group)) for group in groups))

"""The order of equilibria, which does not depend on the method, and the one that leads."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

from gametheory.core.count_profile import CountProfile
from gametheory.core.distributions import Distribution
from gametheory.core.equilibrium import played_profile
from gametheory.core.led_count_profile import LedCountProfile
from gametheory.core.profiles import MixedProfile
from gametheory.core.symmetric_profile import SymmetricProfile

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gametheory.core.equilibrium import Equilibrium, Play
    from gametheory.core.profiles import Probability

Key: TypeAlias = "tuple[tuple[Any, ...], ...]"


def order_key(play: Play) -> Key:
    """Return what equilibria are sorted by: probabilities read in the game's order, larger first.

    The game's order is player, information set, action; an undefined information set comes after every defined one.
    Distributions are read by profile of actions, the last player's action changing fastest.

    Examples
    --------
    >>> from gametheory import MixedProfile, NormalFormGame
    >>> game = NormalFormGame([[[2, 0], [0, 1]], [[1, 0], [0, 3]]])
    >>> found = [MixedProfile(game, rows) for rows in ([[0, 1], [0, 1]], [["3/4", "1/4"], ["1/3", "2/3"]])]
    >>> sorted(found, key=order_key)
    [<MixedProfile 3/4, 1/4 | 1/3, 2/3>, <MixedProfile 0, 1 | 0, 1>]
    """
    if isinstance(play, Distribution):
        return tuple((*profile, -probability) for profile, probability in play.probabilities.items())
    profile = played_profile(play)
    if isinstance(profile, SymmetricProfile):
        return tuple((0, tuple(-low for low, _ in own)) for own in profile.strategies)
    if isinstance(profile, LedCountProfile):
        plan = ((0, own) for own in profile.moves)
        return (*plan, *((0, tuple(-n for own in branch.lead for n in own)) for branch in profile.branches))
    if isinstance(profile, CountProfile):
        return tuple((0, tuple(-count for count in counts)) for counts in profile.lead)
    if isinstance(profile, MixedProfile):
        return tuple((0, _larger_first(strategy)) for strategy in profile.strategies)
    tree = profile.game
    strategies = (
        profile.strategies[infoset] for player in range(tree.num_players) for infoset in tree.player_infosets(player)
    )
    return tuple((1, ()) if strategy is None else (0, _larger_first(strategy)) for strategy in strategies)


def _larger_first(strategy: Sequence[Probability]) -> tuple[Probability, ...]:
    """Return probabilities so that larger ones come first; whole ones as integers, which compare fast."""
    return tuple(
        -value.numerator if isinstance(value, Fraction) and value.denominator == 1 else -value for value in strategy
    )


_CRITERIA: tuple[tuple[str, Callable[[Equilibrium], Fraction | bool]], ...] = (
    ("is subgame perfect", lambda equilibrium: equilibrium.is_subgame_perfect is True),
    ("is pure", lambda equilibrium: equilibrium.play.is_pure),
    ("has the largest sum of payoffs", lambda equilibrium: sum(equilibrium.payoffs, Fraction(0))),
)
"""What leads, in this order: a sentence's end, and a value of which more is better."""


def leading(equilibria: Sequence[Equilibrium]) -> tuple[int | None, str]:
    """Return which equilibrium is drawn and explained first, and why.

    Subgame-perfect ones lead before others, pure before mixed ones, then the largest sum of payoffs, then the first in
    the order of the list. The reason names only what told equilibria apart.
    """
    remaining = list(range(len(equilibria)))
    if not remaining:
        return None, ""
    if len(remaining) == 1:
        return 0, "it is the only equilibrium listed"
    reasons = []
    for reason, value_of in _CRITERIA:
        values = [value_of(equilibria[index]) for index in remaining]
        best = max(values)
        if min(values) < best:
            reasons.append(reason)
        remaining = [index for index, value in zip(remaining, values, strict=True) if value == best]
    if len(remaining) > 1:
        reasons.append("comes first in the order of probabilities")
    return remaining[0], f"of {len(equilibria)} equilibria it {_listed(reasons)}"


def _listed(reasons: Sequence[str]) -> str:
    """Return reasons as one clause."""
    return " and ".join(filter(None, (", ".join(reasons[:-1]), reasons[-1])))

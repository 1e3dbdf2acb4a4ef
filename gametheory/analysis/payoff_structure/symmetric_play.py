"""Do players who can change places play alike in an equilibrium? Irrational ones by a box around a symmetric middle."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.analysis.heartbeat import no_heartbeat
from gametheory.analysis.profiles.enclosure_certificate import judge_enclosed
from gametheory.core.enclosed_profile import EnclosedProfile, EnclosureCertificate
from gametheory.core.profiles import MixedProfile
from gametheory.core.rationals import to_fraction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.analysis.payoff_structure.exchangeability import ExchangeableGroup
    from gametheory.core.enclosed_profile import KnownNumber


def plays_alike(
    play: MixedProfile | EnclosedProfile, groups: Sequence[ExchangeableGroup], *, heartbeat: Heartbeat | None = None
) -> bool:
    """Return whether in an equilibrium the players of each group play matched actions with the same probabilities.

    Parameters
    ----------
    play
        A profile of a normal form, or an equilibrium that is proved to be alone in a box.
    groups
        As ``exchangeable_groups`` gives them, or some of them.
    heartbeat
        Called in proofs; what it raises passes through.

    Returns
    -------
    bool
        Of an equilibrium in a box, False also where that was not proved.

    Notes
    -----
    Exact. The middle of a box is replaced by the mean over each group, with a box around it so small that it, and
    whatever exchanging players makes of its points, lies within the first box. Where it is proved to hold an
    equilibrium, exchanging players takes that to an equilibrium in the first box, which holds one only: they are the
    same.

    Examples
    --------
    >>> from gametheory import NormalFormGame, solve
    >>> from gametheory.analysis.payoff_structure.exchangeability import exchangeable_groups
    >>> game = NormalFormGame.from_bimatrix([[6, 2], [7, 0]], [[6, 7], [2, 0]])
    >>> [plays_alike(equilibrium.profile, exchangeable_groups(game)) for equilibrium in solve(game).equilibria]
    [False, True, False]
    """
    profile = play.center if isinstance(play, EnclosedProfile) else play
    means = _means(profile, groups)
    if not isinstance(play, EnclosedProfile):
        return profile.strategies == means.strategies
    distance = max(
        abs(to_fraction(a) - to_fraction(b))
        for own in zip(profile.strategies, means.strategies, strict=True)
        for a, b in zip(*own, strict=True)
    )
    if distance > play.radius / 2:
        return False
    most_played = max(map(len, play.supports))
    proof = judge_enclosed(_box(means, play.radius / (4 * most_played)), heartbeat=heartbeat or no_heartbeat)
    return isinstance(proof, EnclosureCertificate)


def _means(profile: MixedProfile, groups: Sequence[ExchangeableGroup]) -> MixedProfile:
    """Return the profile in which the players of each group play the mean of what they play."""
    strategies = list(profile.strategies)
    for group in groups:
        rows = [
            [to_fraction(profile.strategies[player][action]) for action in matching]
            for player, matching in zip(group.players, group.actions, strict=True)
        ]
        mean = [sum(column, Fraction(0)) / len(rows) for column in zip(*rows, strict=True)]
        for player, matching in zip(group.players, group.actions, strict=True):
            placed = dict(zip(matching, mean, strict=True))
            strategies[player] = tuple(placed[action] for action in range(len(mean)))
    return MixedProfile(profile.game, tuple(strategies))


def _box(center: MixedProfile, radius: Fraction) -> EnclosedProfile:
    """Return a box around a profile."""
    numbers: list[tuple[KnownNumber, ...]] = []
    for own in center.strategies:
        played = [action for action, weight in enumerate(own) if weight]
        told: list[KnownNumber] = []
        for action, weight in enumerate(map(to_fraction, own)):
            reach = radius * (len(played) - 1) if action == played[0] else radius
            told.append((weight - reach, weight + reach) if weight and len(played) > 1 else weight)
        numbers.append(tuple(told))
    return EnclosedProfile(center, tuple(numbers), center, radius)

"""The proof that exactly one equilibrium lies in a box of mixed strategies: Krawczyk's test in integers."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from gametheory.analysis.certificate import judge
from gametheory.analysis.heartbeat import no_heartbeat
from gametheory.analysis.profiles.payoff_slopes import PayoffSlopes
from gametheory.core.enclosed_profile import EnclosureCertificate, ends_of
from gametheory.core.profiles import MixedProfile
from gametheory.core.rationals import to_fraction

if TYPE_CHECKING:
    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.core.certificate import Certificate
    from gametheory.core.enclosed_profile import EnclosedProfile


def judge_enclosed(play: EnclosedProfile, *, heartbeat: Heartbeat | None = None) -> Certificate:
    """Return the proof that one equilibrium lies in a box, with payoffs and regrets of the profile beside it.

    Parameters
    ----------
    play
        A profile with the box that is claimed to hold exactly one equilibrium.
    heartbeat
        Called every few milliseconds of work; what it raises ends the proof.

    Returns
    -------
    Certificate
        An ``EnclosureCertificate`` where the claim is proved, else the plain one of the profile.

    Notes
    -----
    The unknowns are the probabilities of each player's support but the first. ``Y`` is a matrix near the inverse of the
    derivatives of payoff differences ``F`` at the middle ``m``. If ``|Y F(m)| + r |1 - Y F'|`` is smaller than ``r`` in
    each row, for all derivatives ``F'`` that occur in the box of radius ``r``, then exactly one point of it makes every
    player indifferent (Krawczyk). That all derivatives stay near those in the middle follows from how far each player's
    probabilities can move in sum. Actions outside the supports must lose everywhere in the box, unless they pay what
    an action inside does whatever the others play of theirs, and probabilities must be positive there. Integers
    throughout (``payoff_slopes``); only the choice of ``Y`` is made in floats.

    References
    ----------
    krawczyk1969; neumaier1990, section 5.1.
    """
    beat = heartbeat or no_heartbeat
    certificate = judge(play.profile.game, play.profile, heartbeat=beat)
    proof = _proof(play, beat)
    if proof is None:
        return certificate
    return EnclosureCertificate(certificate.replies, certificate.infosets, proof.sign, proof.slack)


class _Proof(NamedTuple):
    """The sign that is the index of the one equilibrium, and the least loss by an action that is not played."""

    sign: int
    slack: Fraction | None


def _proof(play: EnclosedProfile, heartbeat: Heartbeat) -> _Proof | None:
    """Return the proof; None where the test fails."""
    if not (_is_told_rightly(play) and _is_positive(play)):
        return None
    slopes = PayoffSlopes(play.center.game, play.center.strategies, heartbeat)
    losses = [loss for player in range(play.center.game.num_players) for loss in _least_losses(play, slopes, player)]
    if any(loss <= 0 for loss in losses) or not slopes.contracts(play.radius):
        return None
    return _Proof(slopes.sign(), min(losses, default=None))


def _least_losses(play: EnclosedProfile, slopes: PayoffSlopes, player: int) -> list[Fraction]:
    """Return what a player loses at least, in the box, by each action outside its support."""
    moved = 2 * play.radius * sum(len(own) - 1 for other, own in enumerate(slopes.supports) if other != player)
    unit = Fraction(slopes.ranges[player], play.center.game.integer_payoffs(player).denominator)
    return [(loss - moved) * unit for loss in slopes.losses(player)]


def _is_told_rightly(play: EnclosedProfile) -> bool:
    """Whether what is told of probabilities agrees with the box; behavior in trees is judged as a profile only."""
    if play.profile != play.center:
        return not isinstance(play.profile, MixedProfile)
    for own, support, numbers in zip(play.center.strategies, play.supports, play.numbers, strict=True):
        for action, number in enumerate(numbers or ()):
            reach = play.radius * (len(support) - 1 if action == support[0] else action in support)
            middle, (low, high) = to_fraction(own[action]), ends_of(number)
            if isinstance(number, tuple) and not low <= middle - reach <= middle + reach <= high:
                return False
            if not isinstance(number, tuple) and not middle - reach <= low <= high <= middle + reach:
                return False
    return True


def _is_positive(play: EnclosedProfile) -> bool:
    """Whether every action of a support is played in the whole box."""
    for own, support in zip(play.center.strategies, play.supports, strict=True):
        first, others = own[support[0]], [own[action] for action in support[1:]]
        if first <= len(others) * play.radius or any(weight <= play.radius for weight in others):
            return False
    return True

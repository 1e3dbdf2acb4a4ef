"""Equilibria whose probabilities are not all rational: what is known of each number, and a profile beside it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from gametheory.core.certificate import Certificate
from gametheory.core.profiles import MixedProfile
from gametheory.core.symmetric_profile import Enclosed
from gametheory.errors import InvalidProfileError

if TYPE_CHECKING:
    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.profiles import Profile
    from gametheory.polynomials import RealRoot

KnownNumber: TypeAlias = "Fraction | RealRoot | Enclosed"
"""A rational, a root of a polynomial, or the ends of an interval in which a number lies."""


def ends_of(number: KnownNumber) -> Enclosed:
    """Return the ends of the interval in which a number is known to lie; equal for a rational.

    Examples
    --------
    >>> ends_of(Fraction(2, 7))
    (Fraction(2, 7), Fraction(2, 7))
    """
    if isinstance(number, Fraction):
        return number, number
    return number if isinstance(number, tuple) else number.interval


@dataclass(frozen=True, repr=False)
class EnclosedProfile:
    """One equilibrium that is alone in a box of mixed strategies, with what is known of its probabilities.

    Parameters
    ----------
    profile
        A profile of rationals next to the equilibrium, which tables, pictures and sentences show.
    numbers
        In the place of each of its probabilities what is known of that of the equilibrium; None where the profile says
        nothing.
    center
        Middle of the box: mixed strategies of the normal form, of a tree over its reduced pure plans. An action with
        probability 0 is not played in the equilibrium.
    radius
        Half the side of the box. Of the actions that a player plays with positive probability, each but the first has
        its own within this distance of the middle; the first has what they leave.

    Raises
    ------
    InvalidProfileError
        If the numbers do not fit the profile.

    Examples
    --------
    >>> from gametheory import MixedProfile, NormalFormGame
    >>> from gametheory.polynomials import Polynomial, RealRoot
    >>> game = NormalFormGame([[[1, 0], [0, 2]], [[3, 0], [0, 1]]], actions=[["T", "B"], ["L", "R"]])
    >>> profile = MixedProfile(game, [["1/4", "3/4"], ["2/3", "1/3"]])
    >>> quarter, third, tiny = Fraction(1, 4), Fraction(1, 3), Fraction(1, 10**6)
    >>> about = tuple(tuple((number - tiny, number + tiny) for number in own) for own in profile.strategies)
    >>> EnclosedProfile(profile, about, profile, tiny).numbers_of("1")["B"]
    (Fraction(749999, 1000000), Fraction(750001, 1000000))
    """

    profile: Profile
    numbers: tuple[tuple[KnownNumber, ...] | None, ...]
    center: MixedProfile
    radius: Fraction

    def __post_init__(self) -> None:
        for own, numbers in zip(self.profile.strategies, self.numbers, strict=True):
            if (own is None) != (numbers is None) or (own and numbers and len(own) != len(numbers)):
                raise InvalidProfileError(f"expected a number for each probability of {own!r}, got {numbers!r}")
            for probability, number in zip(own or (), numbers or (), strict=True):
                low, high = ends_of(number)
                if not (0 <= probability <= 1 and low <= probability <= high):
                    raise InvalidProfileError(f"expected a probability within {number!r}, got {probability!r}")

    @property
    def game(self) -> NormalFormGame | ExtensiveFormGame:
        """The game of the profile."""
        return self.profile.game

    @property
    def is_pure(self) -> bool:
        """Whether nobody randomizes."""
        return self.profile.is_pure

    @property
    def supports(self) -> tuple[tuple[int, ...], ...]:
        """For each player the actions, of a tree the reduced pure plans, that are played with positive probability."""
        return tuple(tuple(action for action, weight in enumerate(own) if weight) for own in self.center.strategies)

    def numbers_of(self, player: str | int) -> dict[str, KnownNumber]:
        """Return what is known of a player's probabilities, by action.

        Raises
        ------
        AttributeError
            If it is an equilibrium of a tree; then read ``numbers`` by information set.
        """
        if not isinstance(self.profile, MixedProfile):
            raise AttributeError("numbers of a tree go by information set; read .numbers")
        index = self.profile.game.player_index(player)
        return dict(zip(self.profile.game.actions[index], self.numbers[index] or (), strict=True))

    def __repr__(self) -> str:
        return f"<Enclosed{repr(self.profile)[1:]}"


@dataclass(frozen=True, slots=True)
class EnclosureCertificate(Certificate):
    """The proof that exactly one equilibrium lies in a box; payoffs and regrets are those of the profile beside it.

    Parameters
    ----------
    index
        Index of the equilibrium, 1 or -1.
    slack
        What a player loses at least, anywhere in the box, by an action that the equilibrium does not play; None where
        every action is played.
    """

    index: int = 1
    slack: Fraction | None = None

    @property
    def is_equilibrium(self) -> bool:
        """Whether an equilibrium is proved: always so of the one in the box."""
        return True

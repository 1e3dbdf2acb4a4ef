"""A path of quantal response equilibria: how play moves from pure chance to equilibrium as choices become precise."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

from gametheory.core import hooks
from gametheory.core.normal_form import NormalFormGame

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gametheory.array_types import FloatArray
    from gametheory.core.certificate import Certificate
    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.profiles import Probability, Profile
    from gametheory.core.solution import Termination

NO_INFOSET = -1
"""In place of an information set: the choice of a normal form."""


@dataclass(frozen=True, slots=True)
class LogitCertificate:
    """How near a profile is to a logit equilibrium, computed apart from whoever found it.

    Parameters
    ----------
    residual
        The largest difference between the log odds of two actions of a player (or at an information set) and the
        precision times the difference of what they pay.
    radius
        So near to the profile's probabilities those of exactly one logit equilibrium of this precision are; proved,
        rounding counted. None where that could not be proved: near turning points and bifurcations of the branch.
    """

    residual: float
    radius: float | None

    @property
    def is_proved(self) -> bool:
        """Whether a logit equilibrium of this precision is proved to be within the radius."""
        return self.radius is not None


@dataclass(frozen=True, eq=False, repr=False)
class QuantalResponse:
    """A quantal response equilibrium: better actions are likelier, the more so the higher the precision.

    Parameters
    ----------
    precision
        For each unit of payoff: an action that pays 1 more is ``exp(precision)`` times as likely.
    profile
        The probabilities, in floats.
    log_probabilities
        Their logarithms, which also tell apart probabilities below the range of floats: by player (or information set
        of a player) and action, one after the other.
    certificate
        Its residual, and the proof that an equilibrium is near.
    """

    precision: float
    profile: Profile
    log_probabilities: FloatArray
    certificate: LogitCertificate

    def __getitem__(self, player: str | int) -> Mapping[str, Any]:
        """Return a player's probabilities by action, or in a tree by information set and action."""
        return self.profile[player]

    def __repr__(self) -> str:
        return f"<QuantalResponse at precision {self.precision:.6g}: {self.profile!r}>"


@dataclass(frozen=True, eq=False, repr=False)
class LimitPoint:
    """The Nash equilibrium to which a path comes near.

    Parameters
    ----------
    profile
        Solved exactly on the actions that the end of the path plays where ``certificate`` says so; otherwise the end
        of the path itself, in floats.
    certificate
        Its regrets, exact.
    distance
        The largest difference of a probability between it and the end of the path.
    """

    profile: Profile
    certificate: Certificate
    distance: float

    @property
    def is_exact(self) -> bool:
        """Whether the profile is a Nash equilibrium exactly."""
        return self.certificate.is_equilibrium

    def __getitem__(self, player: str | int) -> Mapping[str, Any]:
        """Return a player's strategy."""
        return self.profile[player]

    def __repr__(self) -> str:
        return f"<LimitPoint {self.profile!r}, {'exact' if self.is_exact else 'rounded'}>"


@dataclass(frozen=True, eq=False, repr=False)
class Bifurcation:
    """Where a path of quantal response equilibria meets others.

    Parameters
    ----------
    precision
        For each unit of payoff.
    profile
        What is played there.
    arms
        The paths that leave it on both sides; empty where they were not followed.
    why_not_followed
        Empty where the arms were followed.
    """

    precision: float
    profile: Profile
    arms: tuple[Path, ...]
    why_not_followed: str = ""

    def __repr__(self) -> str:
        arms = f"{len(self.arms)} arms" if self.arms else "not followed"
        return f"<Bifurcation at precision {self.precision:.6g}: {arms}>"


@dataclass(frozen=True, eq=False, repr=False)
class Path:
    """A branch of logit quantal response equilibria.

    Parameters
    ----------
    game
        A normal form, or a tree in whose agent form every information set answers by itself.
    precisions
        Of the points, in the order of the path, where they may also fall; shape ``[num_points]``.
    log_probabilities
        Of the points: by player (or information set of a player) and action, one after the other; shape
        ``[num_points, num_actions in all]``.
    residuals
        Of the points, computed apart from the search; shape ``[num_points]``.
    turns
        Positions of points at which the precision stops rising, or falling.
    bifurcations
        Where other branches meet this one, as far as they showed.
    termination
        CONVERGED where the end has hardly any regret.
    unresolved
        Sentences that name what was not decided.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> from gametheory.solvers.quantal_response.principal_branch import logit_path
    >>> game = NormalFormGame.from_bimatrix([[4, 0], [1, 2]], [[0, 3], [2, 1]], players=["row", "column"])
    >>> path = logit_path(game)
    >>> [round(probability, 4) for probability in path.at(0.5)["row"].values()]
    [0.4892, 0.5108]
    >>> path.limit.profile, path.limit.is_exact
    (<MixedProfile 1/4, 3/4 | 2/5, 3/5>, True)
    """

    game: NormalFormGame | ExtensiveFormGame
    precisions: FloatArray
    log_probabilities: FloatArray
    residuals: FloatArray
    turns: tuple[int, ...]
    bifurcations: tuple[Bifurcation, ...]
    termination: Termination
    unresolved: tuple[str, ...] = ()

    @property
    def num_points(self) -> int:
        """Number of points."""
        return len(self.precisions)

    @property
    def arms(self) -> tuple[Path, ...]:
        """All paths that leave this one at its bifurcations, as far as they were followed."""
        return tuple(arm for bifurcation in self.bifurcations for arm in bifurcation.arms)

    @cached_property
    def limit(self) -> LimitPoint:
        """The Nash equilibrium to which the end of the path is near, worked out when it is first asked for."""
        limit: LimitPoint = hooks.call("path_limit", self)
        return limit

    def at(self, precision: float) -> QuantalResponse:
        """Return the first point of the path that has a precision, with its certificate.

        Parameters
        ----------
        precision
            For each unit of payoff, from 0 to that of the last point.

        Raises
        ------
        InvalidParameterError
            If the path has no such point.
        """
        return self.all_at(precision)[0]

    def all_at(self, precision: float) -> tuple[QuantalResponse, ...]:
        """Return every point of the path that has a precision: several where the path turns back.

        Raises
        ------
        InvalidParameterError
            If the path has no such point.
        """
        found: tuple[QuantalResponse, ...] = hooks.call("path_points", self, precision)
        return found

    def draw(self) -> Any:
        """Return the picture of probabilities against precision; its ``save`` writes a file."""
        return hooks.call("draw_path", self)

    def __repr__(self) -> str:
        forks = f", {len(self.bifurcations)} bifurcations" if self.bifurcations else ""
        return (
            f"<Path of {self.game.title!r}: {self.num_points} points, "
            f"precision up to {self.precisions.max():.3g}{forks}, {self.termination}>"
        )

    def _repr_svg_(self) -> str:
        """Picture for notebooks."""
        return str(self.draw().svg)


def choices_of(game: NormalFormGame | ExtensiveFormGame) -> tuple[tuple[int, int, tuple[str, ...]], ...]:
    """Return who chooses in the order of log probabilities: player, information set or ``NO_INFOSET``, actions.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> choices_of(NormalFormGame.zero_sum([[1, 2]], actions=[["T"], ["L", "R"]]))
    ((0, -1, ('T',)), (1, -1, ('L', 'R')))
    """
    if isinstance(game, NormalFormGame):
        return tuple((player, NO_INFOSET, names) for player, names in enumerate(game.actions))
    return tuple(
        (infoset.player, index, infoset.actions) for index, infoset in enumerate(game.infosets) if not infoset.is_chance
    )


def choice_blocks(game: NormalFormGame | ExtensiveFormGame) -> list[slice]:
    """Return where the actions of each player, or information set of a player, stand among log probabilities.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> choice_blocks(NormalFormGame.zero_sum([[1, 2, 3], [4, 5, 6]]))
    [slice(0, 2, None), slice(2, 5, None)]
    """
    ends = list(accumulate((len(actions) for _, _, actions in choices_of(game)), initial=0))
    return [slice(start, end) for start, end in pairwise(ends)]


def flat_probabilities(profile: Profile) -> list[Probability]:
    """Return the probabilities of a profile in the order of log probabilities of a path; 0 where it is undefined.

    Examples
    --------
    >>> from gametheory import MixedProfile, NormalFormGame
    >>> flat_probabilities(MixedProfile(NormalFormGame.zero_sum([[1, 2]]), [[1], [0.25, 0.75]]))
    [Fraction(1, 1), 0.25, 0.75]
    """
    found: list[Probability] = []
    for player, infoset, actions in choices_of(profile.game):
        strategy = profile.strategies[player if infoset == NO_INFOSET else infoset]
        found += strategy or (Fraction(0),) * len(actions)
    return found

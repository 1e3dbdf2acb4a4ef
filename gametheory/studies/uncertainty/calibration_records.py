"""What a calibration answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from gametheory.core.solution import Termination
    from gametheory.models.model import GameModel


class Verdict(Enum):
    """Whether there are values of the parameters at which an outcome is an equilibrium."""

    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class Condition:
    """What keeps a player from leaving an outcome: a number that must not be negative, or must be 0.

    Parameters
    ----------
    player, action
        Key of the player, and the action to which it does not want to go.
    is_equation
        Whether it must be 0: the action is played too.
    coefficients, constant
        The number as a linear function of the parameters; no coefficients and None where it is not linear.
    """

    player: str
    action: str
    is_equation: bool
    coefficients: Mapping[str, Fraction] = field(default_factory=lambda: MappingProxyType({}))
    constant: Fraction | None = None


@dataclass(frozen=True, slots=True)
class OutcomeCalibration:
    """The values of the parameters at which an outcome is an equilibrium.

    Parameters
    ----------
    model
        The model; parameters that do not vary have its values.
    target
        The outcome in words.
    within
        Both ends of each parameter that varies.
    verdict
        Whether there are such values. INFEASIBLE is proved; NOT_FOUND is no proof.
    method
        ``linear_program``: exact, and all values are told. ``boxes``: bounds on formulas over boxes of parameters.
        ``search``: solutions at points.
    point
        Such values near those of the model; empty where there are none or none were found.
    ranges
        For each parameter between which ends such values lie: with linear programs exactly, with boxes at most. Empty
        with a search.
    conditions
        What must hold; empty with a search.
    conflict
        INFEASIBLE by linear programs: the conditions that cannot hold together within the ranges.
    share
        Of boxes, the part of the volume in which it certainly is an equilibrium, and the part in which it may be; of a
        search twice the share of the points.
    num_points
        Points or boxes that were looked at.
    notes
        Sentences on what limits the answer.
    termination
        Why it ended.
    """

    model: GameModel
    target: str
    within: Mapping[str, tuple[Fraction, Fraction]]
    verdict: Verdict
    method: str
    point: Mapping[str, Fraction]
    ranges: Mapping[str, tuple[Fraction, Fraction]]
    conditions: tuple[Condition, ...]
    conflict: tuple[Condition, ...]
    share: tuple[float, float] | None
    num_points: int
    notes: tuple[str, ...]
    termination: Termination


@dataclass(frozen=True, slots=True)
class FittedNumber:
    """A number that was observed, and what the model says in its place.

    Parameters
    ----------
    kind
        ``payoffs``, ``probability`` or ``counts``.
    place
        Player, in trees information set (else empty), and action (of payoffs empty).
    observed, fitted
        The two numbers; of counts the observed number and the expected one.
    """

    kind: str
    place: tuple[str, str, str]
    observed: float
    fitted: float


@dataclass(frozen=True, slots=True)
class FitCalibration:
    """The values of the parameters at which an equilibrium comes nearest to what was observed.

    Parameters
    ----------
    model
        The model; parameters that do not vary have its values.
    within
        Both ends of each parameter that varies.
    point
        The values; empty where no point has an equilibrium.
    numbers
        What was observed, beside what the model says there.
    misfit
        Sum of squared differences; of counts the deviance, twice the distance of the log likelihood from the largest
        that any probabilities reach.
    is_met
        Whether everything observed is met up to rounding.
    undetermined
        Parameters that can move from the point, alone or together, without a change of what is fitted.
    num_others
        Ends of searches from other starts that fit as well at other values.
    num_starts, num_points
        Starts of the search, and points that were solved in all.
    seed
        Of the starts.
    termination
        Why it ended.
    """

    model: GameModel
    within: Mapping[str, tuple[Fraction, Fraction]]
    point: Mapping[str, Fraction]
    numbers: tuple[FittedNumber, ...]
    misfit: float
    is_met: bool
    undetermined: tuple[str, ...]
    num_others: int
    num_starts: int
    num_points: int
    seed: int
    termination: Termination

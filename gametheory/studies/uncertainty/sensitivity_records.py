"""What a study of sensitivity answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gametheory.core.solution import Termination
    from gametheory.models.distributions import ParameterDistribution
    from gametheory.models.model import GameModel
    from gametheory.studies.regimes import Regime


@dataclass(frozen=True, slots=True)
class SobolIndex:
    """How much of an output's variance a parameter accounts for.

    Parameters
    ----------
    parameter
        Its name.
    first
        Share of the variance that would be gone if this parameter alone were known.
    total
        Share that would be left if all others were known.
    first_error, total_error
        Half the width of their 95 % confidence intervals.
    """

    parameter: str
    first: float
    first_error: float
    total: float
    total_error: float


@dataclass(frozen=True, slots=True)
class ElementaryEffect:
    """How an output changes as a parameter goes from its 12.5 % to its 87.5 % quantile.

    Parameters
    ----------
    parameter
        Its name.
    mean
        Mean of the effects: up and down cancel.
    mean_absolute
        Mean of their sizes; 0 where the parameter never mattered.
    mean_absolute_error
        Half the width of its 95 % confidence interval.
    deviation
        Standard deviation of the effects: large where the effect depends on where the others are.
    """

    parameter: str
    mean: float
    mean_absolute: float
    mean_absolute_error: float
    deviation: float


@dataclass(frozen=True, slots=True)
class Spread:
    """Where an output lies, the parameters drawn from their distributions.

    Parameters
    ----------
    mean, deviation
        Mean and standard deviation.
    low, median, high
        The values below which 5 %, 50 % and 95 % lie.
    error
        Half the width of the 95 % confidence interval of the mean.
    """

    mean: float
    deviation: float
    low: float
    median: float
    high: float
    error: float


@dataclass(frozen=True, slots=True)
class OutputSensitivity:
    """What one output depends on.

    Parameters
    ----------
    kind
        ``payoff``, ``welfare``, or ``regime``: 1 where it holds and 0 elsewhere, so that its mean is its probability.
    name
        Key of the player, name of the formula, or the regime in words.
    spread
        Where it lies; None with Morris's method, whose points are not drawn from the distributions.
    indices
        One for each parameter; empty where fewer than two groups of points were left.
    num_points
        Points that count: whole groups in which the output is known everywhere.
    regime
        The regime.
    """

    kind: str
    name: str
    spread: Spread | None
    indices: tuple[SobolIndex, ...] | tuple[ElementaryEffect, ...]
    num_points: int
    regime: Regime | None = None


@dataclass(frozen=True, slots=True)
class PointCoverage:
    """What is known at the points of a study.

    Parameters
    ----------
    num_points
        Points that were solved.
    several
        Of these, with more than one equilibrium, so that the choice among them counts.
    none
        Without an equilibrium that the rule selects.
    no_game
        Of those, where a formula has no value.
    unverified
        Decided in floats although a sign is in doubt.
    incomplete
        With equilibria, but perhaps not all of them.
    """

    num_points: int
    several: int
    none: int
    no_game: int
    unverified: int
    incomplete: int


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What the answer of a model depends on.

    Parameters
    ----------
    model
        The model; parameters that do not vary have its values.
    method
        ``sobol`` or ``morris``.
    concept, select
        Solution concept, and the rule that selects one equilibrium of each point.
    distributions
        What each parameter may be.
    assumed
        Parameters whose distribution is nowhere given: uniform over their range.
    num_groups, seed
        Groups of points that count (Sobol's base samples, Morris's trajectories), and the seed.
    outputs
        What depends.
    coverage
        What is known at the points.
    num_regimes
        Regimes that were met; the most frequent ones are among the outputs.
    notes
        Sentences on what was left out.
    termination
        Why it ended.
    """

    model: GameModel
    method: str
    concept: str
    select: str
    distributions: Mapping[str, ParameterDistribution]
    assumed: tuple[str, ...]
    num_groups: int
    seed: int
    outputs: tuple[OutputSensitivity, ...]
    coverage: PointCoverage
    num_regimes: int
    notes: tuple[str, ...]
    termination: Termination

    def output(self, kind: str, name: str) -> OutputSensitivity:
        """Return an output by kind and name.

        Raises
        ------
        KeyError
            If there is none.
        """
        for output in self.outputs:
            if (output.kind, output.name) == (kind, name):
                return output
        raise KeyError(f"{kind} {name}")

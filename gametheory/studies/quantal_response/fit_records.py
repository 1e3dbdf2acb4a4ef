"""What fitting quantal response to observed choices found."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import erfc, isinf, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gametheory.core.path import Path, QuantalResponse


@dataclass(frozen=True, slots=True)
class FittedChoice:
    """An action with how often it was observed and how likely each account makes it.

    Parameters
    ----------
    player
        Key of the player.
    infoset
        Key of the information set; empty in normal forms.
    action
        Its name.
    count
        How often it was observed.
    observed
        Its share among the choices of its player there; None where nothing was observed there.
    predicted
        Its probability at the fitted precision.
    nash
        Its probability in the Nash equilibrium at the end of the path.
    """

    player: str
    infoset: str
    action: str
    count: int
    observed: float | None
    predicted: float
    nash: float


@dataclass(frozen=True, eq=False)
class LogitFit:
    """The precision of logit quantal response that makes observed choices likeliest.

    Parameters
    ----------
    path
        The path along which likelihood was maximized.
    response
        The quantal response equilibrium at the maximum, certified.
    standard_error
        Of the precision, from the curvature of the log likelihood; None at an end of the path.
    interval
        Precisions around the maximum that a likelihood-ratio test does not reject, with everything between them on the
        path; None for a bound beyond the path's end.
    level
        Of the interval.
    log_likelihood, log_likelihood_uniform, log_likelihood_nash, log_likelihood_observed
        Of the choices: at the maximum; where all actions are alike; in the Nash equilibrium at the end of the path,
        ``-inf`` where it excludes an observed choice; and at the observed shares themselves, the most of any account.
    choices
        Every action, observed beside predicted.
    notes
        Sentences that say what the numbers do not mean.
    """

    path: Path
    response: QuantalResponse
    standard_error: float | None
    interval: tuple[float, float | None]
    level: float
    log_likelihood: float
    log_likelihood_uniform: float
    log_likelihood_nash: float
    log_likelihood_observed: float
    choices: tuple[FittedChoice, ...]
    notes: tuple[str, ...] = ()

    @property
    def precision(self) -> float:
        """The fitted precision, for each unit of payoff."""
        return self.response.precision

    @property
    def num_observed(self) -> int:
        """Number of choices observed."""
        return sum(choice.count for choice in self.choices)

    @property
    def ratio_to_uniform(self) -> float:
        """Twice the log likelihood gained over all actions being alike, precision 0."""
        return 2.0 * (self.log_likelihood - self.log_likelihood_uniform)

    @property
    def ratio_to_nash(self) -> float:
        """Twice the log likelihood gained over the Nash equilibrium at the end of the path; may be infinite."""
        return 2.0 * (self.log_likelihood - self.log_likelihood_nash)

    @cached_property
    def p_value_of_uniform(self) -> float:
        """How likely choices made blindly would gain as much: half of chi-square's tail, as precision is at least 0."""
        return 0.5 * erfc(sqrt(max(self.ratio_to_uniform, 0.0) / 2.0)) if self.ratio_to_uniform > 0.0 else 1.0

    @property
    def is_nash_excluded(self) -> bool:
        """Whether a choice was observed that the Nash equilibrium at the end of the path never makes."""
        return isinf(self.log_likelihood_nash)

    def __repr__(self) -> str:
        error = "" if self.standard_error is None else f" ± {self.standard_error:.3g}"
        return f"<LogitFit of {self.num_observed:,} choices: precision {self.precision:.6g}{error}>"

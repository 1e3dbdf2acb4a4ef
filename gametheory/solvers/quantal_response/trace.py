"""A branch of logit equilibria, followed until hardly anybody regrets a choice, or something stops it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from gametheory.core.solution import Termination
from gametheory.solvers.watch import LimitReachedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gametheory.array_types import FloatArray
    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.path import LogitCertificate
    from gametheory.core.profiles import Profile
    from gametheory.solvers.watch import Watch


class LogitEquations(Protocol):
    """Equations of logit equilibria of a game, in log probabilities and the precision for each unit of payoff."""

    @property
    def game(self) -> NormalFormGame | ExtensiveFormGame:
        """The game."""
        ...

    @property
    def unit(self) -> float:
        """What payoffs are divided by."""
        ...

    def __call__(self, point: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return what the equations leave at a point, and their derivatives."""
        ...

    def branch(self, start: FloatArray, direction: FloatArray) -> Branch:
        """Return the branch from a point in a direction, to be followed."""
        ...

    def center(self) -> FloatArray:
        """Return the point where all actions are alike and the precision is 0."""
        ...

    def profile(self, log_probabilities: FloatArray) -> Profile:
        """Return log probabilities as a profile of the game."""
        ...

    def residuals(self, points: FloatArray) -> FloatArray:
        """Return the residual of each point, computed apart from these equations."""
        ...

    def certificate(self, point: FloatArray) -> LogitCertificate:
        """Return the certificate of a point, computed apart from these equations."""
        ...


class Branch(Protocol):
    """A branch that is being followed."""

    @property
    def points(self) -> Sequence[FloatArray] | FloatArray:
        """The points so far."""
        ...

    @property
    def crossings(self) -> Sequence[int]:
        """Positions of points between which and the next a sign changes."""
        ...

    @property
    def is_lost(self) -> bool:
        """Whether it cannot be followed on."""
        ...

    @property
    def has_ended(self) -> bool:
        """Whether hardly anybody regrets a choice at the last point."""
        ...

    def follow(self) -> Iterator[None]:
        """Yield now and then, until it has ended or is lost."""
        ...


@dataclass(frozen=True, eq=False)
class Trace:
    """What following a branch found.

    Parameters
    ----------
    points
        Shape ``[num_points, N + 1]``, the precision last, in units of the equations.
    crossings
        Positions of points between which and the next other branches cross.
    termination
        CONVERGED where the last point has hardly any regret.
    """

    points: FloatArray
    crossings: tuple[int, ...]
    termination: Termination


def trace(equations: LogitEquations, start: FloatArray, direction: FloatArray, watch: Watch) -> Trace:
    """Return the branch from a point in a direction.

    Parameters
    ----------
    equations
        Of the game.
    start
        A solution.
    direction
        Roughly the tangent there.
    watch
        Of the run; a limit, or Ctrl-C, ends the branch where it is.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> from gametheory.solvers.quantal_response.table_responses import TableResponses
    >>> from gametheory.solvers.watch import Watch
    >>> equations = TableResponses(NormalFormGame.from_bimatrix([[3, 1], [0, 0]], [[1, 0], [0, 2]]))
    >>> found = trace(equations, equations.center(), np.eye(5)[4], Watch())
    >>> found.termination, np.exp(found.points[-1, :4]).round(6).tolist()
    (<Termination.CONVERGED: 'converged'>, [1.0, 0.0, 1.0, 0.0])
    """
    branch = equations.branch(start, direction)
    termination = Termination.ITERATION_LIMIT
    try:
        for _ in branch.follow():
            watch.tick()
    except LimitReachedError as reached:
        termination = reached.termination
    except KeyboardInterrupt:
        termination = Termination.INTERRUPTED
    if branch.is_lost:
        termination = Termination.NUMERICAL_FAILURE
    elif branch.has_ended:
        termination = Termination.CONVERGED
    return Trace(np.array(branch.points), tuple(branch.crossings), termination)

"""What a solver answers: equilibria, how complete the list is, and the proof."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from enum import StrEnum
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any, TypeAlias

from gametheory.core import hooks
from gametheory.core.block_products import BlockProduct
from gametheory.core.read_only import read_only
from gametheory.errors import InvalidParameterError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gametheory.core.continuum import Continuum
    from gametheory.core.equilibrium import Equilibrium
    from gametheory.core.profiles import Strategy
    from gametheory.core.source import Game, GameSource


class Coverage(StrEnum):
    """How much of what exists a list of equilibria holds.

    Examples
    --------
    >>> from gametheory import NormalFormGame, solve
    >>> solve(NormalFormGame.zero_sum([[1, -1], [-1, 1]]), "pure").coverage
    <Coverage.ALL_PURE: 'all_pure'>
    """

    ALL = "all"
    ALL_EXTREME = "all_extreme"
    ALL_PURE = "all_pure"
    AT_LEAST_ONE = "at_least_one"
    PARTIAL = "partial"
    APPROXIMATE = "approximate"
    NONE = "none"

    @property
    def is_complete(self) -> bool:
        """Whether an equilibrium of the kind that was sought is missing only if there is none."""
        return self in {Coverage.ALL, Coverage.ALL_EXTREME, Coverage.ALL_PURE}


class Termination(StrEnum):
    """Why a solver stopped.

    Examples
    --------
    >>> from gametheory import Limits, NormalFormGame, solve
    >>> solve(NormalFormGame.zero_sum([[0, 0, 0]]), limits=Limits(equilibria=2)).termination
    <Termination.COUNT_REACHED: 'count_reached'>
    """

    EXHAUSTED = "exhausted"
    CONVERGED = "converged"
    COUNT_REACHED = "count_reached"
    ITERATION_LIMIT = "iteration_limit"
    TIME_LIMIT = "time_limit"
    MEMORY_LIMIT = "memory_limit"
    INTERRUPTED = "interrupted"
    INFEASIBLE = "infeasible"
    NUMERICAL_FAILURE = "numerical_failure"

    @property
    def sentence(self) -> str:
        """What happened and what to try."""
        return _TERMINATION_SENTENCES[self]

    @property
    def was_cut_short(self) -> bool:
        """Whether the run was stopped before it had finished by itself."""
        return self in {
            Termination.ITERATION_LIMIT,
            Termination.TIME_LIMIT,
            Termination.MEMORY_LIMIT,
            Termination.INTERRUPTED,
        }


_TERMINATION_SENTENCES = {
    Termination.EXHAUSTED: "The search was exhausted: nothing was left to look at.",
    Termination.CONVERGED: "The method converged.",
    Termination.COUNT_REACHED: "The number of equilibria asked for was reached; ask for more to see the rest.",
    Termination.ITERATION_LIMIT: "The limit of iterations was reached; raise it or choose another method.",
    Termination.TIME_LIMIT: "The time limit was reached; what was found by then is listed. Allow more time.",
    Termination.MEMORY_LIMIT: "The memory limit was reached; what was found by then is listed. Allow more memory.",
    Termination.INTERRUPTED: "The run was interrupted; what was found by then is listed.",
    Termination.INFEASIBLE: "The conditions cannot be met.",
    Termination.NUMERICAL_FAILURE: "Rounding errors spoiled the run; choose an exact method.",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """When a solver stops early; it then returns what it has found.

    When a limit or Ctrl-C has stopped a search, what it found is proved, for at most 1 second or a tenth of the time
    that the search took, whichever is longer; Ctrl-C once more ends that too. Only what was proved is listed, and
    ``Solution.unresolved`` says how many profiles were not. A limit that is reached while the result of a finished
    search is being proved ends the run with what is proved by then.

    Parameters
    ----------
    time
        Seconds, at least 0; None for no limit.
    equilibria
        How many equilibria are listed at most, at least 1. Two players' games are searched to the end all the same,
        since components and exact counts need that; only where a single equilibrium of a large game is asked for, the
        search ends with it.
    memory
        Bytes that the process may use, at least 1; None for no limit.

    Raises
    ------
    InvalidParameterError
        If a limit is no such number.

    Examples
    --------
    >>> from gametheory import NormalFormGame, solve
    >>> len(solve(NormalFormGame.zero_sum([[0, 0, 0]]), limits=Limits(time=60, equilibria=2)).equilibria)
    2
    """

    time: float | None = None
    equilibria: int = 10_000
    memory: int | None = None

    def __post_init__(self) -> None:
        if self.time is not None and not (_is_number(self.time, Real) and self.time >= 0):
            raise InvalidParameterError(
                f"expected a time limit of 0 or more seconds, or None for none, got {self.time!r}"
            )
        if not (_is_number(self.equilibria, Integral) and self.equilibria >= 1):
            raise InvalidParameterError(
                f"expected a whole number of equilibria to list, at least 1, got {self.equilibria!r}"
            )
        if self.memory is not None and not (_is_number(self.memory, Integral) and self.memory >= 1):
            raise InvalidParameterError(
                f"expected a memory limit of at least 1 byte, a whole number, or None for none, got {self.memory!r}"
            )


def _is_number(value: object, kind: type[object]) -> bool:
    """Whether a limit is a number of a kind; True and False are none."""
    return isinstance(value, kind) and not isinstance(value, bool)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a solver is.

    Parameters
    ----------
    done
        Steps done: of the present part of the run where its total is known, else since the start.
    total
        Steps of the present part in all, or None where nobody knows.
    found
        Equilibria found so far.
    """

    done: int
    total: int | None
    found: int


@dataclass(frozen=True, slots=True)
class NashSubset:
    """A maximal Nash subset: every combination of its players' strategies is an equilibrium.

    Parameters
    ----------
    strategies
        For each player the extreme points of its polytope: mixed strategies over actions, or in a tree realization
        plans over the player's sequences (the empty one first). In two players' trees a `BlockProduct`, which yields
        them one by one, since they can be very many.
    equilibria
        Indices into ``Solution.equilibria`` of the extreme equilibria that are listed.
    """

    strategies: tuple[tuple[Strategy, ...] | BlockProduct, ...]
    equilibria: tuple[int, ...]

    @property
    def num_extreme(self) -> int:
        """Number of extreme equilibria, listed or not."""
        return math.prod(
            points.num_points if isinstance(points, BlockProduct) else len(points) for points in self.strategies
        )


@dataclass(frozen=True, repr=False)
class Solution:
    """What a solver found, how, and how complete it is.

    Parameters
    ----------
    game
        The game that was solved.
    concept, method
        What was asked and the algorithm that answered.
    equilibria
        In an order that does not depend on the method: by probabilities in the game's order, larger first.
    coverage, termination
        How much of what exists the list holds, and why the solver stopped.
    components
        Connected sets of equilibria, as indices into ``equilibria``; empty where the method does not determine them.
    component_indices
        Index of each component: an integer that no small change of payoffs alters, their sum is 1; None where it is
        unknown. Empty where the method determines none.
    nash_subsets
        The maximal Nash subsets (two players); for concepts that narrow Nash's, the maximal ones within those.
    continua
        Connected sets of infinitely many equilibria of three and more players, each on its own supports.
    num_extreme
        Exact number of extreme equilibria, or of pure ones for concepts that list those; None where it is unknown.
    num_components
        Exact number of connected components, also where not every equilibrium is listed; None where it is unknown.
    arithmetic
        ``exact``, ``interval`` or ``float``.
    unresolved
        Sentences that name what was not decided.
    statistics
        Counts of the run and ``seconds``.
    options, seed
        As used.
    source
        What was given to ``solve``: a game, or the model with its story, units and parameters.
    leading
        Index of the equilibrium that is drawn and explained first; None where there is none.
    leading_reason
        Why that one.

    Examples
    --------
    >>> from gametheory import load, solve
    >>> solution = solve(load("choose_one_of_two"))
    >>> solution
    <Solution subgame_perfect by subgame_perfect: 1 equilibria, coverage all, exhausted>
    >>> solution.equilibria[0]["seller"]["homing"]["Leave Temu"]
    Fraction(1, 1)
    """

    game: Game
    concept: str
    method: str
    equilibria: tuple[Equilibrium, ...]
    coverage: Coverage
    termination: Termination
    components: tuple[tuple[int, ...], ...] = ()
    component_indices: tuple[int | None, ...] = ()
    nash_subsets: tuple[NashSubset, ...] = ()
    continua: tuple[Continuum, ...] = ()
    num_extreme: int | None = None
    num_components: int | None = None
    arithmetic: str = "exact"
    unresolved: tuple[str, ...] = ()
    statistics: Mapping[str, Any] = field(default_factory=lambda: read_only({}))
    options: Mapping[str, Any] = field(default_factory=lambda: read_only({}))
    seed: int | None = None
    source: GameSource | None = None
    leading: int | None = None
    leading_reason: str = ""

    def explain(self) -> str:
        """Return sentences that say what happens, why nobody wants to change, and what is not credible."""
        return str(hooks.call("explain", self))

    def replace(self, **changes: Any) -> Solution:
        """Return a copy with some fields changed."""
        return replace(self, **changes)

    def __repr__(self) -> str:
        return (
            f"<Solution {self.concept} by {self.method}: {len(self.equilibria)} equilibria, "
            f"coverage {self.coverage}, {self.termination}>"
        )

    def _repr_svg_(self) -> str:
        """Picture for notebooks."""
        return str(hooks.call("draw_svg", self.game, self))


ProgressListener: TypeAlias = "Callable[[Progress], None]"

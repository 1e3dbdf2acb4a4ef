"""Any game at the points of a block: one after the other by the general solver, at exact values."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from gametheory.analysis.stability.risk_dominance import compare_risk
from gametheory.core.batch_solution import COVERAGES, UNKNOWN
from gametheory.core.count_profile import CountProfile
from gametheory.core.distributions import Distribution
from gametheory.core.equilibrium import played_profile
from gametheory.core.normal_form import NormalFormGame
from gametheory.core.profiles import MixedProfile
from gametheory.core.solution import Coverage
from gametheory.core.symmetric_profile import SymmetricProfile
from gametheory.errors import InconsistentGameFileError, UnsupportedGameError
from gametheory.solvers.solve import solve
from gametheory.studies.regimes import regime
from gametheory.studies.sweeps.sweep_doubt import exact_values
from gametheory.studies.sweeps.sweep_job import BY_RATIONALS, NO_GAME, Choice
from gametheory.studies.sweeps.sweep_regimes import NO_REGIME, regime_json, regime_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from gametheory.core.equilibrium import Equilibrium
    from gametheory.core.solution import Solution
    from gametheory.studies.sweeps.grid import Block
    from gametheory.studies.sweeps.sweep_job import SweepJob


class SinglePoints:
    """The points of a block of a sweep.

    Parameters
    ----------
    job
        A sweep of any game.
    block
        Where the points lie.

    Attributes
    ----------
    arrays
        The answer, one row for each point.
    texts
        Regimes that were met, by key.
    """

    def __init__(self, job: SweepJob, block: Block) -> None:
        self._job = job
        self._block = block
        self._columns = {choice: place for place, choice in enumerate(job.choices)}
        self.arrays = job.empty(block.num_points)
        self.texts: dict[int, str] = {}

    def solve(self) -> None:
        """Solve all points."""
        for lane in range(self._block.num_points):
            self.solve_point(lane)

    def solve_point(self, lane: int) -> None:
        """Solve a point at its exact values.

        Raises
        ------
        UnsupportedGameError
            If the concept does not apply to the game there.
        KeyboardInterrupt
            After Ctrl-C.
        """
        values = exact_values(self._job, self._block, lane)
        try:
            solution = solve(self._job.model.with_values(**values), self._job.concept)
        except InconsistentGameFileError:
            self.arrays["decided"][lane] = NO_GAME
            return
        except UnsupportedGameError as error:
            at = ", ".join(f"{name} = {value}" for name, value in values.items())
            raise UnsupportedGameError(f"{error} (at {at})") from error
        if solution.termination.was_cut_short:
            raise KeyboardInterrupt
        self._write(lane, solution)

    def _write(self, lane: int, solution: Solution) -> None:
        """Write what was found at a point."""
        arrays = self.arrays
        listed = solution.equilibria
        arrays["num_equilibria"][lane] = len(listed) if solution.num_extreme is None else solution.num_extreme
        arrays["num_components"][lane] = UNKNOWN if solution.num_components is None else solution.num_components
        arrays["coverage"][lane] = COVERAGES.index(solution.coverage if listed else _empty_coverage(solution))
        arrays["decided"][lane] = BY_RATIONALS
        arrays["regime"][lane] = self._key(solution)
        if not self._job.outputs:
            return
        if self._job.select is None:
            for place, equilibrium in enumerate(listed[: self._job.num_listed]):
                self._write_equilibrium((lane, place), equilibrium)
            return
        selected = select_equilibrium(solution, self._job.select)
        if selected is not None:
            self._write_equilibrium((lane,), selected)

    def _write_equilibrium(self, place: tuple[int, ...], equilibrium: Equilibrium) -> None:
        """Write what is wanted; not a number at information sets that are not played, and for welfare not known."""
        if "payoff" in self.arrays:
            self.arrays["payoff"][place] = [float(payoff) for payoff in equilibrium.payoffs]
        if "welfare" in self.arrays:
            self.arrays["welfare"][place] = _welfare(equilibrium)
        if "probability" in self.arrays:
            for choice, probability in played(equilibrium):
                column = self._columns.get(choice)
                if column is not None:
                    self.arrays["probability"][(*place, column)] = float(probability)

    def _key(self, solution: Solution) -> int:
        """Return the key of a regime, and keep its text."""
        found = regime(solution)
        if found is None:
            return NO_REGIME
        text = regime_json(found)
        key = regime_key(text)
        self.texts[key] = text
        return key


def _welfare(equilibrium: Equilibrium) -> list[float]:
    """Return the formulas of welfare; one number that is none where they cannot be worked out or have no value."""
    try:
        welfare = equilibrium.welfare
    except InconsistentGameFileError:
        welfare = None
    return [math.nan] if welfare is None else [float(value) for value in welfare.values()]


def select_equilibrium(solution: Solution, rule: str) -> Equilibrium | None:
    """Return the equilibrium that a rule selects among those listed; None where there is none.

    Parameters
    ----------
    solution
        What was found.
    rule
        ``first``, ``payoff_dominant`` (no player gets more in another one), ``risk_dominant`` (2 x 2 games), or the key
        of a player, whose best it is.

    Examples
    --------
    >>> from gametheory import load, solve
    >>> solution = solve(load("battle_of_the_sexes"))
    >>> [select_equilibrium(solution, rule).payoffs[0] for rule in ("first", "woman")]
    [Fraction(2, 1), Fraction(1, 1)]
    """
    listed = solution.equilibria
    if rule == "first" or len(listed) < 2:
        return listed[0] if listed else None
    if rule == "payoff_dominant":
        best = [max(payoffs) for payoffs in zip(*(equilibrium.payoffs for equilibrium in listed), strict=True)]
        return next((equilibrium for equilibrium in listed if list(equilibrium.payoffs) == best), None)
    if rule == "risk_dominant":
        return _risk_dominant(solution)
    place = [player.key for player in solution.game.players].index(rule)
    return max(listed, key=lambda equilibrium: equilibrium.payoffs[place])


def _risk_dominant(solution: Solution) -> Equilibrium | None:
    """Return the strict equilibrium of a 2 x 2 game that risk-dominates the other one."""
    game = solution.game
    if not isinstance(game, NormalFormGame):
        return None
    try:
        dominant = compare_risk(game).dominant
    except UnsupportedGameError:
        return None
    for equilibrium in solution.equilibria:
        play = equilibrium.play
        if isinstance(play, MixedProfile) and dominant is not None:
            certain = [strategy[action] == 1 for strategy, action in zip(play.strategies, dominant, strict=True)]
            if all(certain):
                return equilibrium
    return None


def played(equilibrium: Equilibrium) -> Iterator[tuple[Choice, Fraction | float]]:
    """Yield what is played with which probability, of tiers the shares of the leading counts; no recommendations."""
    play = equilibrium.play
    if isinstance(play, Distribution):
        return
    profile = played_profile(play)
    if isinstance(profile, CountProfile | SymmetricProfile):
        for player in profile.game.players:
            for action, share in profile[player.key].items():
                yield Choice(player.key, "", action), share
        return
    if isinstance(profile, MixedProfile):
        for player, actions, strategy in zip(
            profile.game.players, profile.game.actions, profile.strategies, strict=True
        ):
            yield from _named(player.key, "", actions, strategy)
        return
    for infoset, behavior in zip(profile.game.infosets, profile.strategies, strict=True):
        if not infoset.is_chance and behavior is not None:
            yield from _named(profile.game.players[infoset.player].key, infoset.key, infoset.actions, behavior)


def _named(
    player: str, infoset: str, actions: Sequence[str], strategy: Sequence[Any]
) -> Iterator[tuple[Choice, Fraction | float]]:
    for action, probability in zip(actions, strategy, strict=True):
        yield Choice(player, infoset, action), probability


def _empty_coverage(solution: Solution) -> Coverage:
    """Return the coverage of an empty list: complete where it is proved that there is no equilibrium."""
    return solution.coverage if solution.coverage.is_complete else Coverage.NONE

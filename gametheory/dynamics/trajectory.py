"""The course of play: who did what how often, when, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.core import hooks
from gametheory.core.read_only import read_only
from gametheory.dynamics.catalogue import DYNAMICS
from gametheory.dynamics.deviations import regrets
from gametheory.dynamics.distance import nearest_equilibria
from gametheory.dynamics.outcome import outcome_at_end

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import xarray

    from gametheory.array_types import FloatArray
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.solution import Solution
    from gametheory.dynamics.outcome import Outcome
    from gametheory.dynamics.playable import Strategies
    from gametheory.dynamics.recording import Record


@dataclass(frozen=True, eq=False, repr=False)
class Trajectory:
    """The course of play under some dynamics, and what it came to.

    Parameters
    ----------
    game
        The normal form that was played; of a tree its reduced one.
    dynamics
        Name of the dynamics, as ``play`` takes it.
    times
        Steps played, or time passed, at each recorded row; shape ``[num_times]``.
    strategies
        For each player the shares of its actions, shape ``[num_times, num_actions]``. Where one population plays
        against itself, all players have the same array.
    outcome
        What it came to.
    seed, options
        As used.
    is_single_population
        Whether one population plays against itself.
    is_interrupted
        Whether Ctrl-C ended the run before its last step.

    Examples
    --------
    >>> from gametheory import NormalFormGame, dynamics, solve
    >>> game = NormalFormGame.zero_sum([[2, -1], [-1, 1]], title="Unequal pennies")
    >>> trajectory = dynamics.fictitious_play(game, 5000, seed=3)
    >>> trajectory
    <Trajectory fictitious_play of 'Unequal pennies': 5,000 steps, converged>
    >>> bool(trajectory.distance(solve(game))[-1] < 0.01)
    True
    """

    game: NormalFormGame
    dynamics: str
    times: FloatArray
    strategies: Strategies
    outcome: Outcome
    seed: int
    options: Mapping[str, Any] = field(default_factory=lambda: read_only({}))
    is_single_population: bool = False
    is_interrupted: bool = False

    @property
    def num_times(self) -> int:
        """Number of recorded times."""
        return len(self.times)

    @property
    def length_text(self) -> str:
        """How long it is, in words: ``10,000 steps``."""
        return DYNAMICS[self.dynamics].length_text(float(self.times[-1]))

    def distance(self, solution: Solution) -> FloatArray:
        """Return how far the shares are from the nearest known equilibrium, at each recorded time.

        The distance is the largest difference of a probability of any player. See ``nearest_equilibria`` for what is
        near where equilibria are infinitely many.

        Parameters
        ----------
        solution
            A solution of ``trajectory.game``: for a tree ``solve(trajectory.game)``.
        """
        return nearest_equilibria(self.game, self.strategies, solution).distances

    def regrets_over_time(self) -> FloatArray:
        """Return what each player would gain by its best reply, at each recorded time; shape [num_times, player]."""
        return np.array([regrets(self.game, shares) for shares in zip(*self.strategies, strict=True)])

    def draw(self, solution: Solution | None = None) -> Any:
        """Return the picture of the course: a phase portrait for 2 x 2 games, otherwise the shares over time.

        Its ``save`` writes a file.

        Parameters
        ----------
        solution
            A solution of ``trajectory.game``, whose equilibria are marked.
        """
        return hooks.call("draw_trajectory", self, solution)

    def to_xarray(self) -> xarray.Dataset:
        """Return the shares as labelled arrays: one variable for each player, by time and action.

        Examples
        --------
        >>> from gametheory import dynamics, load
        >>> data = dynamics.best_response_dynamics(load("prisoners_dilemma"), seed=2).to_xarray()
        >>> float(data["row"].isel(time=-1).sel(row_action="Defect"))
        1.0
        """
        from xarray import Dataset

        columns = {
            player.key: (("time", f"{player.key}_action"), shares)
            for player, shares in zip(self.game.players, self.strategies, strict=True)
        }
        labels = {
            f"{player.key}_action": list(names)
            for player, names in zip(self.game.players, self.game.actions, strict=True)
        }
        attributes = {
            "title": self.game.title,
            "dynamics": self.dynamics,
            "seed": self.seed,
            "outcome": self.outcome.kind.value,
            "statement": self.outcome.sentence,
            **{f"option_{name}": value for name, value in self.options.items()},
        }
        return Dataset(columns, coords={"time": self.times, **labels}, attrs=attributes)

    def __repr__(self) -> str:
        return f"<Trajectory {self.dynamics} of {self.game.title!r}: {self.length_text}, {self.outcome.kind}>"

    def _repr_svg_(self) -> str:
        """Picture for notebooks."""
        return str(self.draw().svg)


def trajectory_of(
    game: NormalFormGame,
    dynamics: str,
    shares: Record,
    *,
    seed: int,
    options: Mapping[str, Any] | None = None,
    outcome_of: Callable[[Record], Outcome] | None = None,
) -> Trajectory:
    """Return the trajectory of a record.

    Parameters
    ----------
    game
        The normal form that was played.
    dynamics
        Name of the dynamics.
    shares
        Of every player, or of one population.
    seed, options
        As used; None for no options.
    outcome_of
        Judges the record, with its shares for every player; None looks at its second half.
    """
    is_single = len(shares.strategies) < game.num_players
    of_all = replace(shares, strategies=shares.strategies * game.num_players) if is_single else shares
    return Trajectory(
        game=game,
        dynamics=dynamics,
        times=of_all.times,
        strategies=of_all.strategies,
        outcome=outcome_at_end(game, of_all) if outcome_of is None else outcome_of(of_all),
        seed=seed,
        options=read_only(dict(options or {})),
        is_single_population=is_single,
        is_interrupted=shares.is_interrupted,
    )

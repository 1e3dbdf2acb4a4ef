"""Courses of play as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gametheory import __version__
from gametheory.dynamics.distance import nearest_equilibria
from gametheory.io.json_values import game_to_json, number_to_json
from gametheory.io.solution_json import FORMAT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from gametheory.core.solution import Solution
    from gametheory.dynamics.outcome import Outcome
    from gametheory.dynamics.trajectory import Trajectory


def trajectory_to_json(
    trajectory: Trajectory,
    solution: Solution | None = None,
    *,
    parameters: Mapping[str, Fraction] | None = None,
    sha256: str | None = None,
) -> dict[str, Any]:
    """Return a course of play as plain values for ``json.dumps``.

    Parameters
    ----------
    trajectory
        Any course of play.
    solution
        A solution of ``trajectory.game``, to whose nearest equilibrium distances are told; None tells none.
    parameters
        Values that the game was made with.
    sha256
        Hash of the game file, where there is one.
    """
    return {
        "format": FORMAT,
        "version": __version__,
        "sha256": sha256,
        "game": game_to_json(trajectory.game),
        "parameters": {name: number_to_json(value) for name, value in (parameters or {}).items()},
        "dynamics": trajectory.dynamics,
        "options": dict(trajectory.options),
        "seed": trajectory.seed,
        "is_single_population": trajectory.is_single_population,
        "is_interrupted": trajectory.is_interrupted,
        "outcome": _outcome_to_json(trajectory, trajectory.outcome),
        "nearest_equilibrium": _nearest_to_json(trajectory, solution),
        "times": trajectory.times.tolist(),
        "strategies": {
            player.key: dict(zip(actions, shares.T.tolist(), strict=True))
            for player, actions, shares in zip(
                trajectory.game.players, trajectory.game.actions, trajectory.strategies, strict=True
            )
        },
    }


def _outcome_to_json(trajectory: Trajectory, outcome: Outcome) -> dict[str, Any]:
    game = trajectory.game
    keys = [player.key for player in game.players]
    return {
        "kind": outcome.kind.value,
        "sentence": outcome.sentence,
        "regrets": dict(zip(keys, outcome.regrets, strict=True)),
        # JSON has no infinity
        "movement": outcome.movement if outcome.movement <= 1 else None,
        "cycle": [
            {key: names[action] for key, names, action in zip(keys, game.actions, actions, strict=True)}
            for actions in outcome.cycle
        ],
        "period": outcome.period,
        "correlated_regret": outcome.correlated_regret,
    }


def _nearest_to_json(trajectory: Trajectory, solution: Solution | None) -> dict[str, Any] | None:
    if solution is None or not solution.equilibria:
        return None
    found = nearest_equilibria(trajectory.game, trajectory.strategies, solution)
    equilibrium = solution.equilibria[int(found.equilibria[-1])]
    return {
        "index": int(found.equilibria[-1]),
        "strategies": {
            player.key: {action: number_to_json(chance) for action, chance in equilibrium[player.key].items()}
            for player in trajectory.game.players
        },
        "distances": found.distances.tolist(),
        "point_distances": found.point_distances.tolist(),
        "is_to_sets": found.is_to_sets,
        "coverage": solution.coverage.value,
    }

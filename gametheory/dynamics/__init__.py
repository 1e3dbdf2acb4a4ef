"""Learning and evolution: how play moves when nobody solves the game.

Examples
--------
>>> from gametheory import NormalFormGame, dynamics
>>> game = NormalFormGame.from_bimatrix([[3, 0], [5, 1]], [[3, 5], [0, 1]], actions=[["C", "D"], ["c", "d"]])
>>> trajectory = dynamics.play(game, "best_response", seed=1)
>>> trajectory.outcome.kind, trajectory.outcome.profile["1"]["D"]
(<OutcomeKind.CONVERGED: 'converged'>, 1.0)
"""

from __future__ import annotations

from gametheory.core.lazy_names import lazy_names

_HOMES = {
    "Dynamics": "catalogue",
    "Outcome": "outcome",
    "OutcomeKind": "outcome",
    "Trajectory": "trajectory",
    "best_response_dynamics": "best_response",
    "dynamics_text": "catalogue",
    "fictitious_play": "belief_learning",
    "moran_process": "moran",
    "nearest_equilibria": "distance",
    "play": "catalogue",
    "regret_matching": "regret_learning",
    "replicator_dynamics": "replicator",
    "stochastic_fictitious_play": "logit_learning",
    "symmetric_replicator_dynamics": "replicator",
}
"""Public names, each with the module that it is imported from on first use."""

__getattr__, __dir__ = lazy_names(__name__, _HOMES)

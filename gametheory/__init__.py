"""Exact equilibria of games between platforms and sellers: solved, proved, explained and drawn.

Every name is imported from its room on first use, so that `import gametheory` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from gametheory.core.hooks import register

if TYPE_CHECKING:
    from gametheory import analysis, dynamics, models
    from gametheory.analysis.certificate import judge
    from gametheory.analysis.dominance.elimination import eliminate
    from gametheory.analysis.shared_values.repetition import critical_discount
    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.profiles import BehaviorProfile, MixedProfile
    from gametheory.core.solution import Coverage, Limits, Solution, Termination
    from gametheory.core.tiered_game import TieredGame
    from gametheory.core.tree_builder import TreeBuilder
    from gametheory.errors import (
        GameFileError,
        GameTheoryError,
        InconsistentGameFileError,
        InvalidGameError,
        InvalidParameterError,
        InvalidProfileError,
        MalformedGameFileError,
        SolverError,
        UnknownGameError,
        UnsupportedGameError,
    )
    from gametheory.io.game_file import load
    from gametheory.io.game_file_writer import write_game
    from gametheory.models.model import GameModel
    from gametheory.rendering.draw import draw
    from gametheory.solvers.batches.batch import solve_batch
    from gametheory.solvers.quantal_response.principal_branch import logit_path
    from gametheory.solvers.solve import solve
    from gametheory.studies.borders.borders import borders
    from gametheory.studies.policies.design import design
    from gametheory.studies.policies.policies import compare
    from gametheory.studies.quantal_response.precision_fit import fit_logit
    from gametheory.studies.sweeps.sweep import sweep
    from gametheory.studies.thresholds.thresholds import thresholds
    from gametheory.studies.uncertainty.calibration import calibrate
    from gametheory.studies.uncertainty.sensitivity import sensitivity

__all__ = [
    "BehaviorProfile",
    "Coverage",
    "ExtensiveFormGame",
    "GameFileError",
    "GameModel",
    "GameTheoryError",
    "InconsistentGameFileError",
    "InvalidGameError",
    "InvalidParameterError",
    "InvalidProfileError",
    "Limits",
    "MalformedGameFileError",
    "MixedProfile",
    "NormalFormGame",
    "Solution",
    "SolverError",
    "Termination",
    "TieredGame",
    "TreeBuilder",
    "UnknownGameError",
    "UnsupportedGameError",
    "analysis",
    "borders",
    "calibrate",
    "compare",
    "critical_discount",
    "design",
    "draw",
    "dynamics",
    "eliminate",
    "fit_logit",
    "judge",
    "load",
    "logit_path",
    "models",
    "sensitivity",
    "solve",
    "solve_batch",
    "sweep",
    "thresholds",
    "write_game",
]

__version__: str

_ROOMS = frozenset({"analysis", "dynamics", "models"})

_HOMES = {
    "BehaviorProfile": "gametheory.core.profiles",
    "Coverage": "gametheory.core.solution",
    "ExtensiveFormGame": "gametheory.core.extensive_form",
    "GameFileError": "gametheory.errors",
    "GameModel": "gametheory.models.model",
    "GameTheoryError": "gametheory.errors",
    "InconsistentGameFileError": "gametheory.errors",
    "InvalidGameError": "gametheory.errors",
    "InvalidParameterError": "gametheory.errors",
    "InvalidProfileError": "gametheory.errors",
    "Limits": "gametheory.core.solution",
    "MalformedGameFileError": "gametheory.errors",
    "MixedProfile": "gametheory.core.profiles",
    "NormalFormGame": "gametheory.core.normal_form",
    "Solution": "gametheory.core.solution",
    "SolverError": "gametheory.errors",
    "Termination": "gametheory.core.solution",
    "TieredGame": "gametheory.core.tiered_game",
    "TreeBuilder": "gametheory.core.tree_builder",
    "UnknownGameError": "gametheory.errors",
    "UnsupportedGameError": "gametheory.errors",
    "borders": "gametheory.studies.borders.borders",
    "calibrate": "gametheory.studies.uncertainty.calibration",
    "compare": "gametheory.studies.policies.policies",
    "critical_discount": "gametheory.analysis.shared_values.repetition",
    "design": "gametheory.studies.policies.design",
    "draw": "gametheory.rendering.draw",
    "eliminate": "gametheory.analysis.dominance.elimination",
    "fit_logit": "gametheory.studies.quantal_response.precision_fit",
    "judge": "gametheory.analysis.certificate",
    "load": "gametheory.io.game_file",
    "logit_path": "gametheory.solvers.quantal_response.principal_branch",
    "sensitivity": "gametheory.studies.uncertainty.sensitivity",
    "solve": "gametheory.solvers.solve",
    "solve_batch": "gametheory.solvers.batches.batch",
    "sweep": "gametheory.studies.sweeps.sweep",
    "thresholds": "gametheory.studies.thresholds.thresholds",
    "write_game": "gametheory.io.game_file_writer",
}

register("explain", "gametheory.rendering.explain:explain_solution")
register("draw_svg", "gametheory.rendering.draw:draw_svg")
register("draw_trajectory", "gametheory.rendering.pictures.trajectory_picture:draw_trajectory")
register("draw_path", "gametheory.rendering.pictures.path_picture:draw_path")
register("path_points", "gametheory.solvers.quantal_response.path_points:points_at")
register("path_limit", "gametheory.solvers.quantal_response.limit_points:limit_point")

if not TYPE_CHECKING:  # type checkers see the imports above instead, and so notice misspelled names

    def __getattr__(name: str) -> object:
        if name == "__version__":
            found = _installed_version()
        elif name in _ROOMS:
            found = import_module(f"{__name__}.{name}")
        elif name in _HOMES:
            found = getattr(import_module(_HOMES[name]), name)
        else:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        globals()[name] = found
        return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, "__version__"})


def _installed_version() -> str:
    """Version of the installed distribution; `0+unknown` for a source tree that was never installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(__name__)
    except PackageNotFoundError:
        return "0+unknown"

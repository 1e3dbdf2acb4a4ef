"""Solutions as JSON: exact numbers as fraction strings, floats as numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gametheory import __version__
from gametheory.io.equilibrium_json import continua_to_json, equilibria_to_json, nash_subsets_to_json
from gametheory.io.json_values import game_to_json, number_to_json, plain_values

if TYPE_CHECKING:
    from gametheory.core.solution import Solution

FORMAT = 1
"""Version of the JSON format."""


def solution_to_json(solution: Solution, *, sha256: str | None = None) -> dict[str, Any]:
    """Return a solution as plain values for ``json.dumps``; ``solution_schema`` describes them.

    Parameters
    ----------
    solution
        Any solution.
    sha256
        Hash of the game file, where there is one.
    """
    parameters = solution.source.parameter_values if solution.source else {}
    return {
        "format": FORMAT,
        "version": __version__,
        "sha256": sha256,
        "game": game_to_json(solution.game),
        "parameters": {name: number_to_json(value) for name, value in parameters.items()},
        "concept": solution.concept,
        "method": solution.method,
        "coverage": solution.coverage.value,
        "termination": solution.termination.value,
        "arithmetic": solution.arithmetic,
        "options": plain_values(solution.options),
        "seed": solution.seed,
        "num_extreme": solution.num_extreme,
        "num_components": solution.num_components,
        "leading": solution.leading,
        "equilibria": equilibria_to_json(solution),
        "components": [list(component) for component in solution.components],
        "component_indices": list(solution.component_indices),
        "nash_subsets": nash_subsets_to_json(solution),
        "continua": continua_to_json(solution),
        "unresolved": list(solution.unresolved),
        "statistics": plain_values(solution.statistics),
    }

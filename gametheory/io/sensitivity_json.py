"""A study of sensitivity as JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from gametheory import __version__
from gametheory.core.rationals import format_fraction
from gametheory.io.json_values import number_to_json
from gametheory.io.solution_json import FORMAT
from gametheory.io.threshold_json import regime_to_json
from gametheory.models.distributions import TriangularDistribution, UniformDistribution

if TYPE_CHECKING:
    from gametheory.models.distributions import ParameterDistribution
    from gametheory.studies.uncertainty.sensitivity_records import Sensitivity


def sensitivity_to_json(found: Sensitivity, *, sha256: str | None = None) -> dict[str, Any]:
    """Return a study of sensitivity as plain values for ``json.dumps``; ``sensitivity_schema`` describes them.

    Parameters
    ----------
    found
        What was answered.
    sha256
        Hash of the game file, where there is one.
    """
    fixed = {
        name: number_to_json(value)
        for name, value in found.model.parameter_values.items()
        if name not in found.distributions
    }
    return {
        "format": FORMAT,
        "version": __version__,
        "sha256": sha256,
        "method": found.method,
        "concept": found.concept,
        "select": found.select,
        "parameters": fixed,
        "distributions": {name: distribution_to_json(law) for name, law in found.distributions.items()},
        "assumed": list(found.assumed),
        "num_groups": found.num_groups,
        "seed": found.seed,
        "outputs": [
            {
                "kind": output.kind,
                "name": output.name,
                "num_points": output.num_points,
                "spread": None if output.spread is None else asdict(output.spread),
                "indices": [asdict(index) for index in output.indices],
                "regime": regime_to_json(output.regime),
            }
            for output in found.outputs
        ],
        "coverage": asdict(found.coverage),
        "num_regimes": found.num_regimes,
        "notes": list(found.notes),
        "termination": found.termination.value,
    }


def distribution_to_json(distribution: ParameterDistribution) -> dict[str, Any]:
    """Return a distribution as a file writes it; a normal one with the range at whose ends it is cut.

    Examples
    --------
    >>> from fractions import Fraction
    >>> distribution_to_json(UniformDistribution(Fraction(1, 3), Fraction(2)))
    {'uniform': ['1/3', '2']}
    """
    if isinstance(distribution, UniformDistribution):
        return {"uniform": [format_fraction(end) for end in (distribution.low, distribution.high)]}
    if isinstance(distribution, TriangularDistribution):
        numbers = (distribution.low, distribution.mode, distribution.high)
        return {"triangular": [format_fraction(number) for number in numbers]}
    return {
        "normal": [format_fraction(distribution.mean), format_fraction(distribution.deviation)],
        "range": [format_fraction(distribution.low), format_fraction(distribution.high)],
    }

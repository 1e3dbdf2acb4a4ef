"""Comparisons of policies, and best values of parameters, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gametheory import __version__
from gametheory.core.rationals import format_fraction
from gametheory.io.json_values import number_to_json
from gametheory.io.solution_json import FORMAT
from gametheory.io.threshold_json import value_to_json

if TYPE_CHECKING:
    from fractions import Fraction

    from gametheory.studies.policies.design import Design, DesignPoint
    from gametheory.studies.policies.policy_records import PolicyComparison, PolicyOutcome
    from gametheory.studies.policies.policy_regions import RegionComparison


def comparison_to_json(
    found: PolicyComparison, region: RegionComparison | None = None, *, sha256: str | None = None
) -> dict[str, Any]:
    """Return a comparison of policies as plain values for ``json.dumps``; ``comparison_schema`` describes them.

    Parameters
    ----------
    found
        The outcomes side by side.
    region
        How the policies do over a region of parameters, where that was asked.
    sha256
        Hash of the game file, where there is one.
    """
    return {
        "format": FORMAT,
        "version": __version__,
        "sha256": sha256,
        "parameters": {name: number_to_json(value) for name, value in found.model.parameter_values.items()},
        "concept": found.outcomes[0].solution.concept,
        "select": found.select,
        "measures": [{"key": one.key, "label": one.label, "kind": one.kind} for one in found.measures],
        "outcomes": [_outcome(found, outcome) for outcome in found.outcomes],
        "region": None if region is None else _region(region),
    }


def _outcome(found: PolicyComparison, outcome: PolicyOutcome) -> dict[str, Any]:
    """Return one game: values by equilibrium, the selected one, intervals, and how complete that is."""
    keys = [measure.key for measure in found.measures]
    return {
        "policy": outcome.name or None,
        "label": outcome.label,
        "changed_parameters": {
            name: number_to_json(value)
            for name, value in outcome.model.parameter_values.items()
            if value != found.model.parameter_values[name]
        },
        "coverage": outcome.solution.coverage.value,
        "termination": outcome.solution.termination.value,
        "selected": outcome.selected,
        "equilibria": [
            {key: number_to_json(value) for key, value in zip(keys, row, strict=True)} for row in outcome.values
        ],
        "intervals": {key: _interval(outcome.interval(place)) for place, key in enumerate(keys)},
    }


def _interval(ends: tuple[Fraction, Fraction] | None) -> list[str] | None:
    return None if ends is None else [format_fraction(end) for end in ends]


def _region(region: RegionComparison) -> dict[str, Any]:
    """Return for each pair of policies and each measure at how many points the first gives more, as much or less."""
    return {
        "ranges": {name: _interval(ends) for name, ends in region.ranges.items()},
        "num_points": len(region.points),
        "seed": region.seed,
        "select": region.select,
        "termination": region.termination.value,
        "contests": [
            {
                "first": first or None,
                "second": second or None,
                "measure": measure.key,
                "better": contest.better,
                "equal": contest.equal,
                "worse": contest.worse,
                "open": contest.open,
            }
            for index, first in enumerate(region.names)
            for second in region.names[:index]
            for measure in region.measures
            for contest in [region.contest(first, second, measure.key)]
        ],
    }


def design_to_json(found: Design, *, sha256: str | None = None) -> dict[str, Any]:
    """Return the best value of a parameter as plain values for ``json.dumps``; ``design_schema`` describes them.

    Parameters
    ----------
    found
        What a search answered.
    sha256
        Hash of the game file, where there is one.
    """
    return {
        "format": FORMAT,
        "version": __version__,
        "sha256": sha256,
        "objective": found.measure.key,
        "parameter": found.parameter,
        "range": [format_fraction(found.low), format_fraction(found.high)],
        "parameters": {
            name: number_to_json(value)
            for name, value in found.model.parameter_values.items()
            if name != found.parameter
        },
        "concept": found.thresholds.concept,
        "select": found.select,
        "best": _point(found.best),
        "near": _point(found.near),
        "stretches": [_point(point) for point in found.pieces],
        "thresholds": [value_to_json(value) for value in found.thresholds.values],
        "proved": found.proved,
        "notes": list(found.notes),
        "termination": found.termination.value,
    }


def _point(point: DesignPoint) -> dict[str, Any]:
    return {
        "value": number_to_json(point.value),
        "objective": number_to_json(point.objective),
        "side": point.side,
        "is_attained": point.is_attained,
        "is_exact": point.is_exact,
        "stretch": _interval(point.stretch),
    }

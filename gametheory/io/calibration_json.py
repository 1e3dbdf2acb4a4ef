"""A calibration as JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from gametheory import __version__
from gametheory.core.rationals import format_fraction
from gametheory.io.json_values import number_to_json
from gametheory.io.solution_json import FORMAT
from gametheory.studies.uncertainty.calibration_records import OutcomeCalibration

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from gametheory.studies.uncertainty.calibration_records import Condition, FitCalibration


def calibration_to_json(found: OutcomeCalibration | FitCalibration, *, sha256: str | None = None) -> dict[str, Any]:
    """Return a calibration as plain values for ``json.dumps``; ``calibration_schema`` describes them.

    Parameters
    ----------
    found
        What was answered.
    sha256
        Hash of the game file, where there is one.
    """
    common = {
        "format": FORMAT,
        "version": __version__,
        "sha256": sha256,
        "within": _ranges(found.within),
        "parameters": {
            name: number_to_json(value)
            for name, value in found.model.parameter_values.items()
            if name not in found.within
        },
        "point": {name: format_fraction(value) for name, value in found.point.items()},
    }
    ending = {"num_points": found.num_points, "termination": found.termination.value}
    if isinstance(found, OutcomeCalibration):
        return {
            **common,
            "target": found.target,
            "verdict": found.verdict.value,
            "method": found.method,
            "ranges": _ranges(found.ranges),
            "conditions": [_condition(condition) for condition in found.conditions],
            "conflict": [_condition(condition) for condition in found.conflict],
            "share": None if found.share is None else list(found.share),
            "notes": list(found.notes),
            **ending,
        }
    return {
        **common,
        "numbers": [asdict(number) for number in found.numbers],
        "misfit": found.misfit if found.point else None,
        "is_met": found.is_met,
        "undetermined": list(found.undetermined),
        "num_others": found.num_others,
        "num_starts": found.num_starts,
        "seed": found.seed,
        **ending,
    }


def _ranges(ranges: Mapping[str, tuple[Fraction, Fraction]]) -> dict[str, list[str]]:
    return {name: [format_fraction(end) for end in ends] for name, ends in ranges.items()}


def _condition(condition: Condition) -> dict[str, Any]:
    """Return a condition; null as its constant where it is not linear."""
    return {
        "player": condition.player,
        "action": condition.action,
        "relation": "=" if condition.is_equation else ">=",
        "coefficients": {name: format_fraction(value) for name, value in condition.coefficients.items()},
        "constant": None if condition.constant is None else format_fraction(condition.constant),
    }

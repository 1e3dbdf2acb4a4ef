"""The JSON Schema of calibrations."""

from __future__ import annotations

from typing import Any

from gametheory.io.schema_parts import (
    BOOLEAN,
    COUNT,
    EXACT,
    INTERVAL,
    NUMBER,
    TERMINATION,
    TEXT,
    TEXTS,
    by_name,
    document,
    list_of,
    or_null,
    record,
)

_FLOAT = {"type": "number"}


def calibration_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of what ``gametheory calibrate --format json`` prints.

    Examples
    --------
    >>> [sorted(kind["properties"])[1] for kind in calibration_schema()["anyOf"]]
    ['conflict', 'is_met']
    """
    common = {"within": by_name(INTERVAL), "parameters": by_name(NUMBER), "point": by_name(EXACT)}
    ending = {"num_points": COUNT, "termination": TERMINATION}
    kinds = [document("A calibration", common | one | ending) for one in (_outcome(), _fit())]
    head = {name: kinds[0].pop(name) for name in ("$schema", "title")}
    return {**head, "anyOf": [{name: kind[name] for name in kind if name not in head} for kind in kinds]}


def _outcome() -> dict[str, Any]:
    """Where an outcome is an equilibrium."""
    return {
        "target": TEXT,
        "verdict": {"enum": ["feasible", "infeasible", "not_found"]},
        "method": {"enum": ["linear_program", "boxes", "search"]},
        "ranges": by_name(INTERVAL),
        "conditions": list_of(_condition()),
        "conflict": list_of(_condition()),
        "share": or_null({"type": "array", "items": _FLOAT, "minItems": 2, "maxItems": 2}),
        "notes": TEXTS,
    }


def _condition() -> dict[str, Any]:
    """What keeps a player from leaving; null as its constant where it is not linear."""
    return record(
        {
            "player": TEXT,
            "action": TEXT,
            "relation": {"enum": ["=", ">="]},
            "coefficients": by_name(EXACT),
            "constant": or_null(EXACT),
        }
    )


def _fit() -> dict[str, Any]:
    """The equilibrium nearest to what was observed."""
    place = {"type": "array", "items": TEXT, "minItems": 3, "maxItems": 3}
    kind = {"enum": ["payoffs", "probability", "counts"]}
    return {
        "numbers": list_of(record({"kind": kind, "place": place, "observed": _FLOAT, "fitted": _FLOAT})),
        "misfit": or_null(_FLOAT),
        "is_met": BOOLEAN,
        "undetermined": TEXTS,
        "num_others": COUNT,
        "num_starts": COUNT,
        "seed": COUNT,
    }

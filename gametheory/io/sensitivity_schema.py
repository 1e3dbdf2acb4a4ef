"""The JSON Schema of studies of sensitivity."""

from __future__ import annotations

from typing import Any

from gametheory.io.schema_parts import (
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
    regime,
)

_FLOAT = {"type": "number"}
_SPREAD = ("mean", "deviation", "low", "median", "high", "error")
_SHARES = ("first", "first_error", "total", "total_error")
_EFFECTS = ("mean", "mean_absolute", "mean_absolute_error", "deviation")
_COVERAGE = ("num_points", "several", "none", "no_game", "unverified", "incomplete")


def sensitivity_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of what ``gametheory sensitivity --format json`` prints.

    Examples
    --------
    >>> sensitivity_schema()["properties"]["method"]
    {'enum': ['sobol', 'morris']}
    """
    indices = [record({"parameter": TEXT, **dict.fromkeys(names, _FLOAT)}) for names in (_SHARES, _EFFECTS)]
    output = {
        "kind": {"enum": ["payoff", "welfare", "regime"]},
        "name": TEXT,
        "num_points": COUNT,
        "spread": or_null(record(dict.fromkeys(_SPREAD, _FLOAT))),
        "indices": list_of({"anyOf": indices}),
        "regime": regime(),
    }
    properties = {
        "method": {"enum": ["sobol", "morris"]},
        "concept": TEXT,
        "select": TEXT,
        "parameters": by_name(NUMBER),
        "distributions": by_name(_distribution()),
        "assumed": TEXTS,
        "num_groups": COUNT,
        "seed": COUNT,
        "outputs": list_of(record(output)),
        "coverage": record(dict.fromkeys(_COVERAGE, COUNT)),
        "num_regimes": COUNT,
        "notes": TEXTS,
        "termination": TERMINATION,
    }
    return document("What an answer depends on", properties)


def _distribution() -> dict[str, Any]:
    """What a parameter may be."""
    three = {"type": "array", "items": EXACT, "minItems": 3, "maxItems": 3}
    normal = record({"normal": INTERVAL, "range": INTERVAL})
    return {"anyOf": [record({"uniform": INTERVAL}), record({"triangular": three}), normal]}

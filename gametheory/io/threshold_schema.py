"""The JSON Schema of thresholds."""

from __future__ import annotations

from typing import Any

from gametheory.io.schema_parts import (
    BOOLEAN,
    COVERAGE,
    EXACT,
    INTERVAL,
    TERMINATION,
    TEXT,
    TEXTS,
    by_name,
    document,
    list_of,
    record,
    regime,
    threshold_value,
)


def threshold_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of what ``gametheory thresholds --format json`` prints.

    Examples
    --------
    >>> threshold_schema()["properties"]["proved"]
    {'type': 'boolean'}
    """
    properties = {
        "parameter": TEXT,
        "range": INTERVAL,
        "parameters": by_name(EXACT),
        "concept": TEXT,
        "thresholds": list_of(_threshold()),
        "first": regime(),
        "edges": list_of(record({"value": EXACT, "regime": regime(), "inside": regime()})),
        "breakpoints": list_of(threshold_value()),
        "ties": TEXTS,
        "coverage": COVERAGE,
        "proved": BOOLEAN,
        "notes": TEXTS,
        "termination": TERMINATION,
        "statistics": {"type": "object"},
    }
    return document("Thresholds of a parameter", properties)


def _threshold() -> dict[str, Any]:
    """A threshold; one that is only enclosed has no regime at it."""
    regimes = {"before": regime(), "at": regime(), "after": regime()}
    described = record({"value": threshold_value(), **regimes, "equation": TEXT, "solution": TEXT})
    return described | {"required": ["value", "before", "after"]}

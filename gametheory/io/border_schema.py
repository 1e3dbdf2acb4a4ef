"""The JSON Schema of borders over two parameters."""

from __future__ import annotations

from typing import Any

from gametheory.io.schema_parts import (
    BOOLEAN,
    COUNT,
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


def border_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of what ``gametheory thresholds --format json`` prints for two parameters.

    Examples
    --------
    >>> border_schema()["properties"]["varying"]["minItems"]
    2
    """
    properties = {
        "varying": _pair(TEXT),
        "ranges": by_name(INTERVAL),
        "parameters": by_name(EXACT),
        "concept": TEXT,
        "regimes": list_of(record({"regime": regime(), "sample": _pair(EXACT), "num_cells": COUNT})),
        "borders": list_of(_border()),
        "coverage": COVERAGE,
        "proved": BOOLEAN,
        "notes": TEXTS,
        "termination": TERMINATION,
        "statistics": {"type": "object"},
    }
    return document("Borders over two parameters", properties)


def _border() -> dict[str, Any]:
    """A polynomial as text and as terms (powers of both parameters, coefficient); it has not always a solution."""
    term = {"type": "array", "prefixItems": [COUNT, COUNT, EXACT], "minItems": 3, "maxItems": 3}
    value = _pair(threshold_value())
    regimes = {"negative": regime(), "on": regime(), "positive": regime()}
    change = record({**regimes, "sample": value, "stretches": list_of(value)})
    described = record({"polynomial": TEXT, "terms": list_of(term), "solution": TEXT, "changes": list_of(change)})
    return described | {"required": ["polynomial", "terms", "changes"]}


def _pair(items: dict[str, Any]) -> dict[str, Any]:
    """Two of a kind."""
    return list_of(items) | {"minItems": 2, "maxItems": 2}

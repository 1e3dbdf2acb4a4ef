"""The JSON Schemas of comparisons of policies, and of best values of parameters."""

from __future__ import annotations

from typing import Any

from gametheory.io.schema_parts import (
    BOOLEAN,
    COUNT,
    COVERAGE,
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
    threshold_value,
)


def comparison_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of what ``gametheory compare --format json`` prints.

    Examples
    --------
    >>> comparison_schema()["properties"]["measures"]["items"]["required"]
    ['key', 'label', 'kind']
    """
    measure = record({"key": TEXT, "label": TEXT, "kind": {"enum": ["player", "welfare", "total"]}})
    properties = {
        "parameters": by_name(NUMBER),
        "concept": TEXT,
        "select": TEXT,
        "measures": list_of(measure),
        "outcomes": list_of(_outcome()),
        "region": or_null(_region()),
    }
    return document("Policies", properties)


def _outcome() -> dict[str, Any]:
    """One game."""
    return record(
        {
            "policy": or_null(TEXT),
            "label": TEXT,
            "changed_parameters": by_name(NUMBER),
            "coverage": COVERAGE,
            "termination": TERMINATION,
            "selected": or_null(COUNT),
            "equilibria": list_of(by_name(NUMBER)),
            "intervals": by_name(or_null(INTERVAL)),
        }
    )


def _region() -> dict[str, Any]:
    """What was found over a region."""
    numbers = dict.fromkeys(("better", "equal", "worse", "open"), COUNT)
    contest = record({"first": or_null(TEXT), "second": or_null(TEXT), "measure": TEXT, **numbers})
    return record(
        {
            "ranges": by_name(INTERVAL),
            "num_points": COUNT,
            "seed": COUNT,
            "select": or_null(TEXT),
            "termination": TERMINATION,
            "contests": list_of(contest),
        }
    )


def design_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of what ``gametheory design --format json`` prints.

    Examples
    --------
    >>> design_schema()["properties"]["best"]["properties"]["side"]
    {'enum': ['at', 'above', 'below']}
    """
    properties = {
        "objective": TEXT,
        "parameter": TEXT,
        "range": INTERVAL,
        "parameters": by_name(NUMBER),
        "concept": TEXT,
        "select": TEXT,
        "best": _point(),
        "near": _point(),
        "stretches": list_of(_point()),
        "thresholds": list_of(threshold_value()),
        "proved": BOOLEAN,
        "notes": TEXTS,
        "termination": TERMINATION,
    }
    return document("The best value of a parameter", properties)


def _point() -> dict[str, Any]:
    """A value of the parameter and the objective there."""
    return record(
        {
            "value": NUMBER,
            "objective": NUMBER,
            "side": {"enum": ["at", "above", "below"]},
            "is_attained": BOOLEAN,
            "is_exact": BOOLEAN,
            "stretch": or_null(INTERVAL),
        }
    )

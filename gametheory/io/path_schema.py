"""The JSON Schemas of paths of quantal response, and of fits."""

from __future__ import annotations

from typing import Any

from gametheory.io.schema_parts import (
    BOOLEAN,
    COUNT,
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
_FLOATS = list_of(_FLOAT)
_STRATEGIES = by_name(by_name({"anyOf": [NUMBER, by_name(NUMBER)]}))
"""By player and action, in trees by player, information set and action."""


def path_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of what ``gametheory path --format json`` prints.

    Examples
    --------
    >>> path_schema()["properties"]["form"]
    {'enum': ['normal', 'agent']}
    """
    limit = {"strategies": _STRATEGIES, "is_exact": BOOLEAN}
    arm = record(_course() | {"termination": TERMINATION, "limit": record(limit)})
    bifurcation = {
        "precision": _FLOAT,
        "strategies": _STRATEGIES,
        "why_not_followed": or_null(TEXT),
        "arms": list_of(arm),
    }
    return document(
        "A path of quantal response",
        {
            "game": TEXT,
            "parameters": by_name(NUMBER),
            "form": {"enum": ["normal", "agent"]},
            "termination": TERMINATION,
            **_course(),
            "at": list_of(_response()),
            "limit": record(limit | {"max_regret": _FLOAT, "distance": _FLOAT}),
            "bifurcations": list_of(record(bifurcation)),
            "unresolved": TEXTS,
        },
    )


def fit_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of what ``gametheory fit --format json`` prints.

    Examples
    --------
    >>> fit_schema()["properties"]["interval"]["maxItems"]
    2
    """
    choice = {
        "player": TEXT,
        "infoset": TEXT,
        "action": TEXT,
        "count": COUNT,
        "observed": or_null(_FLOAT),
        "predicted": _FLOAT,
        "nash": _FLOAT,
    }
    return document(
        "A fit of quantal response",
        {
            "game": TEXT,
            "parameters": by_name(NUMBER),
            "num_observed": COUNT,
            "precision": _FLOAT,
            "standard_error": or_null(_FLOAT),
            "level": _FLOAT,
            "interval": {"type": "array", "items": or_null(_FLOAT), "minItems": 2, "maxItems": 2},
            "log_likelihood": _FLOAT,
            "log_likelihood_uniform": _FLOAT,
            "log_likelihood_nash": or_null(_FLOAT),
            "log_likelihood_observed": _FLOAT,
            "p_value_of_uniform": _FLOAT,
            "choices": list_of(record(choice)),
            "response": _response(),
            "nash": _STRATEGIES,
            "notes": TEXTS,
        },
    )


def _course() -> dict[str, Any]:
    """The points of a path: their choices in the order of the probabilities, which has a row for each precision."""
    choice = record({"player": TEXT, "infoset": TEXT, "actions": TEXTS})
    choice["required"] = ["player", "actions"]
    return {
        "choices": list_of(choice),
        "precisions": _FLOATS,
        "probabilities": list_of(_FLOATS),
        "residuals": _FLOATS,
        "turns": _FLOATS,
    }


def _response() -> dict[str, Any]:
    """A point of a path with its certificate."""
    return record({"precision": _FLOAT, "strategies": _STRATEGIES, "residual": _FLOAT, "radius": or_null(_FLOAT)})

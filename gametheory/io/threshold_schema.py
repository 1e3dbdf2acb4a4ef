"""The JSON Schema of thresholds."""

from __future__ import annotations

from typing import Any

from gametheory.core.solution import Coverage, Termination
from gametheory.io.solution_json import FORMAT

_EXACT = {"type": "string", "pattern": r"^-?\d+(/\d+)?$"}
_INTERVAL = {"type": "array", "items": _EXACT, "minItems": 2, "maxItems": 2}
_TEXTS = {"type": "array", "items": {"type": "string"}}


def threshold_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of what ``gametheory thresholds --format json`` prints.

    Examples
    --------
    >>> threshold_schema()["properties"]["proved"]
    {'type': 'boolean'}
    """
    properties = {
        "format": {"const": FORMAT},
        "version": {"type": "string"},
        "sha256": {"type": ["string", "null"], "pattern": "^[0-9a-f]{64}$"},
        "parameter": {"type": "string"},
        "range": _INTERVAL,
        "parameters": {"type": "object", "additionalProperties": _EXACT},
        "concept": {"type": "string"},
        "thresholds": {"type": "array", "items": _threshold()},
        "first": _regime(),
        "edges": {"type": "array", "items": _record({"value": _EXACT, "regime": _regime(), "inside": _regime()})},
        "breakpoints": {"type": "array", "items": _value()},
        "ties": _TEXTS,
        "coverage": {"enum": [coverage.value for coverage in Coverage]},
        "proved": {"type": "boolean"},
        "notes": _TEXTS,
        "termination": {"enum": [termination.value for termination in Termination]},
        "statistics": {"type": "object"},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Thresholds of a parameter by gametheory",
        **_record(properties),
    }


def _threshold() -> dict[str, Any]:
    """A threshold; one that is only enclosed has no regime at it."""
    text = {"type": "string"}
    regimes = {"before": _regime(), "at": _regime(), "after": _regime()}
    described = _record({"value": _value(), **regimes, "equation": text, "solution": text})
    return described | {"required": ["value", "before", "after"]}


def _value() -> dict[str, Any]:
    """A rational, an algebraic number with its polynomial (constant coefficient first), or an enclosure."""
    number = {"type": "number"}
    algebraic = _record(
        {
            "value": number,
            "polynomial": {"type": "array", "items": _EXACT},
            "interval": _INTERVAL,
            "closed_form": {"type": "string"},
        }
    )
    algebraic["required"] = ["value", "polynomial", "interval"]
    return {"anyOf": [_EXACT, algebraic, _record({"value": number, "interval": _INTERVAL})]}


def _regime() -> dict[str, Any]:
    """Supports by component; null where there is no game."""
    played = {"anyOf": [_TEXTS, {"type": "object", "additionalProperties": _TEXTS}]}
    support = {"type": "object", "additionalProperties": played}
    return {"type": ["array", "null"], "items": {"type": "array", "items": support}}


def _record(properties: dict[str, Any]) -> dict[str, Any]:
    """An object with exactly these properties."""
    return {"type": "object", "required": list(properties), "additionalProperties": False, "properties": properties}

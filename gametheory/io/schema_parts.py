"""Parts that the JSON Schemas of several answers share."""

from __future__ import annotations

from typing import Any

from gametheory.core.solution import Coverage, Termination
from gametheory.io.solution_json import FORMAT

EXACT = {"type": "string", "pattern": r"^-?\d+(/\d+)?$"}
NUMBER = {"anyOf": [EXACT, {"type": "number"}]}
INTERVAL = {"type": "array", "items": EXACT, "minItems": 2, "maxItems": 2}
TEXT = {"type": "string"}
TEXTS = {"type": "array", "items": TEXT}
COUNT = {"type": "integer", "minimum": 0}
BOOLEAN = {"type": "boolean"}
COVERAGE = {"enum": [coverage.value for coverage in Coverage]}
TERMINATION = {"enum": [termination.value for termination in Termination]}
HEAD: dict[str, Any] = {
    "format": {"const": FORMAT},
    "version": TEXT,
    "sha256": {"type": ["string", "null"], "pattern": "^[0-9a-f]{64}$"},
}
"""What every answer begins with."""


def document(title: str, properties: dict[str, Any]) -> dict[str, Any]:
    """Return the schema (2020-12) of an answer with exactly these properties after its head.

    Examples
    --------
    >>> document("A price", {"price": EXACT})["required"]
    ['format', 'version', 'sha256', 'price']
    """
    schema = "https://json-schema.org/draft/2020-12/schema"
    return {"$schema": schema, "title": f"{title} by gametheory", **record(HEAD | properties)}


def record(properties: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of an object with exactly these properties."""
    return {"type": "object", "required": list(properties), "additionalProperties": False, "properties": properties}


def by_name(values: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of an object with any names."""
    return {"type": "object", "additionalProperties": values}


def list_of(items: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a list."""
    return {"type": "array", "items": items}


def or_null(values: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of something that may be null."""
    return {"anyOf": [values, {"type": "null"}]}


def threshold_value() -> dict[str, Any]:
    """Return that of a rational, an algebraic number with its polynomial (constant first), or an enclosure."""
    number = {"type": "number"}
    algebraic = record({"value": number, "polynomial": list_of(EXACT), "interval": INTERVAL, "closed_form": TEXT})
    algebraic["required"] = ["value", "polynomial", "interval"]
    return {"anyOf": [EXACT, algebraic, record({"value": number, "interval": INTERVAL})]}


def regime() -> dict[str, Any]:
    """Return that of supports by component; null where there is no game."""
    support = by_name({"anyOf": [TEXTS, by_name(TEXTS)]})
    return {"type": ["array", "null"], "items": list_of(support)}

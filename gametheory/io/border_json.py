"""Borders over two parameters as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gametheory import __version__
from gametheory.core.rationals import format_fraction
from gametheory.io.json_values import number_to_json, plain_values
from gametheory.io.solution_json import FORMAT
from gametheory.io.threshold_json import regime_to_json, value_to_json
from gametheory.studies.borders.border_words import solved_text

if TYPE_CHECKING:
    from gametheory.studies.borders.border_records import Border, BorderChange, Borders


def borders_to_json(found: Borders, *, sha256: str | None = None) -> dict[str, Any]:
    """Return borders as plain values for ``json.dumps``; ``border_schema`` describes them.

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
        "varying": list(found.parameters),
        "ranges": {
            name: list(map(format_fraction, ends)) for name, ends in zip(found.parameters, found.rectangle, strict=True)
        },
        "parameters": {
            name: number_to_json(value)
            for name, value in found.model.parameter_values.items()
            if name not in found.parameters
        },
        "concept": found.concept,
        "regimes": [
            {
                "regime": regime_to_json(opened.regime),
                "sample": list(map(format_fraction, opened.sample)),
                "num_cells": opened.num_cells,
            }
            for opened in found.regimes
        ],
        "borders": [_border_to_json(border, found.parameters) for border in found.borders],
        "coverage": found.coverage.value,
        "proved": found.proved,
        "notes": list(found.notes),
        "termination": found.termination.value,
        "statistics": plain_values(found.statistics),
    }


def _border_to_json(border: Border, names: tuple[str, str]) -> dict[str, Any]:
    """Return a border with its polynomial: as text, and as powers of both parameters with coefficients."""
    solution = solved_text(border.polynomial, names)
    return {
        "polynomial": border.polynomial.text(names),
        "terms": [[*powers, format_fraction(value)] for powers, value in border.polynomial.terms.items()],
        **({"solution": solution} if solution else {}),
        "changes": [_change_to_json(change) for change in border.changes],
    }


def _change_to_json(change: BorderChange) -> dict[str, Any]:
    """Return the regimes around pieces of a border."""
    return {
        "negative": regime_to_json(change.negative),
        "on": regime_to_json(change.on),
        "positive": regime_to_json(change.positive),
        "sample": list(map(value_to_json, change.sample)),
        "stretches": [[value_to_json(low), value_to_json(high)] for low, high in change.stretches],
    }

"""Thresholds of a parameter as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gametheory import __version__
from gametheory.core.rationals import format_fraction
from gametheory.io.json_values import number_to_json, plain_values, root_to_json
from gametheory.io.solution_json import FORMAT
from gametheory.polynomials import RealRoot

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gametheory.studies.regimes import Regime, Support
    from gametheory.studies.thresholds.closed_forms import ClosedForm
    from gametheory.studies.thresholds.threshold_records import Threshold, Thresholds, ThresholdValue


def thresholds_to_json(
    found: Thresholds, forms: Mapping[int, ClosedForm] | None = None, *, sha256: str | None = None
) -> dict[str, Any]:
    """Return thresholds as plain values for ``json.dumps``; ``threshold_schema`` describes them.

    Parameters
    ----------
    found
        What a search answered.
    forms
        Formulas of thresholds by their number, where they are told.
    sha256
        Hash of the game file, where there is one.
    """
    return {
        "format": FORMAT,
        "version": __version__,
        "sha256": sha256,
        "parameter": found.parameter,
        "range": [format_fraction(found.low), format_fraction(found.high)],
        "parameters": {
            name: number_to_json(value)
            for name, value in found.model.parameter_values.items()
            if name != found.parameter
        },
        "concept": found.concept,
        "thresholds": [
            _threshold_to_json(threshold, (forms or {}).get(number))
            for number, threshold in enumerate(found.thresholds)
        ],
        "first": regime_to_json(found.first),
        "edges": [
            {
                "value": format_fraction(edge.value),
                "regime": regime_to_json(edge.regime),
                "inside": regime_to_json(edge.inside),
            }
            for edge in found.edges
        ],
        "breakpoints": [value_to_json(root) for root in found.breakpoints],
        "ties": list(found.ties),
        "coverage": found.coverage.value,
        "proved": found.proved,
        "notes": list(found.notes),
        "termination": found.termination.value,
        "statistics": plain_values(found.statistics),
    }


def value_to_json(value: ThresholdValue) -> str | dict[str, Any]:
    """Return a rational as text, an algebraic number or an enclosure with its interval."""
    if not isinstance(value, RealRoot):
        return {"value": float(value), "interval": [format_fraction(end) for end in value.interval]}
    return root_to_json(value)


def _threshold_to_json(threshold: Threshold, form: ClosedForm | None) -> dict[str, Any]:
    """Return a threshold with the regimes around it; no ``at`` where the value is only enclosed."""
    regimes: dict[str, Any] = {"before": regime_to_json(threshold.before), "after": regime_to_json(threshold.after)}
    if threshold.is_exact:
        regimes["at"] = regime_to_json(threshold.at)
    formula = {} if form is None else {"equation": form.equation, "solution": form.solution}
    return {"value": value_to_json(threshold.value), **regimes, **formula}


def regime_to_json(regime: Regime | None) -> list[list[dict[str, Any]]] | None:
    """Return the supports by component; null where there is no game."""
    return None if regime is None else [[_support_to_json(support) for support in component] for component in regime]


def _support_to_json(support: Support) -> dict[str, Any]:
    """Return the actions that are played by player, in trees by player and information set."""
    played: dict[str, Any] = {}
    for player, infoset, actions in support:
        if infoset:
            played.setdefault(player, {})[infoset] = list(actions)
        else:
            played[player] = list(actions)
    return played

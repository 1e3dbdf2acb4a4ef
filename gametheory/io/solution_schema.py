"""The JSON Schema of solutions."""

from __future__ import annotations

from typing import Any

from gametheory.analysis.beliefs.signaling import SignalingForm
from gametheory.core.solution import Coverage, Termination
from gametheory.io.solution_json import FORMAT

_EXACT = {"type": "string", "pattern": r"^-?\d+(/\d+)?$"}
_NUMBER = {"anyOf": [_EXACT, {"type": "number"}]}
_INDEX = {"type": "integer", "minimum": 0}
_COUNT = {"type": ["integer", "null"], "minimum": 0}
_ENCLOSED = {
    "type": "object",
    "required": ["value", "interval"],
    "additionalProperties": False,
    "properties": {"value": {"type": "number"}, "interval": {"type": "array", "items": _EXACT}},
}
_ALGEBRAIC = {
    "type": "object",
    "required": ["value", "polynomial", "interval"],
    "additionalProperties": False,
    "properties": {
        "value": {"type": "number"},
        "polynomial": {"type": "array", "items": _EXACT},
        "interval": {"type": "array", "items": _EXACT},
        "closed_form": {"type": "string"},
    },
}
_KNOWN = {"anyOf": [_NUMBER, _ENCLOSED, _ALGEBRAIC]}
_BY_ACTION = {"type": "object", "additionalProperties": _NUMBER}


def solution_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of what ``gametheory solve --format json`` prints."""
    properties = {
        "format": {"const": FORMAT},
        "version": {"type": "string"},
        "sha256": {"type": ["string", "null"], "pattern": "^[0-9a-f]{64}$"},
        "game": _game(),
        "parameters": _map(_NUMBER),
        "concept": {"type": "string"},
        "method": {"type": "string"},
        "coverage": {"enum": [coverage.value for coverage in Coverage]},
        "termination": {"enum": [termination.value for termination in Termination]},
        "arithmetic": {"enum": ["exact", "interval", "float"]},
        "options": {"type": "object"},
        "seed": {"type": ["integer", "null"]},
        "num_extreme": _COUNT,
        "num_components": _COUNT,
        "leading": {"type": ["integer", "null"], "minimum": 0},
        "equilibria": _list(_equilibrium()),
        "components": _list(_list(_INDEX)),
        "component_indices": _list({"type": ["integer", "null"]}),
        "nash_subsets": _list(_nash_subset()),
        "continua": _list(_continuum()),
        "unresolved": _list({"type": "string"}),
        "statistics": {"type": "object"},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Solution of a game by gametheory",
        **_record(properties),
    }


def _game() -> dict[str, Any]:
    """What identifies a game."""
    player = _record({"key": {"type": "string"}, "label": {"type": "string"}})
    return {
        "type": "object",
        "required": ["title", "form", "players"],
        "additionalProperties": False,
        "properties": {
            "title": {"type": "string"},
            "form": {"enum": ["normal", "extensive"]},
            "players": _list(player),
            "num_actions": _list(_INDEX),
            "counts": _list(_INDEX),
            "leaders": _list({"type": "string"}),
            "num_nodes": _INDEX,
            "num_terminals": _INDEX,
            "num_infosets": _INDEX,
            "num_states": _INDEX,
        },
    }


def _equilibrium() -> dict[str, Any]:
    """One equilibrium with its proof."""
    enclosed = _map(_KNOWN)
    by_infoset = _map({"anyOf": [enclosed, {"type": "null"}]})
    recommended = _record({"actions": _map({"type": "string"}), "probability": _NUMBER})
    required = _record(
        {
            "kind": {
                "enum": [
                    "mixed",
                    "behavior",
                    "markov",
                    "counts",
                    "symmetric",
                    "assessment",
                    "distribution",
                    "commitment",
                ]
            },
            "strategies": {"anyOf": [_map({"anyOf": [_BY_ACTION, by_infoset, enclosed]}), {"type": "null"}]},
            "payoffs": _map(_NUMBER),
            "max_regret": _NUMBER,
            "is_subgame_perfect": {"type": ["boolean", "null"]},
            "subgame_failures": {"anyOf": [_list(_subgame_failure()), {"type": "null"}]},
            "unreached": _map(_list({"type": "string"})),
            "certificate": _certificate(),
        }
    )
    ranges = _map({"anyOf": [_INDEX, _list(_INDEX)]})
    counts = _map(ranges)
    named = _map({"type": "string"})
    required["properties"] |= {
        "welfare": _or_null(_map(_NUMBER)),
        "counts": counts,
        "pools": _list(_record({"tiers": _list({"type": "string"}), "totals": ranges})),
        "moves": _list(_record({"after": named, "player": {"type": "string"}, "action": {"type": "string"}})),
        "branches": _list(
            {
                "anyOf": [
                    _record({"after": named, "counts": counts}),
                    _record({"after": named, "strategies": _map(enclosed)}),
                ]
            }
        ),
        **_beliefs(),
        "distribution": _list(recommended),
        "commitment": _record({"leader": {"type": "string"}, "is_attained": {"type": "boolean"}}),
    }
    return required


def _certificate() -> dict[str, Any]:
    """The proof: best payoffs and regrets; in trees by information set, too; of irrational ones index and slack."""
    checked = _map(_record({"reach": _NUMBER, "regret": _or_null(_NUMBER)}))
    result = _record({"best_payoffs": _map(_NUMBER), "regrets": _map(_NUMBER)})
    result["properties"] |= {"infosets": _map(checked), "index": {"type": "integer"}, "slack": _or_null(_NUMBER)}
    return result


def _beliefs() -> dict[str, Any]:
    """What an assessment believes, which beliefs would do, and the verdicts of forward induction."""
    names = _list({"type": "string"})
    failure = _record(
        {"message": {"type": "string"}, "infoset": {"type": "string"}, "excluded": names, "deviators": names}
    )
    verdict = _record({"is_met": {"type": "boolean"}, "failures": _list(failure)})
    forms = {"enum": [form.value for form in SignalingForm]}
    signaling = {"form": forms, "intuitive_criterion": verdict, "d1": _or_null(verdict)}
    ends = _list(_NUMBER) | {"minItems": 2, "maxItems": 2}
    return {
        "beliefs": _map(_map(_BY_ACTION)),
        "is_consistent": {"type": "boolean"},
        "supporting_beliefs": _or_null(_map(_map(_map(ends)))),
        "signaling": _or_null(_record(signaling)),
    }


def _subgame_failure() -> dict[str, Any]:
    """One subgame that fails: its first node, by name or by the actions that lead there, and who gains how much."""
    node = {"anyOf": [{"type": "string"}, _list({"type": "string"})]}
    return _record({"node": node, "player": {"type": "string"}, "gain": _NUMBER})


def _nash_subset() -> dict[str, Any]:
    """One maximal Nash subset with the extreme points of each player's polytope, listed or as a product of blocks."""
    extreme_point = {"anyOf": [_BY_ACTION, _map(_BY_ACTION)]}
    weights = _map(_BY_ACTION)
    block = _record({"num_vertices": _INDEX, "vertices": _list(weights)})
    product = _record({"num_points": _INDEX, "fixed": weights, "blocks": _list(block)})
    points = {"anyOf": [_list(extreme_point), product]}
    return _record({"num_extreme": _INDEX, "equilibria": _list(_INDEX), "strategies": _map(points)})


def _continuum() -> dict[str, Any]:
    """One set of infinitely many equilibria: who plays what, and conditions that are sums of terms."""
    names = _list({"type": "string"})
    term = _record({"coefficient": _EXACT, "probabilities": _list(names | {"minItems": 2, "maxItems": 2})})
    condition = _record({"relation": {"enum": ["=", "<="]}, "terms": _list(term)})
    return _record(
        {
            "support": _map(names),
            "free": _map(names),
            "conditions": _list(condition),
            "equilibria": _list(_INDEX),
            "is_linear": {"type": "boolean"},
        }
    )


def _record(properties: dict[str, Any]) -> dict[str, Any]:
    """All of these keys and no others."""
    return {
        "type": "object",
        "required": list(properties),
        "additionalProperties": False,
        "properties": properties,
    }


def _map(values: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": values}


def _or_null(values: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [values, {"type": "null"}]}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}

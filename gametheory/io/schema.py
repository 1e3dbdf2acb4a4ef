"""The JSON Schema of the format, made from the reader's own table of keys."""

from __future__ import annotations

from typing import Any

from gametheory.io.keys import FILE, FORMAT_VERSION, FORMS, MONTH_PATTERN, SECTIONS, YEAR_PATTERN, Key
from gametheory.io.number_text import NUMBER_PATTERN

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]


def game_file_schema() -> Schema:
    """Return the JSON Schema (2020-12) of a game file, so that editors complete and check it.

    It describes files as YAML 1.2 or JSON parsers read them: a number may stand quoted or unquoted.

    Examples
    --------
    >>> schema = game_file_schema()
    >>> schema["required"], schema["properties"]["form"]["enum"]
    (['gametheory', 'form', 'players'], ['normal', 'extensive'])
    """
    keys = {key.name: key for form in FORMS.values() for key in form}
    either_payoffs = {"anyOf": [_reference("payoffs"), _reference("payoff_formulas")]}
    properties = {name: {"description": key.meaning, **_reference(key.shape)} for name, key in keys.items()}
    return {
        "$schema": DIALECT,
        "title": "Game file",
        "description": "A game between players: what they can do and what they get.",
        **_object(FILE),
        "properties": {
            **{key.name: _property(key) for key in FILE},
            **properties,
            "payoffs": {"description": "What each player gets.", **either_payoffs},
        },
        "allOf": [_form(name, form, keys) for name, form in FORMS.items()],
        "$defs": {
            **_shapes(),
            **{name: _object(section) for name, section in SECTIONS.items()},
            "distribution": {**_object(SECTIONS["distribution"]), "minProperties": 1, "maxProperties": 1},
        },
    }


def _form(name: str, form: tuple[Key, ...], every: dict[str, Key]) -> Schema:
    """Return what holds for files of one form."""
    own = {key.name: key for key in form}
    then: Schema = {
        "required": [key.name for key in form if key.is_required],
        "properties": {key: _reference(own[key].shape) if key in own else False for key in every},
    }
    if name == "extensive":
        then["oneOf"] = [{"required": [notation]} for notation in ("tree", "nodes", "stages")]
    return {"if": {"required": ["form"], "properties": {"form": {"const": name}}}, "then": then}


def _object(keys: tuple[Key, ...]) -> Schema:
    """Return the schema of a mapping with known keys."""
    return {
        "type": "object",
        "properties": {key.name: _property(key) for key in keys},
        "required": [key.name for key in keys if key.is_required],
        "additionalProperties": False,
    }


def _property(key: Key) -> Schema:
    return {"description": key.meaning, **_reference(key.shape)}


def _reference(shape: str) -> Schema:
    """Return a reference to a shape; the two that editors complete stand in full."""
    if shape == "form":
        return {"enum": list(FORMS)}
    if shape == "version":
        return {"enum": [FORMAT_VERSION, str(FORMAT_VERSION)]}
    return {"$ref": f"#/$defs/{shape}"}


def _map_of(shape: str) -> Schema:
    """Return the schema of a mapping from names to values of one shape."""
    return {"type": "object", "additionalProperties": _reference(shape)}


def _list_of(shape: str, **bounds: int) -> Schema:
    return {"type": "array", "items": _reference(shape), **bounds}


def _shapes() -> Schema:
    """Return the shapes of values that the table of keys names."""
    return {**_scalar_shapes(), **_table_shapes(), **_tree_shapes(), **_expectation_shapes()}


def _table_shapes() -> Schema:
    """Return the shapes of parameters, players, actions and payoffs."""
    return {
        "policies": _map_of("policy"),
        "texts_by_name": _map_of("texts"),
        "stage_changes": _map_of("stage_change"),
        "texts": _list_of("text"),
        "numbers": _map_of("number"),
        "formulas": _map_of("formula"),
        "parameters": _map_of("parameter"),
        "range": _list_of("number", minItems=2, maxItems=2),
        "three_numbers": _list_of("number", minItems=3, maxItems=3),
        "players": {
            "anyOf": [
                _list_of("text", minItems=1),
                {
                    "type": "object",
                    "minProperties": 1,
                    "additionalProperties": {"anyOf": [_reference("text"), _reference("player"), _reference("tier")]},
                },
            ]
        },
        "attributes": {"anyOf": [{"type": "null"}, _map_of("formula")]},
        "actions": {"anyOf": [_list_of("text", minItems=1), {**_map_of("attributes"), "minProperties": 1}]},
        "actions_by_player": _map_of("actions"),
        "payoff_formulas": {"anyOf": [_map_of("formula"), _list_of("formula")]},
        "node_payoffs": _reference("payoff_formulas"),
        "payoff_table": {"anyOf": [_reference("formula"), _list_of("payoff_table"), _map_of("payoff_table")]},
        "payoffs": {"anyOf": [_reference("csv"), _list_of("payoff_table"), _map_of("payoff_table")]},
    }


def _tree_shapes() -> Schema:
    """Return the shapes of trees and stages."""
    return {
        "tree_actions": {**_map_of("tree_node"), "minProperties": 1},
        "tree_branches": {**_map_of("tree_branch"), "minProperties": 1},
        "flat_nodes": {**_map_of("flat_node"), "minProperties": 1},
        "flat_actions": {**_map_of("text"), "minProperties": 1},
        "flat_branches": {**_map_of("flat_branch"), "minProperties": 1},
        "outcomes": _map_of("outcome"),
        "stages": {"type": "array", "minItems": 1, "items": {"anyOf": [_reference("stage"), _reference("repeat")]}},
        "round": _list_of("stage", minItems=1),
        "chance_branch": {
            "type": "object",
            "properties": {"probability": _reference("probability")},
            "required": ["probability"],
            "additionalProperties": _reference("formula"),
        },
        "chance_branches": {**_map_of("chance_branch"), "minProperties": 1},
        "observes": {"anyOf": [{"const": "all"}, _reference("texts")]},
    }


def _expectation_shapes() -> Schema:
    """Return the shapes of what must come out."""
    return {
        "expectations": _list_of("expectation"),
        "probabilities_of_actions": _map_of("number_or_null"),
        "beliefs_at_infosets": _map_of("probabilities_of_actions"),
        "beliefs": _map_of("beliefs_at_infosets"),
        "thresholds": {
            "type": "object",
            "additionalProperties": {"anyOf": [_reference("number"), _list_of("number")]},
        },
        "probabilities": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "additionalProperties": {
                    "anyOf": [_reference("number_or_null"), _reference("probabilities_of_actions")]
                },
            },
        },
    }


def _scalar_shapes() -> Schema:
    """Return the shapes of single values."""
    number: Schema = {"anyOf": [{"type": "number"}, {"type": "string", "pattern": f"^({NUMBER_PATTERN})$"}]}
    return {
        "text": {"type": ["string", "number", "boolean"]},
        "text_or_null": {"type": ["string", "number", "boolean", "null"]},
        "number": number,
        "number_or_null": {"anyOf": [_reference("number"), {"type": "null"}]},
        "count": {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": "^[0-9]+$"}]},
        "formula": {"type": ["string", "number"]},
        "probability": {"type": ["string", "number"]},
        "year_month": {
            "anyOf": [
                {"type": "integer", "minimum": 1000, "maximum": 9999},
                {"type": "string", "pattern": f"^{YEAR_PATTERN}(-({MONTH_PATTERN}))?$"},
            ]
        },
        "quantifier": {"enum": ["some", "every"]},
        "yes_or_no": {"enum": [True, False, "true", "false"]},
    }

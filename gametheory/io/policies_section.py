"""The section ``policies``: named changes of parameters, actions and stages."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from gametheory.io.payoff_formulas import read_payoff_formulas
from gametheory.io.players_section import read_actions
from gametheory.models.policy_definitions import PolicyDefinition, RemovedAction, StageChange

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from gametheory.io.reading import Reading
    from gametheory.io.yaml_nodes import Node, Scalar
    from gametheory.models.definitions import ActionDefinition
    from gametheory.models.formulas.syntax import Formula
    from gametheory.models.places import Place

    Fields = dict[str, tuple[Scalar, Node]]

CHANGES = ("set", "remove", "add", "stages")
"""Keys of which a policy has one at least."""


def read_policies(reading: Reading, node: Node, players: Collection[str]) -> Mapping[str, PolicyDefinition]:
    """Return the policies by name.

    Parameters
    ----------
    players
        Keys of the players.
    """
    mapping = reading.mapping(node, "'policies'")
    found = {}
    for key, value in mapping.items() if mapping is not None else ():
        policy = _read_policy(reading, key, value, players)
        if policy is not None:
            found[policy.name] = policy
    return MappingProxyType(found)


def _read_policy(reading: Reading, key: Scalar, node: Node, players: Collection[str]) -> PolicyDefinition | None:
    name, what = reading.name(key, "a policy"), f"policy {key.text!r}"
    fields = reading.fields(node, "policy", what)
    if fields is None:
        return None
    if not set(CHANGES) & set(fields):
        reading.malformed(node, f"expected one of the keys 'set', 'remove', 'add' and 'stages' in {what}, got none")
    texts = {
        part: reading.text(fields[part][1], f"{part!r} of {what}")
        for part in ("label", "meaning", "source", "assumption")
        if part in fields
    }
    places: dict[tuple[str, str], Place] = {}
    return PolicyDefinition(
        name=name,
        label=texts.get("label") or "",
        meaning=texts.get("meaning") or "",
        source=texts.get("source"),
        assumption=texts.get("assumption"),
        values=_read_values(reading, fields, what, places),
        removed=_read_removed(reading, fields, what, places),
        added=_read_added(reading, fields, what, places),
        stages=_read_stages(reading, fields, what, players),
        place=reading.place(key),
        places=MappingProxyType(places),
    )


def _entries(
    reading: Reading, fields: Fields, section: str, *, what: str, places: dict[tuple[str, str], Place]
) -> list[tuple[Scalar, Node]]:
    """Return the entries of a section of a policy, and note where they stand."""
    mapping = reading.mapping(fields[section][1], f"{section!r} of {what}") if section in fields else None
    entries = list(mapping.items()) if mapping is not None else []
    for key, _ in entries:
        places[section, key.text] = reading.place(key)
    return entries


def _read_values(
    reading: Reading, fields: Fields, what: str, places: dict[tuple[str, str], Place]
) -> Mapping[str, Formula]:
    """Return the new values of parameters."""
    found = {}
    for key, value in _entries(reading, fields, "set", what=what, places=places):
        formula = reading.formula(value, f"{key.text!r} in 'set' of {what}")
        if formula is not None:
            found[reading.name(key, "a parameter")] = formula
    return MappingProxyType(found)


def _read_removed(
    reading: Reading, fields: Fields, what: str, places: dict[tuple[str, str], Place]
) -> Mapping[str, tuple[RemovedAction, ...]]:
    """Return the actions that are taken away."""
    return MappingProxyType(
        {
            key.text: tuple(
                RemovedAction(text, reading.place(item))
                for text, item in reading.texts(value, f"{key.text!r} in 'remove' of {what}")
            )
            for key, value in _entries(reading, fields, "remove", what=what, places=places)
        }
    )


def _read_added(
    reading: Reading, fields: Fields, what: str, places: dict[tuple[str, str], Place]
) -> Mapping[str, tuple[ActionDefinition, ...]]:
    """Return the actions that are new."""
    return MappingProxyType(
        {
            key.text: read_actions(reading, value, f"{key.text!r} in 'add' of {what}")
            for key, value in _entries(reading, fields, "add", what=what, places=places)
        }
    )


def _read_stages(reading: Reading, fields: Fields, what: str, players: Collection[str]) -> Mapping[str, StageChange]:
    """Return the changes of stages."""
    mapping = reading.mapping(fields["stages"][1], f"'stages' of {what}") if "stages" in fields else None
    found = {}
    for key, value in mapping.items() if mapping is not None else ():
        own = reading.fields(value, "stage_change", f"stage {key.text!r} in {what}")
        if own is None:
            continue
        payoffs = None
        if "payoffs" in own:
            payoffs = read_payoff_formulas(reading, *own["payoffs"], players, is_complete=False)
        when = reading.formula(own["when"][1], "'when'") if "when" in own else None
        found[reading.name(key, "a stage")] = StageChange(when, payoffs, reading.place(key))
    return MappingProxyType(found)

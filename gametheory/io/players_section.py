"""The section ``players``, and actions with their attributes wherever they stand."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from gametheory.core.names import enumerate_names, nearest
from gametheory.io.yaml_nodes import Mapping, Scalar, Sequence
from gametheory.models.definitions import ActionDefinition, PlayerDefinition

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Mapping as MappingType

    from gametheory.io.reading import Reading
    from gametheory.io.yaml_nodes import Node
    from gametheory.models.formulas.syntax import Formula


MAX_COUNT = 1_000_000_000
"""Most sellers of one tier; products of two counts still fit machine words."""


def read_players(reading: Reading, node: Node) -> tuple[PlayerDefinition, ...]:
    """Return the players: a mapping of keys to labels, or to a label, a name for sentences and a count, or a list."""
    if isinstance(node, Sequence):
        listed = reading.texts(node, "'players'")
        _check_different(reading, [key for _, key in listed], "players")
        named = [PlayerDefinition(text, text, reading.place(key)) for text, key in listed]
    else:
        mapping = reading.mapping(node, "'players'")
        if mapping is None:
            return ()
        named = [_read_player(reading, key, value) for key, value in mapping.items()]
    if not named and not reading.num_mistakes:
        reading.inconsistent(node, "expected at least one player, got none")
    return tuple(named)


def _read_player(reading: Reading, key: Scalar, node: Node) -> PlayerDefinition:
    """Return a player from its label, or from a mapping; one with a count is a tier."""
    name, what = reading.name(key, "a player"), f"player {key.text!r}"
    if not isinstance(node, Mapping):
        return PlayerDefinition(name, reading.text(node, f"label of {what}") or "", reading.place(key))
    section = "player" if node.get("count") is None else "tier"
    fields = reading.fields(node, section, what) or {}
    texts = {
        part: reading.text(value, f"{part!r} of {what}") or "" for part, (_, value) in fields.items() if part != "count"
    }
    count = _read_count(reading, fields["count"][1], what) if "count" in fields else None
    label = texts.get("label") or (name if section == "tier" else "")
    return PlayerDefinition(name, label, reading.place(key), texts.get("in_text", ""), count)


def _read_count(reading: Reading, node: Node, what: str) -> int | None:
    """Return how many sellers a tier has, from 1 to ``MAX_COUNT``, or None and a mistake."""
    count = reading.count(node, f"'count' of {what}")
    if count is not None and not 1 <= count <= MAX_COUNT:
        reading.malformed(node, f"expected a count from 1 to {MAX_COUNT:,} of {what}, got {count:,}")
        return None
    return count


def read_actions(reading: Reading, node: Node, owner: str) -> tuple[ActionDefinition, ...]:
    """Return actions: a list of names, or a mapping of names to attributes.

    Parameters
    ----------
    owner
        Whose actions they are, for sentences: ``player 'amazon'``.
    """
    if isinstance(node, Sequence):
        named = reading.texts(node, f"actions of {owner}")
        _check_different(reading, [key for _, key in named], f"actions of {owner}")
        actions = tuple(ActionDefinition(text, place=reading.place(key)) for text, key in named)
    else:
        mapping = reading.mapping(node, f"actions of {owner}")
        if mapping is None:
            return ()
        actions = tuple(
            ActionDefinition(
                reading.name(key, "an action"),
                read_attributes(reading, value, f"attributes of action {key.text!r}"),
                reading.place(key),
            )
            for key, value in mapping.items()
        )
    if not actions:
        reading.inconsistent(node, f"expected at least one action of {owner}, got none")
    return actions


def read_attributes(reading: Reading, node: Node, what: str, *, without: str = "") -> MappingType[str, Formula]:
    """Return the attributes of a move; nothing is no attributes.

    Parameters
    ----------
    without
        A key that is not an attribute.
    """
    if isinstance(node, Scalar) and node.is_empty:
        return MappingProxyType({})
    mapping = reading.mapping(node, what)
    found = {}
    for key, value in mapping.items() if mapping is not None else ():
        if key.text != without:
            formula = reading.formula(value, f"attribute {key.text!r}")
            if formula is not None:
                found[reading.name(key, "an attribute")] = formula
    return MappingProxyType(found)


def check_player(reading: Reading, key: Scalar, players: Collection[str]) -> bool:
    """Return whether a text is the key of a player, and tell where it is not."""
    if key.text in players:
        return True
    reading.inconsistent(
        key,
        f"expected the key of a player ({enumerate_names(players)}), got {key.text[:60]!r}{nearest(key.text, players)}",
    )
    return False


def _check_different(reading: Reading, keys: list[Scalar], what: str) -> None:
    """Tell names that stand twice in a list."""
    seen: set[str] = set()
    for key in keys:
        if key.text in seen:
            reading.malformed(key, f"expected different {what}, got {key.text!r} twice; rename one")
        seen.add(key.text)

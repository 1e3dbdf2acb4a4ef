"""Numbers and games as plain values for JSON."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.led_tiered_game import LedTieredGame
from gametheory.core.rationals import format_fraction
from gametheory.core.state_graph import StateGraph
from gametheory.core.tiered_game import TieredGame
from gametheory.polynomials import RealRoot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from gametheory.core.enclosed_profile import KnownNumber
    from gametheory.core.source import Game

JsonNumber: TypeAlias = str | float
NumberWriter: TypeAlias = "Callable[[Fraction | float], JsonNumber]"


def number_to_json(value: Fraction | float) -> JsonNumber:
    """Return the text of an exact number, and a float as it is."""
    return value if isinstance(value, float) else format_fraction(value)


def float_to_json(value: Fraction | float) -> JsonNumber:
    """Return the nearest float: what answers in floating point are told in."""
    return float(value)


def root_to_json(root: RealRoot) -> str | dict[str, Any]:
    """Return a rational as text, another algebraic number with its polynomial and its interval."""
    if root.value is not None:
        return format_fraction(root.value)
    approximately = float(root)
    described = {
        "value": approximately,
        "polynomial": [format_fraction(coefficient) for coefficient in root.polynomial.coefficients],
        "interval": [format_fraction(end) for end in root.interval],
    }
    return described | ({"closed_form": root.closed_form} if root.closed_form else {})


def known_number_to_json(number: KnownNumber) -> str | dict[str, Any]:
    """Return a rational as text, an algebraic number or an enclosure with its interval."""
    if isinstance(number, Fraction):
        return format_fraction(number)
    if isinstance(number, RealRoot):
        return root_to_json(number)
    low, high = number
    return {"value": float((low + high) / 2), "interval": [format_fraction(low), format_fraction(high)]}


def by_player(game: Game, values: Iterable[Fraction | float], written: NumberWriter) -> dict[str, JsonNumber]:
    """Return one number for each player by its key."""
    return {player.key: written(value) for player, value in zip(game.players, values, strict=True)}


def plain_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return a mapping with exact numbers as text."""
    return {name: number_to_json(value) if isinstance(value, Fraction) else value for name, value in values.items()}


def game_to_json(game: Game) -> dict[str, Any]:
    """Return what identifies a game: title, form, players and size."""
    is_tree = isinstance(game, ExtensiveFormGame)
    described: dict[str, Any] = {
        "title": game.title,
        "form": "extensive" if is_tree else "normal",
        "players": [{"key": player.key, "label": player.label} for player in game.players],
    }
    if isinstance(game, ExtensiveFormGame):
        return described | {
            "num_nodes": game.num_nodes,
            "num_terminals": len(game.terminals),
            "num_infosets": sum(not infoset.is_chance for infoset in game.infosets),
        }
    if isinstance(game, StateGraph):
        return described | {
            "form": "extensive",
            "num_nodes": game.num_nodes,
            "num_terminals": game.num_ends,
            "num_states": len(game.states),
        }
    if isinstance(game, TieredGame):
        described |= {"num_actions": list(game.num_actions), "counts": list(game.counts)}
        if isinstance(game, LedTieredGame):
            described |= {"form": "extensive", "leaders": [game.players[leader].key for leader in game.leaders]}
        return described
    return described | {"num_actions": list(game.num_actions)}

"""Solutions as JSON: exact numbers as fraction strings, floats as numbers."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from gametheory import __version__
from gametheory.analysis.structure import has_perfect_recall
from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.node_places import path_to_node, unique_node_names
from gametheory.core.profiles import MixedProfile
from gametheory.core.rationals import format_fraction
from gametheory.core.strategic_form import to_normal_form

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from gametheory.core.certificate import Certificate
    from gametheory.core.profiles import Strategy
    from gametheory.core.solution import Equilibrium, Profile, Solution
    from gametheory.core.source import Game

FORMAT = 1
"""Version of the JSON format."""


def solution_to_json(solution: Solution, *, sha256: str | None = None) -> dict[str, Any]:
    """Return a solution as plain values for ``json.dumps``; ``solution_schema`` describes them.

    Parameters
    ----------
    solution
        Any solution.
    sha256
        Hash of the game file, where there is one.
    """
    parameters = solution.source.parameter_values if solution.source else {}
    return {
        "format": FORMAT,
        "version": __version__,
        "sha256": sha256,
        "game": game_to_json(solution.game),
        "parameters": {name: number_to_json(value) for name, value in parameters.items()},
        "concept": solution.concept,
        "method": solution.method,
        "coverage": solution.coverage.value,
        "termination": solution.termination.value,
        "arithmetic": solution.arithmetic,
        "options": _plain(solution.options),
        "seed": solution.seed,
        "num_extreme": solution.num_extreme,
        "num_components": solution.num_components,
        "leading": solution.leading,
        "equilibria": equilibria_to_json(solution),
        "components": [list(component) for component in solution.components],
        "nash_subsets": nash_subsets_to_json(solution),
        "continua": [],
        "unresolved": list(solution.unresolved),
        "statistics": _plain(solution.statistics),
    }


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
    return described | {"num_actions": list(game.num_actions)}


def equilibria_to_json(solution: Solution) -> list[dict[str, Any]]:
    """Return each equilibrium with its strategies, payoffs and proof, and where it fails to be subgame perfect."""
    failing = {failure.node for equilibrium in solution.equilibria for failure in equilibrium.subgame_failures}
    places = _places(solution.game, failing)
    return [_equilibrium_to_json(equilibrium, solution.game, places) for equilibrium in solution.equilibria]


def _places(game: Game, nodes: Collection[int]) -> dict[int, str | list[str]]:
    """Return nodes of a tree by their name where no other has it, else by the actions that lead there."""
    if not nodes or not isinstance(game, ExtensiveFormGame):
        return {}
    names = unique_node_names(game)
    return {node: names.get(node) or list(path_to_node(game, node)) for node in nodes}


def _equilibrium_to_json(equilibrium: Equilibrium, game: Game, places: Mapping[int, str | list[str]]) -> dict[str, Any]:
    failures = [
        {
            "node": places[failure.node],
            "player": game.players[failure.player].key,
            "gain": number_to_json(failure.gain),
        }
        for failure in equilibrium.subgame_failures
    ]
    return {
        "kind": "mixed" if isinstance(equilibrium.profile, MixedProfile) else "behavior",
        "strategies": strategies_to_json(equilibrium.profile),
        "payoffs": _by_player(game, equilibrium.payoffs),
        "max_regret": number_to_json(equilibrium.max_regret),
        "is_subgame_perfect": equilibrium.is_subgame_perfect,
        "subgame_failures": None if equilibrium.is_subgame_perfect is None else failures,
        "unreached": _unreached(equilibrium, game),
        "certificate": certificate_to_json(equilibrium.certificate, game),
    }


def strategies_to_json(profile: Profile) -> dict[str, Any]:
    """Return ``{player: {action: probability}}``, in trees ``{player: {infoset: {action: probability} or None}}``."""
    if isinstance(profile, MixedProfile):
        return {player.key: _numbers(profile[player.key]) for player in profile.game.players}
    return {
        player.key: {
            key: None if strategy is None else _numbers(strategy) for key, strategy in profile[player.key].items()
        }
        for player in profile.game.players
    }


def nash_subsets_to_json(solution: Solution) -> list[dict[str, Any]]:
    """Return each maximal Nash subset: what it counts, which of its equilibria are listed, and what spans it.

    Its ``strategies`` are by player the extreme points of a polytope: ``{action: probability}``, in trees the
    realization plan ``{infoset: {action: weight}}``, where a weight is the probability that the player's own choices
    lead through the action. Every combination of them, and of their mixtures, is an equilibrium.
    """
    if not solution.nash_subsets:
        return []
    players = [(player.key, _slots(solution.game, index)) for index, player in enumerate(solution.game.players)]
    return [
        {
            "num_extreme": subset.num_extreme,
            "equilibria": list(subset.equilibria),
            "strategies": {
                key: [_point_to_json(slots, point) for point in points]
                for (key, slots), points in zip(players, subset.strategies, strict=True)
            },
        }
        for subset in solution.nash_subsets
    ]


def _slots(game: Game, player: int) -> list[tuple[str | None, str]]:
    """Return information set and action of each number of an extreme point; None for actions and whole plans."""
    if isinstance(game, ExtensiveFormGame) and has_perfect_recall(game):
        infosets = [game.infosets[index] for index in game.player_infosets(player)]
        return [(infoset.key, action) for infoset in infosets for action in infoset.actions]
    normal_form = to_normal_form(game).game if isinstance(game, ExtensiveFormGame) else game
    return [(None, action) for action in normal_form.actions[player]]


def _point_to_json(slots: list[tuple[str | None, str]], point: Strategy) -> dict[str, Any]:
    """Return an extreme point by action, or by information set and action without the empty sequence's weight 1."""
    named: dict[str, Any] = {}
    for (infoset, action), number in zip(slots, point[len(point) - len(slots) :], strict=True):
        place = named if infoset is None else named.setdefault(infoset, {})
        place[action] = number_to_json(number)
    return named


def certificate_to_json(certificate: Certificate, game: Game) -> dict[str, Any]:
    """Return each player's best payoff by deviating, and the regret at each information set."""
    result: dict[str, Any] = {
        "best_payoffs": _by_player(game, tuple(reply.best_payoff for reply in certificate.replies)),
        "regrets": _by_player(game, tuple(reply.regret for reply in certificate.replies)),
    }
    if isinstance(game, ExtensiveFormGame) and certificate.infosets:
        result["infosets"] = {
            player.key: {
                game.infosets[reply.infoset].key: {
                    "reach": number_to_json(reply.reach),
                    "regret": None if reply.regret is None else number_to_json(reply.regret),
                }
                for reply in certificate.infosets
                if game.infosets[reply.infoset].player == index
            }
            for index, player in enumerate(game.players)
        }
    return result


def number_to_json(value: Fraction | float) -> str | float:
    """Return the text of an exact number, and a float as it is."""
    return value if isinstance(value, float) else format_fraction(value)


def _unreached(equilibrium: Equilibrium, game: Game) -> dict[str, list[str]]:
    """Return by player the information sets that play reaches with probability 0; empty for normal forms."""
    if not isinstance(game, ExtensiveFormGame) or isinstance(equilibrium.profile, MixedProfile):
        return {}
    unreached = [game.infosets[index] for index in equilibrium.certificate.unreached]
    return {
        player.key: [infoset.key for infoset in unreached if infoset.player == index]
        for index, player in enumerate(game.players)
    }


def _by_player(game: Game, values: tuple[Fraction, ...]) -> dict[str, str | float]:
    return {player.key: number_to_json(value) for player, value in zip(game.players, values, strict=True)}


def _numbers(strategy: Mapping[str, Fraction | float]) -> dict[str, str | float]:
    return {action: number_to_json(probability) for action, probability in strategy.items()}


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return a mapping with exact numbers as text."""
    return {name: number_to_json(value) if isinstance(value, Fraction) else value for name, value in values.items()}

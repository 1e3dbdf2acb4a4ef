"""Equilibria and maximal Nash subsets as plain values for JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gametheory.analysis.structure import has_perfect_recall
from gametheory.analysis.trees.state_certificate import state_reach
from gametheory.core.assessments import Assessment
from gametheory.core.block_products import BlockProduct
from gametheory.core.commitments import Commitment
from gametheory.core.count_profile import CountProfile
from gametheory.core.distributions import Distribution
from gametheory.core.enclosed_profile import EnclosedProfile, EnclosureCertificate
from gametheory.core.equilibrium import played_profile, profile_of
from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.led_count_profile import LedCountProfile
from gametheory.core.led_symmetric_profile import LedSymmetricProfile
from gametheory.core.markov_profile import MarkovProfile
from gametheory.core.node_places import path_to_node, unique_node_names
from gametheory.core.profiles import BehaviorProfile, MixedProfile
from gametheory.core.state_graph import whole
from gametheory.core.strategic_form import to_normal_form
from gametheory.core.symmetric_profile import SymmetricProfile
from gametheory.io.assessment_json import MOST_LOOKED_AT, assessment_to_json
from gametheory.io.json_values import by_player, float_to_json, known_number_to_json, number_to_json

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from fractions import Fraction

    from gametheory.core.certificate import Certificate
    from gametheory.core.continuum import Continuum
    from gametheory.core.count_profile import Range
    from gametheory.core.equilibrium import Equilibrium, Play, TierProfile
    from gametheory.core.led_tiered_game import History
    from gametheory.core.profiles import Probability, Profile, Strategy
    from gametheory.core.solution import Solution
    from gametheory.core.source import Game
    from gametheory.io.json_values import JsonNumber, NumberWriter

MOST_VERTICES = 10_000
"""Vertices of one block that are written; a block may have millions."""


def equilibria_to_json(solution: Solution) -> list[dict[str, Any]]:
    """Return each equilibrium with what is played, payoffs and proof, and where it fails to be subgame perfect."""
    failing = {failure.node for equilibrium in solution.equilibria for failure in equilibrium.subgame_failures}
    places = _places(solution.game, failing)
    written = number_writer(solution)
    told = [
        _equilibrium(equilibrium, solution.game, places, _writer_for(equilibrium, written))
        for equilibrium in solution.equilibria
    ]
    for number, equilibrium in enumerate(solution.equilibria):
        welfare = equilibrium.welfare
        if welfare is None or welfare:
            told[number]["welfare"] = None if welfare is None else _numbers(welfare, written)
        if isinstance(equilibrium.play, Assessment):
            is_early = number < MOST_LOOKED_AT
            told[number] |= assessment_to_json(
                equilibrium.play, equilibrium.certificate, written, is_looked_at=is_early
            )
    return told


def _writer_for(equilibrium: Equilibrium, written: NumberWriter) -> NumberWriter:
    """Return how payoffs of an equilibrium are written: as floats where they are those of a profile next to it."""
    return float_to_json if isinstance(equilibrium.play, EnclosedProfile) else written


def number_writer(solution: Solution) -> NumberWriter:
    """Return how the numbers of a solution are written: exactly, or as floats where they are only that."""
    return float_to_json if solution.arithmetic == "float" else number_to_json


def _places(game: Game, nodes: Collection[int]) -> dict[int, str | list[str]]:
    """Return nodes of a tree by their name where no other has it, else by the actions that lead there."""
    if not nodes or not isinstance(game, ExtensiveFormGame):
        return {}
    names = unique_node_names(game)
    return {node: names.get(node) or list(path_to_node(game, node)) for node in nodes}


def _equilibrium(
    equilibrium: Equilibrium, game: Game, places: Mapping[int, str | list[str]], written: NumberWriter
) -> dict[str, Any]:
    play = equilibrium.play
    failures = [
        {"node": places[failure.node], "player": game.players[failure.player].key, "gain": written(failure.gain)}
        for failure in equilibrium.subgame_failures
    ]
    told = {
        "kind": equilibrium.kind,
        "strategies": _strategies(play, written),
        "payoffs": by_player(game, equilibrium.payoffs, written),
        "max_regret": written(equilibrium.max_regret),
        "is_subgame_perfect": equilibrium.is_subgame_perfect,
        "subgame_failures": None if equilibrium.is_subgame_perfect is None else failures,
        "unreached": _unreached(equilibrium, game),
        "certificate": _certificate(equilibrium.certificate, game, written),
    }
    if isinstance(play, CountProfile):
        told["counts"] = _counts(play)
        told |= {"pools": _pools(play)} if play.pools else {}
    if isinstance(play, LedCountProfile | LedSymmetricProfile):
        told |= _plan(play, written)
    if isinstance(play, Distribution):
        told["distribution"] = _distribution(play, written)
    if isinstance(play, Commitment):
        told["commitment"] = {"leader": game.players[play.leader].key, "is_attained": play.is_attained}
    return told


def _strategies(play: Play, written: NumberWriter) -> dict[str, Any] | None:
    """Return what everybody plays; None where actions are recommended together."""
    if isinstance(play, Distribution):
        return None
    return (
        _known_strategies(play)
        if isinstance(play, EnclosedProfile)
        else strategies_to_json(played_profile(play), written)
    )


def _known_strategies(play: EnclosedProfile) -> dict[str, Any]:
    """Return probabilities as rationals, as roots of polynomials or with their intervals."""
    profile = play.profile
    told = [None if own is None else [known_number_to_json(number) for number in own] for own in play.numbers]
    if isinstance(profile, MixedProfile):
        named = zip(profile.game.players, profile.game.actions, told, strict=True)
        return {player.key: dict(zip(names, own or (), strict=True)) for player, names, own in named}
    tree = profile.game
    result: dict[str, Any] = {player.key: {} for player in tree.players}
    for infoset, own in zip(tree.infosets, told, strict=True):
        if not infoset.is_chance:
            chosen = None if own is None else dict(zip(infoset.actions, own, strict=True))
            result[tree.players[infoset.player].key][infoset.key] = chosen
    return result


def _counts(profile: CountProfile) -> dict[str, dict[str, int | list[int]]]:
    """Return for each tier how many choose each action: a number, or the least and the largest one."""
    game = profile.game
    return {game.players[index].key: _by_action(game.actions[index], profile.ranges[index]) for index in game.tiers}


def _pools(profile: CountProfile) -> list[dict[str, Any]]:
    """Return the tiers that are alike, with how many of their sellers choose each action in all."""
    game = profile.game
    return [
        {
            "tiers": [game.players[tier].key for tier in pool.tiers],
            "totals": _by_action(game.actions[pool.tiers[0]], pool.totals),
        }
        for pool in profile.pools
    ]


def _by_action(names: Sequence[str], ranges: Sequence[Range]) -> dict[str, int | list[int]]:
    return {name: low if low == high else [low, high] for name, (low, high) in zip(names, ranges, strict=True)}


def _plan(profile: LedCountProfile | LedSymmetricProfile, written: NumberWriter) -> dict[str, list[dict[str, Any]]]:
    """Return what leaders do after each history of earlier moves, and what is played after all of them."""
    game = profile.led_game

    def told(history: History) -> dict[str, str]:
        return {
            stage.name if stage.leader is None else game.players[stage.leader].key: stage.moves[move]
            for stage, move in zip(game.stages, history, strict=False)
        }

    return {
        "moves": [
            {
                "after": told(history),
                "player": game.players[leader].key,
                "action": game.actions[leader][profile.action_after(history)],
            }
            for number, leader in game.leading_stages
            for history in game.histories_before(number)
        ],
        "branches": [
            {"after": told(history), **_branch(profile.branch(history), written)} for history in game.histories
        ],
    }


def _branch(branch: TierProfile, written: NumberWriter) -> dict[str, Any]:
    """Return what is played after all that comes first: by counts, or by lots."""
    if isinstance(branch, CountProfile):
        return {"counts": _counts(branch)}
    return {"strategies": _enclosed_strategies(branch, written)}


def _distribution(distribution: Distribution, written: NumberWriter) -> list[dict[str, Any]]:
    """Return each profile of actions that is recommended, with its probability."""
    game = distribution.game
    return [
        {
            "actions": {
                player.key: names[action]
                for player, names, action in zip(game.players, game.actions, profile, strict=True)
            },
            "probability": written(probability),
        }
        for profile, probability in distribution.probabilities.items()
    ]


def strategies_to_json(
    profile: Profile | MarkovProfile | TierProfile, written: NumberWriter = number_to_json
) -> dict[str, Any]:
    """Return ``{player: {action: probability}}``, in trees ``{player: {infoset: {action: probability} or None}}``.

    For tiers the shares of sellers stand in the place of probabilities.
    """
    if isinstance(profile, SymmetricProfile):
        return _enclosed_strategies(profile, written)
    if isinstance(profile, MixedProfile | CountProfile):
        return {player.key: _numbers(profile[player.key], written) for player in profile.game.players}
    return {
        player.key: {
            key: None if strategy is None else _numbers(strategy, written)
            for key, strategy in profile[player.key].items()
        }
        for player in profile.game.players
    }


def _enclosed_strategies(profile: SymmetricProfile, written: NumberWriter) -> dict[str, Any]:
    """Return ``{player: {action: probability}}``; what is not known exactly as ``{"value", "interval"}``."""
    game = profile.game
    return {
        player.key: {
            name: written(low)
            if low == high
            else {"value": float((low + high) / 2), "interval": [number_to_json(low), number_to_json(high)]}
            for name, (low, high) in zip(names, own, strict=True)
        }
        for player, names, own in zip(game.players, game.actions, profile.strategies, strict=True)
    }


def nash_subsets_to_json(solution: Solution) -> list[dict[str, Any]]:
    """Return each maximal Nash subset: what it counts, which of its equilibria are listed, and what spans it.

    Its ``strategies`` are by player the extreme points of a polytope: ``{action: probability}``, in trees the
    realization plan ``{infoset: {action: weight}}``, where a weight is the probability that the player's own choices
    lead through the action. Every combination of them, and of their mixtures, is an equilibrium. Points that are a
    product of blocks are written as ``num_points``, the weights that are ``fixed``, and for each of the ``blocks`` its
    ``num_vertices`` and the weights of its ``vertices``, one of which goes into each point; of a block with more than
    10,000 vertices the first 10,000 are written.
    """
    if not solution.nash_subsets:
        return []
    players = [(player.key, _slots(solution.game, index)) for index, player in enumerate(solution.game.players)]
    return [
        {
            "num_extreme": subset.num_extreme,
            "equilibria": list(subset.equilibria),
            "strategies": {
                key: _points(slots, points) for (key, slots), points in zip(players, subset.strategies, strict=True)
            },
        }
        for subset in solution.nash_subsets
    ]


def continua_to_json(solution: Solution) -> list[dict[str, Any]]:
    """Return each set of infinitely many equilibria: who plays what, what varies, under which conditions.

    A condition is a sum of terms, each a coefficient times probabilities by player and action, that is ``0`` or at most
    ``0``; besides, probabilities are positive on the support and sum to 1. In a tree in which nobody moves twice each
    information set is a player ``player/infoset``; actions of other trees are reduced pure plans.
    """
    return [_continuum(continuum) for continuum in solution.continua]


def _continuum(continuum: Continuum) -> dict[str, Any]:
    game = continuum.game
    names = [player.key for player in game.players]
    return {
        "support": {
            name: [game.actions[player][action] for action in actions]
            for player, (name, actions) in enumerate(zip(names, continuum.supports, strict=True))
        },
        "free": {
            names[player]: [game.actions[player][action] for action in continuum.supports[player]]
            for player in continuum.free
        },
        "conditions": [
            {
                "relation": "=" if condition.is_equation else "<=",
                "terms": [
                    {
                        "coefficient": number_to_json(coefficient),
                        "probabilities": [[names[player], game.actions[player][action]] for player, action in factors],
                    }
                    for coefficient, factors in condition.terms
                ],
            }
            for condition in continuum.conditions
        ],
        "equilibria": list(continuum.equilibria),
        "is_linear": continuum.is_linear,
    }


def _slots(game: Game, player: int) -> list[tuple[str | None, str]]:
    """Return information set and action of each number of an extreme point; None for actions and whole plans."""
    if isinstance(game, ExtensiveFormGame) and has_perfect_recall(game):
        infosets = [game.infosets[index] for index in game.player_infosets(player)]
        return [(infoset.key, action) for infoset in infosets for action in infoset.actions]
    normal_form = to_normal_form(game).game if isinstance(game, ExtensiveFormGame) else whole(game)
    return [(None, action) for action in normal_form.actions[player]]


def _points(
    slots: list[tuple[str | None, str]], points: tuple[Strategy, ...] | BlockProduct
) -> list[dict[str, Any]] | dict[str, Any]:
    """Return extreme points, without the empty sequence's weight 1, one by one or as a product of blocks."""
    if not isinstance(points, BlockProduct):
        return [_point(slots, point[len(point) - len(slots) :]) for point in points]
    covered = {sequence for block in points.blocks for sequence in block.sequences}
    fixed = [sequence for sequence in range(1, len(points.base)) if sequence not in covered]
    return {
        "num_points": points.num_points,
        "fixed": _point([slots[place - 1] for place in fixed], [points.base[place] for place in fixed]),
        "blocks": [_block([slots[place - 1] for place in block.sequences], block.vertices) for block in points.blocks],
    }


def _block(slots: list[tuple[str | None, str]], vertices: Sequence[Strategy]) -> dict[str, Any]:
    return {
        "num_vertices": len(vertices),
        "vertices": [_point(slots, vertex) for vertex in vertices[:MOST_VERTICES]],
    }


def _point(slots: list[tuple[str | None, str]], point: Sequence[Probability]) -> dict[str, Any]:
    """Return numbers by action, or by information set and action."""
    named: dict[str, Any] = {}
    for (infoset, action), number in zip(slots, point, strict=True):
        place = named if infoset is None else named.setdefault(infoset, {})
        place[action] = number_to_json(number)
    return named


def _certificate(certificate: Certificate, game: Game, written: NumberWriter) -> dict[str, Any]:
    """Return each player's best payoff by deviating, and the regret at each information set."""
    result: dict[str, Any] = {
        "best_payoffs": by_player(game, (reply.best_payoff for reply in certificate.replies), written),
        "regrets": by_player(game, (reply.regret for reply in certificate.replies), written),
    }
    if isinstance(certificate, EnclosureCertificate):
        result |= {
            "index": certificate.index,
            "slack": None if certificate.slack is None else written(certificate.slack),
        }
    if isinstance(game, ExtensiveFormGame) and certificate.infosets:
        result["infosets"] = {
            player.key: {
                game.infosets[reply.infoset].key: {
                    "reach": written(reply.reach),
                    "regret": None if reply.regret is None else written(reply.regret),
                }
                for reply in certificate.infosets
                if game.infosets[reply.infoset].player == index
            }
            for index, player in enumerate(game.players)
        }
    return result


def _unreached(equilibrium: Equilibrium, game: Game) -> dict[str, list[str]]:
    """Return by player the information sets that play reaches with probability 0; empty for normal forms."""
    if isinstance(equilibrium.play, MarkovProfile):
        return _unreached_in_states(equilibrium.play)
    if not isinstance(game, ExtensiveFormGame) or not isinstance(profile_of(equilibrium), BehaviorProfile):
        return {}
    unreached = [game.infosets[index] for index in equilibrium.certificate.unreached]
    return {
        player.key: [infoset.key for infoset in unreached if infoset.player == index]
        for index, player in enumerate(game.players)
    }


def _unreached_in_states(profile: MarkovProfile) -> dict[str, list[str]]:
    """Return by player the information sets of a graph of states that play reaches with probability 0."""
    unreached: dict[str, list[str]] = {player.key: [] for player in profile.game.players}
    for state, reach in zip(profile.game.states, state_reach(profile), strict=True):
        for index, infoset in enumerate(state.stage.infosets):
            if not infoset.is_chance and not any(reach[node] for node in state.stage.infoset_nodes(index)):
                unreached[profile.game.players[infoset.player].key].append(infoset.key)
    return unreached


def _numbers(strategy: Mapping[str, Fraction | float], written: NumberWriter) -> dict[str, JsonNumber]:
    return {action: written(probability) for action, probability in strategy.items()}

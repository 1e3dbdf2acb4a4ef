"""The best plan of a player who forgets: a search over its own histories that branches only where plans must differ."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from gametheory.core.tree_arrays import NO_PARENT
from gametheory.errors import UnsupportedGameError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.core.extensive_form import ExtensiveFormGame

MOST_STEPS = 10_000_000
"""Own histories that are looked at in search of the best plan of a player without perfect recall."""

NextHistories: TypeAlias = "dict[int, dict[int, int]]"
"""By information set and action: the own history that follows one."""


class _OwnTree(NamedTuple):
    """A player's own histories, numbered such that each has a larger number than those it continues.

    ``values`` is what falls due after exactly this history, times the weights of the nodes where it does; ``bounds``
    is the most that can follow it if the player chose freely after each history, as if it forgot nothing.
    """

    values: list[int]
    following: list[NextHistories]
    bounds: list[int]


class _State(NamedTuple):
    """A plan in the making.

    ``earned`` is what its choices bring so far, ``waiting`` are the histories met, by the information set that is not
    yet decided, ``chosen`` are the decisions.
    """

    earned: int
    waiting: dict[int, list[int]]
    chosen: dict[int, int]


def best_plan_value(
    tree: ExtensiveFormGame, player: int, *, weights: Mapping[int, int], payoffs: Sequence[int], heartbeat: Heartbeat
) -> int:
    """Return the most that a pure plan brings: the sum of weight times payoff over the nodes that it goes to.

    Parameters
    ----------
    tree, player
        The tree and a player who meets no information set twice in one play.
    weights
        Of the nodes that the player can get to, in preorder.
    payoffs
        What falls due at each node.
    heartbeat
        Called at every step.

    Raises
    ------
    UnsupportedGameError
        If the search takes too long.

    Notes
    -----
    Branch and bound: information sets are decided where the plan meets them, so reduced plans count once, and a plan in
    the making is given up when even a player who forgot nothing would not make it better than the best one so far.
    """
    own = _own_tree(tree, player, weights, payoffs)
    waiting = [_arrived(own, _State(0, {}, {}), [0])]
    best: float = -math.inf
    num_steps = 0
    while waiting:
        heartbeat()
        state = waiting.pop()
        options = _options(own, state)
        if state.earned + sum(map(max, options.values())) <= best:
            continue
        if not options:
            best = state.earned
            continue
        infoset = next(iter(options))
        num_steps += len(state.chosen) + sum(map(len, state.waiting.values()))
        if num_steps > MOST_STEPS:
            raise UnsupportedGameError(
                f"the best deviation of {tree.players[player].label}, who lacks perfect recall, takes more than "
                f"{MOST_STEPS:,} steps to find among its pure plans; judge mixed strategies of the normal form "
                f"(to_normal_form) instead"
            )
        promises = options[infoset]
        by_promise = sorted(range(len(promises)), key=promises.__getitem__)
        waiting.extend(_decided(own, state, infoset, action) for action in by_promise)
    return int(best)


def _own_tree(tree: ExtensiveFormGame, player: int, weights: Mapping[int, int], payoffs: Sequence[int]) -> _OwnTree:
    """Return the own histories of the nodes that have a weight."""
    infosets, parents, actions = tree.infoset.tolist(), tree.parent.tolist(), tree.parent_action.tolist()
    values = [0]
    following: list[NextHistories] = [{}]
    history_of: dict[int, int] = {}
    for node, weight in weights.items():
        history = 0
        if parents[node] != NO_PARENT:
            infoset = infosets[parents[node]]
            history = history_of[parents[node]]
            if tree.infosets[infoset].player == player:
                by_action = following[history].setdefault(infoset, {})
                history = by_action.setdefault(actions[node], len(values))
                if history == len(values):
                    values.append(0)
                    following.append({})
        history_of[node] = history
        values[history] += weight * payoffs[node]
    bounds = list(values)
    for history in range(len(values) - 1, -1, -1):
        for by_action in following[history].values():
            bounds[history] += max(bounds[after] for after in by_action.values())
    return _OwnTree(values, following, bounds)


def _options(own: _OwnTree, state: _State) -> dict[int, list[int]]:
    """Return by undecided information set the most that each of its actions can bring."""
    options = {}
    for infoset, histories in state.waiting.items():
        followers = [own.following[history][infoset] for history in histories]
        options[infoset] = [sum(own.bounds[after[action]] for after in followers) for action in sorted(followers[0])]
    return options


def _decided(own: _OwnTree, state: _State, infoset: int, action: int) -> _State:
    """Return the plan with one more decision."""
    waiting = {other: list(histories) for other, histories in state.waiting.items() if other != infoset}
    next_state = _State(state.earned, waiting, state.chosen | {infoset: action})
    return _arrived(own, next_state, [own.following[history][infoset][action] for history in state.waiting[infoset]])


def _arrived(own: _OwnTree, state: _State, histories: list[int]) -> _State:
    """Return the plan after it has come to some histories, and on from there where it has decided."""
    earned = state.earned
    while histories:
        history = histories.pop()
        earned += own.values[history]
        for infoset, by_action in own.following[history].items():
            if infoset in state.chosen:
                histories.append(by_action[state.chosen[infoset]])
            else:
                state.waiting.setdefault(infoset, []).append(history)
    return state._replace(earned=earned)

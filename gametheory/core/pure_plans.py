"""Pure strategies of a tree: complete plans, and reduced ones that leave out what they exclude themselves."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from gametheory.core.tree_arrays import NO_PARENT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gametheory.core.extensive_form import ExtensiveFormGame

OwnHistory: TypeAlias = "tuple[tuple[int, int], ...]"
"""A player's own earlier choices before a node: pairs of information set and action index, in order."""


@dataclass(frozen=True, slots=True)
class PurePlan:
    """A pure strategy of one player of a tree.

    Parameters
    ----------
    infosets
        The player's information sets, as indices into ``game.infosets``.
    actions
        For each of them the index of the action, or None where the plan's own earlier choices exclude the set.
    """

    infosets: tuple[int, ...]
    actions: tuple[int | None, ...]

    def name(self, game: ExtensiveFormGame) -> str:
        """Return the plan in words: ``h1=L; h2=R``."""
        return "; ".join(
            f"{game.infosets[infoset].key}={game.infosets[infoset].actions[action]}"
            for infoset, action in zip(self.infosets, self.actions, strict=True)
            if action is not None
        )


def own_histories(game: ExtensiveFormGame, player: int) -> dict[int, tuple[OwnHistory, ...]]:
    """Return for each information set of a player its different own histories (one each under perfect recall)."""
    last_own = _last_own_moves(game, player)
    found: dict[int, dict[OwnHistory, None]] = {infoset: {} for infoset in game.player_infosets(player)}
    known: dict[tuple[int, int] | None, OwnHistory] = {None: ()}
    infosets = game.infoset.tolist()
    for node, infoset in enumerate(infosets):
        if infoset in found:
            found[infoset][_history(node, last_own, infosets, known)] = None
    return {infoset: tuple(histories) for infoset, histories in found.items()}


def last_own_choices(game: ExtensiveFormGame, player: int) -> dict[int, tuple[tuple[int, int] | None, ...]]:
    """Return for each information set of a player its different last own choices, linear in the number of nodes.

    Returns
    -------
    dict
        Pairs of information set and action index, None for no choice before; the player has perfect recall where each
        of its sets has one entry (then all its nodes share one own history).
    """
    last_own = _last_own_moves(game, player)
    infosets = game.infoset.tolist()
    found: dict[int, dict[tuple[int, int] | None, None]] = {infoset: {} for infoset in game.player_infosets(player)}
    for node, infoset in enumerate(infosets):
        if infoset in found:
            move = last_own[node]
            found[infoset][None if move is None else (infosets[move[0]], move[1])] = None
    return {infoset: tuple(choices) for infoset, choices in found.items()}


def _last_own_moves(game: ExtensiveFormGame, player: int) -> list[tuple[int, int] | None]:
    """Return for each node the (node, action) of the player's last move before it, or None."""
    own = [infoset >= 0 and game.infosets[infoset].player == player for infoset in game.infoset.tolist()]
    last: list[tuple[int, int] | None] = [None] * game.num_nodes
    for node, (before, action) in enumerate(zip(game.parent.tolist(), game.parent_action.tolist(), strict=True)):
        if before != NO_PARENT:
            last[node] = (before, action) if own[before] else last[before]
    return last


def _history(
    node: int,
    last_own: list[tuple[int, int] | None],
    infosets: list[int],
    known: dict[tuple[int, int] | None, OwnHistory],
) -> OwnHistory:
    """Return the own history of a node, remembered for each last move."""
    pending: list[tuple[int, int]] = []
    move = last_own[node]
    while move is not None and move not in known:
        pending.append(move)
        move = last_own[move[0]]
    history = known[move]
    for missing in reversed(pending):
        history = (*history, (infosets[missing[0]], missing[1]))
        known[missing] = history
    return history


def num_pure_plans(game: ExtensiveFormGame, player: int, *, is_reduced: bool = True) -> int | None:
    """Return how many plans ``pure_plans`` yields, without making them; None for reduced ones without perfect recall.

    Examples
    --------
    >>> from gametheory import TreeBuilder
    >>> builder = TreeBuilder(["solo"])
    >>> out, enter = builder.move(0, "solo", ["Out", "In"])
    >>> ends = builder.move(enter, "solo", ["low", "middle", "high"])
    >>> tree = builder.build()
    >>> num_pure_plans(tree, 0), num_pure_plans(tree, 0, is_reduced=False)
    (4, 6)
    """
    if not is_reduced:
        return math.prod(game.infosets[infoset].num_actions for infoset in game.player_infosets(player))
    after: dict[tuple[int, int] | None, int] = {}
    for infoset, choices in reversed(last_own_choices(game, player).items()):
        if len(choices) != 1:
            return None
        here = sum(after.get((infoset, action), 1) for action in range(game.infosets[infoset].num_actions))
        after[choices[0]] = after.get(choices[0], 1) * here
    return after.get(None, 1)


def pure_plans(
    game: ExtensiveFormGame, player: int, *, is_reduced: bool = True, heartbeat: Callable[[], None] | None = None
) -> Iterator[PurePlan]:
    """Yield the pure strategies of a player, in the order of information sets and actions.

    Parameters
    ----------
    game, player
        The tree and the index of the player.
    is_reduced
        Whether information sets that the plan's own choices exclude are left open (plans that differ only there
        count once); otherwise every set is decided.
    heartbeat
        Called for each decision, also for those that are parts of a plan only; what it raises stops the search.
        None for nobody.

    Notes
    -----
    Holds without perfect recall too: a set is open as long as one of its own histories agrees with the plan. Their
    number can be exponential in the number of information sets; take from the iterator what you can afford.
    """
    infosets = game.player_infosets(player)
    histories = own_histories(game, player) if is_reduced else dict.fromkeys(infosets, ((),))
    position = {infoset: index for index, infoset in enumerate(infosets)}
    stack: list[dict[int, int]] = [{}]
    while stack:
        if heartbeat is not None:
            heartbeat()
        chosen = stack.pop()
        open_set = next(
            (
                infoset
                for infoset in infosets
                if infoset not in chosen
                and any(
                    all(chosen.get(before) == action for before, action in history) for history in histories[infoset]
                )
            ),
            None,
        )
        if open_set is None:
            actions: list[int | None] = [None] * len(infosets)
            for infoset, action in chosen.items():
                actions[position[infoset]] = action
            yield PurePlan(infosets, tuple(actions))
        else:
            choices = range(game.infosets[open_set].num_actions)
            stack.extend(chosen | {open_set: action} for action in reversed(choices))

"""Rationalizable actions: which of them a best reply to some belief justifies, and what rules out the others."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from gametheory.analysis.dominance.dominance import DominanceSearch
from gametheory.analysis.dominance.elimination import eliminate
from gametheory.analysis.normal_forms import normal_form

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gametheory.analysis.dominance.dominance import Elimination, Kept
    from gametheory.analysis.dominance.elimination import Reduction
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.solution import ProgressListener
    from gametheory.core.source import GameSource

Belief: TypeAlias = "tuple[tuple[tuple[int, ...], Fraction], ...]"
"""Probabilities by the others' actions, in the players' order."""


@dataclass(frozen=True, slots=True)
class Justification:
    """A belief that makes an action a best reply.

    Parameters
    ----------
    player, action
        Index of the player and of the action in the original game.
    belief
        Probabilities of the others' actions, all of them rationalizable. Those of several others may be correlated.
    """

    player: int
    action: int
    belief: Belief


@dataclass(frozen=True, slots=True)
class Rationalizability:
    """Which actions are rationalizable, and why the others are not.

    Parameters
    ----------
    reduction
        The iterated elimination of strictly dominated actions: a dominated action is never a best reply, whatever the
        belief.
    justifications
        For each action that is left a belief over what is left, by player and action.
    """

    reduction: Reduction
    justifications: tuple[Justification, ...]

    @property
    def kept(self) -> Kept:
        """For each player the indices of its rationalizable actions."""
        return self.reduction.kept


def rationalizable(source: GameSource, *, progress: ProgressListener | None = None) -> Rationalizability:
    """Return the rationalizable actions of a game, each with a belief that justifies it.

    Of two players these are the rationalizable actions. Of three or more they are the correlated rationalizable ones:
    a player may believe that the others' actions are correlated. Beliefs under which the others act independently may
    justify fewer actions, and finding those is hard.

    Parameters
    ----------
    source
        A game of any number of players, or a model; of a tree the reduced normal form is taken.
    progress
        Told at every step, with the number of rounds as ``done`` and of actions eliminated so far as ``found``.

    Raises
    ------
    UnsupportedGameError
        If the normal form of a tree is too large.

    Notes
    -----
    Exact. An action is never a best reply to a belief, correlated where there are several others, exactly if a mixed
    strategy dominates it strictly: the two sides of one linear program, each a proof.

    References
    ----------
    bernheim1984, pearce1984

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> game = NormalFormGame.from_bimatrix([[4, 0, 5], [0, 4, 1], [1, 3, 2]], [[1, 3, 0], [2, 1, 0], [3, 1, 2]])
    >>> found = rationalizable(game)
    >>> found.kept
    ((0, 1, 2), (0, 1))
    >>> [(actions, str(weight)) for actions, weight in found.justifications[2].belief]
    [((0,), '1/2'), ((1,), '1/2')]
    """
    reduction = eliminate(source, progress=progress)
    game = reduction.original
    found: list[Justification] = []
    for player in range(game.num_players):
        search = DominanceSearch(game, player, is_strict=True, by_mixed=True)
        search.restrict(reduction.kept)
        search.dominated()
        found += (
            Justification(player, action, _by_actions(game, player, search.belief(action)))
            for action in reduction.kept[player]
        )
    return Rationalizability(reduction, tuple(found))


def best_reply_proof(
    source: GameSource, player: str | int, action: str | int, *, kept: Kept | None = None
) -> Justification | Elimination:
    """Return a belief to which an action is a best reply, or the mixed strategy that shows that there is none.

    Parameters
    ----------
    source
        A game of any number of players, or a model; of a tree the reduced normal form is taken.
    player
        Key or index of the player.
    action
        Name or index of its action.
    kept
        The actions that remain, where some are already eliminated; None for all.

    Raises
    ------
    KeyError
        If the player has no such action.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> game = NormalFormGame.from_bimatrix([[4, 0], [0, 4], [1, 1], [2, 2]], [[1, 0], [0, 1], [1, 1], [0, 2]])
    >>> [str(weight) for weight in best_reply_proof(game, 0, 2).dominator]
    ['0', '0', '0', '1']
    >>> [(actions, str(weight)) for actions, weight in best_reply_proof(game, 0, 3).belief]
    [((0,), '1/2'), ((1,), '1/2')]
    """
    game = normal_form(source)
    index = game.player_index(player)
    number = game.action_index(index, action) if isinstance(action, str) else action
    if number not in range(game.num_actions[index]):
        raise KeyError(f"no action {number}; {game.players[index].label} has {game.num_actions[index]}")
    search = DominanceSearch(game, index, is_strict=True, by_mixed=True)
    if kept is not None:
        search.restrict(kept)
    for elimination in search.dominated():
        if elimination.action == number:
            return elimination
    return Justification(index, number, _by_actions(game, index, search.belief(number)))


def is_justified(game: NormalFormGame, justification: Justification, kept: Kept | None = None) -> bool:
    """Return whether the action is a best reply to the belief: the proof, checked against the payoffs alone.

    Parameters
    ----------
    game
        The original game.
    justification
        The action and its belief.
    kept
        The actions that remain; None for all. The action and the belief must consist of them.
    """
    remaining = kept or tuple(tuple(range(size)) for size in game.num_actions)
    player, action = justification.player, justification.action
    others = [listed for index, listed in enumerate(remaining) if index != player]
    weights = [weight for _, weight in justification.belief]
    if action not in remaining[player] or sum(weights) != 1 or min(weights) <= 0:
        return False
    payoffs = dict.fromkeys(remaining[player], Fraction(0))
    for actions, weight in justification.belief:
        if not all(chosen in listed for chosen, listed in zip(actions, others, strict=True)):
            return False
        for own in payoffs:
            payoffs[own] += weight * game.payoff(player, (*actions[:player], own, *actions[player:]))
    return payoffs[action] == max(payoffs.values())


def _by_actions(game: NormalFormGame, player: int, belief: Mapping[int, Fraction]) -> Belief:
    """Return a belief over columns as one over the others' actions."""
    sizes = [size for index, size in enumerate(game.num_actions) if index != player]
    return tuple(
        (tuple(int(action) for action in np.unravel_index(column, sizes)) if sizes else (), belief[column])
        for column in sorted(belief)
    )

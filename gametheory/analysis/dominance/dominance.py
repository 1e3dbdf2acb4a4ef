"""Dominated actions, each with the strategy that dominates it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from gametheory.analysis.dominance.dominating_mixtures import DominanceAnswer, dominating_mixture, layered_mixture
from gametheory.core.rationals import INT64_LIMIT, over_common_denominator

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gametheory.analysis.dominance.dominance_proposals import DominanceProposals
    from gametheory.array_types import BooleanArray, PayoffArray
    from gametheory.core.normal_form import NormalFormGame

Kept: TypeAlias = "tuple[tuple[int, ...], ...]"
"""For each player the indices of its remaining actions."""

PROPOSAL_ENTRIES = 400
"""Where a player has at least this many payoffs, linear programs in floats propose the answers that integers prove."""


@dataclass(frozen=True, slots=True)
class Elimination:
    """An action that is dominated, with the proof.

    Parameters
    ----------
    player, action
        Index of the player and of its action in the original game.
    dominator
        The strategy that dominates the action: one probability for each action of the original game.
    is_strict
        Whether the dominator is better against everything; otherwise never worse and somewhere better.
    """

    player: int
    action: int
    dominator: tuple[Fraction, ...]
    is_strict: bool

    @property
    def is_by_pure(self) -> bool:
        """Whether a single action dominates."""
        return max(self.dominator) == 1


def dominated_actions(
    game: NormalFormGame, *, is_strict: bool = True, by_mixed: bool = True, kept: Kept | None = None
) -> tuple[Elimination, ...]:
    """Return all dominated actions of a game, by player and action, each with a strategy that dominates it.

    Parameters
    ----------
    game
        A game of any number of players.
    is_strict
        Strict dominance; otherwise weak dominance (strict included).
    by_mixed
        Whether mixed strategies count as dominators too.
    kept
        The actions that remain, where some are already eliminated; None for all.

    Notes
    -----
    Exact. Pure dominators first, all pairs of actions at once; then one linear program in rationals for each action
    that is never the best one against a pure profile of the others. A pure dominator is itself undominated by pure
    actions.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> game = NormalFormGame.from_bimatrix([[4, 0, 5], [0, 4, 1], [1, 1, 2]], [[1, 0, 2], [0, 1, 3], [1, 1, 4]])
    >>> [(found.player, found.action, [str(weight) for weight in found.dominator]) for found in dominated_actions(game)]
    [(0, 2, ['1/2', '1/2', '0']), (1, 0, ['0', '0', '1']), (1, 1, ['0', '0', '1'])]
    """
    remaining = kept or tuple(tuple(range(size)) for size in game.num_actions)
    found: list[Elimination] = []
    for player in range(game.num_players):
        search = DominanceSearch(game, player, is_strict=is_strict, by_mixed=by_mixed)
        search.restrict(remaining)
        found += search.dominated()
    return tuple(found)


def is_dominated_by(game: NormalFormGame, elimination: Elimination, kept: Kept | None = None) -> bool:
    """Return whether the dominator does dominate the action: the proof, checked against the payoffs alone.

    Parameters
    ----------
    game
        The original game.
    elimination
        The action and its dominator.
    kept
        The actions that remained then; None for all. The dominator must consist of remaining actions.
    """
    remaining = kept or tuple(tuple(range(size)) for size in game.num_actions)
    player, action, dominator = elimination.player, elimination.action, elimination.dominator
    used = [index for index, weight in enumerate(dominator) if weight]
    if not set(used) <= set(remaining[player]) - {action} or sum(dominator) != 1 or min(dominator) < 0:
        return False
    weights, denominator = over_common_denominator(dominator[index] for index in used)
    table = _against_columns(game.integer_payoffs(player).values, player).astype(object)
    columns = _remaining_columns(game.num_actions, player, remaining)
    mixture = sum(weight * table[index, columns] for weight, index in zip(weights, used, strict=True))
    gains = mixture - denominator * table[action, columns]
    return bool((gains > 0).all() if elimination.is_strict else (gains >= 0).all() and (gains > 0).any())


def _against_columns(table: PayoffArray, player: int) -> PayoffArray:
    """Return a player's payoffs as a matrix: own actions by pure profiles of the others, in the order of the axes."""
    return np.moveaxis(table, player, 0).reshape(table.shape[player], -1)


def _remaining_columns(num_actions: Sequence[int], player: int, kept: Kept) -> PayoffArray:
    """Return the columns of ``_against_columns`` that consist of remaining actions of the others."""
    sizes = [size for index, size in enumerate(num_actions) if index != player]
    numbers = np.arange(math.prod(sizes)).reshape(sizes)
    columns: PayoffArray = numbers[np.ix_(*(listed for index, listed in enumerate(kept) if index != player))].ravel()
    return columns


class DominanceSearch:
    """The dominated actions of one player, kept up to date while actions of all players are eliminated.

    Parameters
    ----------
    game, player
        The game and the index of the player.
    is_strict, by_mixed
        As for ``dominated_actions``.
    heartbeat
        Called at every step, so that a caller can stop the search by raising an exception.
    """

    def __init__(
        self,
        game: NormalFormGame,
        player: int,
        *,
        is_strict: bool,
        by_mixed: bool,
        heartbeat: Callable[[], None] | None = None,
    ) -> None:
        self._heartbeat = heartbeat or _nothing
        self._game = game
        self._player = player
        self._is_strict = is_strict
        self._by_mixed = by_mixed
        self._ranks = _ranks(game, player)
        self._actions = np.arange(len(self._ranks))
        self._columns = np.arange(self._ranks.shape[1])
        # [b, a]: in how many columns b is better than a
        self._wins = np.zeros((len(self._ranks), len(self._ranks)), dtype=np.int64)
        self._count(self._columns, 1)
        # by action the column of each pure profile of the others, and its probability
        self._beliefs: dict[int, dict[int, Fraction]] = {}
        self._proposals: DominanceProposals | None = None

    def restrict(self, kept: Kept) -> None:
        """Keep only some of the actions that remained, of this player and of the others."""
        self._actions = np.array(kept[self._player])
        columns = _remaining_columns(self._game.num_actions, self._player, kept)
        removed = np.setdiff1d(self._columns, columns, assume_unique=True)
        if len(removed) > len(columns):
            self._wins[:] = 0
            self._count(columns, 1)
        elif removed.size:
            self._count(removed, -1)
        self._columns = columns

    def _count(self, columns: PayoffArray, sign: int) -> None:
        """Add or take away some columns from the wins of the remaining actions."""
        actions = self._actions
        block = self._ranks[np.ix_(actions, columns)]
        if len(columns) < len(actions):
            for column in block.T:
                self._heartbeat()
                self._wins[np.ix_(actions, actions)] += sign * (column[:, None] > column[None, :])
            return
        for position, action in enumerate(actions):
            self._heartbeat()
            self._wins[actions, action] += sign * (block > block[position]).sum(axis=1)

    def dominated(self) -> list[Elimination]:
        """Return the dominated actions among those that remain, in order."""
        found = self._dominated_by_pure()
        if self._by_mixed:
            rest = [action for action in self._actions.tolist() if action not in found]
            found |= self._dominated_by_mixed(rest)
        return [Elimination(self._player, action, found[action], self._is_strict) for action in sorted(found)]

    def belief(self, action: int) -> dict[int, Fraction]:
        """Return a belief to which a remaining action, not dominated strictly, is a best reply.

        After ``dominated``, which has found it by then.

        Returns
        -------
        dict
            Positive probabilities by the number of a pure profile of the others, in the order of their axes.
        """
        block = self._ranks[np.ix_(self._actions, self._columns)]
        is_best = self._ranks[action, self._columns] == block.max(axis=0)
        if is_best.any():
            return {int(self._columns[is_best.argmax()]): Fraction(1)}
        return self._beliefs[action]

    def _dominated_by_pure(self) -> dict[int, tuple[Fraction, ...]]:
        """Return dominators by action, each one undominated itself."""
        wins = self._wins[np.ix_(self._actions, self._actions)]
        better: BooleanArray = wins == len(self._columns) if self._is_strict else (wins > 0) & (wins.T == 0)
        is_dominated = better.any(axis=0)
        better[is_dominated] = False
        found = {}
        for position in np.flatnonzero(is_dominated).tolist():
            dominator = [Fraction(0)] * len(self._ranks)
            dominator[self._actions[int(better[:, position].argmax())]] = Fraction(1)
            found[self._actions.item(position)] = tuple(dominator)
        return found

    def _dominated_by_mixed(self, rest: list[int]) -> dict[int, tuple[Fraction, ...]]:
        """Return dominators by action among the actions that no other single one dominates."""
        found: dict[int, tuple[Fraction, ...]] = {}
        suspects = [action for action in self._suspects(rest) if not self._is_witnessed(action)]
        proposals = self._restricted_proposals(rest) if suspects else None
        for action in suspects:
            self._heartbeat()
            others = [other for other in rest if other != action and other not in found]
            if len(others) < 2:
                continue
            answer = self._layered_answer(action, others)
            if answer is None and proposals:
                answer = proposals.answer(action, is_strict=self._is_strict, heartbeat=self._heartbeat)
            answer = answer or self._exact_answer(action, others)
            if answer.weights:
                found[action] = answer.weights
                if proposals:
                    proposals.forget(action)
            elif answer.belief:
                self._beliefs[action] = dict(zip(answer.witness, answer.belief, strict=True))
        return found

    def _restricted_proposals(self, rest: list[int]) -> DominanceProposals | None:
        """Return what proposes answers about the remaining actions, None where rational ones are fast."""
        if self._proposals is None and len(rest) * len(self._columns) >= PROPOSAL_ENTRIES:
            from gametheory.analysis.dominance.dominance_proposals import DominanceProposals

            self._proposals = DominanceProposals(self._exact_payoffs)
        if self._proposals is not None:
            self._proposals.restrict(np.array(rest), self._columns)
        return self._proposals

    def _layered_answer(self, action: int, others: list[int]) -> DominanceAnswer | None:
        """Return a mixture that is better than an action that others, never worse, only equal somewhere; or None."""
        if not self._is_strict or self._wins[action, others].min() > 0:
            return None
        weights = layered_mixture(self._advantages(action, others))
        return DominanceAnswer(self._over_all(weights, others)) if weights else None

    def _advantages(self, action: int, others: list[int]) -> PayoffArray:
        """Return what other actions pay more than an action, shape ``[num_others, num_columns]``."""
        payoffs = self._exact_payoffs
        advantages: PayoffArray = payoffs[np.ix_(np.array(others), self._columns)] - payoffs[action, self._columns]
        return advantages

    def _exact_answer(self, action: int, others: list[int]) -> DominanceAnswer:
        """Return which mixture of other actions dominates an action, or why none does, by programs in rationals."""
        advantages = self._advantages(action, others)
        answer = dominating_mixture(advantages, is_strict=self._is_strict, heartbeat=self._heartbeat)
        witness = tuple(self._columns[list(answer.witness)].tolist())
        return DominanceAnswer(self._over_all(answer.weights, others), witness, answer.belief)

    def _over_all(self, weights: tuple[Fraction, ...], others: list[int]) -> tuple[Fraction, ...]:
        """Return weights of some actions as weights of all."""
        if not weights:
            return ()
        spread = [Fraction(0)] * len(self._ranks)
        for other, weight in zip(others, weights, strict=True):
            spread[other] = weight
        return tuple(spread)

    def _suspects(self, rest: list[int]) -> list[int]:
        """Return the actions that are never best against a pure profile (weak dominance: never the only best one)."""
        block = self._ranks[np.ix_(np.array(rest), self._columns)]
        is_best = block == block.max(axis=0)
        if not self._is_strict:
            is_best &= is_best.sum(axis=0) == 1
        return [action for action, is_safe in zip(rest, is_best.any(axis=1), strict=True) if not is_safe]

    def _is_witnessed(self, action: int) -> bool:
        """Whether an earlier proof that nothing dominates the action still holds."""
        belief = self._beliefs.get(action)
        return belief is not None and belief.keys() <= set(self._columns.tolist())

    @cached_property
    def _exact_payoffs(self) -> PayoffArray:
        """The player's payoffs as integers whose differences do not overflow."""
        values = _against_columns(self._game.integer_payoffs(self._player).values, self._player)
        if values.dtype == np.int64 and max(abs(int(values.min())), abs(int(values.max()))) < INT64_LIMIT // 2:
            return values
        return values.astype(object)


def _nothing() -> None:
    """Do nothing: nobody wants to stop the search."""


def _ranks(game: NormalFormGame, player: int) -> PayoffArray:
    """Return numbers that compare as the player's payoffs do, shape [action, column], int64 or float64."""
    if game.payoffs.dtype == np.float64:
        return _against_columns(game.payoffs[player], player)
    values = _against_columns(game.integer_payoffs(player).values, player)
    if values.dtype == np.int64:
        return values
    return np.unique(values, return_inverse=True)[1].reshape(values.shape)

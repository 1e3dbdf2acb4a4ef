"""Normal forms of any size at many points at once: where strict dominance leaves one profile, the equilibrium."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gametheory.core.normal_form import NormalFormGame
from gametheory.models.formulas.arrays import NO_FAILURE, ArrayReader

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from gametheory.array_types import BooleanArray, FloatArray, IndexArray
    from gametheory.models.game_formulas import GameFormulas

UNSOLVED = -1
"""In place of an action where dominance leaves several."""
AT_ONCE = 512
"""Points whose payoffs and rounding errors are held at once."""


def dominance_solved(
    formulas: GameFormulas, fixed: Mapping[str, Fraction], points: Mapping[str, FloatArray]
) -> IndexArray:
    """Return the actions that are left at each point by iterated strict dominance, where that is one a player.

    An action is left out if a neighbor in the list of actions does strictly better against all that is left. What is
    left is then the only Nash equilibrium. Other points may be solvable by dominance, too.

    Parameters
    ----------
    formulas
        Of a normal form.
    fixed
        Values of the parameters that do not vary.
    points
        Of the others, in arrays of one length.

    Returns
    -------
    numpy.ndarray
        Shape ``[player, point]``; ``UNSOLVED`` where several are left, or rounding leaves a doubt.

    Examples
    --------
    >>> from gametheory import load
    >>> model = load("prisoners_dilemma")
    >>> dominance_solved(model.formulas(), {}, {}).tolist()
    [[1], [1]]
    """
    game = formulas.game
    reader = ArrayReader(formulas.tape, formulas.payoffs.ravel().tolist(), fixed)
    num_points = len(next(iter(points.values()))) if points else 1
    found = np.full((game.num_players, num_points), UNSOLVED, dtype=np.int32)
    if not isinstance(game, NormalFormGame):
        return found
    for start in range(0, num_points, AT_ONCE):
        some = slice(start, start + AT_ONCE)
        part = {name: values[some] for name, values in points.items()}
        read = reader.read(part)
        table = read.values.reshape(game.num_players, *game.num_actions, -1)
        bounds = reader.error_bounds(part).reshape(table.shape)
        is_sound = (
            (read.failed == NO_FAILURE) & ~read.doubtful & np.isfinite(bounds).all(axis=tuple(range(bounds.ndim - 1)))
        )
        kept = _kept(table, bounds)
        for player, actions in enumerate(kept):
            found[player, some] = actions.argmax(axis=0)
        is_sound &= np.all([actions.sum(axis=0) == 1 for actions in kept], axis=0)
        found[:, some][:, ~is_sound] = UNSOLVED
    return found


def _kept(payoffs: FloatArray, bounds: FloatArray) -> list[BooleanArray]:
    """Return for each player which actions are left at each point; payoffs are ``[player, a_0, ..., point]``."""
    gains = []
    for player, table in enumerate(payoffs):
        margin = 2 * bounds[player].max(axis=tuple(range(table.ndim - 1)))
        with np.errstate(invalid="ignore"):
            gain = np.diff(table, axis=player)
            gains.append((gain > margin, gain < -margin))
    num_players = len(payoffs)
    kept = [np.ones((payoffs.shape[1 + player], payoffs.shape[-1]), dtype=bool) for player in range(num_players)]
    while True:
        before = sum(int(actions.sum()) for actions in kept)
        for player, (is_more, is_less) in enumerate(gains):
            others = tuple(axis for axis in range(num_players) if axis != player)
            is_left_out = ~_left(kept, player)
            kept[player][:-1] &= ~(is_more | is_left_out).all(axis=others)
            kept[player][1:] &= ~(is_less | is_left_out).all(axis=others)
        if sum(int(actions.sum()) for actions in kept) == before:
            return kept


def _left(kept: list[BooleanArray], player: int) -> BooleanArray:
    """Return which profiles of the others are left, with one place along the player's own axis."""
    left: BooleanArray = np.ones((1,) * len(kept) + kept[0].shape[-1:], dtype=bool)
    for other, actions in enumerate(kept):
        if other != player:
            shape = [1] * len(kept) + [actions.shape[-1]]
            shape[other] = actions.shape[0]
            left = left & actions.reshape(shape)
    return left

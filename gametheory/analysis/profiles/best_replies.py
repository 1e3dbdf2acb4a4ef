"""Pure best replies in a table of payoffs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from gametheory.array_types import BooleanArray
    from gametheory.core.normal_form import NormalFormGame


def best_reply_table(game: NormalFormGame) -> BooleanArray:
    """Return where each player's action is a best reply to the others' actions, shape ``[player, a_0, ..., a_(n-1)]``.

    A cell where every player replies best is a pure equilibrium. Exact: payoffs are compared as they are stored.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> game = NormalFormGame.from_bimatrix([[4, 0, 3], [1, 2, 3]], [[1, 6, 2], [3, 0, 4]])
    >>> best_reply_table(game).astype(int).tolist()
    [[[1, 0, 1], [0, 1, 1]], [[0, 1, 0], [0, 0, 1]]]
    """
    return np.stack(
        [table == table.max(axis=player, keepdims=True) for player, table in enumerate(game.payoffs)]
    ).astype(np.bool_)

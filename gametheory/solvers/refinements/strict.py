"""All strict equilibria: every player's action is its only best reply."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gametheory.core.profiles import MixedProfile, certain
from gametheory.core.solution import Coverage, Termination
from gametheory.solvers.problem import Conclusion

if TYPE_CHECKING:
    from collections.abc import Generator

    from gametheory.array_types import BooleanArray
    from gametheory.core.equilibrium import Play
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.solvers.problem import Problem


def search(problem: Problem) -> Generator[Play, None, Conclusion]:
    """Yield all strict equilibria of a game of any number of players; an empty list is proved.

    Strict equilibria are pure, and each is a component of its own, of index +1 where there are two players.

    Parameters
    ----------
    problem
        A normal form.

    Yields
    ------
    Play
        Each strict equilibrium, in the order of the list.

    Notes
    -----
    Exact comparisons in NumPy.
    """
    game = problem.normal_form
    positions = np.argwhere(strict_equilibria(game))
    found, listed = len(positions), positions[: problem.num_listed].tolist()
    for actions in listed:
        problem.watch.tick(len(listed))
        chosen = zip(actions, game.num_actions, strict=True)
        yield MixedProfile(game, tuple(certain(action, size) for action, size in chosen))
    return Conclusion(
        Coverage.ALL if len(listed) == found else Coverage.PARTIAL,
        is_in_order=True,
        num_found=found,
        num_extreme=found,
        termination=Termination.EXHAUSTED if len(listed) == found else Termination.COUNT_REACHED,
    )


def strict_equilibria(game: NormalFormGame) -> BooleanArray:
    """Return for each profile of actions, shape ``num_actions``, whether every deviation alone costs something."""
    result = np.ones(game.num_actions, dtype=np.bool_)
    for player in range(game.num_players):
        payoffs = game.integer_payoffs(player).values
        is_best = payoffs == payoffs.max(axis=player, keepdims=True)
        result &= is_best & (is_best.sum(axis=player, keepdims=True) == 1)
    return result

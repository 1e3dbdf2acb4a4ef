"""One Nash equilibrium of any number of players, through polymatrix games that approximate the game."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gametheory.kernels.polymatrix_path import PolymatrixPath
from gametheory.solvers.many_players import starting_points
from gametheory.solvers.many_players.nearby_equilibria import SearchedGame, one_found

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from gametheory.array_types import FloatArray
    from gametheory.core.equilibrium import Play
    from gametheory.kernels.pair_payoffs import PairPayoffs
    from gametheory.solvers.problem import Conclusion, Problem

BONUS = 1e-3
"""Largest bonus of an action on the way, in payoffs scaled to 0..1."""
SEED = 5
"""Of bonuses and priors; the number of the path is added."""


def search(problem: Problem) -> Generator[Play, None, Conclusion]:
    """Yield one equilibrium of two or more players.

    A path leads from a prior, where each player answers best to equal probabilities, to an equilibrium: step by step
    best replies take over from the prior. At each step the game is replaced by the polymatrix game that approximates
    it, in which players interact by pairs; there the path is one of Lemke's, and its next pivot is seen. A path that is
    long, or lost to rounding, is left for another one, from a prior drawn with a fixed seed: up to 12 paths, the first
    of 1,000 steps at most, each later one of half as many more.

    Parameters
    ----------
    problem
        A normal form, or a tree: solved in its agent form where nobody moves twice, else in its reduced normal form.

    Raises
    ------
    UnsupportedGameError
        If there is one player only, or the normal form of a tree is too large.

    Notes
    -----
    The path is in floats; at its end the probabilities are settled on the actions that are played: rationals where they
    are recognized, else a box that is proved to hold one equilibrium. Where neither is proved near the ends of three
    paths, as among infinitely many equilibria, the answer is in floats, with its regret (coverage ``approximate``).
    Cost of a step: two passes over the payoffs of all players, and two small dense linear systems.

    References
    ----------
    govindan2004: the approximation. There the polymatrix games are solved one after the other; here each is left where
    it stops being near, so that the path of the game itself is not lost. vandenelzen1991: the path from a prior.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> from gametheory.solvers.problem import Problem
    >>> from gametheory.solvers.watch import Watch
    >>> game = NormalFormGame([
    ...     [[[3, 1], [0, 0]], [[0, 2], [1, 4]]],
    ...     [[[0, 0], [2, 1]], [[1, 3], [0, 0]]],
    ...     [[[2, 0], [0, 5]], [[0, 1], [0, 3]]],
    ... ])
    >>> next(search(Problem(game, "nash", Watch())))
    <MixedProfile 0, 1 | 1, 0 | 0, 1>
    """
    searched = SearchedGame.of(problem, "iterated_polymatrix")
    statistics: dict[str, int | float | str] = {"paths": 0, "steps": 0, "pivots": 0}
    return (yield from one_found(problem, searched, _ends(problem, searched.payoffs, statistics), statistics))


def _ends(problem: Problem, payoffs: PairPayoffs, statistics: dict[str, int | float | str]) -> Iterator[FloatArray]:
    """Yield the ends of paths, and count."""
    num_steps = num_pivots = 0
    for number in range(starting_points.MOST_PATHS):
        path = PolymatrixPath(payoffs, *_start(payoffs.sizes, number))
        most_steps = starting_points.most_steps(number)
        for _ in path.follow():
            problem.watch.tick()
            if path.num_steps >= most_steps:
                break
        num_steps, num_pivots = num_steps + path.num_steps, num_pivots + path.num_pivots
        statistics.update(paths=number + 1, steps=num_steps, pivots=num_pivots)
        if path.has_ended:
            yield path.strategies


def _start(sizes: tuple[int, ...], number: int) -> tuple[FloatArray, FloatArray]:
    """Return a prior and bonuses."""
    rng = np.random.default_rng(SEED + number)
    prior = starting_points.prior(sizes, number, rng)
    return prior, BONUS * rng.random(len(prior))

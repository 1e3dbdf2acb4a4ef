"""Games for methods that give one equilibrium of many players, and what their answers are held against."""

from __future__ import annotations

from collections.abc import Callable, Generator

import numpy as np

from cross_checks.searches import concluded
from gametheory import NormalFormGame, judge
from gametheory.analysis.profiles.enclosure_certificate import judge_enclosed
from gametheory.core.enclosed_profile import EnclosedProfile, EnclosureCertificate
from gametheory.core.equilibrium import Play
from gametheory.core.solution import Coverage, Termination
from gametheory.solvers.many_players import certified_search
from gametheory.solvers.problem import Conclusion, Problem

Search = Callable[[Problem], Generator[Play, None, Conclusion]]

NAU = NormalFormGame(
    [
        [[[3, 1], [0, 0]], [[0, 0], [1, 2]]],
        [[[0, 0], [2, 1]], [[1, 3], [0, 0]]],
        [[[2, 0], [0, 0]], [[0, 0], [0, 3]]],
    ]
)
"""Its only equilibrium mixes irrational probabilities."""
DEMANDING = NormalFormGame(
    [
        [[[5, 1], [0, 0]], [[0, 0], [1, 2]]],
        [[[7, 0], [2, 1]], [[1, 3], [0, 0]]],
        [[[4, 0], [0, 0]], [[0, 0], [0, 3]]],
    ]
)
"""The first action of everybody is a strict equilibrium."""
INDIFFERENT = NormalFormGame([[[[2, 2], [2, 2]], [[2, 2], [2, 2]]], [[[1, 0], [0, 1]]] * 2, [[[0, 3], [1, 0]]] * 2])
"""The first player never cares, the others play matching pennies whatever it does."""


def random_game(shape: tuple[int, ...], kind: str, seed: int) -> NormalFormGame:
    """Payoffs of one kind: uniform, opposed (their sum is nearly zero), small integers, or with a duplicated action."""
    rng = np.random.default_rng([seed, *shape])
    payoffs = rng.random((len(shape), *shape))
    if kind == "opposed":
        payoffs -= 0.99 * payoffs.mean(axis=0)
    elif kind == "small":
        return NormalFormGame(rng.integers(0, 4, payoffs.shape))
    elif kind == "duplicated":
        payoffs[:, -1] = payoffs[:, 0]
    return NormalFormGame(payoffs)


def proved(search: Search, game: NormalFormGame) -> tuple[Play, Conclusion]:
    """The one equilibrium that a search gives, proved apart from it."""
    (play,), conclusion = concluded(search, game)
    assert conclusion.coverage is Coverage.AT_LEAST_ONE
    assert conclusion.termination is Termination.CONVERGED
    if isinstance(play, EnclosedProfile):
        assert conclusion.arithmetic == "interval"
        assert isinstance(judge_enclosed(play), EnclosureCertificate)
    else:
        assert conclusion.arithmetic == "exact"
        assert judge(game, play).max_regret == 0
    return play, conclusion


def numbers_of(play: Play) -> np.ndarray:
    """Probabilities of all actions, in floats."""
    profile = play.center if isinstance(play, EnclosedProfile) else play
    return np.array([float(weight) for own in profile.strategies for weight in own])


def distance_to_all(play: Play, game: NormalFormGame) -> float:
    """How far a play is from the nearest of all equilibria, infinite where not all are listed."""
    listed, conclusion = concluded(certified_search.search, game)
    if conclusion.coverage is not Coverage.ALL or conclusion.continua:
        return np.inf
    everything = conclusion.profiles or listed
    return min(float(np.abs(numbers_of(play) - numbers_of(other)).max()) for other in everything)

"""One Nash equilibrium of any number of players, at the end of a path of logit equilibria."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gametheory.kernels.logit_branch import LogitBranch
from gametheory.solvers.many_players import starting_points
from gametheory.solvers.many_players.nearby_equilibria import SearchedGame, one_found

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from gametheory.array_types import FloatArray
    from gametheory.core.equilibrium import Play
    from gametheory.kernels.pair_payoffs import PairPayoffs
    from gametheory.solvers.problem import Conclusion, Problem

SEED = 11
"""Of priors; the number of the path is added."""


def search(problem: Problem) -> Generator[Play, None, Conclusion]:
    """Yield one equilibrium of two or more players.

    Players choose with errors: the log odds of two actions are those of a prior plus the precision times the difference
    of what they pay. From precision 0 the path of such profiles is followed until hardly anybody regrets a choice. The
    first prior has equal probabilities, so that the path is the principal branch of logit equilibria with payoffs
    scaled to the range of each player, and its end the equilibrium that this tracing procedure selects. Where the path
    is long or lost, or no equilibrium is proved at its end, other paths follow from priors drawn with a fixed seed: up
    to 12, the first of 1,000 steps at most, each later one of half as many more.

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
    Cost of a step: a few passes over the payoffs of all players, and dense linear systems with one unknown for each
    action. ``logit_path`` follows the same branch in common units, and tells its bifurcations.

    References
    ----------
    mckelvey1995; turocy2005; herings2010, on homotopies from a prior.

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
    <EnclosedMixedProfile ≈0.614575, ≈0.385425 | ≈0.833679, ≈0.166321 | ≈0.390999, ≈0.609001>
    """
    searched = SearchedGame.of(problem, "logit_tracing")
    statistics: dict[str, int | float | str] = {"paths": 0, "steps": 0}
    return (yield from one_found(problem, searched, _ends(problem, searched.payoffs, statistics), statistics))


def _ends(problem: Problem, payoffs: PairPayoffs, statistics: dict[str, int | float | str]) -> Iterator[FloatArray]:
    """Yield the ends of paths, and count."""
    num_steps = 0
    for number in range(starting_points.MOST_PATHS):
        prior = starting_points.prior(payoffs.sizes, number, np.random.default_rng(SEED + number))
        responses = PriorResponses(payoffs, prior)
        path = LogitBranch(responses, responses.start, np.eye(len(responses.start))[-1], responses.regret)
        most_steps, own_steps = starting_points.most_steps(number), 0
        for _ in path.follow():
            problem.watch.tick()
            own_steps += 1
            if own_steps >= most_steps:
                break
        num_steps += own_steps
        statistics.update(paths=number + 1, steps=num_steps, precision=float(path.points[-1][-1]))
        if path.has_ended:
            yield np.exp(path.points[-1][:-1])


class PriorResponses:
    """Equations of logit equilibria with a prior, in log probabilities and the precision.

    The log odds of each action and its player's likeliest one are those of the prior plus the precision times the
    difference of what both pay; and probabilities sum to 1, which is the equation of the likeliest action.

    Parameters
    ----------
    payoffs
        A game whose payoffs lie between 0 and 1.
    prior
        Positive probabilities of all actions, shape ``[N]``.

    Attributes
    ----------
    start
        The prior as a point of the path: its log probabilities, then the precision 0.

    Examples
    --------
    >>> from gametheory.kernels.pair_payoffs import PairPayoffs
    >>> payoffs = PairPayoffs([np.array([[1.0, 0.0]]), np.array([[0.0, 1.0]])])
    >>> responses = PriorResponses(payoffs, np.array([1.0, 0.75, 0.25]))
    >>> left, derivatives = responses(np.array([0.0, np.log(0.75), np.log(0.25), 3.0]))
    >>> left.round(9).tolist(), derivatives[:, -1].tolist()
    ([0.0, 0.0, -3.0], [0.0, 0.0, -1.0])
    """

    def __init__(self, payoffs: PairPayoffs, prior: FloatArray) -> None:
        self._payoffs = payoffs
        self._log_prior = np.log(prior)
        self.start = np.append(self._log_prior, 0.0)

    def __call__(self, point: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return what the equations leave at a point, shape ``[N]``, and their derivatives, shape ``[N, N + 1]``."""
        owners, starts = self._payoffs.owners, self._payoffs.starts
        logs, precision = point[:-1], point[-1]
        with np.errstate(over="ignore", invalid="ignore", under="ignore"):
            probabilities = np.exp(logs)
            pairs = self._payoffs.by_pairs(probabilities)
            paid = pairs @ probabilities / (len(starts) - 1)
            likeliest = np.array([start + np.argmax(own) for start, own in zip(starts, self._split(logs), strict=True)])
            compared = likeliest[owners]
            gains = paid - paid[compared]
            left = logs - logs[compared] - (self._log_prior - self._log_prior[compared]) - precision * gains
            left[likeliest] = np.add.reduceat(probabilities, starts) - 1.0
            derivatives = np.empty((len(logs), len(point)))
            derivatives[:, :-1] = precision * (pairs[compared] - pairs) * probabilities
            actions = np.arange(len(logs))
            derivatives[actions, actions] += 1.0
            derivatives[actions, compared] -= 1.0
            derivatives[:, -1] = -gains
            derivatives[likeliest] = 0.0
            derivatives[compared, actions] = probabilities
        return left, derivatives

    def regret(self, point: FloatArray) -> float:
        """Return the largest regret of a player at a point, as a share of its range of payoffs."""
        probabilities = np.exp(point[:-1])
        paid = self._payoffs.against(probabilities)
        return max(
            float(np.maximum(own.max() - own, 0.0) @ strategy)
            for own, strategy in zip(self._split(paid), self._split(probabilities), strict=True)
        )

    def _split(self, amounts: FloatArray) -> list[FloatArray]:
        """Return amounts of all actions by player."""
        return np.split(amounts, self._payoffs.starts[1:])

"""The path from a prior to an equilibrium."""

from __future__ import annotations

import numpy as np
import pytest

from gametheory.kernels.pair_payoffs import PairPayoffs
from gametheory.kernels.polymatrix_path import PolymatrixPath


def followed(payoffs: PairPayoffs, *, seed: int = 0, bonus: float = 1e-3) -> PolymatrixPath:
    """The path from equal probabilities."""
    prior = np.concatenate([np.full(size, 1.0 / size) for size in payoffs.sizes])
    path = PolymatrixPath(payoffs, prior, bonus * np.random.default_rng(seed).random(len(prior)))
    for _ in path.follow():
        assert path.num_steps < 5_000
    return path


def largest_gain(payoffs: PairPayoffs, strategies: np.ndarray) -> float:
    """What a player can gain by deviating at most."""
    paid = payoffs.against(strategies)
    best = np.maximum.reduceat(paid, payoffs.starts)
    return float((best - np.add.reduceat(paid * strategies, payoffs.starts)).max())


@pytest.mark.parametrize("shape", [(4, 5), (3, 3, 3), (2, 5, 3), (2, 2, 2, 2, 2), (3, 3, 3, 3)])
def test_random_paths_end_at_equilibria(shape: tuple[int, ...]) -> None:
    rng = np.random.default_rng(11)
    for _ in range(4):
        payoffs = PairPayoffs(list(rng.random((len(shape), *shape))))
        path = followed(payoffs)
        assert path.has_ended
        assert not path.is_lost
        assert path.share == pytest.approx(1.0, abs=1e-12)
        assert path.num_pivots < path.num_steps
        assert np.add.reduceat(path.strategies, payoffs.starts) == pytest.approx(np.ones(len(shape)))
        assert path.strategies.min() > -1e-9
        assert largest_gain(payoffs, path.strategies) < 1e-9


def test_the_path_starts_at_the_prior_with_the_best_replies_to_it() -> None:
    payoffs = PairPayoffs([np.array([[1.0, 0.0], [0.0, 0.25]]), np.array([[0.0, 0.5], [0.25, 0.0]])])
    prior = np.array([0.125, 0.875, 0.5, 0.5])
    path = PolymatrixPath(payoffs, prior, np.zeros(4))
    assert path.share == 0.0
    assert path.strategies.tolist() == prior.tolist()
    assert path.is_played.tolist() == [True, False, True, False]
    next(path.follow())
    assert 0.0 < path.share < 1.0


def test_a_dominant_action_is_reached_without_a_pivot() -> None:
    payoffs = PairPayoffs([np.array([[1.0, 0.5], [0.0, 0.25]]), np.array([[0.0, 0.5], [0.25, 1.0]])])
    path = followed(payoffs)
    assert path.has_ended
    assert path.num_pivots == 0
    assert path.strategies.tolist() == [1.0, 0.0, 0.0, 1.0]


def test_a_path_without_a_direction_is_lost() -> None:
    # without bonuses both actions of the first player are best replies from the start, whatever the others do
    payoffs = PairPayoffs([np.full((2, 2), 0.5), np.array([[0.0, 0.5], [0.25, 1.0]])])
    path = followed(payoffs, bonus=0.0)
    assert path.is_lost
    assert not path.has_ended
    assert followed(payoffs).has_ended

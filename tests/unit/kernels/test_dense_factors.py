"""Large dense factorizations in slices."""

from __future__ import annotations

import numpy as np
import pytest

from gametheory.kernels import dense_factors
from gametheory.kernels.dense_factors import cholesky, gram_buffer, lu_factors, weighted_gram
from unit.kernels.running import num_heartbeats, result_of

RNG = np.random.default_rng(1)


@pytest.fixture(params=[40, 90], ids=["narrow", "wide"])
def slices(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make panels so narrow that small matrices need many."""
    monkeypatch.setattr(dense_factors, "SLICE", 1e5)
    monkeypatch.setattr(dense_factors, "WIDTHS", (7, request.param))


@pytest.mark.usefixtures("slices")
class TestSlices:
    def test_gram_matrix(self) -> None:
        matrix, weights = RNG.random((230, 60)), RNG.random(230)
        gram = np.full((60, 60), np.nan, order="F")
        gram[np.tril_indices(60)] = 7.0  # what stood there does not matter
        made = result_of(weighted_gram(matrix, np.sqrt(weights), gram, gram_buffer(matrix)))
        assert np.tril(made) == pytest.approx(np.tril(matrix.T @ (weights[:, None] * matrix)))

    def test_cholesky(self) -> None:
        matrix = RNG.random((130, 110))
        square = matrix.T @ matrix
        lower = np.tril(result_of(cholesky(np.asfortranarray(square))))
        assert lower @ lower.T == pytest.approx(square)

    def test_cholesky_of_what_is_not_positive_definite(self) -> None:
        square = np.asfortranarray(np.eye(110))
        square[100, 100] = -1.0
        with pytest.raises(np.linalg.LinAlgError, match="not positive definite"):
            result_of(cholesky(square))

    def test_lu_factors_are_those_of_the_whole(self) -> None:
        from scipy.linalg.lapack import dgetrf

        matrix = RNG.random((110, 110))
        factors = result_of(lu_factors(np.asfortranarray(matrix)))
        assert factors is not None
        whole, pivots, _ = dgetrf(matrix)
        assert factors[0] == pytest.approx(whole)
        assert factors[1].tolist() == pivots.tolist()

    def test_lu_factors_of_a_singular_matrix(self) -> None:
        matrix = np.asfortranarray(np.diag(np.arange(110.0)[::-1]))
        assert result_of(lu_factors(matrix)) is None


def test_large_matrices_have_many_slices() -> None:
    matrix = np.asfortranarray(np.eye(2000))
    assert num_heartbeats(cholesky(matrix.copy(order="F"))) > 5
    assert num_heartbeats(lu_factors(matrix)) > 5

from __future__ import annotations

import numpy as np
import pytest

from gametheory import NormalFormGame
from gametheory.kernels.compiled_table_responses import fill_derivatives, fill_left, largest_regret, table_arrays
from gametheory.solvers.quantal_response.table_responses import TableResponses


@pytest.mark.parametrize("shape", [(2, 4), (3, 2, 2), (2, 2, 2, 3)])
def test_compiled_equations_are_those_in_numpy(shape: tuple[int, ...]) -> None:
    rng = np.random.default_rng(len(shape))
    equations = TableResponses(NormalFormGame(rng.integers(0, 9, (len(shape), *shape))))
    table = table_arrays(equations.tables)
    point = np.append(np.log(rng.dirichlet(np.ones(sum(shape)))), 2.5)
    left, derivatives = equations(point)
    matrix = np.zeros((len(point), len(point)))
    fill_left(table, point)
    fill_derivatives(table, point, matrix)
    assert table.left == pytest.approx(left, abs=1e-13)
    assert matrix[:-1] == pytest.approx(derivatives, abs=1e-13)


def test_regret_is_what_the_best_action_would_gain() -> None:
    tables = [np.array([[1.0, 0.0], [0.25, 0.75]]), np.array([[0.0, 1.0], [0.5, 0.0]])]
    table = table_arrays(tables)
    fill_left(table, np.log(np.array([0.5, 0.5, 0.8, 0.2, 1.0])))
    rows = tables[0] @ [0.8, 0.2]
    columns = np.array([0.5, 0.5]) @ tables[1]
    expected = max(rows.max() - rows.mean(), columns.max() - columns @ [0.8, 0.2])
    assert largest_regret(table) == pytest.approx(expected)

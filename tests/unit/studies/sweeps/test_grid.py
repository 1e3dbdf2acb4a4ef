from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from gametheory import load
from gametheory.errors import InvalidParameterError
from gametheory.studies.sweeps.grid import Block, Grid, read_axis, read_grid


def test_points_of_a_linear_axis_are_exact() -> None:
    axis = read_axis("fee", "1/3:0.45:1000")
    low, high = Fraction(1, 3), Fraction(9, 20)
    for index in (0, 1, 500, 998, 999):
        assert axis.exact(index) == low + index * (high - low) / 999
        assert axis.floats[index] == float(axis.exact(index))
    assert axis.num_points == 1000


def test_lists_keep_what_was_given() -> None:
    assert [read_axis("fee", "[0.1, 1/4,2]").exact(index) for index in range(3)] == [
        Fraction(1, 10),
        Fraction(1, 4),
        Fraction(2),
    ]
    assert read_axis("fee", [0.1]).exact(0) == Fraction(0.1)
    assert read_axis("fee", np.array([1, 3])).exact(-1) == 3
    assert read_axis("fee", "-3").exact(0) == -3


def test_equal_ratios() -> None:
    axis = read_axis("fee", "1/10:1000:9:log")
    assert (axis.exact(0), axis.exact(-1)) == (Fraction(1, 10), 1000)
    ratios = axis.floats[1:] / axis.floats[:-1]
    assert np.allclose(ratios, math.sqrt(10), rtol=1e-14)
    assert axis.exact(3) == Fraction(axis.floats[3])


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ("0:nan:5", "expected finite numbers for axis 'fee', got 'nan'"),
        ([0.1, math.nan], "expected finite numbers for axis 'fee', got nan"),
        ([1, math.inf], "expected finite numbers for axis 'fee', got inf"),
        ("0:1e400:5", "expected finite numbers for axis 'fee', got '1e400'"),
        ([], "expected at least one value for axis 'fee', got none"),
        ("", "expected at least one value for axis 'fee', got none"),
        ("0:1:0", "expected at least two points for axis 'fee', got none in '0:1:0'"),
        ("1:0:5", "expected axis 'fee' from low to high, got '1:0:5'; write 0:1:5"),
        ([3, 2], "expected increasing values for axis 'fee', got 2 after 3; sort them"),
        ([2, 2], "expected increasing values for axis 'fee', got 2 after 2"),
        ("0:1:1", "expected a range with at least two points for axis 'fee', got '0:1:1'; for one value write 0"),
        ("1:1:3", "expected a range with at least two points for axis 'fee'"),
        ("0:1:2.5", "expected a whole number of points for axis 'fee', got '2.5' in '0:1:2.5'"),
        ("0:1:-3", "expected a whole number of points for axis 'fee', got '-3'"),
        ("0:1", "expected lo:hi:num, lo:hi:num:log or a list .* for axis 'fee', got '0:1'"),
        ("0:1:5:lin", "expected lo:hi:num, .* got '0:1:5:lin'"),
        ("0:1:5:log", "expected positive ends for equal ratios on axis 'fee', got '0:1:5:log'"),
        ("0:1:99999999999999999999999", "expected at most 10,000,000 points for axis 'fee'"),
        ("a,b", "expected finite numbers for axis 'fee', got 'a'"),
        (5, "expected lo:hi:num, .* for axis 'fee', got 5"),
        (np.zeros((2, 2)), "expected a list of values for axis 'fee', got an array of 2 axes"),
    ],
)
def test_mistakes_have_one_sentence(values: Any, sentence: str) -> None:
    with pytest.raises(InvalidParameterError, match=sentence):
        read_axis("fee", values)


@pytest.mark.parametrize(
    ("axes", "sentence"),
    [
        ({"comission": "0:0.4:5"}, "unknown parameter 'comission'; did you mean 'commission'"),
        ({"weather": "0:0.4:5"}, "unknown parameter 'weather'; the parameters are amazon_sales, "),
        ({"commission": "0:0.5:5"}, "expected commission from 0 to 9/20, got 1/2; shorten the axis"),
        ({}, "expected axes by parameter, such as"),
        ([1], "expected axes by parameter, such as"),
    ],
)
def test_grids_fit_their_model(axes: Any, sentence: str) -> None:
    with pytest.raises(InvalidParameterError, match=sentence):
        read_grid(load("price_monitoring"), axes)


def test_names_without_a_model_that_has_any() -> None:
    with pytest.raises(InvalidParameterError, match="unknown parameter 'fee'; there are none"):
        read_grid(load("matching_pennies"), {"fee": "0:1:3"})


@pytest.mark.parametrize("most", [1, 2, 3, 7, 12, 100])
def test_blocks_cover_each_point_once(most: int) -> None:
    grid = Grid((read_axis("x", "0:1:3"), read_axis("y", "0:1:5"), read_axis("z", "2:3:4")))
    counts = np.zeros(grid.shape, dtype=int)
    first = np.full(grid.shape, np.nan)
    for index in range(grid.num_blocks(most)):
        block = grid.block(most, index)
        assert block.num_points <= most
        counts[block.slices] += 1
        first[block.slices] = grid.floats(block)["z"].reshape(block.shape)
    assert (counts == 1).all()
    assert (first == grid.axes[2].floats).all()
    assert grid.num_points == 60


def test_a_block_stands_where_it_says() -> None:
    grid = Grid((read_axis("x", "0:1:3"), read_axis("y", "0:4:5")))
    block = Block((1, 3), (3, 5))
    assert (block.shape, block.num_points) == ((2, 2), 4)
    found = grid.floats(block)
    assert found["x"].tolist() == [0.5, 0.5, 1.0, 1.0]
    assert found["y"].tolist() == [3.0, 4.0, 3.0, 4.0]
    assert grid.names == ("x", "y")

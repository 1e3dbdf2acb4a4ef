"""Grids of parameter values: exact points, their roundings, and the blocks in which they are worked."""

from __future__ import annotations

import decimal
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from gametheory.core.names import nearest
from gametheory.core.rationals import to_fraction
from gametheory.errors import InvalidGameError, InvalidParameterError
from gametheory.models.parameter_values import range_complaint

if TYPE_CHECKING:
    from gametheory.array_types import FloatArray
    from gametheory.models.model import GameModel

    AxisValues: TypeAlias = "str | Sequence[Any] | np.ndarray[Any, Any]"
    """A text such as ``0:1/2:101``, or a list of numbers."""

MOST_AXIS_POINTS = 10_000_000
LOGARITHM_DIGITS = 40
"""Of the points of an axis of equal ratios, before they are rounded to floats."""
FORMS = "lo:hi:num, lo:hi:num:log or a list such as 0.1,1/4,0.5"


@dataclass(frozen=True)
class Axis:
    """Values of one parameter, increasing.

    Parameters
    ----------
    name
        The parameter.
    numerators
        The values as integers over one denominator.
    denominator
        Positive.

    Examples
    --------
    >>> axis = read_axis("fee", "0:0.45:4")
    >>> axis.exact(1), axis.floats.tolist()
    (Fraction(3, 20), [0.0, 0.15, 0.3, 0.45])
    """

    name: str
    numerators: tuple[int, ...] | range
    denominator: int

    @property
    def num_points(self) -> int:
        """Number of values."""
        return len(self.numerators)

    def exact(self, index: int) -> Fraction:
        """Return a value."""
        return Fraction(self.numerators[index], self.denominator)

    @cached_property
    def floats(self) -> FloatArray:
        """The values, each rounded once."""
        denominator = self.denominator
        values = np.array([numerator / denominator for numerator in self.numerators])
        values.setflags(write=False)
        return values


@dataclass(frozen=True)
class Block:
    """Neighboring points of a grid, a range on each axis.

    Parameters
    ----------
    starts, stops
        For each axis the first index, and one more than the last.
    """

    starts: tuple[int, ...]
    stops: tuple[int, ...]

    @property
    def shape(self) -> tuple[int, ...]:
        """Number of points on each axis."""
        return tuple(stop - start for start, stop in zip(self.starts, self.stops, strict=True))

    @property
    def num_points(self) -> int:
        """Number of points."""
        return math.prod(self.shape)

    @property
    def slices(self) -> tuple[slice, ...]:
        """Where the block stands in arrays of the whole grid."""
        return tuple(map(slice, self.starts, self.stops))


@dataclass(frozen=True)
class Grid:
    """All combinations of the values of some parameters; the last axis varies fastest.

    Parameters
    ----------
    axes
        At least one.

    Examples
    --------
    >>> grid = Grid((read_axis("fee", "0:1:3"), read_axis("cost", [1, 2.5])))
    >>> grid.shape, grid.exact_point((1, 1))
    ((3, 2), {'fee': Fraction(1, 2), 'cost': Fraction(5, 2)})
    >>> grid.block_shape(4), grid.num_blocks(4), grid.block(4, 1)
    ((2, 2), 2, Block(starts=(2, 0), stops=(3, 2)))
    """

    axes: tuple[Axis, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The parameters that vary."""
        return tuple(axis.name for axis in self.axes)

    @property
    def shape(self) -> tuple[int, ...]:
        """Number of values on each axis."""
        return tuple(axis.num_points for axis in self.axes)

    @property
    def num_points(self) -> int:
        """Number of points."""
        return math.prod(self.shape)

    def exact_point(self, indices: Sequence[int]) -> dict[str, Fraction]:
        """Return the values at a point."""
        return {axis.name: axis.exact(int(index)) for axis, index in zip(self.axes, indices, strict=True)}

    def block_shape(self, most_points: int) -> tuple[int, ...]:
        """Return the shape of blocks of at most so many points, whole on the last axes."""
        left, shape = max(1, most_points), []
        for num_points in reversed(self.shape):
            shape.append(min(num_points, left))
            left //= shape[-1]
        return tuple(reversed(shape))

    def num_blocks(self, most_points: int) -> int:
        """Return the number of blocks of at most so many points."""
        return math.prod(self._counts(most_points))

    def block(self, most_points: int, index: int) -> Block:
        """Return one of the blocks of at most so many points, counted as points are."""
        places = np.unravel_index(index, self._counts(most_points))
        sides = self.block_shape(most_points)
        starts = tuple(int(place) * side for place, side in zip(places, sides, strict=True))
        ends = zip(starts, sides, self.shape, strict=True)
        return Block(starts, tuple(min(start + side, most) for start, side, most in ends))

    def rank(self, most_points: int, block: Block) -> int:
        """Return which of the blocks of at most so many points a block is, or begins in."""
        sides = self.block_shape(most_points)
        places = tuple(start // side for start, side in zip(block.starts, sides, strict=True))
        return int(np.ravel_multi_index(places, self._counts(most_points)))

    def floats(self, block: Block) -> dict[str, FloatArray]:
        """Return the rounded values at the points of a block, one flat array for each parameter."""
        columns = [axis.floats[part] for axis, part in zip(self.axes, block.slices, strict=True)]
        return {
            name: np.ascontiguousarray(column).ravel()
            for name, column in zip(self.names, np.meshgrid(*columns, indexing="ij"), strict=True)
        }

    def _counts(self, most_points: int) -> tuple[int, ...]:
        """Return the number of blocks along each axis."""
        return tuple(-(-num // side) for num, side in zip(self.shape, self.block_shape(most_points), strict=True))


def read_grid(model: GameModel, axes: Mapping[str, AxisValues]) -> Grid:
    """Return the grid of a model's parameters.

    Parameters
    ----------
    model
        Whose parameters vary.
    axes
        For each of them a text (``0:0.45:1000``, ``1:1000:4:log``, ``0.1,1/4``) or a list of numbers.

    Raises
    ------
    InvalidParameterError
        If a name is unknown, or an axis is empty, not increasing, not of finite numbers or outside the range of its
        parameter.
    """
    if not isinstance(axes, Mapping) or not axes:
        raise InvalidParameterError(f"expected axes by parameter, such as {{'fee': '0:1:101'}}, got {axes!r}")
    read = []
    for name, values in axes.items():
        if name not in model.parameters:
            known = f"; the parameters are {', '.join(model.parameters)}" if model.parameters else "; there are none"
            raise InvalidParameterError(f"unknown parameter {name!r}{nearest(str(name), model.parameters) or known}")
        axis = read_axis(name, values)
        for end in (axis.exact(0), axis.exact(-1)):
            complaint = range_complaint(model.parameters[name], end)
            if complaint:
                raise InvalidParameterError(f"{complaint}; shorten the axis or widen the range in the file")
        read.append(axis)
    return Grid(tuple(read))


def read_axis(name: str, values: AxisValues) -> Axis:
    """Return the axis of a parameter.

    Parameters
    ----------
    name
        The parameter.
    values
        ``lo:hi:num`` for equal distances, both ends included, exact; ``lo:hi:num:log`` for equal ratios, in between
        rounded to floats, which then are the values; or numbers, floats at their exact binary value.

    Raises
    ------
    InvalidParameterError
        If that is no axis.

    Examples
    --------
    >>> read_axis("fee", "1:1000:4:log").floats.tolist()
    [1.0, 10.0, 100.0, 1000.0]
    """
    if isinstance(values, str) and ":" in values:
        return _read_range(name, values)
    if isinstance(values, str):
        listed = [part.strip() for part in values.strip("[] ").split(",")] if values.strip("[] ") else []
        return _listed(name, [_number(name, part) for part in listed])
    if isinstance(values, np.ndarray) and values.ndim != 1:
        raise InvalidParameterError(f"expected a list of values for axis {name!r}, got an array of {values.ndim} axes")
    if not isinstance(values, Sequence | np.ndarray):
        raise InvalidParameterError(f"expected {FORMS} for axis {name!r}, got {values!r}")
    return _listed(name, [_number(name, value) for value in values])


def _listed(name: str, values: Sequence[Fraction]) -> Axis:
    """Return an axis of given values."""
    if not values:
        raise InvalidParameterError(f"expected at least one value for axis {name!r}, got none")
    _check_num_points(name, len(values))
    for first, second in pairwise(values):
        if first >= second:
            raise InvalidParameterError(
                f"expected increasing values for axis {name!r}, got {second} after {first}; sort them"
            )
    denominator = math.lcm(*(value.denominator for value in values))
    return Axis(name, tuple(value.numerator * (denominator // value.denominator) for value in values), denominator)


def _read_range(name: str, text: str) -> Axis:
    """Return an axis from ``lo:hi:num`` or ``lo:hi:num:log``."""
    parts = [part.strip() for part in text.split(":")]
    if len(parts) not in (3, 4) or (len(parts) == 4 and parts[3] != "log"):
        raise InvalidParameterError(f"expected {FORMS} for axis {name!r}, got {text!r}")
    low, high = _number(name, parts[0]), _number(name, parts[1])
    if not parts[2].isdecimal():
        raise InvalidParameterError(
            f"expected a whole number of points for axis {name!r}, got {parts[2]!r} in {text!r}"
        )
    num_points = int(parts[2][:20])
    if num_points == 0:
        raise InvalidParameterError(f"expected at least two points for axis {name!r}, got none in {text!r}")
    if low > high:
        raise InvalidParameterError(
            f"expected axis {name!r} from low to high, got {text!r}; write {parts[1]}:{parts[0]}:{parts[2]}"
        )
    if num_points == 1 or low == high:
        raise InvalidParameterError(
            f"expected a range with at least two points for axis {name!r}, got {text!r}; for one value write "
            f"{parts[0]}, or set it for the whole sweep"
        )
    _check_num_points(name, num_points)
    return _geometric(name, text, (low, high), num_points) if len(parts) == 4 else _linear(name, low, high, num_points)


def _linear(name: str, low: Fraction, high: Fraction, num_points: int) -> Axis:
    """Return an axis of equal distances."""
    step = (high - low) / (num_points - 1)
    denominator = math.lcm(low.denominator, step.denominator)
    first = low.numerator * (denominator // low.denominator)
    stride = step.numerator * (denominator // step.denominator)
    return Axis(name, range(first, first + stride * (num_points - 1) + 1, stride), denominator)


def _geometric(name: str, text: str, ends: tuple[Fraction, Fraction], num_points: int) -> Axis:
    """Return an axis of equal ratios."""
    low, high = ends
    if low <= 0:
        raise InvalidParameterError(f"expected positive ends for equal ratios on axis {name!r}, got {text!r}")
    with decimal.localcontext(prec=LOGARITHM_DIGITS):
        first, last = (Decimal(end.numerator) / Decimal(end.denominator) for end in ends)
        step = (last / first).ln() / (num_points - 1)
        inner = [Fraction(float(first * (step * index).exp())) for index in range(1, num_points - 1)]
    return _listed(name, [low, *inner, high])


def _check_num_points(name: str, num_points: int) -> None:
    if num_points > MOST_AXIS_POINTS:
        raise InvalidParameterError(
            f"expected at most {MOST_AXIS_POINTS:,} points for axis {name!r}, got {num_points:,}; take fewer"
        )


def _number(name: str, value: Any) -> Fraction:
    """Return a value as an exact number that floats can hold."""
    try:
        number = to_fraction(value)
        float(number)
    except (InvalidGameError, OverflowError):
        raise InvalidParameterError(f"expected finite numbers for axis {name!r}, got {value!r}") from None
    return number

"""Regular equilibria of three players, two of them with two actions, support by support in floating point.

A gain of one action over another is bilinear in the weights of the two other players. Each gain that is 0 gives one
player's weights in terms of another's; put into the last gain, they leave a quadratic equation in one unknown.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]
Point: TypeAlias = tuple[Array, Array, Array]
Supports: TypeAlias = tuple[tuple[int, ...], ...]

NEARLY_ZERO = 1e-9
"""Weights and gains, in shares of the range of payoffs, up to this may as well be zero."""
NEARLY_DOUBLE = 1e-6
"""Roots of an equation closer than this may as well be one."""


class TieError(Exception):
    """The game is too close to one with ties to be sure in floating point."""

    def __init__(self) -> None:
        super().__init__("too close to a tie for floating point")


def equilibria(tables: NDArray[np.int64]) -> list[Point]:
    """All equilibria of a game without ties; ``[player, action, action, action]``, two actions of the first players."""
    scaled = np.array([(own - own.min()) / np.ptp(own) for own in tables.astype(float)])
    choices = [
        [own for size in range(1, number + 1) for own in combinations(range(number), size)]
        for number in tables.shape[1:]
    ]
    return [
        point
        for supports in product(*choices)
        for point in _candidates(scaled, supports)
        if _is_equilibrium(scaled, supports, point)
    ]


def gains(tables: Array, point: Point) -> list[Array]:
    """What each player gets more by each action than by the worst that it plays."""
    first, second, third = point
    payoffs = (
        np.einsum("abc,b,c->a", tables[0], second, third),
        np.einsum("abc,a,c->b", tables[1], first, third),
        np.einsum("abc,a,b->c", tables[2], first, second),
    )
    return [own - own[weights > 0].min() for own, weights in zip(payoffs, point, strict=True)]


def _is_equilibrium(tables: Array, supports: Supports, point: Point) -> bool:
    """Whether played actions have positive weight and others lose; not to be told is a tie."""
    margins = []
    for support, weights, more in zip(supports, point, gains(tables, point), strict=True):
        margins += [weights[action] if action in support else -more[action] for action in range(len(weights))]
    if min(margins) < -NEARLY_ZERO:
        return False
    if min(margins) <= NEARLY_ZERO:
        raise TieError
    return True


def _candidates(tables: Array, supports: Supports) -> Iterator[Point]:
    """Points at which everybody is indifferent between the actions of a support; some weights may be negative."""
    game = tables[np.ix_(range(3), *supports)]
    for weights in _solutions(game):
        point = tuple(np.zeros(number) for number in tables.shape[1:])
        for own, support, found in zip(point, supports, weights, strict=True):
            own[list(support)] = found
        yield point  # type: ignore[misc]


def _solutions(game: Array) -> Iterator[list[Array]]:
    """Weights at which everybody is indifferent between all actions of a game."""
    sizes = game.shape[1:]
    mixing = [player for player in range(3) if sizes[player] > 1]
    if not mixing:
        yield [np.ones(1)] * 3
    elif len(mixing) == 1:
        _require_gain(*_gaps(game, mixing[0]).ravel())
    elif len(mixing) == 2 and max(sizes) == 2:
        yield _two_mixing(game, mixing)
    elif len(mixing) == 2:
        one, other = (gap.ravel() for gap in _gaps(game, 2))
        _require_gain(one[0] * other[1] - one[1] * other[0])
    elif sizes[2] == 2:
        yield from _two_by_two_by_two(game)
    else:
        yield from _two_by_two_by_three(game)


def _gaps(game: Array, player: int) -> Array:
    """What a player gains by its first action over each other one, by the actions of the others."""
    own = np.moveaxis(game[player], player, 0)
    return own[:1] - own[1:]


def _require_gain(*numbers: float) -> None:
    """Raise an error if a gain is zero by chance in a support with more equations than unknowns."""
    if min(map(abs, numbers)) <= NEARLY_ZERO:
        raise TieError


def _balance(pair: Array) -> Array:
    """The two weights that make a mean of two numbers zero."""
    total = pair[1] - pair[0]
    _require_gain(total)
    return np.array([pair[1], -pair[0]]) / total


def _two_mixing(game: Array, mixing: list[int]) -> list[Array]:
    """Each of two players mixes so that the other is indifferent."""
    weights = [np.ones(1)] * 3
    for player, other in (mixing, mixing[::-1]):
        weights[other] = _balance(_gaps(game, player).ravel())
    return weights


def _line(pair: Array) -> Array:
    """The mean of two numbers as a polynomial in the weight of the first."""
    return np.array([pair[0] - pair[1], pair[1]])


def _weights_between_zero_and_one(polynomial: Array) -> list[float]:
    """The roots that can be weights."""
    if np.abs(polynomial).max() <= NEARLY_ZERO:
        raise TieError
    roots = np.roots(polynomial)
    if len(roots) == 2 and abs(roots[0] - roots[1]) <= NEARLY_DOUBLE * max(1.0, abs(roots[0])):
        raise TieError
    return [root.real for root in roots if root.imag == 0 and -NEARLY_ZERO <= root.real <= 1 + NEARLY_ZERO]


def _two_by_two_by_two(game: Array) -> Iterator[list[Array]]:
    """The third player's weight gives the others', which leave the third indifferent.

    Shares of two weights are ``(u, -v)`` where the other player's gain is ``v`` and ``u`` against either action.
    """
    (by_second,), (by_first,), (last,) = (_gaps(game, player) for player in range(3))
    second = _line(by_second[1]), -_line(by_second[0])
    first = _line(by_first[1]), -_line(by_first[0])
    polynomial = sum(
        last[row, column] * np.polymul(first[row], second[column]) for row in range(2) for column in range(2)
    )
    for weight in _weights_between_zero_and_one(np.asarray(polynomial)):
        third = np.array([weight, 1 - weight])
        yield [_balance(by_first @ third), _balance(by_second @ third), third]


def _two_by_two_by_three(game: Array) -> Iterator[list[Array]]:
    """The third player's two gains give the others' weights, and these players' gains the third's weights."""
    one, other = _gaps(game, 2)
    second = _line(one[:, 1]), -_line(one[:, 0])
    polynomial = sum(np.polymul(_line(other[:, column]), second[column]) for column in range(2))
    for weight in _weights_between_zero_and_one(np.asarray(polynomial)):
        first = np.array([weight, 1 - weight])
        column = _balance(first @ one)
        equations = np.array([column @ _gaps(game, 0)[0], first @ _gaps(game, 1)[0], np.ones(3)])
        _require_gain(float(np.linalg.det(equations)))
        yield [first, column, np.linalg.solve(equations, [0.0, 0.0, 1.0])]


def random_tables(num_actions: tuple[int, ...], number: int) -> NDArray[np.int64]:
    """Payoffs 0 to a million of a random game."""
    rng = np.random.default_rng([number, *num_actions])
    return rng.integers(0, 10**6 + 1, (len(num_actions), *num_actions))


def same_points(listed: list[Point], expected: list[Point], nearness: float = 1e-6) -> bool:
    """Whether each point of either list is near exactly one of the other."""
    distances = [
        max(float(np.abs(ours - theirs).max()) for ours, theirs in zip(*pair, strict=True))
        for pair in product(listed, expected)
    ]
    near = np.array(distances).reshape(len(listed), len(expected)) <= nearness
    return bool((near.sum(axis=0) == 1).all() and (near.sum(axis=1) == 1).all())

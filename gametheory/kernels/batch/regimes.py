"""Which games of many have equilibria with the same supports, in the same components."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gametheory.kernels.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gametheory.kernels.batch.arrays import BatchColumns

TABLE_SIZE = 1 << 14
"""Places of the table in which regimes are looked up; half of them are used at most."""

UNKNOWN_REGIME = -1
"""Of a game without equilibria in the columns, or where the table was full."""


class RegimeColumns(NamedTuple):
    """Games by regime.

    Attributes
    ----------
    numbers
        For each game the number of its regime, ``UNKNOWN_REGIME`` where it has none.
    examples
        For each regime the first game that has it.
    components
        For each equilibrium the number of its component within its game.
    table
        For work: hashes and numbers of the regimes met so far.
    """

    numbers: NDArray[np.int32]
    examples: NDArray[np.int64]
    components: NDArray[np.int32]
    table: NDArray[np.uint64]


def regime_columns(num_games: int, num_equilibria: int) -> RegimeColumns:
    """Return columns for so many games and equilibria."""
    return RegimeColumns(
        np.empty(num_games, dtype=np.int32),
        np.empty(TABLE_SIZE // 2, dtype=np.int64),
        np.empty(num_equilibria, dtype=np.int32),
        np.zeros((TABLE_SIZE, 2), dtype=np.uint64),
    )


@compiled
def number_regimes(columns: BatchColumns, num_rows: int, regimes: RegimeColumns) -> int:
    """Number the regimes of games that are solved; return how many there are.

    Regimes are told apart by hashes of 64 bits.

    Parameters
    ----------
    columns
        All equilibria of the games.
    num_rows
        Actions of the row player.
    regimes
        Filled; a game whose components are not those that were counted gets no regime.
    """
    num_regimes = first = before = 0
    number, was_apart = UNKNOWN_REGIME, False
    for game in range(columns.done[0]):
        end = columns.ends[game]
        rows = (first, end)
        is_apart = end > first and columns.num_components[game] == end - first
        if not (is_apart and was_apart and _has_same_supports(columns.supports, rows, before)):
            num_components = _label(columns, num_rows, rows, regimes.components)
            number = UNKNOWN_REGIME
            if end > first and num_components == columns.num_components[game]:
                found = _hash(columns.supports, regimes.components, rows, num_components)
                known, is_new = _look_up(regimes.table, found, num_regimes)
                number = int(known)
                if is_new:
                    regimes.examples[num_regimes] = game
                    num_regimes += 1
        else:
            for index in range(first, end):
                regimes.components[index] = index - first
        regimes.numbers[game] = number
        was_apart = is_apart and number != UNKNOWN_REGIME
        before, first = first, end
    return num_regimes


@compiled
def _has_same_supports(supports: NDArray[np.uint8], rows: tuple[int, int], before: int) -> bool:
    """Whether a game, of components of one equilibrium each, has the supports of the game before it."""
    first, end = rows
    is_same = first - before == end - first
    for index in range(first, end):
        other = before + index - first
        is_same = is_same and supports[index, 0] == supports[other, 0] and supports[index, 1] == supports[other, 1]
    return is_same


@compiled
def _label(columns: BatchColumns, num_rows: int, rows: tuple[int, int], components: NDArray[np.int32]) -> int:
    """Number the components of a game's equilibria: those that share a strategy hang together."""
    first, end = rows
    num_components = 0
    for index in range(first, end):
        components[index] = num_components
        num_components += 1
        for other in range(first, index):
            if components[other] != components[index] and _share(columns.numbers, num_rows, (index, other)):
                low = min(components[index], components[other])
                high = max(components[index], components[other])
                for changed in range(first, index + 1):
                    if components[changed] == high:
                        components[changed] = low
                    elif components[changed] > high:
                        components[changed] -= 1
                num_components -= 1
    return num_components


@compiled
def _share(numbers: NDArray[np.float64], num_rows: int, pair: tuple[int, int]) -> bool:
    """Whether two equilibria have the same strategy of one player."""
    one, other = pair
    num_actions = numbers.shape[1] - 2
    same_row = same_column = True
    for action in range(num_rows):
        same_row &= numbers[one, action] == numbers[other, action]
    for action in range(num_rows, num_actions):
        same_column &= numbers[one, action] == numbers[other, action]
    return same_row or same_column


@compiled
def _hash(
    supports: NDArray[np.uint8], components: NDArray[np.int32], rows: tuple[int, int], num_components: int
) -> np.uint64:
    """Hash of the supports by component, in any order."""
    total = np.uint64(num_components)
    for component in range(num_components):
        inner = np.uint64(0)
        for index in range(rows[0], rows[1]):
            if components[index] == component:
                pair = np.uint64(supports[index, 0]) | (np.uint64(supports[index, 1]) << np.uint64(8))
                inner += _mixed(pair + np.uint64(1))
        total += _mixed(inner)
    return _mixed(total) | np.uint64(1)


@compiled
def _mixed(word: np.uint64) -> np.uint64:
    """Scatter the bits of a word (the finalizer of SplitMix64)."""
    word = word + np.uint64(0x9E3779B97F4A7C15)
    word = (word ^ (word >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    word = (word ^ (word >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return word ^ (word >> np.uint64(31))


@compiled
def _look_up(table: NDArray[np.uint64], found: np.uint64, num_regimes: int) -> tuple[np.int64, bool]:
    """Return the number of a hash, and whether it is new."""
    place = np.int64(found & np.uint64(TABLE_SIZE - 1))
    while table[place, 0] != np.uint64(0):
        if table[place, 0] == found:
            return np.int64(table[place, 1]), False
        place = (place + 1) % TABLE_SIZE
    if num_regimes >= TABLE_SIZE // 2:
        return np.int64(UNKNOWN_REGIME), False
    table[place, 0] = found
    table[place, 1] = np.uint64(num_regimes)
    return np.int64(num_regimes), True

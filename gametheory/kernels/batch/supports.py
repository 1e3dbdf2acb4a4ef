"""All equilibria of many small two-player games: supports by the signs of minors, 64 games in one word.

A pair of supports of equal size carries an equilibrium if the minors that decide it have their signs, those of weights
strictly. Every extreme equilibrium fits some such pair weakly, with zeros allowed, so a game in which each pair that
fits weakly fits strictly is done. The others have ties, or rounding leaves a sign in doubt: they go on to
`gametheory.kernels.batch.vertices`, with exact signs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gametheory.kernels.batch.arrays import (
    BY_SUPPORTS,
    BY_VERTICES,
    BY_WIDE_INTEGERS,
    COMPONENTS,
    COUNT,
    DECIDER,
    LANES,
    UNDECIDED,
    BatchColumns,
    BatchWork,
)
from gametheory.kernels.batch.bits import has_lane, lowest_lane, without_lowest
from gametheory.kernels.batch.columns import write_games
from gametheory.kernels.batch.minors import (
    are_flat,
    compute_minors,
    has_bounds,
    has_exact_minors,
    load_games,
    load_points,
    set_signs,
    set_signs_beyond,
    set_tolerances,
)
from gametheory.kernels.batch.tables import IS_NEGATIVE, NUM_OWN, ORDER, SIGNS, SIZE, TOLERANCE
from gametheory.kernels.batch.vertices import match_vertices
from gametheory.kernels.batch.wide_integers import has_wide_minors
from gametheory.kernels.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gametheory.kernels.batch.tables import BatchTables

LEAST_WEIGHT = 2.0**30
"""Least sum of a strategy's minors, in units of their rounding error, so that probabilities are right to 1e-9."""


@compiled
def solve_games(payoffs: NDArray[np.float64], tables: BatchTables, work: BatchWork, columns: BatchColumns) -> None:
    """Write all extreme equilibria of games, until all are done or the columns are full.

    Parameters
    ----------
    payoffs
        ``[game, place]``: the row player's payoffs by row and column, then the column player's.
    tables, work
        For the shape of the games.
    columns
        With ``done`` 0, and room for all games at least; for equilibria as much as there is.
    """
    for start in range(0, len(payoffs), LANES):
        load_games(payoffs, start, work.values)
        shape = (min(LANES, len(payoffs) - start), payoffs.shape[1])
        if not _solve_lanes((tables, work), columns, shape, 0.0):
            return


@compiled
def solve_points(
    payoffs: NDArray[np.float64], tools: tuple[BatchTables, BatchWork], columns: BatchColumns, margin: float
) -> None:
    """Write all extreme equilibria of games whose numbers are rounded, until all are done or the columns are full.

    Games that a change of payoffs by less than ``margin`` might change are not decided by supports, but all games as
    they are given.

    Parameters
    ----------
    payoffs
        ``[place, game]``: as for `solve_games`, the other way round.
    tools
        Tables and work for the shape of the games.
    columns
        As for `solve_games`.
    margin
        Relative to each player's range of payoffs.
    """
    for start in range(0, payoffs.shape[1], LANES):
        load_points(payoffs, start, tools[1].values)
        shape = (min(LANES, payoffs.shape[1] - start), payoffs.shape[0])
        if not _solve_lanes(tools, columns, shape, margin):
            return


@compiled
def _solve_lanes(
    tools: tuple[BatchTables, BatchWork], columns: BatchColumns, shape: tuple[int, int], margin: float
) -> bool:
    """Solve the games in the lanes; whether all of them fitted into the columns.

    Parameters
    ----------
    tools
        Tables, and work with the payoffs.
    columns
        As for `solve_games`.
    shape
        Number of games, and of the payoffs of each.
    margin
        As for `solve_points`.
    """
    tables, work = tools
    terms, pairs = tables.terms, tables.pairs
    num_games, num_places = shape
    is_rounded = terms[:, ORDER].max() > 2  # a difference of two payoffs has the right sign
    set_tolerances(work.values, num_places)
    compute_minors(work.values, terms)
    if margin > 0.0:
        set_signs_beyond(work.values, terms, work.words, margin)
    else:
        set_signs(work.values, terms, work.words)
    tied = _find_supports(work.words, pairs, work.fits)
    if is_rounded:
        tied |= _unsound(work.values, terms, pairs, work.fits)
    tied |= _unbounded(work.values, num_places)
    if margin > 0.0:
        tied |= are_flat(work.values, num_places)
    _count_supports(work.fits, tied, work.summary)
    if tied:
        if margin > 0.0:
            set_signs(work.values, terms, work.words)
        _make_exact(work, terms, tied, (num_places, is_rounded))
        match_vertices(work, pairs, tied)
    return write_games(work, pairs, columns, num_games)


@compiled
def _find_supports(words: NDArray[np.uint64], pairs: NDArray[np.int64], fits: NDArray[np.uint64]) -> np.uint64:
    """Find the lanes in which each pair fits strictly; return those in which one fits but weakly."""
    tied = np.uint64(0)
    for pair in range(pairs.shape[1]):
        fitting, is_strict = _fitting(words, pairs, pair)
        fits[pair] = fitting & is_strict
        tied |= fitting & ~is_strict
    return tied


@compiled
def _count_supports(fits: NDArray[np.uint64], tied: np.uint64, summary: NDArray[np.int64]) -> None:
    """Count the pairs that fit in each lane, after taking out the lanes that are tied."""
    for lane in range(LANES):
        summary[lane, COUNT] = 0
        summary[lane, DECIDER] = BY_SUPPORTS
    for pair in range(len(fits)):
        fits[pair] &= ~tied
        word = fits[pair]
        while word:
            summary[lowest_lane(word), COUNT] += 1
            word = without_lowest(word)
    for lane in range(LANES):
        summary[lane, COMPONENTS] = summary[lane, COUNT]


@compiled
def _fitting(words: NDArray[np.uint64], pairs: NDArray[np.int64], pair: int) -> tuple[np.uint64, np.uint64]:
    """Lanes in which a pair fits both players at least weakly, and lanes in which none of its minors is in doubt."""
    fits, is_strict = ~np.uint64(0), ~np.uint64(0)
    for player in range(2):
        forward, backward = ~np.uint64(0), ~np.uint64(0)
        for field in range(SIGNS, SIGNS + pairs[player, pair, NUM_OWN]):
            wanted = pairs[player, pair, field]
            right, wrong = words[wanted], words[wanted ^ IS_NEGATIVE]
            forward &= ~wrong
            backward &= ~right
            is_strict &= right | wrong
        fits &= forward | backward
    return fits, is_strict


@compiled
def _unsound(
    values: NDArray[np.float64], terms: NDArray[np.int64], pairs: NDArray[np.int64], fits: NDArray[np.uint64]
) -> np.uint64:
    """Lanes with an equilibrium whose weights are small against their rounding errors."""
    unsound = np.uint64(0)
    for pair in range(pairs.shape[1]):
        size = pairs[0, pair, SIZE]
        word = fits[pair] if size > 2 else np.uint64(0)
        while word:
            lane = lowest_lane(word)
            word = without_lowest(word)
            for player in range(2):
                total = 0.0
                for field in range(SIGNS, SIGNS + size):
                    total += abs(values[pairs[player, pair, field] >> 1, lane])
                tolerance = terms[pairs[player, pair, SIGNS] >> 1, TOLERANCE]
                is_small = total < LEAST_WEIGHT * values[tolerance, lane]
                unsound |= np.uint64(is_small) << np.uint64(lane)
    return unsound


@compiled
def _unbounded(values: NDArray[np.float64], num_places: int) -> np.uint64:
    """Lanes with payoffs that are not finite, or have ranges of extraordinary size."""
    unbounded = np.uint64(0)
    for lane in range(LANES):
        unbounded |= np.uint64(not has_bounds(values, lane, num_places)) << np.uint64(lane)
    return unbounded


@compiled
def _make_exact(work: BatchWork, terms: NDArray[np.int64], tied: np.uint64, shape: tuple[int, bool]) -> None:
    """Decide how the signs of each lane with ties are exact, and make them so."""
    num_places, is_rounded = shape
    for lane in range(LANES):
        if has_lane(tied, lane):
            decider = UNDECIDED
            if has_bounds(work.values, lane, num_places):
                if not is_rounded or has_exact_minors(work.values, lane, num_places):
                    decider = BY_VERTICES
                elif has_wide_minors(work.values, terms, work.words, lane):
                    decider = BY_WIDE_INTEGERS
            work.summary[lane, DECIDER] = decider
            if decider == UNDECIDED:
                work.summary[lane, COUNT] = work.summary[lane, COMPONENTS] = 0

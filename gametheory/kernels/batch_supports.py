"""All equilibria of many small two-player games: supports by the signs of minors, 64 games in one word.

A pair of supports of equal size carries an equilibrium if the minors that decide it have their signs, those of weights
strictly. Every extreme equilibrium fits some such pair weakly, with zeros allowed, so a game in which each pair that
fits weakly fits strictly is done. The others have ties, or rounding leaves a sign in doubt: they go on to
`gametheory.kernels.batch_vertices`, with exact signs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gametheory.kernels.batch_arrays import (
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
from gametheory.kernels.batch_columns import write_games
from gametheory.kernels.batch_minors import (
    compute_minors,
    has_bounds,
    has_exact_minors,
    load_games,
    set_signs,
    set_tolerances,
)
from gametheory.kernels.batch_tables import IS_NEGATIVE, NUM_OWN, ORDER, SIGNS, SIZE, TOLERANCE
from gametheory.kernels.batch_vertices import match_vertices
from gametheory.kernels.batch_wide_integers import has_wide_minors
from gametheory.kernels.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gametheory.kernels.batch_tables import BatchTables

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
        With ``done`` 0 and room for all games; for as many equilibria as it has.
    """
    terms, pairs = tables.terms, tables.pairs
    num_places = payoffs.shape[1]
    has_orders_above_2 = terms[len(terms) - 1, ORDER] > 2 or terms[:, ORDER].max() > 2
    for start in range(0, len(payoffs), LANES):
        load_games(payoffs, start, work.values)
        set_tolerances(work.values, num_places)
        compute_minors(work.values, terms)
        set_signs(work.values, terms, work.words)
        tied = _find_supports(work, pairs)
        if has_orders_above_2:
            tied |= _unsound(work, terms, pairs)
        tied |= _unbounded(work.values, num_places)
        if tied:
            _make_exact(work, terms, tied, num_places)
            match_vertices(work, pairs, tied)
        if not write_games(work, pairs, columns):
            return


@compiled
def _find_supports(work: BatchWork, pairs: NDArray[np.int64]) -> np.uint64:
    """List the pairs that fit strictly in each lane; return the lanes in which one fits but weakly."""
    summary, found = work.summary, work.found
    tied = np.uint64(0)
    for lane in range(LANES):
        summary[lane, COUNT] = 0
        summary[lane, DECIDER] = BY_SUPPORTS
    for pair in range(pairs.shape[1]):
        fits, is_strict = _fitting(work.words, pairs, pair)
        tied |= fits & ~is_strict
        fits &= is_strict
        lane = 0
        while fits:
            if fits & np.uint64(1):
                position = summary[lane, COUNT]
                found[lane, position, 0] = found[lane, position, 1] = pair
                summary[lane, COUNT] = position + 1
            fits >>= np.uint64(1)
            lane += 1
    for lane in range(LANES):
        summary[lane, COMPONENTS] = summary[lane, COUNT]
    return tied


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
def _unsound(work: BatchWork, terms: NDArray[np.int64], pairs: NDArray[np.int64]) -> np.uint64:
    """Lanes with an equilibrium whose weights are small against their rounding errors."""
    unsound = np.uint64(0)
    for lane in range(LANES):
        for position in range(work.summary[lane, COUNT]):
            pair = work.found[lane, position, 0]
            size = pairs[0, pair, SIZE]
            if size <= 2:
                continue
            for player in range(2):
                total = 0.0
                for field in range(SIGNS, SIGNS + size):
                    total += abs(work.values[pairs[player, pair, field] >> 1, lane])
                tolerance = terms[pairs[player, pair, SIGNS] >> 1, TOLERANCE]
                is_small = total < LEAST_WEIGHT * work.values[tolerance, lane]
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
def _make_exact(work: BatchWork, terms: NDArray[np.int64], tied: np.uint64, num_places: int) -> None:
    """Decide how the signs of each lane with ties are exact, and make them so."""
    for lane in range(LANES):
        if (tied >> np.uint64(lane)) & np.uint64(1):
            decider = UNDECIDED
            if has_bounds(work.values, lane, num_places):
                if has_exact_minors(work.values, lane, num_places):
                    decider = BY_VERTICES
                elif has_wide_minors(work.values, terms, work.words, lane):
                    decider = BY_WIDE_INTEGERS
            work.summary[lane, DECIDER] = decider
            if decider == UNDECIDED:
                work.summary[lane, COUNT] = work.summary[lane, COMPONENTS] = 0

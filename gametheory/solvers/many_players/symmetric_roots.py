"""Roots of symmetric conditions by Newton's method: rational ones exactly, others to many digits."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gametheory.array_types import FloatArray
    from gametheory.solvers.many_players.group_tables import GroupTables
    from gametheory.solvers.many_players.symmetric_faces import Lots, SymmetricFace

NEWTON_STEPS = 40
"""Steps after which Newton's method is given up."""
FLOAT_STEP = 1e-13
"""Size of a step below which floats have done what they can."""
CENTER_BITS = 192
"""Bits after the point of what is told of an irrational root."""
GUESS_BITS = 60
"""Bits of the largest denominator that is recognized."""
GUESS_ERROR = Fraction(1, 1 << 140)
"""How near a fraction must be to be tried."""


class FoundRoot(NamedTuple):
    """A root, or what is near one.

    Parameters
    ----------
    lots
        Weights of all groups; they need not be positive.
    is_exact
        Whether the equations hold there exactly.
    """

    lots: Lots
    is_exact: bool


class SymmetricNewton:
    """Newton's method on the equations of a face.

    Parameters
    ----------
    face
        As many equations as unknowns.
    tables
        Its gains in floats.
    tick
        Called between steps.
    """

    def __init__(self, face: SymmetricFace, tables: GroupTables, tick: Callable[[], None]) -> None:
        self._face, self._tables, self._tick = face, tables, tick

    def float_root(self, point: Sequence[FloatArray]) -> list[FloatArray] | None:
        """Return a root in floats from a start; None where the method runs away."""
        point = list(point)
        for _ in range(NEWTON_STEPS):
            values, slopes = self._tables.equations_at(point)
            try:
                step = np.linalg.solve(slopes, values)
            except np.linalg.LinAlgError:
                return None
            if not np.abs(step).max() < 1:
                return None
            for group, (start, end) in enumerate(self._places()):
                rest = point[group][1:] - step[start:end]
                point[group] = np.concatenate([[1 - rest.sum()], rest])
            if np.abs(step).max() < FLOAT_STEP:
                return point
        return None

    def _places(self) -> list[tuple[int, int]]:
        """Return for each group that mixes where its unknowns begin and end."""
        ends = np.cumsum([0, *(size - 1 for size in self._tables.sizes)]).tolist()
        return list(pairwise(ends))

    def settled(self, point: Sequence[FloatArray]) -> FoundRoot | None:
        """Return the root near one in floats; None where steps with the same derivatives do not lead there."""
        _, slopes = self._tables.equations_at(point)
        try:
            inverse = np.linalg.inv(slopes)
        except np.linalg.LinAlgError:
            return None
        lots = self._lots([list(map(Fraction, own[1:].tolist())) for own in point])
        for _ in range(NEWTON_STEPS):
            self._tick()
            gains = self._face.gains_at(lots, self._face.equations)
            largest = max(map(abs, gains))
            if largest < Fraction(1, 1 << (CENTER_BITS - 24)):
                exact = self._recognized(lots)
                return FoundRoot(lots, is_exact=False) if exact is None else FoundRoot(exact, is_exact=True)
            scale = Fraction(2) ** (largest.denominator.bit_length() - largest.numerator.bit_length())
            step = (inverse @ np.array([float(gain * scale) for gain in gains])).tolist()
            mixed = [lots[place] for place in self._tables.mixing]
            lots = self._lots(
                [
                    [weight - Fraction(change) / scale for weight, change in zip(own[1:], step[start:end], strict=True)]
                    for own, (start, end) in zip(mixed, self._places(), strict=True)
                ]
            )
        return None

    def _lots(self, rests: Sequence[Sequence[Fraction]], *, is_short: bool = False) -> list[list[Fraction]]:
        """Return weights of all groups from those of the groups that mix but the first, as short binary fractions."""
        lots = [[Fraction(1)] for _ in self._face.supports]
        for place, own in zip(self._tables.mixing, rests, strict=True):
            rest = own if is_short else [_shortened(weight) for weight in own]
            lots[place] = [1 - sum(rest, Fraction(0)), *rest]
        return lots

    def _recognized(self, lots: Lots) -> list[list[Fraction]] | None:
        """Return short fractions next to a root, if the equations hold there exactly."""
        rests = []
        for place in self._tables.mixing:
            short = [weight.limit_denominator(1 << GUESS_BITS) for weight in lots[place][1:]]
            if any(abs(a - b) > GUESS_ERROR for a, b in zip(short, lots[place][1:], strict=True)):
                return None
            rests.append(short)
        exact = self._lots(rests, is_short=True)
        return None if any(self._face.gains_at(exact, self._face.equations)) else exact


def _shortened(weight: Fraction) -> Fraction:
    """Return a binary fraction next to a number."""
    return Fraction(round(weight * (1 << CENTER_BITS)), 1 << CENTER_BITS)

"""Single minors with a last row of ones, where few of all are wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gametheory.kernels.bordered_minors import bits

if TYPE_CHECKING:
    from collections.abc import Sequence


class SingleMinors:
    """Determinants of squares of some rows with a last row of ones; smaller ones on the way are kept.

    Parameters
    ----------
    payoffs
        Elements of a commutative ring, shape ``[num_rows, num_columns]``.
    one
        The ring's one.

    Examples
    --------
    >>> minors = SingleMinors([[3, 1, 5], [0, 2, 4]], 1)
    >>> minors.minor(0b11, 0b111), minors.minor(0b10, 0b101)
    (-12, -4)
    """

    def __init__(self, payoffs: Sequence[Sequence[Any]], one: Any) -> None:
        self._payoffs, self._one, self._zero = payoffs, one, one - one
        self._known: dict[tuple[int, int], Any] = {}

    def minor(self, rows: int, columns: int) -> Any:
        """Return a minor by masks of its rows and columns, the latter with one place more."""
        if not rows:
            return self._one
        known = self._known.get((rows, columns))
        if known is not None:
            return known
        last = rows.bit_length() - 1
        rest, entries = rows ^ (1 << last), self._payoffs[last]
        total, is_minus = self._zero, bool((rows.bit_count() - 1) % 2)
        for column in bits(columns):
            entry = entries[column]
            if entry:
                product = entry * self.minor(rest, columns ^ (1 << column))
                total = total - product if is_minus else total + product
            is_minus = not is_minus
        self._known[rows, columns] = total
        return total

"""Outcomes of Gambit's trees: given where they are mentioned first, named by number afterwards."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gametheory.core.extensive_form import NO_OUTCOME
from gametheory.io.gambit.efg_grammar import OUTCOME_BLOCK, node_mistake, payoff_words
from gametheory.io.gambit.number_list import Numbers
from gametheory.io.gambit.tokens import inconsistent, unquoted

if TYPE_CHECKING:
    from fractions import Fraction

    from gametheory.io.gambit.tokens import Remarks
    from gametheory.io.prescan import Source

    Row = tuple[int | Fraction, ...]


_THOUSANDS = re.compile(r"\d,\d{3}(?!\d)", re.ASCII)


class OutcomeList:
    """The outcomes met so far.

    Parameters
    ----------
    source
        The file.
    num_players
        Payoffs of each.
    remarks
        Where what is not quite right is noted.

    Attributes
    ----------
    zeros
        The payoffs of an outcome that pays nothing.
    """

    def __init__(self, source: Source, num_players: int, remarks: Remarks) -> None:
        self.zeros: Row = (0,) * num_players
        self._source = source
        self._remarks = remarks
        self._numbers = Numbers()
        self._rows: list[Row] = []
        self._labels: list[str] = []
        self._file_numbers: list[int | None] = []
        self._index_of: dict[int, int] = {}

    def index(self, number: int, label: str | None, block: str | None, *, found: re.Match[str]) -> int:
        """Return the place of an outcome among those met, entered or compared; ``NO_OUTCOME`` for none.

        Parameters
        ----------
        number
            The file's; 0 is none.
        label, block
            As the file has them; None where they are left out.
        found
            The node.
        """
        if number == 0:
            return NO_OUTCOME if label is None and block is None else self._unnumbered(label or "", block, found)
        row = None if block is None else self._row(block, found)
        index = self._index_of.get(number)
        if index is not None:
            if (row is not None and row != self._rows[index]) or (label and unquoted(label) != self._labels[index]):
                what = f"expected outcome {number} as it stood before, got another label or other payoffs"
                raise inconsistent(self._source, found.start(OUTCOME_BLOCK - 2), what)
            return index
        if row is None:
            what = f"expected the payoffs of outcome {number} where it stands first, got none"
            raise inconsistent(self._source, found.start(OUTCOME_BLOCK - 2), what)
        self._index_of[number] = len(self._rows)
        return self._enter(number, unquoted(label or ""), row)

    def in_order(self) -> tuple[list[Row], tuple[str, ...], list[int]]:
        """Return payoffs and labels in the order of the file's numbers, and where each outcome that was met stands."""
        numbers = self._file_numbers
        order = sorted(range(len(numbers)), key=lambda place: (numbers[place] is None, numbers[place] or 0))
        places = [0] * len(order)
        for position, place in enumerate(order):
            places[place] = position
        return [self._rows[place] for place in order], tuple(self._labels[place] for place in order), places

    def _enter(self, number: int | None, label: str, row: Row) -> int:
        self._rows.append(row)
        self._labels.append(label)
        self._file_numbers.append(number)
        return len(self._rows) - 1

    def _unnumbered(self, label: str, block: str | None, found: re.Match[str]) -> int:
        """Return the place of an outcome of its own for payoffs under the number that means none."""
        row = self.zeros if block is None else self._row(block, found)
        is_none = row == self.zeros and not label
        use = "as none" if is_none else "as an outcome of its own"
        what = f"expected no label and no payoffs of outcome 0, which is none, got some; read {use}"
        self._remarks.note(use, found.start(OUTCOME_BLOCK - 2), what)
        return NO_OUTCOME if is_none else self._enter(None, unquoted(label), row)

    def _row(self, block: str, found: re.Match[str]) -> Row:
        """Return the payoffs that stand in braces."""
        words = payoff_words(block)
        if words is None:
            raise node_mistake(self._source, found.start(), is_complete=False)
        numbers = self._numbers
        try:
            row = tuple([numbers[word] for word in words])
        except ValueError:
            raise node_mistake(self._source, found.start(), is_complete=False) from None
        if len(row) != len(self.zeros):
            hint = "; a comma ends a payoff" if _THOUSANDS.search(block) else ""
            what = f"expected {len(self.zeros)} payoffs, one for each player, got {len(row)}{hint}"
            raise inconsistent(self._source, found.start(OUTCOME_BLOCK), what)
        return row

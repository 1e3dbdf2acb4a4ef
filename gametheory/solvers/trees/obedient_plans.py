"""Which correlation plans of a tree without chance are such that nobody gains by disobeying: linear conditions.

Without chance the weights that meet the obvious equations are those of distributions over pairs of pure plans, so that
linear programs over distributions have polynomial size (von Stengel and Forges 2008).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from gametheory.core.correlation_plans import meeting_pairs, plan_equations, sets_of_sequences
from gametheory.solvers.trees.sequence_gains import gains_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gametheory.core.correlation_plans import SequencePair
    from gametheory.core.sequence_form import SequenceForm

Row: TypeAlias = dict[int, int]
"""A linear function: coefficients by number of the variable."""


@dataclass(frozen=True)
class ObedientPlans:
    """The correlation plans of a tree of two players without chance that nobody gains by disobeying.

    The variables are the weights of ``pairs``, then for each player, sequence that was recommended and information set
    from where its recommended move is made on, the most that the player can get there once it disobeys.

    Parameters
    ----------
    form
        The sequence form.
    """

    form: SequenceForm

    @cached_property
    def pairs(self) -> dict[SequencePair, int]:
        """Numbers of the pairs of sequences that can meet in one play, or of which one is empty."""
        return {pair: number for number, pair in enumerate(meeting_pairs(self.form))}

    @cached_property
    def _set_of(self) -> tuple[list[int], list[int]]:
        """For each player and sequence the position of the information set of its last choice; -1 for none."""
        return sets_of_sequences(self.form, 0), sets_of_sequences(self.form, 1)

    @cached_property
    def disobedient(self) -> dict[tuple[int, int, int], int]:
        """Numbers of the variables of player, recommended sequence and position of an information set."""
        listed = [
            (player, sequence, position)
            for player in (0, 1)
            for sequence, start in enumerate(self._set_of[player])
            if start >= 0
            for position in self._from(player, start)
        ]
        return {key: len(self.pairs) + number for number, key in enumerate(listed)}

    def _from(self, player: int, start: int) -> list[int]:
        """Return an information set and those that follow it, as positions."""
        own, found = self.form.sequences[player], [start]
        for position in range(start + 1, len(own.infosets)):
            before = self._set_of[player][own.before[position]]
            if before in found:
                found.append(position)
        return found

    @property
    def num_variables(self) -> int:
        """Number of variables."""
        return len(self.pairs) + len(self.disobedient)

    def _number(self, player: int, own: int, other: int) -> int:
        """Return the number of a pair of a player's own and the other's sequence."""
        return self.pairs[(own, other) if player == 0 else (other, own)]

    @cached_property
    def equations(self) -> list[Row]:
        """Functions that are 0: the weights at an information set sum to that of the sequence that leads there."""
        return [
            {self.pairs[before]: -1} | {self.pairs[pair]: 1 for pair in following}
            for before, following in plan_equations(self.form, self.pairs)
        ]

    @cached_property
    def gains(self) -> tuple[Row, Row]:
        """For each player what it gets above its smallest payoff, in units of its own, as a function of the weights."""
        first, second = (
            {
                self.pairs[pair[0], pair[1]]: value
                for pair, value in zip(self.form.pairs.tolist(), gains_of(self.form, player).values, strict=True)
                if value
            }
            for player in (0, 1)
        )
        return first, second

    def incentives(self, heartbeat: Callable[[], None]) -> list[Row]:
        """Return functions that are at least 0 where nobody gains by disobeying."""
        rows: list[Row] = []
        for player in (0, 1):
            own = self.form.sequences[player]
            paid = self._paid(player)
            obedient = self._obedient(player, paid)
            following: dict[int, list[int]] = {}
            for position, before in enumerate(own.before):
                following.setdefault(before, []).append(position)
            for (owner, told, position), variable in self.disobedient.items():
                if owner != player:
                    continue
                heartbeat()
                first = own.first[position]
                for sequence in range(first, first + self.form.num_actions[player][position]):
                    row = {variable: 1}
                    for other, value in paid.get(sequence, {}).items():
                        row[self._number(player, told, other)] = -value
                    for later in following.get(sequence, ()):
                        row[self.disobedient[player, told, later]] = -1
                    rows.append(row)
                if position == self._set_of[player][told]:
                    rows.append(obedient[told] | {variable: -1})
        return rows

    def _paid(self, player: int) -> dict[int, Row]:
        """Return for each own sequence what it pays as the last one, by the other's sequence."""
        found: dict[int, Row] = {}
        for (first, second), value in zip(self.form.pairs.tolist(), gains_of(self.form, player).values, strict=True):
            own, other = (first, second) if player == 0 else (second, first)
            if value:
                found.setdefault(own, {})[other] = value
        return found

    def _obedient(self, player: int, paid: Mapping[int, Row]) -> list[Row]:
        """Return for each own sequence what the player gets from there on if it obeys, as a function of the weights."""
        own = self.form.sequences[player]
        rows: list[Row] = [
            {self._number(player, sequence, other): value for other, value in paid.get(sequence, {}).items()}
            for sequence in range(own.num_sequences)
        ]
        for position in reversed(range(len(own.infosets))):
            for sequence in range(own.first[position], own.first[position] + self.form.num_actions[player][position]):
                rows[own.before[position]] |= rows[sequence]
        return rows

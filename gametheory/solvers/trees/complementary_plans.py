"""The equilibria of a sequence form as a linear complementarity problem, and Lemke's path to one of them.

A pair of realization plans is an equilibrium if each sequence has weight 0 or loses nothing against the best reply.
The path starts where the plans weigh nothing: their empty sequences have weight w = 0, and at each information set all
actions but the first one chosen cost 1 - w. It ends where w = 1. No step can be unbounded: weights are at most 1, and
best-reply values cannot grow while some weight flows into each information set, as an infinitely small amount does.
"""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from gametheory.core.realization_plans import Sequences
from gametheory.errors import SolverError
from gametheory.kernels.complementary_path import complementary_path
from gametheory.kernels.integer_tableau import NO_VARIABLE, IntegerTableau

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gametheory.core.sequence_form import SequenceForm
    from gametheory.solvers.watch import Watch

Row: TypeAlias = dict[int, int]
"""An affine function of nonbasic variables: coefficients by variable, of the power k of epsilon under ``-1 - k``."""


NOBODY = Sequences((), (), (), 1)
"""The sequences of a second player who is not there."""


@dataclass(frozen=True)
class ComplementaryPlans:
    """The linear complementarity problem of a sequence form of two players, or of one.

    Parameters
    ----------
    form
        The sequence form.
    least
        For each player and sequence the least weight as a polynomial in epsilon, an infinitely small number: by power
        the coefficient. Empty mappings for weights of at least 0.
    start
        For each player and each of its information sets the action that costs nothing at the start of the path.
    gains
        For each player by own and other sequence what is paid if they are the last ones: integers of at least 0.
    levels
        For each player and each of its information sets a level. What can be got later on at an information set of
        another level, which has its own scale, does not count before it.
    """

    form: SequenceForm
    least: tuple[tuple[Row, ...], ...]
    start: tuple[tuple[int, ...], ...]
    gains: tuple[Mapping[tuple[int, int], int], ...]
    levels: tuple[tuple[int, ...], ...]

    @cached_property
    def _own(self) -> tuple[Sequences, Sequences]:
        """The sequences of both players; one who is not there has the empty one."""
        listed = self.form.sequences
        return listed[0], listed[1] if len(listed) > 1 else NOBODY

    @cached_property
    def labels(self) -> tuple[range, range]:
        """For each player the variables that are the weights of its sequences, the empty one left out."""
        first = self._own[0].num_sequences - 1
        return range(first), range(first, first + self._own[1].num_sequences - 1)

    @property
    def num_labels(self) -> int:
        """Number of sequences of both players, the empty ones left out; slack ``i`` has number ``num_labels + i``."""
        return self.labels[1].stop

    @property
    def share(self) -> int:
        """The variable w; ``share + 1`` is ``1 - w``."""
        return 2 * self.num_labels

    def tableau(self, watch: Watch) -> IntegerTableau:
        """Return the equations at the start of the path, where ``w = 0``."""
        rows: dict[int, Row] = {self.share + 1: {-1: 1, self.share: -1}}
        plans = []
        for player in (0, 1):
            plan, first = self._plan_rows(player)
            plans.append(plan)
            rows |= first
        for player in range(self.form.num_players):
            rows |= self._slack_rows(player, plans[1 - player], watch)
        num_constants = 1 - min(constant for own in self.least for row in (*own, {-1: 0}) for constant in row)
        constants = range(-1, -num_constants, -1)
        nonbasic = [label for label in range(self.share + 1) if label not in rows]
        entries = []
        for row in rows.values():
            watch.tick()
            right_hand_sides = [row.get(constant, 0) for constant in constants]
            entries.append([*right_hand_sides, *(-row.get(label, 0) for label in nonbasic)])
        return IntegerTableau(entries, list(rows), [NO_VARIABLE] * len(constants) + nonbasic, 1)

    def _plan_rows(self, player: int) -> tuple[list[Row], dict[int, Row]]:
        """Return each sequence's weight above the least one, and the rows of the actions chosen at the start."""
        own, labels, least = self._own[player], self.labels[player], self.least[player]
        plan: list[Row] = [{self.share: 1}, *({label: 1} for label in labels)]
        rows = {}
        for position, (first, before) in enumerate(zip(own.first, own.before, strict=True)):
            rest = dict(plan[before])
            _add(rest, least[before], 1)
            chosen = first + self.start[player][position]
            for sequence in range(first, first + self.form.num_actions[player][position]):
                _add(rest, least[sequence], -1)
                if sequence != chosen:
                    _add(rest, plan[sequence], -1)
            plan[chosen] = rows[labels[chosen - 1]] = rest
        return plan, rows

    def _slack_rows(self, player: int, plan: Sequence[Row], watch: Watch) -> dict[int, Row]:
        """Return what each sequence that is not chosen at the start loses against the best reply to a plan."""
        own, first_slack = self._own[player], self.num_labels + self.labels[player].start - 1
        cost = self._cost(player)
        worth = self._worth(player, plan, watch)
        rows = {}
        for position in reversed(range(len(own.infosets))):
            watch.tick()
            chosen = own.first[position] + self.start[player][position]
            best = worth[chosen] | {first_slack + chosen: 1}
            for sequence in range(own.first[position], own.first[position] + self.form.num_actions[player][position]):
                if sequence != chosen:
                    rows[first_slack + sequence] = loss = {**best}
                    _add(loss, worth[sequence], -1)
                    _add(loss, {-1: cost, self.share: -cost}, 1)
            if self._level_before(player, position) == self.levels[player][position]:
                _add(worth[own.before[position]], best, 1)
        return rows

    def _level_before(self, player: int, position: int) -> int:
        """Return the level of the information set of the choice that leads to one; 0 at the first."""
        before = self._own[player].before[position]
        return self.levels[player][bisect(self._own[player].first, before) - 1] if before else 0

    def _cost(self, player: int) -> int:
        """Return what an action that is not chosen at the start costs there."""
        return max(self.gains[player].values(), default=0) or 1

    def _worth(self, player: int, plan: Sequence[Row], watch: Watch) -> list[Row]:
        """Return what each sequence pays as the last one against a plan of the other player."""
        worth: list[Row] = [{} for _ in range(self._own[player].num_sequences)]
        for (own, other), value in self.gains[player].items():
            if value:
                watch.tick()
                _add(worth[own], plan[other], value)
                _add(worth[own], self.least[1 - player][other], value)
        return worth

    def path_end(self, watch: Watch) -> tuple[IntegerTableau, int]:
        """Return the equations at the end of the path, and the number of pivots.

        Raises
        ------
        SolverError
            If the path does not end, which a proof excludes.
        """
        num_pivots = 0
        path = complementary_path(self.tableau(watch), self.share, self.share + 1, self.num_labels)
        while True:
            try:
                next(path)
            except StopIteration as end:
                if end.value is None:
                    raise SolverError("a path of Lemke ran into a ray; please report the game") from None
                return end.value, num_pivots
            watch.tick()
            num_pivots += 1

    def weights(self, tableau: IntegerTableau) -> tuple[list[tuple[Fraction, ...]], ...]:
        """Return for each player the weight of each sequence as a polynomial in epsilon: coefficients by power."""
        num_constants = tableau.nonbasic.count(NO_VARIABLE)
        rows = dict(zip(tableau.basic, tableau.rows, strict=True))
        zero, share = [0] * num_constants, rows[self.share]
        found = []
        for player in range(self.form.num_players):
            listed = []
            for sequence, least in enumerate(self.least[player]):
                row = rows.get(self.labels[player][sequence - 1], zero) if sequence else share
                listed.append(
                    tuple(
                        Fraction(row[power], tableau.denominator) + least.get(-1 - power, 0)
                        for power in range(num_constants)
                    )
                )
            found.append(listed)
        return tuple(found)


def _add(row: Row, other: Row, factor: int) -> None:
    """Add a multiple of another affine function to one."""
    for label, coefficient in other.items():
        row[label] = row.get(label, 0) + factor * coefficient

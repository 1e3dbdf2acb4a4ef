"""Best-reply polyhedra of realization plans, as tableaux in integers.

The best-reply polyhedron of a player holds its realization plans x together with duals q of the other player's
information sets: ``s = F'q - B'x >= 0``. A sequence of the other player is a best reply to x only if its slack in s
can be zero. Written as a tableau, it is solved for the first action at each own information set and for the slacks
of all but one reply at each information set of the other: no first phase is needed (von Stengel 1996).
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from gametheory.core.realization_plans import Sequences
from gametheory.core.sequence_form import to_sequence_form
from gametheory.kernels.face_nodes import NO_LABEL, InfosetLabels, Labels
from gametheory.kernels.integer_tableau import NO_VARIABLE, IntegerTableau
from gametheory.solvers.problem import TooLargeError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.kernels.block_vertices import KnownBlocks
    from gametheory.solvers.watch import Watch

MOST_ENTRIES = 4_000_000
"""Largest best-reply polyhedron that is written as a tableau, rows times columns."""

Row: TypeAlias = dict[int, int]
"""An affine function of variables: coefficients by variable, the constant under ``NO_VARIABLE``."""


class BestReplyPolyhedra:
    """The best-reply polyhedra of a tree of one or two players; a second player who is not there has no label.

    Parameters
    ----------
    tree
        The tree.
    watch
        The clock.

    Raises
    ------
    UnsupportedGameError
        If a player does not remember its own choices.
    TooLargeError
        If a polyhedron would have more than ``MOST_ENTRIES`` entries.
    """

    def __init__(self, tree: ExtensiveFormGame, watch: Watch) -> None:
        form = to_sequence_form(tree, heartbeat=watch.tick)
        is_alone = form.num_players == 1
        self.sequences = (form.sequences[0], Sequences((), (), (), 1) if is_alone else form.sequences[1])
        self.num_actions = (form.num_actions[0], () if is_alone else form.num_actions[1])
        tables = [form.payoff_table(player) for player in range(form.num_players)]
        self.payoffs = (tables[0], {} if is_alone else tables[1])
        """For each side ``{(own sequence, other sequence): payoff times a positive number}``."""
        self.known_blocks: KnownBlocks = {}
        """Blocks of polytopes of plans found so far: many subsets share them."""
        self._watch = watch
        _check_size(self.sequences)

    @cached_property
    def labels(self) -> tuple[range, range]:
        """For each side the labels of its sequences, the empty one left out: sequence k has ``labels[side][k - 1]``."""
        first = self.sequences[0].num_sequences - 1
        return range(first), range(first, first + self.sequences[1].num_sequences - 1)

    @property
    def num_labels(self) -> int:
        """Number of sequences of both sides, the empty ones left out."""
        return self.labels[1].stop

    def actions(self, side: int, position: int) -> range:
        """Return the sequences of the actions at a side's information set, given by its place in its list."""
        first = self.sequences[side].first[position]
        return range(first, first + self.num_actions[side][position])

    def mask(self, side: int, sequences: Iterable[int]) -> int:
        """Return the bit mask of the labels of some sequences of a side, the empty one left out."""
        own = self.labels[side]
        return sum(1 << own[sequence - 1] for sequence in sequences if sequence)

    @cached_property
    def tree_labels(self) -> Labels:
        """All labels with what is before and after them."""
        infosets: list[InfosetLabels] = []
        below = [1 << label for label in range(self.num_labels)]
        for side, sequences in enumerate(self.sequences):
            relevant = self._relevant(side)
            own = self.labels[side]
            for position in reversed(range(len(sequences.infosets))):
                before = sequences.before[position]
                actions = self.actions(side, position)
                all_below = 0
                for sequence in actions:
                    all_below |= below[own[sequence - 1]]
                if before:
                    below[own[before - 1]] |= all_below
                infosets.insert(
                    0 if side == 0 else len(self.sequences[0].infosets),
                    InfosetLabels(
                        side=side,
                        before=own[before - 1] if before else NO_LABEL,
                        actions=self.mask(side, actions),
                        below=all_below,
                        relevant=self.mask(1 - side, relevant[position]),
                        is_relevant=0 in relevant[position],
                    ),
                )
        own_masks = (self.mask(0, range(len(self.labels[0]) + 1)), self.mask(1, range(len(self.labels[1]) + 1)))
        return Labels(tuple(infosets), own_masks, tuple(below))

    def _relevant(self, side: int) -> list[set[int]]:
        """Return for each information set of a side the sequences of the other against which choices from there differ.

        What all actions at a set pay alike is counted as paid before it.
        """
        sequences = self.sequences[side]
        differing: list[set[int]] = [set() for _ in sequences.infosets]
        columns: dict[int, dict[int, int]] = {}
        for (own, other), payoff in self.payoffs[side].items():
            columns.setdefault(other, {})[own] = payoff
        owner = {
            sequence: position
            for position in range(len(sequences.infosets))
            for sequence in self.actions(side, position)
        }
        for position in reversed(range(len(sequences.infosets))):
            before = sequences.before[position]
            for other, paid in columns.items():
                self._watch.tick()
                here = [paid.pop(sequence, 0) for sequence in self.actions(side, position)]
                least = min(here)
                if least != max(here):
                    differing[position].add(other)
                if least:
                    paid[before] = paid.get(before, 0) + least
            if before:
                differing[owner[before]] |= differing[position]
        return differing

    def polyhedron(self, side: int) -> IntegerTableau:
        """Return the best-reply polyhedron of one side as a feasible tableau that starts at its first pure plan."""
        plan, rows = self._plan_rows(side)
        replies: list[Row] = [{} for _ in range(self.sequences[1 - side].num_sequences)]
        for (reply, own), payoff in self.payoffs[1 - side].items():
            self._watch.tick()
            add(replies[reply], plan[own], payoff)
        return self._tableau(rows | self._slack_rows(1 - side, replies), range(self.num_labels))

    def _plan_rows(self, side: int) -> tuple[list[Row], dict[int, Row]]:
        """Return each own sequence in terms of the later actions at information sets, and the rows of the first."""
        sequences, labels = self.sequences[side], self.labels[side]
        plan: list[Row] = [{NO_VARIABLE: 1}] + [{} for _ in labels]
        rows = {}
        for position, before in enumerate(sequences.before):
            rest = dict(plan[before])
            first, *later = self.actions(side, position)
            for sequence in later:
                plan[sequence] = {labels[sequence - 1]: 1}
                add(rest, plan[sequence], -1)
            plan[first] = rows[labels[first - 1]] = rest
        return plan, rows

    def _slack_rows(self, side: int, replies: list[Row]) -> dict[int, Row]:
        """Return the rows of the slacks of a side's sequences; at each information set the best one is nonbasic."""
        sequences, labels = self.sequences[side], self.labels[side]
        rows = {}
        for position in reversed(range(len(sequences.infosets))):
            self._watch.tick()
            actions = self.actions(side, position)
            best = max(actions, key=lambda sequence: replies[sequence].get(NO_VARIABLE, 0))
            dual = replies[best] | {labels[best - 1]: 1}
            for sequence in actions:
                if sequence != best:
                    rows[labels[sequence - 1]] = slack = dict(dual)
                    add(slack, replies[sequence], -1)
            add(replies[sequences.before[position]], dual, 1)
        return rows

    def _tableau(self, rows: dict[int, Row], labels: Iterable[int]) -> IntegerTableau:
        """Return equations ``basic - coefficients * nonbasic = constant``; labels without a row are nonbasic."""
        nonbasic = [NO_VARIABLE, *(label for label in labels if label not in rows)]
        entries = []
        for row in rows.values():
            self._watch.tick()
            entries.append([row.get(NO_VARIABLE, 0), *(-row.get(label, 0) for label in nonbasic[1:])])
        return IntegerTableau(entries, list(rows), nonbasic, 1)


def add(row: Row, other: Row, factor: int) -> None:
    """Add a multiple of another affine function to one."""
    for variable, coefficient in other.items():
        row[variable] = row.get(variable, 0) + factor * coefficient


def _check_size(sequences: tuple[Sequences, Sequences]) -> None:
    """Raise TooLargeError if a polyhedron has too many entries: rows are own information sets and others' slacks."""
    num_sequences = sum(side.num_sequences for side in sequences)
    num_labels = num_sequences - 2
    for own, other in (sequences, sequences[::-1]):
        num_rows = len(own.infosets) + other.num_sequences - 1 - len(other.infosets)
        num_entries = num_rows * (num_labels - num_rows + 1)
        if num_entries > MOST_ENTRIES:
            raise TooLargeError(
                f"all Nash equilibria of a tree need a tableau of at most {MOST_ENTRIES:,} entries, got "
                f"{num_entries:,} ({num_sequences:,} sequences of choices); use concept 'subgame_perfect', or 'pure' "
                "if the players have few plans"
            )

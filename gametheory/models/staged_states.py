"""The states of a game of stages at given values, found without growing the tree."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from gametheory.core.infosets import CHANCE, Infoset
from gametheory.core.state_graph import END, State, StateGraph
from gametheory.core.tree_arrays import NO_ACTION, NO_PARENT
from gametheory.models.growing_tree import GrowingTree
from gametheory.models.stage_play import after_move, sum_of
from gametheory.models.state_names import SetInState, state_infoset_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.core.players import Player
    from gametheory.models.merging import Merging
    from gametheory.models.stage_play import Moves, Payoffs, StagePlay


class StateKey(NamedTuple):
    """A state: the position where somebody moves, and the earlier moves that are still read."""

    position: int
    kept: Moves


@dataclass(slots=True)
class _GrownState:
    """What is played from a state to the next ones, while it is found.

    ``exits`` has one entry for each terminal, None where play ends; ``probabilities`` has one for each information set,
    by stage and what is seen there, None where a player moves.
    """

    tree: GrowingTree = field(default_factory=GrowingTree)
    exits: list[StateKey | None] = field(default_factory=list)
    probabilities: dict[tuple[int, Moves], tuple[Fraction, ...] | None] = field(default_factory=dict)
    set_of: dict[tuple[int, Moves], int] = field(default_factory=dict)


class StagedStates:
    """All states that play can come to, each with the tree of what is played until the next ones.

    Parameters
    ----------
    play
        The stages at given values.
    merging
        Which histories are merged.
    num_players
        Number of players.
    """

    def __init__(self, play: StagePlay, merging: Merging, num_players: int) -> None:
        self._play = play
        self._merging = merging
        self._num_players = num_players
        self._found: dict[StateKey, _GrownState] = {}
        self._reached: set[int] = set()
        self._is_paying = False
        self.num_nodes = 0

    def find(self, most_nodes: int) -> bool:
        """Find all states, without their payoffs; whether their trees have no more than so many nodes together."""
        position, _ = self._next_move(0, self._play.start, ())
        waiting = [StateKey(position, self._play.start)]
        while waiting:
            key = waiting.pop()
            if key in self._found:
                continue
            grown = self._found[key] = self._grown(key, (), most_nodes - self.num_nodes)
            self.num_nodes += grown.tree.num_nodes
            if self.num_nodes > most_nodes:
                return False
            waiting += [exit_ for exit_ in grown.exits if exit_ is not None]
        return True

    @property
    def num_operations(self) -> int:
        """A number of operations that the payoffs ask for at most, as every position has its own terms."""
        longest = max(self._merging.num_leaves(position) for position in range(len(self._play.plans) + 1))
        return self.num_nodes * longest

    def grow(self) -> None:
        """Add payoffs and probabilities to the states that were found."""
        self._is_paying = True
        _, due = self._next_move(0, self._play.start, ())
        start = min(self._found)
        for key in self._found:
            self._found[key] = self._grown(key, due if key == start else (), self.num_nodes)

    def unused_stages(self) -> tuple[str, ...]:
        """Return the stages that no path reaches, in the order of play."""
        return tuple(plan.stage.name for position, plan in enumerate(self._play.plans) if position not in self._reached)

    def graph(self, players: Sequence[Player], title: str) -> StateGraph:
        """Return the states in the order of play."""
        ordered = sorted(self._found)
        number_of = {key: number for number, key in enumerate(ordered)}
        columns = [self._merging.columns(position) for position in range(len(self._play.plans))]
        names = state_infoset_names(self._play.plans, columns, self._sets(ordered))
        states = []
        for key in ordered:
            grown = self._found[key]
            infosets = tuple(
                self._infoset(position, names[SetInState(key.position, key.kept, position, seen)], probabilities)
                for (position, seen), probabilities in grown.probabilities.items()
            )
            successors = tuple(END if exit_ is None else number_of[exit_] for exit_ in grown.exits)
            states.append(State(infosets[0].key, grown.tree.game(players, infosets, ""), successors))
        return StateGraph(players=tuple(players), states=tuple(states), title=title)

    def _sets(self, keys: Sequence[StateKey]) -> list[SetInState]:
        return [
            SetInState(key.position, key.kept, position, seen)
            for key in keys
            for position, seen in self._found[key].probabilities
        ]

    def _infoset(self, position: int, name: str, probabilities: tuple[Fraction, ...] | None) -> Infoset:
        plan = self._play.plans[position]
        return Infoset(CHANCE if plan.player is None else plan.player, name, name, plan.moves, probabilities)

    def _grown(self, key: StateKey, due: Payoffs, most_nodes: int) -> _GrownState:
        """Follow every path from a state to the next ones, or so many that there are too many nodes."""
        play, grown = self._play, _GrownState()
        stack: list[tuple[int, int, int, Moves, Payoffs]] = [(NO_PARENT, NO_ACTION, key.position, key.kept, due)]
        while stack and grown.tree.num_nodes <= most_nodes:
            parent, action, position, history, due = stack.pop()
            if parent != NO_PARENT:
                position, due = self._next_move(position, history, due)
            node = grown.tree.append(parent, action)
            is_end = position == len(play.plans)
            if is_end or (parent != NO_PARENT and self._merging.is_cut(key.position, position)):
                grown.tree.pay(node, due, is_end=True)
                grown.exits.append(None if is_end else StateKey(position, self._merging.kept(history, position)))
                continue
            grown.tree.pay(node, due, is_end=False)
            infoset = self._place(grown, position, history)
            if infoset is None:
                grown.exits.append(None)
                continue
            grown.tree.infosets[node] = infoset
            plan = play.plans[position]
            for move in range(len(plan.moves) - 1, -1, -1):
                after = after_move(history, position, move)
                paid = self._conditional_payoffs(position, after) if plan.is_due_after else ()
                stack.append((node, move, position + 1, after, paid))
        return grown

    def _conditional_payoffs(self, position: int, history: Moves) -> Payoffs:
        """Return what falls due where a stage is reached."""
        return self._play.payoffs(self._merging.conditional_payoffs(position), history) if self._is_paying else ()

    def _place(self, grown: _GrownState, position: int, history: Moves) -> int | None:
        """Return the information set at a stage within a state; None where its probabilities are wrong."""
        plan = self._play.plans[position]
        place = (position, tuple(history[seen] for seen in plan.observed))
        if place not in grown.set_of:
            probabilities = self._play.probabilities(position, history) if self._is_paying else ()
            if plan.chance is not None and probabilities is None:
                return None
            grown.set_of[place] = len(grown.set_of)
            grown.probabilities[place] = probabilities
        return grown.set_of[place]

    def _next_move(self, position: int, history: Moves, due: Payoffs) -> tuple[int, Payoffs]:
        """Return the next position at which somebody moves, and what falls due by then."""
        plans = self._play.plans
        while True:
            due = sum_of(due, self._terms(position, history))
            if position == len(plans):
                return position, due
            if self._play.is_reached(position, history):
                self._reached.add(position)
                if not plans[position].is_due_after:
                    due = sum_of(due, self._conditional_payoffs(position, history))
                if plans[position].moves:
                    return position, due
            position += 1

    def _terms(self, position: int, history: Moves) -> Payoffs:
        """Return the sum of the terms that fall due before a position; empty where there are none."""
        terms = self._merging.terms_due(position)
        if not terms or not self._is_paying:
            return ()
        sums = [Fraction(0)] * self._num_players
        for player, term in terms:
            sums[player] += self._play.payoffs((term,), history)[0]
        return tuple(sums)

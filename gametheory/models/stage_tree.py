"""Growing the tree of a game of stages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.core.infosets import CHANCE, Infoset
from gametheory.core.tree_arrays import NO_ACTION, NO_PARENT
from gametheory.models.growing_tree import GrowingTree
from gametheory.models.infoset_names import infoset_names
from gametheory.models.places import NOWHERE
from gametheory.models.stage_play import after_move
from gametheory.models.tree_shape import MAX_NODES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.models.definitions import PlayerDefinition
    from gametheory.models.mistakes import Mistakes
    from gametheory.models.stage_play import Moves, Payoffs, StagePlay
    from gametheory.models.templates import Template


class StageTree:
    """The tree of a game of stages at given values, in preorder.

    Parameters
    ----------
    play
        Says what happens after each history.
    final
        Payoffs at the end, one a player or None; empty where the stages pay everything.
    mistakes
        Where a tree that is too large is noted.
    """

    def __init__(
        self,
        play: StagePlay,
        final: tuple[Template | None, ...],
        mistakes: Mistakes,
    ) -> None:
        self._plans = play.plans
        self._final = final
        self._mistakes = mistakes
        self._play = play
        self._tree = GrowingTree()
        self._set_of: dict[tuple[int, Moves], int] = {}
        self._probabilities: list[tuple[Fraction, ...] | None] = []
        self._reached: set[int] = set()

    def grow(self) -> None:
        """Follow every path of play."""
        tree, play = self._tree, self._play
        stack: list[tuple[int, int, int, Moves, Payoffs]] = [(NO_PARENT, NO_ACTION, 0, play.start, ())]
        while stack:
            parent, action, position, history, due = stack.pop()
            position, due = self._next_move(position, history, due)
            node = tree.append(parent, action)
            if node == MAX_NODES:
                self._mistakes.add(f"expected a tree of at most {MAX_NODES:,} nodes, got more", NOWHERE)
                return
            if position == len(self._plans):
                tree.pay(node, play.added(due, play.payoffs(self._final, history)), is_end=True)
                continue
            tree.pay(node, due, is_end=False)
            infoset = self._infoset(position, history)
            if infoset is None:
                continue
            tree.infosets[node] = infoset
            plan = self._plans[position]
            for move in range(len(plan.moves) - 1, -1, -1):
                after = after_move(history, position, move)
                paid = play.payoffs(plan.payoffs, after) if plan.is_due_after else ()
                stack.append((node, move, position + 1, after, paid))

    def game(self, players: Sequence[PlayerDefinition], title: str) -> ExtensiveFormGame:
        """Return the grown tree."""
        return self._tree.game([player.player for player in players], self._named_infosets(), title)

    def unused_stages(self) -> tuple[str, ...]:
        """Return the stages that no path reaches, in the order of play."""
        return tuple(plan.stage.name for position, plan in enumerate(self._plans) if position not in self._reached)

    def _next_move(self, position: int, history: Moves, due: Payoffs) -> tuple[int, Payoffs]:
        """Return the next position at which somebody moves, and what falls due by then."""
        while position < len(self._plans):
            plan = self._plans[position]
            if self._play.is_reached(position, history):
                self._reached.add(position)
                if not plan.is_due_after:
                    due = self._play.added(due, self._play.payoffs(plan.payoffs, history))
                if plan.moves:
                    break
            position += 1
        return position, due

    def _infoset(self, position: int, history: Moves) -> int | None:
        """Return the information set at a stage after a history; None where its probabilities are wrong."""
        plan = self._plans[position]
        key = (position, tuple(history[seen] for seen in plan.observed))
        known = self._set_of.get(key)
        if known is not None:
            return known
        probabilities = self._play.probabilities(position, history)
        if plan.chance is not None and probabilities is None:
            return None
        self._probabilities.append(probabilities)
        self._set_of[key] = len(self._set_of)
        return self._set_of[key]

    def _named_infosets(self) -> tuple[Infoset, ...]:
        """Return the information sets in the order in which they were met."""
        of_position: dict[int, list[Moves]] = {}
        for position, observation in self._set_of:
            of_position.setdefault(position, []).append(observation)
        names: dict[tuple[int, Moves], str] = {}
        for position, observations in of_position.items():
            plan = self._plans[position]
            observed = [(self._plans[seen].stage.name, self._plans[seen].moves) for seen in plan.observed]
            listed = infoset_names(plan.stage.name, observed, observations)
            for observation, name in zip(observations, listed, strict=True):
                names[position, observation] = name
        return tuple(
            Infoset(CHANCE if plan.player is None else plan.player, names[key], names[key], plan.moves, probabilities)
            for key, probabilities in zip(self._set_of, self._probabilities, strict=True)
            for plan in [self._plans[key[0]]]
        )

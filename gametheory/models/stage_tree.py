"""Growing the tree of a game of stages."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.infosets import CHANCE, Infoset
from gametheory.core.tree_arrays import NO_ACTION, NO_OUTCOME, NO_PARENT, TERMINAL
from gametheory.models.bodies import payoff_array
from gametheory.models.infoset_names import infoset_names
from gametheory.models.places import NOWHERE
from gametheory.models.scopes import NOT_PLAYED
from gametheory.models.tree_shape import MAX_NODES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.models.definitions import PlayerDefinition
    from gametheory.models.mistakes import Mistakes
    from gametheory.models.probabilities import ChanceMove
    from gametheory.models.templates import Template
    from gametheory.models.unrolling import PlayedStage
    from gametheory.models.values import Values

_History: TypeAlias = "tuple[int, ...]"
_Payoffs: TypeAlias = "tuple[Fraction, ...]"


@dataclass(frozen=True, slots=True)
class StagePlan:
    """A stage with its formulas made ready.

    Parameters
    ----------
    stage
        Where it stands in the order of play.
    player
        Index of the mover; None where chance moves or nobody.
    moves
        Names of the moves; empty at a stage that only pays.
    when
        Whether the stage is reached; None is always.
    observed
        Positions whose moves tell information sets apart (for chance: on which the probabilities depend).
    chance
        The probabilities of a chance stage.
    payoffs
        One a player or None; empty where the stage pays nothing.
    is_due_after
        Whether the payoffs fall due after the stage's own move.
    """

    stage: PlayedStage
    player: int | None
    moves: tuple[str, ...]
    when: Template | None
    observed: tuple[int, ...]
    chance: ChanceMove | None
    payoffs: tuple[Template | None, ...]
    is_due_after: bool


class StageTree:
    """The tree of a game of stages at given values, in preorder.

    Parameters
    ----------
    plans
        The stages in the order of play.
    final
        Payoffs at the end, one a player or None; empty where the stages pay everything.
    values
        Reads the formulas.
    mistakes
        Where formulas without a value and wrong probabilities are noted; the branch concerned is then left out.
    """

    def __init__(
        self,
        plans: Sequence[StagePlan],
        final: tuple[Template | None, ...],
        values: Values,
        mistakes: Mistakes,
    ) -> None:
        self._plans = plans
        self._final = final
        self._values = values
        self._mistakes = mistakes
        self._parents: list[int] = []
        self._actions: list[int] = []
        self._infosets: list[int] = []
        self._outcomes: list[int] = []
        self._payoff_rows: list[_Payoffs] = []
        self._set_of: dict[tuple[int, _History], int] = {}
        self._probabilities: list[tuple[Fraction, ...] | None] = []
        self._reached: set[int] = set()

    def grow(self) -> None:
        """Follow every path of play."""
        start = (NOT_PLAYED,) * len(self._plans)
        stack: list[tuple[int, int, int, _History, _Payoffs]] = [(NO_PARENT, NO_ACTION, 0, start, ())]
        while stack:
            parent, action, position, history, due = stack.pop()
            position, due = self._next_move(position, history, due)
            node = self._append(parent, action)
            if node == MAX_NODES:
                self._mistakes.add(f"expected a tree of at most {MAX_NODES:,} nodes, got more", NOWHERE)
                return
            if position == len(self._plans):
                self._pay(node, _sum(due, self._payoffs(self._final, history)), is_end=True)
                continue
            self._pay(node, due, is_end=False)
            infoset = self._infoset(position, history)
            if infoset is None:
                continue
            self._infosets[node] = infoset
            plan = self._plans[position]
            for move in range(len(plan.moves) - 1, -1, -1):
                after = (*history[:position], move, *history[position + 1 :])
                paid = self._payoffs(plan.payoffs, after) if plan.is_due_after else ()
                stack.append((node, move, position + 1, after, paid))

    def game(self, players: Sequence[PlayerDefinition], title: str) -> ExtensiveFormGame:
        """Return the grown tree."""
        rows = [row or (Fraction(),) * len(players) for row in self._payoff_rows]
        payoffs = payoff_array(rows) if rows else np.zeros((0, len(players)), dtype=np.int64)
        return ExtensiveFormGame(
            players=tuple(player.player for player in players),
            infosets=self._named_infosets(),
            parent=np.array(self._parents, dtype=np.int32),
            parent_action=np.array(self._actions, dtype=np.int32),
            infoset=np.array(self._infosets, dtype=np.int32),
            outcome=np.array(self._outcomes, dtype=np.int32),
            node_labels=("",) * len(self._parents),
            outcome_labels=("",) * len(rows),
            outcome_payoffs=payoffs,
            title=title,
        )

    def unused_stages(self) -> tuple[str, ...]:
        """Return the stages that no path reaches, in the order of play."""
        return tuple(plan.stage.name for position, plan in enumerate(self._plans) if position not in self._reached)

    def _next_move(self, position: int, history: _History, due: _Payoffs) -> tuple[int, _Payoffs]:
        """Return the next position at which somebody moves, and what falls due by then."""
        while position < len(self._plans):
            plan = self._plans[position]
            if self._is_reached(plan, history):
                self._reached.add(position)
                if not plan.is_due_after:
                    due = _sum(due, self._payoffs(plan.payoffs, history))
                if plan.moves:
                    break
            position += 1
        return position, due

    def _is_reached(self, plan: StagePlan, history: _History) -> bool:
        if plan.when is None:
            return True
        register = plan.when.register(history)
        value = self._values.value(register, lambda: self._story(history), plan.when.formula.place)
        return bool(value)

    def _payoffs(self, templates: tuple[Template | None, ...], history: _History) -> _Payoffs:
        """Return what some formulas pay after a history; a formula without a value is noted and pays 0."""
        payoffs = []
        for template in templates:
            value = None
            if template is not None:
                register = template.register(history)
                value = self._values.value(register, lambda: self._story(history), template.formula.place)
            payoffs.append(Fraction() if value is None else value)
        return tuple(payoffs)

    def _append(self, parent: int, action: int) -> int:
        self._parents.append(parent)
        self._actions.append(action)
        self._infosets.append(TERMINAL)
        self._outcomes.append(NO_OUTCOME)
        return len(self._parents) - 1

    def _pay(self, node: int, payoffs: _Payoffs, *, is_end: bool) -> None:
        """Place what falls due at a node; on the way nothing is placed where all payoffs are 0."""
        if is_end or any(payoffs):
            self._outcomes[node] = len(self._payoff_rows)
            self._payoff_rows.append(payoffs)

    def _infoset(self, position: int, history: _History) -> int | None:
        """Return the information set at a stage after a history; None where its probabilities are wrong."""
        plan = self._plans[position]
        key = (position, tuple(history[seen] for seen in plan.observed))
        known = self._set_of.get(key)
        if known is not None:
            return known
        probabilities = None
        if plan.chance is not None:
            probabilities = plan.chance.probabilities(
                history, self._values, self._mistakes, lambda: self._story(history)
            )
            if probabilities is None:
                return None
        self._probabilities.append(probabilities)
        self._set_of[key] = len(self._set_of)
        return self._set_of[key]

    def _named_infosets(self) -> tuple[Infoset, ...]:
        """Return the information sets in the order in which they were met."""
        of_position: dict[int, list[_History]] = {}
        for position, observation in self._set_of:
            of_position.setdefault(position, []).append(observation)
        names: dict[tuple[int, _History], str] = {}
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

    def _story(self, history: _History) -> str:
        """Return the moves of a history as text."""
        moves = [plan.moves[move] for plan, move in zip(self._plans, history, strict=True) if move != NOT_PLAYED]
        return f"after {', '.join(moves)}" if moves else ""


def _sum(first: _Payoffs, second: _Payoffs) -> _Payoffs:
    """Add payoffs player by player; empty payoffs are zero."""
    if not first or not second:
        return first or second
    return tuple(left + right for left, right in zip(first, second, strict=True))

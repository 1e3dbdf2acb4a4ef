"""When histories of a game of stages leave the same remaining game: what is known, what is read, what falls due."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from gametheory.models.additive_terms import additive_terms
from gametheory.models.formulas.syntax import leaves
from gametheory.models.remembered_moves import Reading, RememberedMoves

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gametheory.models.stage_play import Moves, StagePlan
    from gametheory.models.templates import Template, Workshop

Due: TypeAlias = "tuple[tuple[int, Template], ...]"
"""Terms with the players whom they pay."""


class Hidden(NamedTuple):
    """A stage whose player does not see an earlier one.

    Parameters
    ----------
    stage, unseen
        Positions of the two.
    """

    stage: int
    unseen: int


class Merging:
    """Which histories of a game of stages are merged, decided on the formulas before any number is known.

    A payoff formula is cut into terms; each falls due as soon as the last stage that it reads has passed. Two histories
    are merged at a position if everybody who moves from there on has seen all of both, and if they agree in every move
    that conditions, chance and payoffs from there on still read.

    Parameters
    ----------
    plans
        The stages in the order of play.
    final
        Payoffs at the end, one a player or None; empty where the stages pay everything.
    workshop
        Makes the terms ready.
    """

    def __init__(self, plans: Sequence[StagePlan], final: tuple[Template | None, ...], workshop: Workshop) -> None:
        self._plans = plans
        self._workshop = workshop
        terms: list[list[tuple[int, Template]]] = [[] for _ in range(len(plans) + 1)]
        for payoffs in [final, *(plan.payoffs for plan in plans if plan.when is None)]:
            for player, template in enumerate(payoffs):
                for term in self._terms(template):
                    terms[_passed(term)].append((player, term))
        self._terms_due: tuple[Due, ...] = tuple(map(tuple, terms))
        self._remembered = RememberedMoves(self._readings())
        self._hidden = tuple(self._hidden_moves())
        self._cuts = tuple(self._hidden_from(position) is None for position in range(len(plans) + 1))

    def terms_due(self, position: int) -> Due:
        """Return the terms, each with its player, that fall due before the stage at a position."""
        return self._terms_due[position]

    def num_leaves(self, position: int) -> int:
        """Return how many names the formulas read that fall due before the stage at a position, or at it."""
        due = [term for _, term in self._terms_due[position]]
        if position < len(self._plans):
            due += [payoff for payoff in self.conditional_payoffs(position) if payoff is not None]
        return sum(len(list(leaves(term.formula.root))) for term in due)

    def conditional_payoffs(self, position: int) -> tuple[Template | None, ...]:
        """Return what falls due at a stage only where it is reached; empty where it always is."""
        plan = self._plans[position]
        return () if plan.when is None else plan.payoffs

    def kept(self, history: Moves, position: int) -> Moves:
        """Return a history with only those moves that are still read when somebody moves at a position."""
        return self._remembered.kept(history, position)

    def columns(self, position: int) -> tuple[tuple[int, ...], ...]:
        """Return the earlier positions that tell the states at a position apart, reference by reference."""
        return self._remembered.columns(position)

    def is_cut(self, start: int, position: int) -> bool:
        """Whether a new state begins at a move, after a state that begins at an earlier one."""
        return any(self._cuts[start + 1 : position + 1])

    @property
    def hindrance(self) -> Hidden | None:
        """Who does not see what, if histories cannot be merged anywhere; None where they can."""
        moving = [position for position, plan in enumerate(self._plans) if plan.moves]
        if any(self._cuts[position] for position in moving[1:]):
            return None
        return self._hidden_from(moving[-1]) if moving else None

    def _terms(self, template: Template | None) -> Iterator[Template]:
        if template is None:
            return
        for formula in additive_terms(template.formula, template.scope):
            yield template if formula is template.formula else self._workshop.template(formula, template.scope)

    def _readings(self) -> Iterator[Reading]:
        """Yield every move that some formula reads, with how long it must be remembered."""
        for position, due in enumerate(self._terms_due):
            for _, term in due:
                yield from _until(term, position - 1)
        for position, plan in enumerate(self._plans):
            yield from _until(plan.when, position - 1)
            for payoff in self.conditional_payoffs(position):
                yield from _until(payoff, position if plan.is_due_after else position - 1)
            for probability in plan.chance.templates if plan.chance is not None else ():
                yield from _until(probability, position)

    def _hidden_moves(self) -> Iterator[Hidden]:
        """Yield for each stage the first move that its player does not see."""
        for position, plan in enumerate(self._plans):
            if plan.player is not None:
                seen = set(plan.observed)
                for earlier in range(position):
                    if self._plans[earlier].moves and earlier not in seen:
                        yield Hidden(position, earlier)
                        break

    def _hidden_from(self, position: int) -> Hidden | None:
        """Return who moves at a position or later and does not see all moves before that position."""
        return next((found for found in self._hidden if found.unseen < position <= found.stage), None)


def _passed(term: Template) -> int:
    """Return the position before which the last stage that a term reads has passed."""
    return max((reference[-1] + 1 for reference in term.references if reference), default=0)


def _until(template: Template | None, position: int) -> Iterator[Reading]:
    if template is not None:
        for reference in template.references:
            yield Reading(reference, position)

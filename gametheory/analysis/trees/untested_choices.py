"""Choices that play never comes to, and whether their players would stand by them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.analysis.structure import subgame_roots
from gametheory.analysis.trees.beliefs import continuation_payoffs, has_justifying_belief, justifying_beliefs
from gametheory.analysis.trees.play_order import in_order_of_play
from gametheory.analysis.trees.reach import exact_choices

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gametheory.analysis.trees.reach import Choices
    from gametheory.core.equilibrium import Equilibrium
    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.profiles import BehaviorProfile


class Standing(Enum):
    """Whether a player would stand by a choice that is never put to the test."""

    OPEN = auto()
    BETTER = auto()
    AS_GOOD = auto()
    ALWAYS = auto()
    ON_A_BELIEF = auto()
    WORSE = auto()
    ALWAYS_WORSE = auto()
    ON_NO_BELIEF = auto()


EMPTY = (Standing.WORSE, Standing.ALWAYS_WORSE, Standing.ON_NO_BELIEF)
"""Where the player would surely not stand by it."""


@dataclass(frozen=True, slots=True)
class UntestedChoice:
    """A choice that play never comes to.

    Parameters
    ----------
    infoset
        Where it is made.
    standing
        Whether its player would stand by it.
    other
        The action that it is held against: the next best one, or the better one; -1 where there is none to name.
    margin
        By how much the choice pays more than the other action, or less.
    belief
        Least and largest probability of the first of two nodes at which the choice is best; None for other numbers of
        nodes, and where no belief decides.
    """

    infoset: int
    standing: Standing = Standing.OPEN
    other: int = -1
    margin: Fraction = Fraction(0)
    belief: tuple[Fraction, Fraction] | None = None

    @property
    def is_empty(self) -> bool:
        """Whether the player would surely not stand by it."""
        return self.standing in EMPTY


def untested_infosets(profile: BehaviorProfile, equilibrium: Equilibrium) -> list[int]:
    """Return the information sets that play never comes to and where the profile says what is done."""
    defined = [index for index in equilibrium.certificate.unreached if profile.strategies[index] is not None]
    return in_order_of_play(profile.game, defined)


def untested_choices(profile: BehaviorProfile, equilibrium: Equilibrium) -> Iterator[UntestedChoice]:
    """Yield the choices that play never comes to, in the order of play.

    Each choice is held against the player's other actions there, while all else is played as planned. At a set of
    several nodes their odds are those of the plan in the smallest subgame around it; where that subgame does not come
    there either, beliefs decide.
    """
    game = profile.game
    choices, roots = exact_choices(game, profile), subgame_roots(game)
    values: dict[int, list[Fraction | None]] = {}
    for index in untested_infosets(profile, equilibrium):
        player = game.infosets[index].player
        if player not in values:
            values[player] = continuation_payoffs(game, choices, player)
        yield _judged(index, _plan(_Place(game, index, roots), choices, values[player]))


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is planned at an information set, what each action would pay at each of its nodes, and their odds."""

    chosen: Mapping[int, Fraction]
    payoffs: list[list[Fraction]]
    odds: list[Fraction]

    def pays(self, payoffs: Sequence[Fraction]) -> Fraction:
        """Return what the plan pays where the actions pay so much."""
        return sum((weight * payoffs[action] for action, weight in self.chosen.items()), Fraction(0))


@dataclass(frozen=True, slots=True)
class _Place:
    """An information set in a tree with known subgames."""

    game: ExtensiveFormGame
    infoset: int
    roots: Sequence[int]

    @property
    def nodes(self) -> list[int]:
        """The nodes of the information set."""
        return [int(node) for node in self.game.infoset_nodes(self.infoset)]

    @property
    def subgame(self) -> int:
        """The node that starts the smallest subgame around the information set: one that contains all its nodes."""
        nodes, sizes = self.nodes, self.game.subtree_size
        first, last = min(nodes), max(nodes)
        around = self.roots[: bisect_right(self.roots, first)]
        return next(root for root in reversed(around) if last < root + int(sizes[root]))


def _plan(place: _Place, choices: Choices, values: list[Fraction | None]) -> _Plan | None:
    """Return the plan at an information set; None where it is undefined what one of the actions would pay."""
    game, nodes = place.game, place.nodes
    rows = [[values[child] for child in game.children(node)] for node in nodes]
    payoffs = [[value for value in row if value is not None] for row in rows]
    if payoffs != rows:
        return None
    odds = [_odds(game, node, place.subgame, choices) for node in nodes]
    return _Plan(choices[place.infoset] or {}, payoffs, odds)


def _odds(game: ExtensiveFormGame, node: int, root: int, choices: Choices) -> Fraction:
    """Return the probability that the plan leads from one node to another below it; 0 where it is undefined between."""
    odds = Fraction(1)
    while node > root:
        before = int(game.parent[node])
        odds *= (choices[int(game.infoset[before])] or {}).get(int(game.parent_action[node]), Fraction(0))
        node = before
    return odds


def _judged(infoset: int, plan: _Plan | None) -> UntestedChoice:
    """Return the choice with whether its player would stand by it."""
    if plan is None:
        return UntestedChoice(infoset)
    if total := sum(plan.odds):
        rows = [[odds * payoff / total for payoff in row] for odds, row in zip(plan.odds, plan.payoffs, strict=True)]
        return _judged_with_odds(infoset, plan, [sum(column, Fraction(0)) for column in zip(*rows, strict=True)])
    planned = [plan.pays(row) for row in plan.payoffs]
    gains = [max(row) - value for row, value in zip(plan.payoffs, planned, strict=True)]
    if max(gains) == 0:
        return UntestedChoice(infoset, Standing.ALWAYS)
    for action in range(len(plan.payoffs[0])):
        if all(row[action] > value for row, value in zip(plan.payoffs, planned, strict=True)):
            return UntestedChoice(infoset, Standing.ALWAYS_WORSE, action)
    if len(plan.payoffs) == 2:
        belief = justifying_beliefs(plan.payoffs, plan.chosen)
        return UntestedChoice(infoset, Standing.ON_A_BELIEF if belief else Standing.ON_NO_BELIEF, belief=belief)
    is_justified = min(gains) == 0 or has_justifying_belief(plan.payoffs, plan.chosen)
    return UntestedChoice(infoset, Standing.ON_A_BELIEF if is_justified else Standing.ON_NO_BELIEF)


def _judged_with_odds(infoset: int, plan: _Plan, payoffs: list[Fraction]) -> UntestedChoice:
    """The same where each action's payoff is known."""
    planned = plan.pays(payoffs)
    best = max(range(len(payoffs)), key=lambda action: payoffs[action])
    if payoffs[best] > planned:
        return UntestedChoice(infoset, Standing.WORSE, best, payoffs[best] - planned)
    others = [action for action in range(len(payoffs)) if action not in plan.chosen]
    if not others:
        return UntestedChoice(infoset)
    other = max(others, key=lambda action: payoffs[action])
    margin = planned - payoffs[other]
    return UntestedChoice(infoset, Standing.BETTER if margin else Standing.AS_GOOD, other, margin)

"""What one stage of a tree can pay in equilibrium while one player's choices in it are open."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.analysis.heartbeat import no_heartbeat, with_heartbeat
from gametheory.analysis.trees.own_histories import NOTHING, own_histories
from gametheory.analysis.trees.payoff_sets import (
    SCALE,
    Condition,
    PayoffSet,
    maximize,
    place_conditions,
    shifted,
)
from gametheory.core.infosets import CHANCE
from gametheory.core.tree_arrays import NO_PARENT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.analysis.trees.payoff_sets import Terms
    from gametheory.analysis.trees.reach import Choices
    from gametheory.core.extensive_form import ExtensiveFormGame


@dataclass(frozen=True, slots=True)
class StageCompletion:
    """The payoffs of a stage over all ways to fill in what is open, the stage being in equilibrium.

    Parameters
    ----------
    payoffs
        The set of them; None where there is no such way.
    is_exact
        Whether every member is attained; otherwise the set only contains them all.
    player, gain
        Where there is no way: the largest gain of a deviation at its smallest, and who makes it; otherwise nobody (-1)
        and 0.
    """

    payoffs: PayoffSet | None
    is_exact: bool
    player: int = -1
    gain: Fraction = Fraction(0)


class StageProgram:
    """The conditions for equilibrium of a stage, linear in one player's open choices and in what follows the stage.

    Parameters
    ----------
    game
        The stage as a game of its own; its terminals are the ends, in preorder. Every player has perfect recall.
    choices
        What is done at its information sets; None where open, at sets of one player at most.
    ends
        For each end what can follow.
    heartbeat
        Called at every few steps.
    """

    def __init__(
        self,
        game: ExtensiveFormGame,
        choices: Choices,
        ends: Sequence[PayoffSet],
        heartbeat: Heartbeat = no_heartbeat,
    ) -> None:
        self._game = game
        self._heartbeat = heartbeat
        self._choices = choices
        self._ends = ends
        open_sets = [index for index, chosen in enumerate(choices) if chosen is None]
        self._open_player = game.infosets[open_sets[0]].player if open_sets else CHANCE
        self._movers = [player for player in range(game.num_players) if game.player_infosets(player)]
        self._histories = {player: own_histories(game, player, heartbeat) for player in self._movers}
        self._last = {player: [own.last[end] for end in game.terminals] for player, own in self._histories.items()}
        self._weights = {player: self._end_weights(player) for player in self._movers}
        self._reach = self._end_weights(None)
        self._num_variables = 1
        self._conditions: list[Condition] = []
        self._amounts = self._open_choices()
        self._payoffs = [self._end_payoffs(number) for number in range(len(ends))]

    def _end_weights(self, deviator: int | None) -> list[Fraction]:
        """Return for each end the product of the given probabilities on the way, but the deviator's and open ones."""
        game = self._game
        infosets = game.infoset.tolist()
        weights = [Fraction(1)] * game.num_nodes
        for node, before in enumerate(game.parent.tolist()):
            if before == NO_PARENT:
                continue
            owner = game.infosets[infosets[before]].player
            chosen = self._choices[infosets[before]]
            is_open = chosen is None or (owner in {deviator, self._open_player} and owner != CHANCE)
            given = Fraction(1) if is_open or chosen is None else chosen.get(game.parent_action.item(node), Fraction(0))
            weights[node] = weights[before] * given
        return [weights[end] for end in game.terminals]

    def _new_variables(self, count: int) -> int:
        """Return the first of some new variables."""
        first = self._num_variables
        self._num_variables += count
        return first

    def _open_choices(self) -> list[Terms]:
        """Return for each end the weight that the open player's choices give it, after adding its realization plan."""
        game, player = self._game, self._open_player
        if player == CHANCE:
            return [{SCALE: Fraction(1)}] * len(self._ends)
        own = self._histories[player]
        offset = self._new_variables(own.num_choices - 1)
        variable = [SCALE, *range(offset, offset + own.num_choices - 1)]
        for infoset, first in own.first.items():
            before, chosen = own.before[infoset], self._choices[infoset]
            actions = range(game.infosets[infoset].num_actions)
            if chosen is None:
                terms = {variable[first + action]: Fraction(1) for action in actions}
                self._conditions.append(Condition(terms | {variable[before]: Fraction(-1)}, is_equality=True))
                continue
            for action in actions:
                terms = {variable[first + action]: Fraction(1)}
                if action in chosen:
                    terms[variable[before]] = -chosen[action]
                self._conditions.append(Condition(terms, is_equality=True))
        return [{variable[choice]: Fraction(1)} for choice in self._last[player]]

    def is_relevant(self, number: int) -> bool:
        """Return whether play, or the deviation of a single player, can come to an end."""
        return bool(self._reach[number]) or any(weights[number] for weights in self._weights.values())

    def _end_payoffs(self, number: int) -> list[Terms]:
        """Return what each player gets at an end, times the weight that open choices give it."""
        found, amount = self._ends[number], self._amounts[number]
        if not self.is_relevant(number):
            return [{} for _ in found.payoffs]
        if found.point is not None:
            return [{variable: payoff * one for variable, one in amount.items()} for payoff in found.point]
        offset = self._new_variables(found.num_variables)
        self._conditions += place_conditions(found, offset)
        difference = {offset + SCALE: Fraction(1)} | {variable: -one for variable, one in amount.items()}
        self._conditions.append(Condition(difference, is_equality=True))
        return shifted(found.payoffs, offset)

    def solve(self) -> StageCompletion:
        """Return the payoffs of the stage over all completions."""
        is_exact = True
        payoffs: list[Terms] = []
        for player in range(self._game.num_players):
            terms: Terms = {}
            for number, weight in enumerate(with_heartbeat(self._reach, self._heartbeat)):
                _add(terms, self._payoffs[number][player], weight)
            payoffs.append(terms)
        deficits: list[tuple[int, Terms]] = []
        for player in self._movers:
            best = self._best_of_open_player() if player == self._open_player else self._best_of(player)
            if best is None:
                is_exact = False
                continue
            _add(best, payoffs[player], Fraction(-1))
            deficits.append((player, best))
        contentment = [Condition({variable: -value for variable, value in best.items()}) for _, best in deficits]
        found = PayoffSet(self._num_variables, tuple(payoffs), (*self._conditions, *contentment))
        if found.is_empty(self._heartbeat):
            return self._least_gain(deficits)
        return StageCompletion(found, is_exact)

    def _best_of(self, player: int) -> Terms:
        """Return an expression that is at least a player's best payoff against the others, and can be equal to it."""
        game, last, weights = self._game, self._last[player], self._weights[player]
        own = self._histories[player]
        worth: list[Terms] = [{} for _ in range(own.num_choices)]
        for number, choice in enumerate(last):
            _add(worth[choice], self._payoffs[number][player], weights[number])
        for infoset, first in reversed(own.first.items()):
            self._heartbeat()
            best = self._new_variables(2)
            value = {best: Fraction(1), best + 1: Fraction(-1)}
            for choice in range(first, first + game.infosets[infoset].num_actions):
                terms = dict(value)
                _add(terms, worth[choice], Fraction(-1))
                self._conditions.append(Condition(terms))
            _add(worth[own.before[infoset]], value, Fraction(1))
        return worth[NOTHING]

    def _best_of_open_player(self) -> Terms | None:
        """Return the open player's best payoff, or None where it depends on what follows the stage."""
        player = self._open_player
        own = self._histories[player]
        worth = [Fraction(0)] * own.num_choices
        for number, choice in enumerate(self._last[player]):
            if self._reach[number]:
                payoff = self._ends[number].constant_payoff(player, self._heartbeat)
                if payoff is None:
                    return None
                worth[choice] += self._reach[number] * payoff
        for infoset, first in reversed(own.first.items()):
            worth[own.before[infoset]] += max(worth[first : first + self._game.infosets[infoset].num_actions])
        return {SCALE: worth[NOTHING]}

    def _least_gain(self, deficits: Sequence[tuple[int, Terms]]) -> StageCompletion:
        """Return who gains by deviating, where the largest gain is made as small as it can be."""
        gain = self._new_variables(1)
        conditions = list(self._conditions)
        first = len(conditions)
        for _, deficit in deficits:
            terms = {variable: -value for variable, value in deficit.items()}
            conditions.append(Condition(terms | {gain: Fraction(1)}))
        conditions.append(Condition({SCALE: Fraction(1)}))
        result = maximize(conditions, self._num_variables, {gain: Fraction(-1)}, self._heartbeat)
        prices = [abs(price) for price in result.multipliers[first:-1]]
        player, _ = deficits[prices.index(max(prices))]
        return StageCompletion(None, is_exact=True, player=player, gain=-(result.value or Fraction(0)))


def _add(terms: Terms, others: Mapping[int, Fraction], factor: Fraction) -> None:
    """Add a multiple of an expression to another one."""
    if factor:
        for variable, coefficient in others.items():
            terms[variable] = terms.get(variable, Fraction(0)) + factor * coefficient

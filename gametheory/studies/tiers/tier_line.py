"""All regimes of a game of tiers on a line: which actions are chosen in its equilibria by counts."""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING

from gametheory.core.led_tiered_game import LedTieredGame
from gametheory.core.tiered_game import TieredGame
from gametheory.errors import UnsupportedGameError
from gametheory.models.formulas.exact import FormulaValueError
from gametheory.models.tier_payoffs import TierFormulas
from gametheory.polynomials import LocalSigns
from gametheory.studies.tiers.count_conditions import GainSigns
from gametheory.studies.tiers.count_line import CountLine
from gametheory.studies.tiers.count_supports import chosen_actions, named_support

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from fractions import Fraction

    from gametheory.core.led_tiered_game import History
    from gametheory.core.tiered_game import Counts
    from gametheory.models.formulas.rational_functions import FunctionTape
    from gametheory.models.model import GameModel
    from gametheory.polynomials import Polynomial, RealRoot
    from gametheory.studies.regimes import Regime
    from gametheory.studies.tiers.count_conditions import CountCondition

MOST_SELECTIONS = 1_000
"""Ways to choose one equilibrium in every branch up to which all of them are continued backward."""
MOST_BRANCHES = 64
"""Histories of leaders' moves up to which branches are followed along a parameter."""


class TierLine:
    """The equilibria by counts of a game of tiers along a parameter.

    Parameters
    ----------
    model
        At the values of the other parameters.
    parameter
        What varies.
    ends
        The range.
    concept
        ``pure``, and ``subgame_perfect`` where leaders move first.
    tick
        Called at each step.

    Attributes
    ----------
    cuts
        Values between which the same counts are in question, both ends among them.
    undecided
        Ranges in which equilibria are not known all.
    forms
        Polynomials whose signs decided so far which form formulas have.
    failures
        Why there is no game somewhere.

    Raises
    ------
    UnsupportedGameError
        If regimes of such a game are not known exactly.

    Notes
    -----
    A regime is the set of supports of all equilibria: which actions somebody of each tier chooses. How many choose each
    changes at nearly every value. Where leaders move first, it is what play comes to.
    """

    def __init__(
        self,
        model: GameModel,
        parameter: str,
        ends: tuple[Fraction, Fraction],
        *,
        concept: str,
        tick: Callable[[], object],
    ) -> None:
        game = model.to_game()
        if not isinstance(game, TieredGame) or not isinstance(game.payoffs, TierFormulas):
            raise UnsupportedGameError("exact thresholds of tiers need payoffs by formulas")
        leaders = _leaders(game, concept)
        self._game, self._tick = game, tick
        self._payoffs = game.payoffs.along(parameter)
        if self._payoffs.may_round:
            raise UnsupportedGameError(
                f"exact thresholds need formulas that are quotients of polynomials in {parameter!r}, got a square "
                f"root, exponential or logarithm"
            )
        self._tapes: dict[Counts, FunctionTape] = {}
        self.forms: set[Polynomial] = set()
        self.failures: dict[str, None] = {}
        self.num_boxes = 0
        self._by_history: dict[History, list[CountCondition]] = {}
        undecided: list[tuple[Fraction, Fraction]] = []
        for taken in _single_profiles(game):
            line = CountLine(
                game, self._payoffs, taken, committed=leaders, tick=tick, is_listed=isinstance(game, LedTieredGame)
            )
            history = tuple(taken[leader] or 0 for leader in leaders)
            self._by_history.setdefault(history, []).extend(line.conditions(*ends))
            self.num_boxes += line.num_boxes
            undecided += line.undecided
        self.undecided = _united(undecided, ends)
        self.cuts = sorted(
            {
                end
                for conditions in self._by_history.values()
                for condition in conditions
                for end in (condition.low, condition.high)
            }
            | {end for own in self.undecided for end in own}
            | set(ends)
        )

    def is_decided(self, low: Fraction, high: Fraction) -> bool:
        """Return whether all equilibria are known between two cuts."""
        return not any(start <= low and high <= end for start, end in self.undecided)

    def on_cell(self, low: Fraction, high: Fraction) -> Callable[[LocalSigns], Regime | None]:
        """Return what finds the regime near a value between two cuts."""
        active = self._active(lambda one: one.low <= low and one.high >= high)
        return lambda signs: self._regime(active, signs)

    def at_cut(self, value: Fraction, signs: LocalSigns) -> Regime | None:
        """Return the regime at a cut or an end."""
        return self._regime(self._active(lambda one: one.low <= value <= one.high), signs)

    def at_root(self, root: RealRoot, cell: tuple[Fraction, Fraction]) -> Regime | None:
        """Return the regime at a value between two cuts."""
        return self.on_cell(*cell)(LocalSigns(root, is_point=True))

    def _active(self, is_active: Callable[[CountCondition], bool]) -> dict[History, list[CountCondition]]:
        return {
            history: [condition for condition in conditions if is_active(condition)]
            for history, conditions in self._by_history.items()
        }

    def _regime(self, active: Mapping[History, Sequence[CountCondition]], signs: LocalSigns) -> Regime | None:
        """Return the regime near a value; None where some formula has no value."""
        forms = LocalSigns(signs.near, is_point=signs.is_point)
        gains = GainSigns(self._payoffs, self._tapes, forms, signs)
        try:
            found = {history: self._passed(conditions, gains) for history, conditions in active.items()}
            supports = self._reached(found, gains) if isinstance(self._game, LedTieredGame) else self._all(found)
            chosen = {named_support(self._game, support) for support in supports}
        except FormulaValueError as error:
            self.failures[f"There is no game at some values: a formula has no value: {error.message}."] = None
            return None
        finally:
            signs.recorded |= forms.recorded
            self.forms |= forms.recorded
        return tuple((support,) for support in sorted(chosen))

    def _passed(self, conditions: Iterable[CountCondition], gains: GainSigns) -> list[CountCondition]:
        """Return the conditions that hold, of one support the first one, unless counts are told apart."""
        found: list[CountCondition] = []
        known: set[object] = set()
        for condition in sorted(conditions, key=lambda one: len(one.tests)):
            self._tick()
            key = condition.counts if isinstance(self._game, LedTieredGame) else condition.support
            if key not in known and all(map(gains.is_passed, condition.tests)):
                known.add(key)
                found.append(condition)
        return found

    def _all(self, found: Mapping[History, Sequence[CountCondition]]) -> Iterator[tuple[tuple[int, ...], ...]]:
        """Yield the supports of equilibria where all choose at once."""
        for conditions in found.values():
            yield from (condition.support for condition in conditions)

    def _reached(
        self, found: Mapping[History, Sequence[CountCondition]], gains: GainSigns
    ) -> Iterator[tuple[tuple[int, ...], ...]]:
        """Yield what play comes to under every choice of one equilibrium in every branch, backward.

        Raises
        ------
        UnsupportedGameError
            If some branch has no equilibrium by counts, or there are too many choices.
        """
        listed = {history: [one.counts for one in own if one.counts] for history, own in found.items()}
        if not all(listed.values()):
            raise UnsupportedGameError(
                "after some moves of the leaders there is no equilibrium by counts at some values; those in which "
                "sellers mix are solved at single values"
            )
        if prod(map(len, listed.values())) > MOST_SELECTIONS:
            raise UnsupportedGameError(
                f"at some values there are more than {MOST_SELECTIONS:,} ways to choose one equilibrium in every branch"
            )
        for selection in product(*listed.values()):
            by_history = dict(zip(listed, selection, strict=True))
            for end in self._plays(by_history, (), gains):
                yield chosen_actions(by_history[end])

    def _plays(self, selection: Mapping[History, Counts], history: History, gains: GainSigns) -> set[History]:
        """Return the ends of all best plays of the leaders from a history on."""
        game = self._game
        leaders = game.leaders if isinstance(game, LedTieredGame) else ()
        if len(history) == len(leaders):
            return {history}
        self._tick()
        leader = leaders[len(history)]
        following = [self._plays(selection, (*history, move), gains) for move in range(game.num_actions[leader])]
        best: set[History] = set()
        for ends in product(*following):
            payoffs = [gains.payoff(leader, end[len(history)], selection[end]) for end in ends]
            best |= {
                end
                for end, payoff in zip(ends, payoffs, strict=True)
                if all(gains.compare(payoff, other) >= 0 for other in payoffs)
            }
        return best


def _leaders(game: TieredGame, concept: str) -> tuple[int, ...]:
    """Return the players who move first.

    Raises
    ------
    UnsupportedGameError
        If regimes of the concept are not known exactly.
    """
    if not isinstance(game, LedTieredGame) and concept == "pure":
        return ()
    if not isinstance(game, LedTieredGame) or concept != "subgame_perfect":
        raise UnsupportedGameError(
            f"exact thresholds of tiers are known for their equilibria by counts, and concept {concept!r} is solved at "
            f"single values"
        )
    if game.course is not None or game.num_histories > MOST_BRANCHES:
        raise UnsupportedGameError(
            f"exact thresholds of tiers need at most {MOST_BRANCHES} histories of leaders' moves and no chance or "
            f"skipped stage among them"
        )
    return game.leaders


def _united(
    ranges: Sequence[tuple[Fraction, Fraction]], ends: tuple[Fraction, Fraction]
) -> tuple[tuple[Fraction, Fraction], ...]:
    """Return ranges inside another one, joined where they meet."""
    united: list[tuple[Fraction, Fraction]] = []
    for low, high in sorted(ranges):
        start, end = max(low, ends[0]), min(high, ends[1])
        if united and start <= united[-1][1]:
            united[-1] = united[-1][0], max(united[-1][1], end)
        else:
            united.append((start, end))
    return tuple(united)


def _single_profiles(game: TieredGame) -> Iterator[tuple[int | None, ...]]:
    """Yield every combination of actions of the single players; None for tiers."""
    yield from product(
        *(range(number) if count == 1 else (None,) for number, count in zip(game.num_actions, game.counts, strict=True))
    )

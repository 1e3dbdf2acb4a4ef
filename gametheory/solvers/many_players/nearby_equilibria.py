"""From the end of a path in floats to one equilibrium that can be proved, and what a method says that gives one."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.profiles import MixedProfile
from gametheory.core.solution import Coverage, Termination
from gametheory.errors import UnsupportedGameError
from gametheory.kernels.pair_payoffs import PairPayoffs
from gametheory.kernels.settled_strategies import settled_strategies
from gametheory.solvers.many_players.conclusion import arithmetic_of
from gametheory.solvers.many_players.copied_actions import CopiedActions
from gametheory.solvers.many_players.enclosures import refined
from gametheory.solvers.many_players.mean_payoffs import Slopes, is_nash
from gametheory.solvers.many_players.strategic_views import strategic_view
from gametheory.solvers.normal_forms.support_profiles import scaled_payoffs
from gametheory.solvers.problem import Conclusion

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence

    from gametheory.array_types import FloatArray
    from gametheory.core.enclosed_profile import EnclosedProfile
    from gametheory.core.equilibrium import Play
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.profiles import Strategy
    from gametheory.solvers.problem import Problem

LEAST_PLAYED = (1e-9, 1e-6, 1e-3)
"""Probabilities from which on an action of the end of a path is taken to be played, tried in order."""
DENOMINATORS = (1, 12, 120)
"""Largest denominators of fractions that are tried where the actions played do not determine the probabilities."""
MOST_UNPROVED = 3
"""Ends of paths near which no equilibrium is proved, after which the first of them is the answer, in floats."""


@dataclass(frozen=True)
class SearchedGame:
    """The normal form in which an equilibrium is looked for.

    Parameters
    ----------
    game
        The normal form.
    payoffs
        Its payoffs, those of each player scaled to 0..1.
    told
        What is played in the game itself, where that is a tree, by strategies of the normal form.
    """

    game: NormalFormGame
    payoffs: PairPayoffs
    told: Callable[[MixedProfile | EnclosedProfile], Play]

    @classmethod
    def of(cls, problem: Problem, method: str) -> SearchedGame:
        """Return a normal form itself; of a tree the agent form where nobody moves twice, else the reduced normal form.

        Raises
        ------
        UnsupportedGameError
            In the name of a method, if fewer than two players choose.
        """
        told: Callable[[MixedProfile | EnclosedProfile], Play]
        if isinstance(problem.game, ExtensiveFormGame):
            view = strategic_view(problem)
            game, told = view.game, view.play
        else:
            game, told = problem.normal_form, _as_found
        if game.num_players < 2:
            raise UnsupportedGameError(
                f"{method} needs 2 or more players, got {game.num_players}; one player's game is solved by leaving out "
                f"the method or by 'pure_enumeration'"
            )
        return cls(game, PairPayoffs([scaled_payoffs(game, player) for player in range(game.num_players)]), told)


def _as_found(found: MixedProfile | EnclosedProfile) -> Play:
    return found


def one_found(
    problem: Problem,
    searched: SearchedGame,
    ends: Iterable[FloatArray],
    statistics: Mapping[str, int | float | str],
) -> Generator[Play, None, Conclusion]:
    """Yield one equilibrium near the first end of a path where one is proved; else the first end itself, in floats.

    Parameters
    ----------
    problem
        The limits and the clock.
    searched
        The normal form.
    ends
        Strategies in which hardly anybody gains by deviating, shape ``[N]``; each path is followed when its end is
        asked for.
    statistics
        Counts of the run, kept up to date by ``ends``.
    """
    unproved: list[FloatArray] = []
    for strategies in ends:
        found = equilibrium_near(searched.game, searched.payoffs, strategies, tick=problem.watch.tick)
        if found is not None:
            play = searched.told(found)
            yield play
            is_limit = problem.limits.equilibria == 1
            termination = Termination.COUNT_REACHED if is_limit else Termination.CONVERGED
            return Conclusion(
                Coverage.AT_LEAST_ONE,
                is_in_order=True,
                termination=termination,
                statistics=dict(statistics),
                arithmetic=arithmetic_of([play]),
            )
        unproved.append(strategies)
        if len(unproved) == MOST_UNPROVED:
            break
    if unproved:
        parts = np.split(unproved[0], searched.payoffs.starts[1:])
        yield searched.told(MixedProfile(searched.game, tuple(map(_scaled, parts))))
    return Conclusion(
        Coverage.APPROXIMATE if unproved else Coverage.NONE,
        is_in_order=True,
        termination=Termination.CONVERGED if unproved else Termination.NUMERICAL_FAILURE,
        statistics=dict(statistics),
        arithmetic="float" if unproved else "exact",
    )


def equilibrium_near(
    game: NormalFormGame, payoffs: PairPayoffs, strategies: FloatArray, *, tick: Callable[[], None]
) -> MixedProfile | EnclosedProfile | None:
    """Return an equilibrium near strategies: in rationals, or alone in a narrow box; None where none is proved.

    Parameters
    ----------
    game
        A normal form.
    payoffs
        Its payoffs, those of each player scaled to 0..1.
    strategies
        Of all players, shape ``[N]``, in which hardly anybody gains by deviating.
    tick
        Called between steps.

    Notes
    -----
    Newton's method on the actions that are played settles the probabilities to some 40 digits: short fractions are
    recognized, other numbers enclosed, and the claim is proved in integers. Of actions that always pay the same only
    the first is played, if that is an equilibrium too. Where the actions played leave several mixtures, fractions near
    the strategies are tried.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> from gametheory.kernels.pair_payoffs import PairPayoffs
    >>> tables = np.array([[[3, 3], [2, 5], [0, 6]], [[3, 2], [2, 6], [3, 1]]])
    >>> near = np.array([0.0, 0.3334, 0.6666, 0.333, 0.667])
    >>> game = NormalFormGame(tables)
    >>> equilibrium_near(game, PairPayoffs([tables[0] / 6, (tables[1] - 1) / 5]), near, tick=lambda: None)
    <MixedProfile 0, 1/3, 2/3 | 1/3, 2/3>
    """
    parts = np.split(strategies, payoffs.starts[1:])
    copies = CopiedActions.among(game, [range(size) for size in game.num_actions])
    for guess in _guesses([_without_twins(game, parts), parts]):
        tick()
        flat = np.concatenate(guess)
        settled = settled_strategies(payoffs, flat, flat > 0.0)
        if settled is None:
            continue
        supports = [np.flatnonzero(own).tolist() for own in guess]
        near = [own.tolist() for own in np.split(settled, payoffs.starts[1:])]
        found = refined(game, supports, near, tick, copies=copies)
        if isinstance(found, MixedProfile):
            if is_nash(game, found.strategies, tick):
                return found
        elif found is not None and _can_be_proved(found, copies, tick):
            return found
    for largest in DENOMINATORS:
        rounded = [_rounded(own, largest) for own in parts]
        if all(rounded) and is_nash(game, rounded, tick):
            return MixedProfile(game, tuple(rounded))
    return None


def _can_be_proved(found: EnclosedProfile, copies: CopiedActions, tick: Callable[[], None]) -> bool:
    """Whether a box holds one point of indifference, where each action that is not played costs or is a copy."""
    slopes = Slopes.at(found.center.game, found.center.strategies, tick)
    losses = [loss for player in range(len(slopes.supports)) for loss in slopes.losses(player, copies)]
    return all(loss > 0 for loss in losses) and slopes.contracts(found.radius)


def _guesses(given: Sequence[Sequence[FloatArray]]) -> Iterator[list[FloatArray]]:
    """Yield strategies without actions that have little probability, those with the same supports once."""
    tried = set()
    for strategies in given:
        for least in LEAST_PLAYED:
            played = [np.where(own > least, own, 0.0) for own in strategies]
            supports = tuple(own.astype(bool).tobytes() for own in played)
            if supports not in tried and all(own.any() for own in played):
                tried.add(supports)
                yield [own / own.sum() for own in played]


def _without_twins(game: NormalFormGame, strategies: Sequence[FloatArray]) -> list[FloatArray]:
    """Return strategies with the weight of actions that always pay the same, as the others play, given to the first."""
    supports = [np.flatnonzero(own > LEAST_PLAYED[0]) for own in strategies]
    merged: list[FloatArray] = []
    for player, own in enumerate(strategies):
        met = [*supports[:player], np.arange(len(own)), *supports[player + 1 :]]
        rows = np.moveaxis(game.float_payoffs[player][np.ix_(*met)], player, 0).reshape(len(own), -1)
        _, first, places = np.unique(rows, axis=0, return_index=True, return_inverse=True)
        merged.append(np.zeros(len(own)))
        np.add.at(merged[player], first[places.ravel()], own)
    return merged


def _rounded(strategy: FloatArray, largest: int) -> Strategy:
    """Return fractions with denominators up to some number, scaled to sum to 1; none where all are 0."""
    weights = [Fraction(weight).limit_denominator(largest) for weight in strategy.tolist()]
    total = sum(weights, Fraction(0))
    return tuple(weight / total for weight in weights) if total else ()


def _scaled(strategy: FloatArray) -> Strategy:
    """Return floats as the rationals that they are, scaled to sum to 1."""
    weights = [Fraction(max(weight, 0.0)) for weight in strategy.tolist()]
    total = sum(weights, Fraction(0))
    return tuple(weight / total for weight in weights)

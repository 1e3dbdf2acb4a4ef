"""One Nash equilibrium of a tree of two players, at the end of a path of Lemke through its sequence form."""

from __future__ import annotations

from dataclasses import dataclass
from numbers import Integral
from typing import TYPE_CHECKING, cast

import numpy as np

from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.sequence_form import to_sequence_form
from gametheory.core.solution import Coverage, Termination
from gametheory.errors import InvalidParameterError, UnsupportedGameError
from gametheory.solvers.problem import Conclusion, TooLargeError
from gametheory.solvers.trees.basic_plans import plans_of_basis
from gametheory.solvers.trees.complementary_plans import ComplementaryPlans
from gametheory.solvers.trees.rounded_plans import PlanPath
from gametheory.solvers.trees.sequence_gains import gains_of
from gametheory.solvers.trees.sequence_weights import ROUNDING, best_reply_value, float_plan, weighted_behavior

if TYPE_CHECKING:
    from collections.abc import Generator

    from gametheory.core.profiles import BehaviorProfile, Profile
    from gametheory.core.sequence_form import SequenceForm
    from gametheory.solvers.problem import Problem
    from gametheory.solvers.trees.complementary_plans import Row
    from gametheory.solvers.trees.rounded_plans import RoundedPlans
    from gametheory.solvers.watch import Watch

MOST_TABLEAU_SEQUENCES = 100
"""Sequences of both players together up to which the path is followed in rationals from the start: 0.1 s."""
MOST_RESCUED_SEQUENCES = 300
"""Sequences up to which it is followed in rationals should floats not find its end: seconds."""
MOST_SEQUENCES = 25_000
"""Sequences up to which it is followed at all: half a minute at 10,000."""
SHORT_PATH = 10
"""Pivots for each sequence after which a path in floats counts as long."""
MOST_STARTS = 64
"""Paths in floats that are begun at most; then the first one is followed to its end."""
NEAR = 1e-9
"""Largest regret, as a share of the range of payoffs, up to which an answer in floats is an equilibrium."""


@dataclass(frozen=True, slots=True)
class SequenceFormLemkeOptions:
    """Options of ``sequence_form_lemke``.

    Parameters
    ----------
    seed
        Draws the pure plans at which the path starts, so that other seeds may lead to other equilibria; None starts at
        each information set's first action, and in trees of more than 100 sequences elsewhere if that path is long.

    Raises
    ------
    InvalidParameterError
        Unless it is None or a whole number of at least 0.
    """

    seed: int | None = None

    def __post_init__(self) -> None:
        given = self.seed
        if isinstance(given, str) and given.isdecimal():
            object.__setattr__(self, "seed", int(given))
        elif given is not None and (isinstance(given, bool) or not isinstance(given, Integral) or given < 0):
            raise InvalidParameterError(f"expected a whole number of at least 0 as seed, got {given!r}")


def search(problem: Problem) -> Generator[Profile, None, Conclusion]:
    """Yield one Nash equilibrium of a tree of one or two players with perfect recall.

    Guaranteed for every such tree of up to ``MOST_RESCUED_SEQUENCES`` sequences of both players together, degenerate or
    not, with payoffs of any size: ties are broken lexicographically, so the path never cycles, and no step of it is
    unbounded. In larger ones it is followed in floats; its end is solved in rationals, which prove it, and only where
    they do not, the answer is in floats, whose regrets the certificate states. Other equilibria are not looked for;
    another ``seed`` may lead to another one. Information sets that a player's own choices exclude stay undefined.

    Parameters
    ----------
    problem
        A tree; options ``SequenceFormLemkeOptions``.

    Raises
    ------
    UnsupportedGameError
        If the game is no tree of one or two players with perfect recall.
    TooLargeError
        If they have more than ``MOST_SEQUENCES`` sequences.

    Notes
    -----
    Usually a few pivots for each sequence, but exponentially many in the worst case; among several starts one is seldom
    far from a short path. Small trees have a dense
    tableau of integers. Larger ones have sparse equations in floats: a pivot solves them once, from a factorization
    that is made anew every few pivots, which takes 0.3 ms at 2,000 sequences and 1 ms at 10,000.

    References
    ----------
    koller1996; vonstengel2002normal; lemke1965; luby1993.
    """
    tree = problem.game
    if not isinstance(tree, ExtensiveFormGame):
        raise UnsupportedGameError("sequence_form_lemke needs a tree, got a normal form; use 'lemke_howson'")
    if tree.num_players > 2:
        raise UnsupportedGameError(
            f"sequence_form_lemke needs at most 2 players, got {tree.num_players}; use 'pure_enumeration'"
        )
    form = to_sequence_form(tree, heartbeat=problem.watch.tick)
    num_sequences = sum(form.num_sequences)
    if num_sequences > MOST_SEQUENCES:
        raise TooLargeError(
            f"sequence_form_lemke needs at most {MOST_SEQUENCES:,} sequences of both players, got {num_sequences:,}; "
            f"use 'zero_sum_tree' where payoffs add up to a constant"
        )
    seed = problem.options_as(SequenceFormLemkeOptions).seed
    if num_sequences <= MOST_TABLEAU_SEQUENCES:
        return (yield from _by_tableau(form, start_of_path(form, seed), problem.watch))
    found, num_starts = _end_of_short_path(form, seed, problem.watch)
    gains = [gains_of(form, player).values for player in range(form.num_players)]
    plans = plans_of_basis(form, found.basis, gains, problem.watch.tick) if found.has_ended else None
    statistics = {"pivots": found.num_pivots, "starts": num_starts}
    if plans is not None:
        yield weighted_behavior(form, plans)
        return Conclusion(Coverage.AT_LEAST_ONE, statistics=statistics)
    if num_sequences <= MOST_RESCUED_SEQUENCES:
        return (yield from _by_tableau(form, start_of_path(form, seed), problem.watch))
    profile = weighted_behavior(form, [listed.tolist() for listed in found.weights], negligible=ROUNDING)
    yield profile
    regret = _regret(form, profile)
    is_near = regret <= NEAR
    return Conclusion(
        Coverage.AT_LEAST_ONE if is_near else Coverage.APPROXIMATE,
        termination=Termination.CONVERGED if is_near else Termination.NUMERICAL_FAILURE,
        statistics=statistics | {"regret": regret},
        arithmetic="float",
    )


def _by_tableau(
    form: SequenceForm, start: tuple[tuple[int, ...], ...], watch: Watch
) -> Generator[Profile, None, Conclusion]:
    """Yield the equilibrium at the end of the path in rationals."""
    plans = nonnegative_plans(form, start)
    tableau, num_pivots = plans.path_end(watch)
    yield weighted_behavior(form, [[amounts[0] for amounts in listed] for listed in plans.weights(tableau)])
    return Conclusion(Coverage.AT_LEAST_ONE, statistics={"pivots": num_pivots})


def _end_of_short_path(form: SequenceForm, seed: int | None, watch: Watch) -> tuple[RoundedPlans, int]:
    """Return the end of a path in floats, and how many were begun.

    Lengths of paths in one tree differ a hundredfold. Without a seed others are begun at drawn plans where the first is
    long, with as many pivots as the universal restart strategy of Luby, Sinclair and Zuckerman allows, and the first
    goes on as far in between: at most twice the pivots that it needs alone.
    """
    path = PlanPath(form, start_of_path(form, seed))
    found: RoundedPlans | None = None
    if seed is None:
        for number in range(1, MOST_STARTS):
            num_pivots = SHORT_PATH * sum(form.num_sequences) * _restart_length(number)
            if found is None:
                found = path.follow(watch, num_pivots)
                if found is not None and found.has_ended:
                    return found, number
            other = PlanPath(form, start_of_path(form, number - 1)).follow(watch, num_pivots)
            if other is not None and other.has_ended:
                return other, number + 1
    return found or cast("RoundedPlans", path.follow(watch)), MOST_STARTS if seed is None else 1


def _restart_length(number: int) -> int:
    """Return a member of the sequence 1, 1, 2, 1, 1, 2, 4, 1, 1, 2, 1, 1, 2, 4, 8, ..., counted from 1 on."""
    power = number.bit_length()
    if number == (1 << power) - 1:
        return 1 << (power - 1)
    return _restart_length(number - (1 << (power - 1)) + 1)


def start_of_path(form: SequenceForm, seed: int | None) -> tuple[tuple[int, ...], ...]:
    """Return for each player and information set the action at which the path starts: a drawn one, or the first."""
    rng = np.random.default_rng(seed)
    sizes = (*form.num_actions, ())[:2]
    return tuple(tuple(0 if seed is None else int(rng.integers(size)) for size in own) for own in sizes)


def nonnegative_plans(form: SequenceForm, start: tuple[tuple[int, ...], ...]) -> ComplementaryPlans:
    """Return the problem of finding plans of weights of at least 0, starting at pure plans."""
    gains = []
    for player in range(form.num_players):
        places = form.pairs.tolist() if player == 0 else form.pairs[:, ::-1].tolist()
        gains.append(dict(zip(map(tuple, places), gains_of(form, player).values, strict=True)))
    least: tuple[tuple[Row, ...], ...] = tuple(({},) * number for number in form.num_sequences)
    return ComplementaryPlans(form, least, start, tuple(gains), tuple((0,) * len(own) for own in start))


def _regret(form: SequenceForm, profile: BehaviorProfile) -> float:
    """Return the larger regret of both players as a share of the range of their payoffs, in floats."""
    plans = [float_plan(form, profile, player) for player in range(form.num_players)]
    plans = [*plans, np.ones(1)][:2]
    first, second = form.pairs.T
    regrets = []
    for player in range(form.num_players):
        unit = gains_of(form, player).shares
        own, other = (first, second) if player == 0 else (second, first)
        worth = np.bincount(own, weights=unit * plans[1 - player][other], minlength=form.num_sequences[player])
        payoff = float(worth @ plans[player])
        regrets.append(best_reply_value(form, player, worth.astype(np.float64)) - payoff)
    return max(regrets)

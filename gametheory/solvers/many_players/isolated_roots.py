"""Isolated equilibria of one profile of supports, all of them, by elimination: rationals and algebraic numbers."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np

from gametheory.core.profiles import MixedProfile
from gametheory.polynomials.affine_images import affine_image
from gametheory.polynomials.elimination import Elimination
from gametheory.polynomials.isolation import UnitInterval
from gametheory.solvers.many_players.enclosures import box_radius, enclosed
from gametheory.solvers.many_players.mean_payoffs import Slopes
from gametheory.solvers.many_players.support_conditions import are_actions, concerned

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gametheory.core.enclosed_profile import EnclosedProfile, KnownNumber
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.polynomials import RealRoot
    from gametheory.solvers.many_players.copied_actions import CopiedActions
    from gametheory.solvers.many_players.support_conditions import SupportCondition, SupportConditions

Interval: TypeAlias = "tuple[Fraction | int, Fraction | int]"
Powers: TypeAlias = "dict[tuple[int, ...], int]"

MOST_CANDIDATES = 4_096
"""Combinations of roots that are looked at."""
MOST_DEGREE = 12
"""Largest degree of a number that is told as a root; others are enclosed."""
BITS = 128
"""Bits after the point with which roots are known where a combination of them is ruled out, or told."""
FAR = 1e-9
"""Gains beyond this share of the sum of their coefficients are not 0 by rounding: roots are right to 1e-15."""
MOST_UNKNOWNS = 4
"""Unknowns of which the others are eliminated."""


class Unknown(NamedTuple):
    """How much weight the mixtures of a player give to one of their extreme points, other than the first."""

    player: int
    place: int


class IsolatedRoots(NamedTuple):
    """What elimination found.

    Parameters
    ----------
    profiles
        All equilibria of the supports, but for what is undecided.
    is_decided
        Whether there is no other one. False where infinitely many points may meet the equations, where elimination
        would take too long, and where a root is multiple and irrational.
    split
        Where that is so: an unknown that can have a few rational values only, and these values.
    """

    profiles: tuple[MixedProfile | EnclosedProfile, ...]
    is_decided: bool
    split: tuple[Unknown, tuple[Fraction, ...]] | None = None


def isolated_roots(
    game: NormalFormGame,
    conditions: SupportConditions,
    tick: Callable[[], None],
    *,
    copies: CopiedActions | None = None,
) -> IsolatedRoots:
    """Return the equilibria of a profile of supports on whose face several players' mixtures hang together.

    Parameters
    ----------
    game
        The game.
    conditions
        What is left of the conditions of the supports.
    tick
        Called between steps.
    copies
        Actions that pay every player the same; None where there are none.
    """
    system = _System.of(game, conditions, tick)
    if system is None:
        return IsolatedRoots((), is_decided=False)
    roots = system.all_roots
    if roots is None or math.prod(map(len, roots)) > MOST_CANDIDATES:
        return IsolatedRoots((), is_decided=False, split=system.split)
    found, is_decided = [], True
    for chosen in product(*roots):
        tick()
        candidate = _Candidate(system, chosen)
        if candidate.is_ruled_out():
            continue
        profile = candidate.profile(tick, copies)
        if profile is None:
            is_decided = False
        else:
            found.append(profile)
    return IsolatedRoots(tuple(found), is_decided, None if is_decided else system.split)


def root_near(
    game: NormalFormGame,
    conditions: SupportConditions,
    guess: Sequence[Sequence[float]],
    tick: Callable[[], None],
    *,
    copies: CopiedActions | None = None,
) -> MixedProfile | EnclosedProfile | None:
    """Return the equilibrium of a profile of supports next to a guess, by elimination; None where that fails.

    Parameters
    ----------
    game
        The game.
    conditions
        What is left of the conditions of the supports.
    guess
        For each player and action a probability.
    tick
        Called between steps.
    copies
        Actions that pay every player the same; None where there are none.
    """
    system = _System.of(game, conditions, tick)
    known = None if system is None else system.all_roots
    if system is None or known is None or not all(known):
        return None
    chosen = []
    for unknown, roots in zip(system.unknowns, known, strict=True):
        middle = system.weight(unknown, guess[unknown.player])
        chosen.append(min(roots, key=lambda root: abs(sum(map(float, root.interval)) / 2 - middle)))
    candidate = _Candidate(system, chosen)
    return None if candidate.is_rational and candidate.is_ruled_out() else candidate.profile(tick, copies)


class _System(NamedTuple):
    """What is known of the roots of the conditions of a profile of supports.

    Parameters
    ----------
    game, conditions
        As given.
    unknowns
        Weights of extreme points.
    gains
        Conditions as polynomials in the unknowns, each with whether it is an equation.
    roots
        Of each unknown the numbers that it can be; None where elimination gives nothing.
    """

    game: NormalFormGame
    conditions: SupportConditions
    unknowns: Sequence[Unknown]
    gains: Sequence[tuple[Powers, bool]]
    roots: Sequence[Sequence[RealRoot] | None]

    @classmethod
    def of(cls, game: NormalFormGame, conditions: SupportConditions, tick: Callable[[], None]) -> _System | None:
        """Return the system; None where it has too many unknowns."""
        unknowns = _unknowns(conditions)
        if unknowns is None or len(unknowns) > MOST_UNKNOWNS:
            return None
        gains = [(_powers(conditions, c, unknowns), c.is_equation) for c in conditions.conditions]
        equations = [powers for powers, is_equation in gains if is_equation]
        unit = UnitInterval(Fraction(0), Fraction(1))
        elimination = Elimination(equations, len(unknowns), tick=tick)
        roots: list[list[RealRoot] | None] = []
        for number in range(len(unknowns)):
            tick()
            polynomial = elimination.eliminant(number)
            factors = () if polynomial is None else polynomial.factors()
            inside = [root for factor, _ in factors for root in unit.roots(factor)]
            if polynomial is not None and not inside:
                return cls(game, conditions, unknowns, gains, [()] * len(unknowns))
            roots.append(None if polynomial is None else inside)
        return cls(game, conditions, unknowns, gains, roots)

    @property
    def all_roots(self) -> list[Sequence[RealRoot]] | None:
        """The numbers that each unknown can be; None where some unknown can be infinitely many, or it is not known."""
        known = [roots for roots in self.roots if roots is not None]
        return known if len(known) == len(self.roots) else None

    @property
    def split(self) -> tuple[Unknown, tuple[Fraction, ...]] | None:
        """An unknown that can have rational values only, with these; None where there is none."""
        for unknown, roots in zip(self.unknowns, self.roots, strict=True):
            values = [root.value for root in roots or () if root.value is not None]
            if roots is not None and len(values) == len(roots):
                return unknown, tuple(values)
        return None

    def weight(self, unknown: Unknown, strategy: Sequence[float]) -> float:
        """Return the weight of an extreme point in a strategy."""
        own = [strategy[action] for action in self.conditions.supports[unknown.player]]
        vertices = self.conditions.vertices[unknown.player]
        if are_actions(vertices):
            return own[unknown.place]
        points = np.array(vertices, dtype=np.float64)
        weights, *_ = np.linalg.lstsq((points[1:] - points[0]).T, np.array(own) - points[0], rcond=None)
        return float(weights[unknown.place - 1])

    def stretch(self, player: int) -> Fraction:
        """Return how much faster weights of a player's extreme points can move than its probabilities, at most."""
        vertices = self.conditions.vertices[player]
        if are_actions(vertices):
            return Fraction(len(vertices))
        points = np.array(vertices, dtype=np.float64)
        inverse = np.linalg.pinv((points[1:] - points[0]).T)
        return Fraction(2 * float(np.abs(inverse).sum(axis=1).max(initial=0.0)) * len(points[0]))


def _unknowns(conditions: SupportConditions) -> list[Unknown] | None:
    """Return the unknowns; None where some player's mixtures are no simplex, whose weights would not be unique."""
    unknowns = []
    for player, points in enumerate(conditions.vertices):
        if not are_actions(points):
            differences = [[a - b for a, b in zip(point, points[0], strict=True)] for point in points[1:]]
            if _rank(differences) < len(differences):
                return None
        unknowns += [Unknown(player, place) for place in range(1, len(points))]
    return unknowns


def _rank(rows: list[list[Fraction]]) -> int:
    """Return the rank of a matrix."""
    rank = 0
    rows = [list(row) for row in rows]
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((place for place in range(rank, len(rows)) if rows[place][column]), None)
        if pivot is None:
            continue
        rows[rank], rows[pivot] = rows[pivot], rows[rank]
        for place in range(rank + 1, len(rows)):
            factor = rows[place][column] / rows[rank][column]
            rows[place] = [a - factor * b for a, b in zip(rows[place], rows[rank], strict=True)]
        rank += 1
    return rank


def _powers(conditions: SupportConditions, condition: SupportCondition, unknowns: Sequence[Unknown]) -> Powers:
    """Return a gain as a polynomial in the unknowns: coefficients by exponents."""
    table = conditions.at_vertices(condition)
    axes = concerned(table)
    for axis in range(table.ndim):
        before = (slice(None),) * axis
        first = table[(*before, slice(0, 1))]
        table = np.concatenate([first, table[(*before, slice(1, None))] - first], axis=axis) if axis in axes else first
    position = {unknown: number for number, unknown in enumerate(unknowns)}
    powers: Powers = {}
    for place in np.ndindex(table.shape):
        if table[place]:
            exponents = [0] * len(unknowns)
            for player, chosen in enumerate(place):
                if chosen:
                    exponents[position[Unknown(player, chosen)]] = 1
            powers[tuple(exponents)] = int(table[place])
    return powers


class _Candidate:
    """One root for each unknown."""

    def __init__(self, system: _System, roots: Sequence[RealRoot]) -> None:
        self._system, self._roots = system, roots
        self._game, self._conditions, self._unknowns = system.game, system.conditions, system.unknowns
        self.is_rational = all(root.value is not None for root in roots)

    def is_ruled_out(self) -> bool:
        """Whether some condition is surely not met, or some weight not positive."""
        if self._is_far():
            return True
        unit = 1 if self.is_rational else 1 << BITS
        ends = [_in_steps(root.narrowed(Fraction(1, unit)), unit) for root in self._roots]
        for powers, is_equation in self._system.gains:
            low, high = _value(powers, ends, unit)
            if low > 0 or (is_equation and high < 0):
                return True
        return any(self._taken(ends, player) >= unit for player in range(self._game.num_players))

    def _is_far(self) -> bool:
        """Whether some gain at the rounded roots is so far from what it must be that exact roots cannot mend it."""
        values = [float(root) for root in self._roots]
        for powers, is_equation in self._system.gains:
            total = size = 0.0
            largest = max(map(abs, powers.values()), default=1)
            for exponents, coefficient in powers.items():
                term = coefficient / largest
                size += abs(term)
                for value, exponent in zip(values, exponents, strict=True):
                    term *= value if exponent else 1.0
                total += term
            if total > FAR * size or (is_equation and total < -FAR * size):
                return True
        return False

    def _taken(self, ends: Sequence[Interval], player: int) -> Fraction | int:
        """Return what a player's extreme points but the first have of its weight, at least."""
        return sum(low for (low, _), unknown in zip(ends, self._unknowns, strict=True) if unknown.player == player)

    def profile(self, tick: Callable[[], None], copies: CopiedActions | None) -> MixedProfile | EnclosedProfile | None:
        """Return the equilibrium, where it is proved that these roots are one."""
        middles = [sum(root.narrowed(Fraction(1, 1 << BITS)), Fraction(0)) / 2 for root in self._roots]
        center = MixedProfile(
            self._game, tuple(self._strategy(player, middles) for player in range(self._game.num_players))
        )
        if self.is_rational:
            return center
        known = [self._known(player) for player in range(self._game.num_players)]
        slopes = Slopes.at(self._game, center.strategies, tick)
        play = enclosed(center, box_radius(center, slopes, copies), known)
        return play if self._is_alone(play.radius) and slopes.contracts(play.radius) else None

    def _is_alone(self, radius: Fraction) -> bool:
        """Whether no unknown could be another one of its roots, too, in a box of some radius."""
        for unknown, root, others in zip(self._unknowns, self._roots, self._system.roots, strict=True):
            reach = radius * self._system.stretch(unknown.player)
            low, high = root.interval[0] - reach, root.interval[1] + reach
            if any(other is not root and not (other < low or other > high) for other in others or ()):
                return False
        return True

    def _strategy(self, player: int, middles: Sequence[Fraction]) -> tuple[Fraction, ...]:
        """Return a player's strategy at middles of all roots."""
        weights = {u.place: value for value, u in zip(middles, self._unknowns, strict=True) if u.player == player}
        points = self._conditions.vertices[player]
        weights[0] = 1 - sum(weights.values(), Fraction(0))
        strategy = [Fraction(0)] * self._game.num_actions[player]
        for place, action in enumerate(self._conditions.supports[player]):
            strategy[action] = sum((weights[number] * point[place] for number, point in enumerate(points)), Fraction(0))
        return tuple(strategy)

    def _known(self, player: int) -> list[KnownNumber | None]:
        """Return a player's probabilities as numbers, where they depend on one root at most; else None."""
        known: list[KnownNumber | None] = [Fraction(0)] * self._game.num_actions[player]
        own = [root for root, unknown in zip(self._roots, self._unknowns, strict=True) if unknown.player == player]
        points = self._conditions.vertices[player]
        for place, action in enumerate(self._conditions.supports[player]):
            steps = [point[place] - points[0][place] for point in points[1:]]
            moving = [(root, step) for root, step in zip(own, steps, strict=True) if step]
            known[action] = _number(points[0][place], moving)
        return known


def _number(constant: Fraction, moving: Sequence[tuple[RealRoot, Fraction]]) -> KnownNumber | None:
    """Return a constant plus multiples of roots, where at most one is irrational and of a degree that is told."""
    constant += sum((step * root.value for root, step in moving if root.value is not None), Fraction(0))
    irrational = [(root, step) for root, step in moving if root.value is None]
    if not irrational:
        return constant
    root, step = irrational[0]
    if len(irrational) > 1 or root.polynomial.degree > MOST_DEGREE:
        return None
    return root if step == 1 and not constant else affine_image(root, constant, step)


def _in_steps(ends: Interval, unit: int) -> Interval:
    """Return ends of an interval as multiples of ``1 / unit``, rounded outward unless that is 1.

    Examples
    --------
    >>> _in_steps((Fraction(1, 3), Fraction(1, 2)), 16), _in_steps((Fraction(1, 3), Fraction(1, 3)), 1)
    ((5, 8), (Fraction(1, 3), Fraction(1, 3)))
    """
    return ends if unit == 1 else (math.floor(ends[0] * unit), math.ceil(ends[1] * unit))


def _value(powers: Powers, ends: Sequence[Interval], unit: int) -> Interval:
    """Return an interval that holds a polynomial's value, times a positive number.

    The unknowns, none of which is negative, lie between multiples of ``1 / unit``.
    """
    low: Fraction | int = 0
    high: Fraction | int = 0
    for exponents, coefficient in powers.items():
        factors = [own for own, exponent in zip(ends, exponents, strict=True) if exponent]
        scale = coefficient * unit ** (len(ends) - len(factors))
        products = math.prod(end for end, _ in factors), math.prod(end for _, end in factors)
        low += scale * products[coefficient < 0]
        high += scale * products[coefficient > 0]
    return low, high

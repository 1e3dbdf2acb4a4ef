"""Where an outcome of a normal form is an equilibrium: by exact linear programs, or by bounds over boxes."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, cast

import numpy as np

from gametheory.core.solution import Termination
from gametheory.linear_program import LinearProgram, LinearProgramStatus, Relation, solve_linear_program, verify
from gametheory.models.formulas.exact import ExactReader, FormulaValueError
from gametheory.models.formulas.intervals import IntervalReader
from gametheory.models.formulas.normal_polynomials import Normalizer
from gametheory.models.formulas.tape import Tape
from gametheory.solvers.watch import LimitReachedError
from gametheory.studies.uncertainty.calibration_records import Condition, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gametheory.array_types import BooleanArray, FloatArray
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.profiles import MixedProfile
    from gametheory.models.formulas.normal_polynomials import Polynomial
    from gametheory.models.game_formulas import GameFormulas
    from gametheory.solvers.watch import Watch

Ranges = dict[str, tuple[Fraction, Fraction]]
MOST_BOXES = 30_000
MOST_TRIED = 32
"""Boxes whose middles are tried at each step."""
MOST_OPEN_BOXES = 4_096
"""Boxes that are kept undecided before the search for smaller ones ends."""
MOST_CROSSED = 6
"""Parameters up to which all combinations of ends are tried; of more, those in which two are at an end."""
DENOMINATORS = (10, 1000, 10**18)
"""Of the numbers that are tried in the place of floats."""


class RegionAnswer(NamedTuple):
    """What is known of the region."""

    verdict: Verdict
    method: str
    point: Mapping[str, Fraction]
    ranges: Mapping[str, tuple[Fraction, Fraction]]
    conditions: tuple[Condition, ...]
    conflict: tuple[Condition, ...] = ()
    share: tuple[float, float] | None = None
    num_boxes: int = 0
    is_rounded: bool = False
    termination: Termination = Termination.EXHAUSTED


@dataclass(frozen=True, slots=True)
class _Conditions:
    """Conditions, with the registers that hold their numbers, on a tape whose inputs are what varies."""

    tape: Tape
    registers: tuple[int, ...]
    conditions: tuple[Condition, ...]


def outcome_region(
    formulas: GameFormulas,
    profile: MixedProfile,
    fixed: Mapping[str, Fraction],
    within: Mapping[str, tuple[Fraction, Fraction]],
    *,
    watch: Watch,
) -> RegionAnswer:
    """Return where a profile of a normal form is a Nash equilibrium.

    Parameters
    ----------
    formulas
        Of the game.
    profile
        Exact probabilities.
    fixed
        Values of all parameters; of those that vary the ones to be near to.
    within
        Both ends of each parameter that varies.
    watch
        Limits and progress.
    """
    conditions = _conditions(formulas, profile, fixed, tuple(within))
    if all(condition.constant is not None for condition in conditions.conditions):
        return _linear_region(conditions.conditions, fixed, dict(within), watch)
    return _boxed_region(conditions, fixed, dict(within), watch)


def _conditions(
    formulas: GameFormulas, profile: MixedProfile, fixed: Mapping[str, Fraction], names: tuple[str, ...]
) -> _Conditions:
    """Return what keeps each player from leaving a profile."""
    game = cast("NormalFormGame", formulas.game)
    tape = Tape(list(names))
    inputs: dict[str, Polynomial] = {}
    for name in formulas.tape.parameters:
        value = fixed[name]
        inputs[name] = {((tape.parameter(name), 1),): Fraction(1)} if name in names else ({(): value} if value else {})
    normalizer = Normalizer(formulas.tape, tape, inputs)
    parameter_of = {tape.parameter(name): name for name in names}
    found: list[Condition] = []
    registers = []
    for player, key in enumerate(game.players):
        worth = _worth(formulas, profile, player, normalizer)
        strategy = profile.strategies[player]
        played = next(action for action, share in enumerate(strategy) if share)
        for action, name in enumerate(game.actions[player]):
            if action != played:
                lead = normalizer.difference(worth[played], worth[action])
                coefficients, constant = _linear(lead, parameter_of)
                is_equation = bool(strategy[action])
                found.append(Condition(key.key, name, is_equation, MappingProxyType(coefficients), constant))
                registers.append(normalizer.written(lead))
    return _Conditions(tape, tuple(registers), tuple(found))


def _worth(formulas: GameFormulas, profile: MixedProfile, player: int, normalizer: Normalizer) -> list[Polynomial]:
    """Return what each action of a player pays against the others, as polynomials."""
    game = cast("NormalFormGame", formulas.game)
    others = [
        [(action, Fraction(share)) for action, share in enumerate(strategy) if share]
        for index, strategy in enumerate(profile.strategies)
        if index != player
    ]
    worth = []
    for action in range(game.num_actions[player]):
        total: Polynomial = {}
        for played in product(*others):
            actions = [place for place, _ in played]
            actions.insert(player, action)
            weight = Fraction(1)
            for _, share in played:
                weight *= share
            register = int(formulas.payoffs[(player, *actions)])
            scaled = {monomial: -weight * value for monomial, value in normalizer.polynomial(register).items()}
            total = normalizer.difference(total, scaled)
        worth.append(total)
    return worth


def _linear(polynomial: Polynomial, parameter_of: Mapping[int, str]) -> tuple[dict[str, Fraction], Fraction | None]:
    """Return the coefficients and the constant of a linear function; none and None of any other polynomial."""
    coefficients: dict[str, Fraction] = {}
    for monomial, coefficient in polynomial.items():
        if monomial:
            if len(monomial) > 1 or monomial[0][1] != 1 or monomial[0][0] not in parameter_of:
                return {}, None
            coefficients[parameter_of[monomial[0][0]]] = coefficient
    return coefficients, polynomial.get((), Fraction(0))


def _linear_region(
    conditions: tuple[Condition, ...], fixed: Mapping[str, Fraction], within: Ranges, watch: Watch
) -> RegionAnswer:
    """Return the region of linear conditions exactly."""
    names = list(within)
    rows, relations, bounds = [], [], []
    for condition in conditions:
        row = [condition.coefficients.get(name, Fraction(0)) for name in names]
        at_low = sum((value * within[name][0] for name, value in zip(names, row, strict=True)), Fraction(0))
        rows.append(row)
        relations.append(Relation.EQUAL if condition.is_equation else Relation.AT_LEAST)
        bounds.append(-cast("Fraction", condition.constant) - at_low)
    for place, name in enumerate(names):
        rows.append([Fraction(place == other) for other in range(len(names))])
        relations.append(Relation.AT_MOST)
        bounds.append(within[name][1] - within[name][0])

    def solved(objective: Sequence[Fraction]) -> Fraction | None:
        watch.tick(2 * len(names))
        result = solve_linear_program(LinearProgram(objective, rows, relations, bounds), heartbeat=watch.tick)
        return result.value

    program = LinearProgram([0] * len(names), rows, relations, bounds)
    result = solve_linear_program(program, heartbeat=watch.tick)
    if not verify(program, result):
        raise ArithmeticError("a linear program was answered without a valid proof")
    if result.status is LinearProgramStatus.INFEASIBLE:
        weights = result.multipliers[: len(conditions)]
        conflict = tuple(one for one, weight in zip(conditions, weights, strict=True) if weight)
        return RegionAnswer(Verdict.INFEASIBLE, "linear_program", {}, {}, conditions, conflict)
    ranges: Ranges = {}
    for place, name in enumerate(names):
        unit = [Fraction(place == other) for other in range(len(names))]
        low, high = solved([-entry for entry in unit]), solved(unit)
        first = within[name][0]
        ranges[name] = first - cast("Fraction", low), first + cast("Fraction", high)
    point = _nearest(names, (rows, relations, bounds), fixed, within)
    return RegionAnswer(Verdict.FEASIBLE, "linear_program", point, ranges, conditions)


def _nearest(
    names: list[str],
    region: tuple[list[list[Fraction]], list[Relation], list[Fraction]],
    fixed: Mapping[str, Fraction],
    within: Ranges,
) -> dict[str, Fraction]:
    """Return the point of the region nearest to given values: least sum of distances in shares of the ranges."""
    rows, relations, bounds = region
    size = len(names)
    wide = [[*row, *[Fraction(0)] * size] for row in rows]
    kinds, limits = list(relations), list(bounds)
    for place, name in enumerate(names):
        wanted = min(max(fixed[name], within[name][0]), within[name][1]) - within[name][0]
        unit = [Fraction(place == other) for other in range(size)]
        wide += [[*unit, *(-entry for entry in unit)], [*unit, *unit]]
        kinds += [Relation.AT_MOST, Relation.AT_LEAST]
        limits += [wanted, wanted]
    costs = [Fraction(0)] * size + [-1 / (within[name][1] - within[name][0]) for name in names]
    result = solve_linear_program(LinearProgram(costs, wide, kinds, limits))
    return {name: within[name][0] + step for name, step in zip(names, result.point[:size], strict=True)}


def _boxed_region(conditions: _Conditions, fixed: Mapping[str, Fraction], within: Ranges, watch: Watch) -> RegionAnswer:
    """Return what bounds over ever smaller boxes tell of the region."""
    names = list(within)
    search = _Boxes(conditions, np.array([within[name] for name in names], dtype=float).T)
    termination = Termination.EXHAUSTED
    found, is_rounded = dict[str, Fraction](), False
    wanted = {name: min(max(fixed[name], within[name][0]), within[name][1]) for name in names}
    try:
        is_met, is_rounded = _holds(conditions, wanted)
        found = wanted if is_met else {}
        candidates: list[dict[str, Fraction]] = []
        while True:
            watch.tick()
            for values in candidates if not found else []:
                found, is_rounded = _simplest(conditions, values, within)
                if found:
                    break
            if not search.step():
                break
            candidates = [
                {name: min(max(Fraction(value), within[name][0]), within[name][1]) for name, value in named}
                for named in ([*zip(names, row, strict=True)] for row in search.middles(MOST_TRIED).tolist())
            ]
        for values in _outer_points(wanted, within) if not found and search.num_possible else ():
            watch.tick()
            is_met, is_rounded = _holds(conditions, values)
            if is_met:
                found = values
                break
    except LimitReachedError as limit:
        termination = limit.termination
    except KeyboardInterrupt:
        termination = Termination.INTERRUPTED
    if not search.num_possible:
        return RegionAnswer(Verdict.INFEASIBLE, "boxes", {}, {}, conditions.conditions, num_boxes=search.num_seen)
    low, high = search.hull()
    ranges = {
        name: (max(Fraction(first), within[name][0]), min(Fraction(last), within[name][1]))
        for name, first, last in zip(names, low.tolist(), high.tolist(), strict=True)
    }
    return RegionAnswer(
        Verdict.FEASIBLE if found else Verdict.NOT_FOUND,
        "boxes",
        found,
        ranges,
        conditions.conditions,
        share=search.share(),
        num_boxes=search.num_seen,
        is_rounded=is_rounded,
        termination=termination,
    )


def _outer_points(wanted: Mapping[str, Fraction], within: Ranges) -> Iterator[dict[str, Fraction]]:
    """Yield points at ends of ranges, which boxes close in on but whose middles never are, few changes first."""
    names = list(wanted)
    most = len(names) if len(names) <= MOST_CROSSED else 2
    for num_changed in range(1, most + 1):
        for changed in combinations(names, num_changed):
            for sides in product((0, 1), repeat=num_changed):
                yield {**wanted, **{name: within[name][side] for name, side in zip(changed, sides, strict=True)}}


def _holds(conditions: _Conditions, values: Mapping[str, Fraction]) -> tuple[bool, bool]:
    """Return whether all conditions hold at a point, and whether an irrational number was rounded for that."""
    reader = ExactReader(conditions.tape, list(values.values()))
    try:
        numbers = [reader.value(register) for register in conditions.registers]
    except FormulaValueError:
        return False, reader.is_rounded
    pairs = zip(numbers, conditions.conditions, strict=True)
    is_met = all(number == 0 if condition.is_equation else number >= 0 for number, condition in pairs)
    return is_met, reader.is_rounded


def _simplest(conditions: _Conditions, values: dict[str, Fraction], within: Ranges) -> tuple[dict[str, Fraction], bool]:
    """Return the simplest of some numbers near to values at which all conditions hold, and whether one was rounded."""
    is_rounded = False
    for denominator in DENOMINATORS:
        simple = {
            name: min(max(value.limit_denominator(denominator), within[name][0]), within[name][1])
            for name, value in values.items()
        }
        is_met, is_rounded = _holds(conditions, simple)
        if is_met:
            return simple, is_rounded
    return {}, is_rounded


class _Boxes:
    """Boxes of parameters in which conditions may hold.

    Parameters
    ----------
    conditions
        What must hold.
    ends
        Lowest and highest values, ``[2, parameter]``.
    """

    def __init__(self, conditions: _Conditions, ends: FloatArray) -> None:
        self._reader = IntervalReader(conditions.tape, conditions.registers)
        self._is_equation = np.array([condition.is_equation for condition in conditions.conditions])
        self._low = np.nextafter(ends[0], -np.inf)[:, None]
        self._high = np.nextafter(ends[1], np.inf)[:, None]
        self._width = self._high - self._low
        self._certain: list[tuple[FloatArray, FloatArray]] = []
        self.num_seen = 0
        self.num_possible = 1

    def step(self) -> bool:
        """Decide the open boxes and halve those that stay open; whether there is more to do."""
        low, high = self._low, self._high
        if not low.shape[1]:
            return False
        self.num_seen += low.shape[1]
        least, most = self._reader.enclose(low, high)
        lacks: BooleanArray = (most < 0).any(axis=0) | (least[self._is_equation] > 0).any(axis=0)
        exact = (least == 0) & (most == 0)
        holds: BooleanArray = np.all(np.where(self._is_equation[:, None], exact, least >= 0), axis=0)
        if holds.any():
            self._certain.append((low[:, holds], high[:, holds]))
        is_open = ~(lacks | holds)
        self._low, self._high = low[:, is_open], high[:, is_open]
        self.num_possible = self._low.shape[1] + sum(box.shape[1] for box, _ in self._certain)
        if not is_open.any() or self._low.shape[1] > MOST_OPEN_BOXES or self.num_seen > MOST_BOXES:
            return False
        self._halve()
        return True

    def _halve(self) -> None:
        """Cut each open box in two across its widest side."""
        low, high = self._low, self._high
        side = ((high - low) / self._width).argmax(axis=0)
        lanes = np.arange(low.shape[1])
        middle = 0.5 * (low[side, lanes] + high[side, lanes])
        upper_low, lower_high = low.copy(), high.copy()
        upper_low[side, lanes] = lower_high[side, lanes] = middle
        self._low, self._high = np.hstack([low, upper_low]), np.hstack([lower_high, high])

    def middles(self, most: int) -> FloatArray:
        """Return the middles of some boxes, ``[box, parameter]``: of certain ones first."""
        boxes = [*reversed(self._certain), (self._low, self._high)]
        middles: FloatArray = np.hstack([0.5 * (low + high) for low, high in boxes]).T
        return middles[:most]

    def hull(self) -> tuple[FloatArray, FloatArray]:
        """Return the ends between which all boxes lie in which the conditions may hold."""
        boxes = [*self._certain, (self._low, self._high)]
        low = np.hstack([low for low, _ in boxes]).min(axis=1)
        return low, np.hstack([high for _, high in boxes]).max(axis=1)

    def share(self) -> tuple[float, float]:
        """Return the parts of the volume in which the conditions certainly and possibly hold."""
        certain = sum(self._volume(low, high) for low, high in self._certain)
        return certain, min(1.0, certain + self._volume(self._low, self._high))

    def _volume(self, low: FloatArray, high: FloatArray) -> float:
        return float(((high - low) / self._width).prod(axis=0).sum())

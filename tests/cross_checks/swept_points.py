"""Random points of sweeps beside single solutions of the game at the same exact values."""

from __future__ import annotations

import random
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory import Limits, solve, sweep, thresholds
from gametheory.errors import InconsistentGameFileError
from gametheory.polynomials import RealRoot
from gametheory.studies.regimes import regime
from gametheory.studies.sweeps.sweep_regimes import regime_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import xarray

    from gametheory import GameModel, Solution
    from gametheory.core.equilibrium import Equilibrium

STEPS = 24
"""Random values lie on so many equal steps of a range, both ends included, so that borders are met now and then."""
SIDE = 3
PARTS = ("player", "infoset", "action")
TOLERANCE = 1e-9


@dataclass(frozen=True)
class Comparison:
    """How many points were compared, how many of them lie on a threshold, and where answers differ."""

    num_points: int
    num_on_thresholds: int
    differences: tuple[str, ...]


def compare_points(model: GameModel, num_points: int, *, seed: int, num_lines: int = 1) -> Comparison:
    """Compare at random points of small random grids, and at all exact thresholds of some random parameters."""
    draw = random.Random(seed)
    names = [name for name, declared in model.parameters.items() if None not in (declared.low, declared.high)]
    compared = on_thresholds = 0
    differences: list[str] = []
    for _ in range(num_lines):
        line = threshold_axis(model, draw.choice(names))
        on_thresholds += sum(map(len, line.values()))
        differences += differences_on(model, line)
    while compared < num_points:
        axes = {name: random_values(model, name, draw) for name in draw.sample(names, min(2, len(names)))}
        compared += int(np.prod([len(values) for values in axes.values()]))
        differences += differences_on(model, axes)
    return Comparison(compared + on_thresholds, on_thresholds, tuple(differences))


def random_values(model: GameModel, name: str, draw: random.Random) -> list[Fraction]:
    """Return increasing values of a parameter within its range; where whole numbers are needed, these."""
    declared = model.parameters[name]
    low, high = declared.low, declared.high
    if low is None or high is None:
        raise ValueError(name)
    return sorted({low + (high - low) * Fraction(draw.randint(0, STEPS), STEPS) for _ in range(SIDE)})


def threshold_axis(model: GameModel, name: str) -> dict[str, list[Fraction]]:
    """Return the rational thresholds of a parameter as an axis; nothing where there are none."""
    found = thresholds(model, name, limits=Limits(time=2))
    roots = [value.value for value in found.values if isinstance(value, RealRoot)]
    exact = [root for root in roots if root is not None]
    return {name: exact} if exact else {}


def differences_on(model: GameModel, axes: Mapping[str, Sequence[Fraction]]) -> list[str]:
    """Return where a sweep over a grid and single solutions differ, each with the values."""
    if not axes:
        return []
    found = sweep(model, axes)
    told = []
    for place in np.ndindex(*map(len, axes.values())):
        values = {name: axis[index] for (name, axis), index in zip(axes.items(), place, strict=True)}
        where = ", ".join(f"{name} = {value}" for name, value in values.items())
        told += [f"{model.title} at {where}: {what}" for what in differences_at(model, values, (found, place))]
    return told


def differences_at(
    model: GameModel, values: Mapping[str, Fraction], at: tuple[xarray.Dataset, tuple[int, ...]]
) -> Iterator[str]:
    """Yield what a sweep says at a place otherwise than the solution at the same values."""
    found, place = at
    decided = name_of(found["decided"], place)
    try:
        solution = solve(model.with_values(**values))
    except InconsistentGameFileError:
        if decided != "no_game":
            yield f"no game, but decided {decided}"
        return
    words = dict(zip(found["regime_key"].values.tolist(), found["regime_text"].values.tolist(), strict=True))
    given: dict[str, object] = {
        "num_equilibria": int(found["num_equilibria"].values[place]),
        "coverage": name_of(found["coverage"], place),
        "regime": words.get(int(found["regime"].values[place])),
        "num_components": int(found["num_components"].values[place]),
    }
    for name, value in told_alone(solution).items():
        if given[name] != value:
            yield f"{name} is {given[name]} ({decided}), alone {value}"
    yield from listed_differences(solution, at)


def told_alone(solution: Solution) -> dict[str, object]:
    """Return what a single solution says of all equilibria."""
    kind = regime(solution)
    wanted: dict[str, object] = {
        "num_equilibria": len(solution.equilibria) if solution.num_extreme is None else solution.num_extreme,
        "coverage": str(solution.coverage),
        "regime": None if kind is None else regime_json(kind),
    }
    if solution.num_components is not None:
        wanted["num_components"] = solution.num_components
    return wanted


def listed_differences(solution: Solution, at: tuple[xarray.Dataset, tuple[int, ...]]) -> Iterator[str]:
    """Yield payoffs and probabilities of listed equilibria that differ."""
    found, place = at
    payoffs, shares = found["payoff"].values[place], found["probability"].values[place]
    choices = list(zip(*(found[f"choice_{part}"].values.tolist() for part in PARTS), strict=True))
    listed = solution.equilibria[: len(payoffs)]
    for number, equilibrium in enumerate(listed):
        expected = np.array([float(payoff) for payoff in equilibrium.payoffs])
        if not np.allclose(payoffs[number], expected, rtol=TOLERANCE, atol=TOLERANCE):
            yield f"payoffs of equilibrium {number} are {payoffs[number]}, alone {expected}"
        for column, share in probabilities(equilibrium, choices):
            if not abs(shares[number, column] - share) <= TOLERANCE:
                yield f"equilibrium {number}: {choices[column]} has {shares[number, column]}, alone {share}"
    if not np.isnan(payoffs[len(listed) :]).all():
        yield "equilibria are listed that are none"


def name_of(codes: xarray.DataArray, place: tuple[int, ...]) -> str:
    """Return the word for the code at a place."""
    names: str = codes.attrs["flag_meanings"]
    return names.split(" ")[int(codes.values[place])]


def probabilities(equilibrium: Equilibrium, choices: Sequence[tuple[str, ...]]) -> Iterator[tuple[int, float]]:
    """Yield the columns of choices with the probabilities that an equilibrium gives them, where it gives any."""
    for column, (player, infoset, action) in enumerate(choices):
        strategy: Any = equilibrium[player]
        if infoset:
            strategy = strategy.get(infoset)
        if strategy is not None and strategy.get(action) is not None:
            yield column, float(strategy[action])

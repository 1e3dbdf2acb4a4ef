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
from gametheory.studies.sweep_regimes import regime_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import xarray

    from gametheory import GameModel, Solution
    from gametheory.core.equilibrium import Equilibrium

STEPS = 24
"""Random values lie on so many equal steps of a range, both ends included, so that borders are met now and then."""
SIDE = 3
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
    shape = tuple(map(len, axes.values()))
    told = []
    for place in np.ndindex(shape):
        values = {name: axis[index] for (name, axis), index in zip(axes.items(), place, strict=True)}
        point = found.isel(dict(zip(axes, place, strict=True)))
        where = ", ".join(f"{name} = {value}" for name, value in values.items())
        told += [f"{model.title} at {where}: {what}" for what in differences_at(model, values, point)]
    return told


def differences_at(model: GameModel, values: Mapping[str, Fraction], point: xarray.Dataset) -> Iterator[str]:
    """Yield what a point of a sweep says otherwise than the solution at the same values."""
    decided = name_of(point["decided"])
    try:
        solution = solve(model.with_values(**values))
    except InconsistentGameFileError:
        if decided != "no_game":
            yield f"no game, but decided {decided}"
        return
    num_extreme = len(solution.equilibria) if solution.num_extreme is None else solution.num_extreme
    wanted: dict[str, object] = {
        "num_equilibria": num_extreme,
        "coverage": str(solution.coverage),
        "regime": regime_of(solution),
    }
    if solution.num_components is not None:
        wanted["num_components"] = solution.num_components
    words = dict(zip(point["regime_key"].values.tolist(), point["regime_text"].values.tolist(), strict=True))
    given: dict[str, object] = {
        "num_equilibria": int(point["num_equilibria"]),
        "coverage": name_of(point["coverage"]),
        "regime": words.get(int(point["regime"])),
        "num_components": int(point["num_components"]),
    }
    for name, value in wanted.items():
        if given[name] != value:
            yield f"{name} is {given[name]} ({decided}), alone {value}"
    listed = solution.equilibria[: point.sizes["equilibrium"]]
    for number, equilibrium in enumerate(listed):
        row = point.isel(equilibrium=number)
        payoffs = [float(payoff) for payoff in equilibrium.payoffs]
        if not np.allclose(row["payoff"], payoffs, rtol=TOLERANCE, atol=TOLERANCE):
            yield f"payoffs of equilibrium {number} are {row['payoff'].values} ({decided}), alone {payoffs}"
        for column, expected in probabilities(equilibrium, row):
            if not np.isclose(float(row["probability"][column]), expected, rtol=TOLERANCE, atol=TOLERANCE):
                yield f"equilibrium {number}: choice {column} has {float(row['probability'][column])}, alone {expected}"
    if len(listed) < point.sizes["equilibrium"] and not np.isnan(point["payoff"][len(listed) :]).all():
        yield "equilibria are listed that are none"


def name_of(code: xarray.DataArray) -> str:
    """Return the word for a code."""
    names: str = code.attrs["flag_meanings"]
    return names.split(" ")[int(code)]


def regime_of(solution: Solution) -> str | None:
    """Return the regime of a solution as a text."""
    found = regime(solution)
    return None if found is None else regime_json(found)


def probabilities(equilibrium: Equilibrium, row: xarray.Dataset) -> Iterator[tuple[int, float]]:
    """Yield the columns of choices with the probabilities that an equilibrium gives them, where it gives any."""
    names = [row[f"choice_{part}"].values.tolist() for part in ("player", "infoset", "action")]
    for column, (player, infoset, action) in enumerate(zip(*names, strict=True)):
        strategy: Any = equilibrium[player]
        if infoset:
            strategy = strategy.get(infoset)
        if strategy is not None and strategy.get(action) is not None:
            yield column, float(strategy[action])

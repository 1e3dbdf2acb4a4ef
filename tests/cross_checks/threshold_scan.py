"""A dense scan of a parameter by brute force: formulas read by Python, all vertices of all polyhedra in Fractions.

It shares nothing with the package but the game file's text and the names in which regimes are told.
"""

from __future__ import annotations

import re
from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

import yaml

from cross_checks.exact_references import components
from gametheory.polynomials import RealRoot
from oracles.best_response_vertices import extreme_equilibria

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gametheory.studies.regimes import Regime
    from gametheory.studies.thresholds.threshold_records import Thresholds

Support: TypeAlias = tuple[tuple[int, ...], tuple[int, ...]]
Kind: TypeAlias = Counter[frozenset[tuple[Support, int]]]
"""Components, each with the supports of its extreme equilibria and how many have them."""


def differences(found: Thresholds, num_steps: int) -> Iterator[str]:
    """Yield the values at which the regime is another one than by brute force: equal steps, and rational thresholds."""
    text = yaml.safe_load(found.model.file_text)
    roots = [value.value for value in found.values if isinstance(value, RealRoot)]
    steps = [found.low + (found.high - found.low) * Fraction(step, num_steps) for step in range(num_steps + 1)]
    for value in sorted({*steps, *(root for root in roots if root is not None)}):
        if kind_of(found.regime_at(value), text["actions"]) != scanned(text["payoffs"], found.parameter, value):
            yield f"another regime at {found.parameter} = {value}"


def scanned(payoffs: Sequence[Sequence[Sequence[Any]]], parameter: str, value: Fraction) -> Kind:
    """Return the kind of answer of a table of formulas at a value."""
    names = {parameter: value, "max": max, "abs": abs, "Fraction": Fraction}
    first, second = (
        [[Fraction(eval(exact(cell[player]), names)) for cell in row] for row in payoffs]  # noqa: S307 - our own files
        for player in (0, 1)
    )
    return Counter(
        counted((support(first), support(second)) for first, second in component)
        for component in components(extreme_equilibria(first, second))
    )


def exact(formula: object) -> str:
    """Return a formula in Python whose numbers are fractions."""
    return re.sub(r"\d+", r"Fraction(\g<0>)", str(formula))


def kind_of(regime: Regime | None, actions: dict[str, list[str]]) -> Kind:
    """Return a regime in numbers of actions."""
    places = {key: {name: place for place, name in enumerate(names)} for key, names in actions.items()}
    return Counter(
        counted(
            tuple(tuple(places[key][action] for action in played) for key, _, played in equilibrium)
            for equilibrium in component
        )
        for component in regime or ()
    )


def support(strategy: Sequence[Fraction]) -> tuple[int, ...]:
    """Return the actions that are played."""
    return tuple(place for place, share in enumerate(strategy) if share)


def counted(supports: Iterator[Any]) -> frozenset[tuple[Support, int]]:
    """Return supports with their numbers."""
    return frozenset(Counter(supports).items())

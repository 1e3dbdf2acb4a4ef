"""Maps and curves of small games, made once."""

from __future__ import annotations

from functools import cache
from io import StringIO

from gametheory import GameModel, load
from gametheory.studies.bifurcation import Bifurcation, bifurcation
from gametheory.studies.regime_map import RegimeMap, map_axis, regime_map

MANY_REGIMES = """
gametheory: 1
title: Many regimes
parameters:
  left: {value: 1/3, range: [-4, 4], assumption: for the test}
  right: {value: 1/2, range: [-4, 4], assumption: for the test}
form: normal
players: {row: Row, column: Column}
actions: {row: [Top, Middle, Bottom], column: [West, Center, East]}
payoffs:
  - [["3 + left", 2], ["1 - left * right", right], [right, left]]
  - [["left - right", "1 - right"], [3, 2], [left, "right + left"]]
  - [[1, "left * left"], [left, 1], ["2 - right", "3 - left"]]
"""
"""More than 24 regimes over the square of both ranges."""


@cache
def many_regimes() -> GameModel:
    return load(StringIO(MANY_REGIMES))


@cache
def model_of(name: str) -> GameModel:
    return many_regimes() if name == "many" else load(name)


@cache
def map_of(name: str, across: str, upright: str, num_nodes: int = 17) -> RegimeMap:
    model = model_of(name)
    return regime_map(model, (map_axis(model, across, None, num_nodes), map_axis(model, upright, None, num_nodes)))


@cache
def curves_of(name: str, parameter: str) -> Bifurcation:
    model = model_of(name)
    return bifurcation(model, map_axis(model, parameter, None, 24))

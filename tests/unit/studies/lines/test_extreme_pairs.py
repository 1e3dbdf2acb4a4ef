"""Extreme equilibria as pairs of vertices, against the solver."""

from __future__ import annotations

import random

import pytest

from gametheory import NormalFormGame, solve
from gametheory.kernels.bordered_minors import bordered_minors
from gametheory.studies.lines.extreme_pairs import ExtremePairs, named_regime
from gametheory.studies.lines.labelled_vertices import LabelledVertices
from gametheory.studies.regimes import regime

Table = list[list[int]]
Signs = dict[tuple[int, int], int]


def signs_of(first: Table, second: Table) -> tuple[Signs, Signs]:
    tables = second, [list(column) for column in zip(*first, strict=True)]
    return tuple(  # type: ignore[return-value]
        {key: (value > 0) - (value < 0) for key, value in bordered_minors(table, 1).items()} for table in tables
    )


def pairs_of(first: Table, second: Table) -> ExtremePairs:
    own, other = signs_of(first, second)
    rows, columns = len(first), len(first[0])
    return ExtremePairs(LabelledVertices(rows, columns, own), LabelledVertices(columns, rows, other))


@pytest.mark.parametrize("seed", range(60))
def test_regimes_are_those_of_the_solver(seed: int) -> None:
    draw = random.Random(seed)
    shape, size = draw.choice([(2, 2), (3, 2), (3, 3), (2, 4)]), draw.choice([1, 3, 30])
    tables = [[[draw.randint(0, size) for _ in range(shape[1])] for _ in range(shape[0])] for _ in range(4)]
    pairs = pairs_of(*tables[:2])
    for first, second in (tables[:2], tables[2:]):
        game = NormalFormGame([first, second])
        if (first, second) != tuple(tables[:2]):
            pairs.change(*signs_of(first, second))
        found = named_regime(pairs.regime(), game.players, game.actions)
        assert found
        assert found == regime(solve(game, "nash"))


def test_whether_anything_has_changed_is_told() -> None:
    first, second = [[3, 0], [1, 2]], [[2, 1], [0, 4]]
    pairs = pairs_of(first, second)
    assert not pairs.change(*signs_of([[6, 0], [1, 2]], second))
    assert pairs.change(*signs_of([[6, 5], [1, 2]], second))

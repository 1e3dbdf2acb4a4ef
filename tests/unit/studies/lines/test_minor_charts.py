"""Charts of minors from floats lead to the same thresholds as exact ones, ties and shared roots included."""

from __future__ import annotations

import random

import pytest

from gametheory.studies.lines import minor_charts
from gametheory.studies.lines.labelled_vertices import LabelledVertices
from gametheory.studies.thresholds.thresholds import Thresholds, thresholds
from unit.studies.parametric_games import model_of

TERMS = (
    lambda draw: f"{draw.randint(-2, 2)} + {draw.randint(-1, 1)}*p",
    lambda draw: f"{draw.randint(-9, 9)} + {draw.randint(-9, 9)}*p + {draw.randint(-3, 3)}*p*p",
    lambda draw: f"({draw.randint(-2, 2)})*(p - 1/2)*(p - {draw.randint(0, 2)}/2)",
    lambda draw: f"p*({draw.randint(-3, 3)})",
)


def told(found: Thresholds) -> object:
    changes = [(str(one.value), one.before, one.at, one.after) for one in found.thresholds]
    return changes, found.edges, found.first, found.ties, found.statistics["candidates"], found.proved


@pytest.mark.parametrize("seed", range(24))
def test_floats_and_exact_minors_tell_the_same(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    draw = random.Random(seed)
    rows, columns = draw.choice([(2, 3), (3, 3), (3, 4), (5, 2)])
    term = TERMS[seed % len(TERMS)]
    model = model_of(*[[[term(draw) for _ in range(columns)] for _ in range(rows)] for _ in range(2)])
    monkeypatch.setattr(minor_charts, "FEWEST_ROUNDED", 0)
    rounded = thresholds(model, "p")
    monkeypatch.setattr(minor_charts, "FEWEST_ROUNDED", 99)
    exact = thresholds(model, "p")
    assert rounded.proved
    assert told(rounded) == told(exact)


@pytest.mark.parametrize("seed", range(8))
def test_minors_that_no_vertex_depends_on_change_nothing(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    draw = random.Random(100 + seed)
    term = TERMS[seed % len(TERMS)]
    model = model_of(*[[[term(draw) for _ in range(3)] for _ in range(4)] for _ in range(2)])
    walked = thresholds(model, "p")
    monkeypatch.setattr(LabelledVertices, "depends_on", lambda _, key: True)
    assert told(walked) == told(thresholds(model, "p"))

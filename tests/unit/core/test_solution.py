"""Records of solutions."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from gametheory import Coverage, Limits, MixedProfile, NormalFormGame, Solution, Termination
from gametheory.core import hooks
from gametheory.core.certificate import BestReply, Certificate
from gametheory.core.equilibrium import Equilibrium
from gametheory.core.solution import NashSubset
from gametheory.errors import InvalidParameterError


def solved() -> Solution:
    game = NormalFormGame.zero_sum([[2, 1]], players=["row", "column"], actions=[["T"], ["L", "R"]])
    reply = BestReply(0, Fraction(1), Fraction(1))
    found = Equilibrium(
        MixedProfile(game, [[1], [0, 1]]), (Fraction(1), Fraction(-1)), Fraction(0), Certificate((reply,))
    )
    return Solution(game, "nash", "support_enumeration", (found,), Coverage.ALL, Termination.EXHAUSTED)


def test_equilibria_answer_by_name() -> None:
    (found,) = solved().equilibria
    assert found["column"]["R"] == 1
    assert found.is_subgame_perfect is None
    assert repr(found) == "<Equilibrium <MixedProfile 1 | 0, 1>, payoffs 1, -1>"


def test_solution_says_what_it_holds() -> None:
    solution = solved()
    assert repr(solution) == "<Solution nash by support_enumeration: 1 equilibria, coverage all, exhausted>"
    assert solution.arithmetic == "exact"
    assert dict(solution.statistics) == dict(solution.options) == {}
    changed = solution.replace(coverage=Coverage.PARTIAL, num_extreme=3)
    assert (changed.coverage, changed.num_extreme, solution.num_extreme) == (Coverage.PARTIAL, 3, None)
    with pytest.raises(TypeError, match="does not support item assignment"):
        solution.statistics["pivots"] = 3  # type: ignore[index]


def test_hooks_explain_and_draw(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hooks, "call", lambda name, *subjects: f"{name} of {len(subjects)}")
    assert solved().explain() == "explain of 1"
    assert solved()._repr_svg_() == "draw_svg of 2"


def test_every_termination_has_its_sentence() -> None:
    sentences = [termination.sentence for termination in Termination]
    assert len(set(sentences)) == len(Termination)
    assert all(sentence.endswith(".") for sentence in sentences)
    short = {termination for termination in Termination if termination.was_cut_short}
    assert {termination.value for termination in short} == {
        "iteration_limit",
        "time_limit",
        "memory_limit",
        "interrupted",
    }


def test_words_are_lower_case() -> None:
    assert [str(coverage) for coverage in Coverage][:3] == ["all", "all_extreme", "all_pure"]


def test_defaults_of_limits() -> None:
    assert (Limits().time, Limits().equilibria, Limits().memory) == (None, 10_000, None)


@pytest.mark.parametrize(
    ("limits", "sentence"),
    [
        ({"time": -1}, "expected a time limit of 0 or more seconds, or None for none, got -1"),
        ({"time": float("nan")}, "0 or more seconds, or None for none, got nan"),
        ({"time": "3"}, "0 or more seconds, or None for none, got '3'"),
        ({"time": True}, "0 or more seconds, or None for none, got True"),
        ({"equilibria": 0}, "expected a whole number of equilibria to list, at least 1, got 0"),
        ({"equilibria": None}, "equilibria to list, at least 1, got None"),
        ({"equilibria": 2.0}, "equilibria to list, at least 1, got 2.0"),
        ({"memory": 0}, "expected a memory limit of at least 1 byte, a whole number, or None for none, got 0"),
        ({"memory": 1e9}, "at least 1 byte, a whole number, or None for none, got 1000000000.0"),
    ],
)
def test_limits_that_are_none(limits: dict[str, Any], sentence: str) -> None:
    with pytest.raises(InvalidParameterError, match=sentence):
        Limits(**limits)


def test_limits_at_the_border() -> None:
    assert Limits(time=0, equilibria=1, memory=1) == Limits(time=0.0, equilibria=1, memory=1)
    assert Limits(time=Fraction(1, 2), equilibria=np.int64(3)).equilibria == 3  # type: ignore[arg-type]


def test_products_of_extreme_points() -> None:
    one = Fraction(1)
    subset = NashSubset((((one,), (one,)), ((one,), (one,), (one,))), (0, 1))
    assert subset.num_extreme == 6


def test_long_payoffs_are_shown_in_brief() -> None:
    equilibrium = solved().equilibria[0]
    long = Equilibrium(equilibrium.profile, (Fraction(10**5000), Fraction(1)), Fraction(0), equilibrium.certificate)
    assert repr(long) == "<Equilibrium <MixedProfile 1 | 0, 1>, payoffs ≈1e5000, 1>"

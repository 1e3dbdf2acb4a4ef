"""How a method takes its options, as a record or a mapping."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from gametheory import InvalidParameterError, solve
from gametheory.solvers.mediation.stackelberg import StackelbergOptions
from gametheory.solvers.method import Method
from gametheory.solvers.methods import METHODS, method_named
from gametheory.solvers.normal_forms.interior_point import InteriorPointOptions
from gametheory.solvers.problem import Problem
from gametheory.solvers.watch import Watch
from unit.solvers.small_runs import GAME

WITH_OPTIONS = tuple(method for method in METHODS if method.options_name)
WITHOUT_OPTIONS = method_named("label_tree")


def test_some_methods_have_options() -> None:
    assert {"interior_point", "correlated", "stackelberg"} <= {method.name for method in WITH_OPTIONS}


@pytest.mark.parametrize("method", WITH_OPTIONS, ids=lambda method: method.name)
def test_defaults_are_the_record_of_the_method(method: Method) -> None:
    kind = method.options_kind
    assert kind is not None
    assert method.options_of(None) == method.options_of({}) == kind()


def test_options_come_as_a_mapping_or_as_a_record() -> None:
    method = method_named("interior_point")
    made = method.options_of({"nash_conv": 0.25})
    assert made == InteriorPointOptions(nash_conv=0.25)
    assert method.options_of(made) is made


@pytest.mark.parametrize("given", [None, {}])
def test_methods_without_options_take_none(given: Mapping[str, object] | None) -> None:
    assert WITHOUT_OPTIONS.options_kind is None
    assert WITHOUT_OPTIONS.options_of(given) is None


@pytest.mark.parametrize(
    ("name", "given", "sentence"),
    [
        ("label_tree", {"leader": 0}, r"method 'label_tree' has no options, got \{'leader': 0\}"),
        (
            "interior_point",
            {"nash_con": 0.1},
            r"has no option 'nash_con'; did you mean 'nash_conv'\? It has 'nash_conv'",
        ),
        ("interior_point", {7: 0.1}, r"method 'interior_point' has no option 7"),
        ("interior_point", 0.1, r"expected InteriorPointOptions or a mapping of 'nash_conv' as options of method 'int"),
        ("interior_point", StackelbergOptions(), r"expected InteriorPointOptions .* got StackelbergOptions\("),
        ("interior_point", {"nash_conv": 2}, r"expected a sum of regrets above 0 and below 1, got 2"),
    ],
)
def test_wrong_options_are_a_sentence(name: str, given: object, sentence: str) -> None:
    with pytest.raises(InvalidParameterError, match=sentence):
        method_named(name).options_of(given)


def test_a_search_starts_in_the_module_of_the_method() -> None:
    found = list(method_named("pure_enumeration").search(Problem(GAME, "pure", Watch())))
    assert len(found) == 2


def test_a_solution_says_its_options() -> None:
    assert solve(GAME, "stackelberg", options={"leader": "2"}).options["leader"] == "2"
    assert solve(GAME, "stackelberg", options=StackelbergOptions("2", "weak")).options["tie"] == "weak"
    assert solve(GAME, "stackelberg").options == {"leader": None, "tie": "strong"}
    assert solve(GAME).options == {}

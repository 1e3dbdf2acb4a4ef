"""Beliefs of assessments as plain values."""

from __future__ import annotations

import jsonschema
import pytest

from gametheory import BehaviorProfile, load, solve
from gametheory.analysis.beliefs import forward_induction
from gametheory.analysis.beliefs.assessment_certificate import judge_assessment
from gametheory.core.assessments import Assessment
from gametheory.io import equilibrium_json
from gametheory.io.assessment_json import assessment_to_json
from gametheory.io.equilibrium_json import equilibria_to_json
from gametheory.io.json_values import number_to_json
from gametheory.io.solution_json import solution_to_json
from gametheory.io.solution_schema import solution_schema


def test_beliefs_that_would_do_are_told_where_play_never_comes() -> None:
    beer = solve(load("beer_quiche"), "sequential").equilibria[0]
    told = assessment_to_json(beer.play, beer.certificate, number_to_json)
    assert set(told["beliefs"]["bully"]) == {"fight: Beer", "fight: Quiche"}
    assert told["beliefs"]["bully"]["fight: Beer"] == {"Strong": "9/10", "Weak": "1/10"}
    assert told["supporting_beliefs"] == {
        "stranger": {},
        "bully": {"fight: Quiche": {"Strong": ["0", "1/2"], "Weak": ["1/2", "1"]}},
    }
    assert told["signaling"] == {
        "form": "pooling",
        "intuitive_criterion": {"is_met": True, "failures": []},
        "d1": {"is_met": True, "failures": []},
    }


def test_messages_that_break_an_equilibrium_are_named() -> None:
    quiche = solve(load("beer_quiche"), "sequential").equilibria[-1]
    broken = {"message": "Beer", "infoset": "fight: Beer", "excluded": ["Weak"], "deviators": ["Strong"]}
    told = assessment_to_json(quiche.play, quiche.certificate, number_to_json)["signaling"]
    assert told["intuitive_criterion"] == {"is_met": False, "failures": [broken]}
    assert told["d1"]["failures"] == [broken]


def test_too_many_answers_leave_d1_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forward_induction, "MOST_ANSWERS", 1)
    beer = solve(load("beer_quiche"), "sequential").equilibria[0]
    told = assessment_to_json(beer.play, beer.certificate, number_to_json)["signaling"]
    assert (told["d1"], told["intuitive_criterion"]["is_met"]) == (None, True)


def test_what_is_not_sequential_has_no_supporting_beliefs() -> None:
    tree = load("beer_quiche").to_game()
    profile = BehaviorProfile(tree, [None, [1, 0], [0, 1], [1, 0], [1, 0]])
    wrong = Assessment(profile, [None, [1], ["2/3", "1/3"], ["1/4", "3/4"], [1]])
    told = assessment_to_json(wrong, judge_assessment(wrong), number_to_json)
    assert (told["is_consistent"], told["supporting_beliefs"], told["signaling"]) == (False, None, None)


def test_other_trees_send_no_messages() -> None:
    horse = solve(load("selten_horse"), "sequential").equilibria[0]
    told = assessment_to_json(horse.play, horse.certificate, number_to_json)
    assert (told["is_consistent"], told["signaling"]) == (True, None)
    assert any(told["supporting_beliefs"].values())


def test_late_equilibria_are_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(equilibrium_json, "MOST_LOOKED_AT", 1)
    first, *others = equilibria_to_json(solve(load("beer_quiche"), "sequential"))
    assert first["supporting_beliefs"] is not None
    assert [(told["supporting_beliefs"], told["is_consistent"]) for told in others] == [(None, True)] * 3


@pytest.mark.parametrize(("name", "concept"), [("beer_quiche", "sequential"), ("selten_horse", "perfect_bayesian")])
def test_assessments_fit_the_schema(name: str, concept: str) -> None:
    solution = solve(load(name), concept)
    assert solution.equilibria
    jsonschema.Draft202012Validator(solution_schema()).validate(solution_to_json(solution))

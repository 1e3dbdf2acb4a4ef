from __future__ import annotations

import numpy as np
import pytest

from gametheory import InvalidParameterError, NormalFormGame, load
from gametheory.rendering.tables.path_tables import (
    course_table,
    fit_heading,
    fit_sentences,
    fit_table,
    path_heading,
    path_sentences,
    path_table,
    shown_responses,
)
from gametheory.solvers.quantal_response.principal_branch import logit_path
from gametheory.studies.quantal_response.precision_fit import fit_logit

CHICKEN = logit_path(load("chicken"))
PENNIES = NormalFormGame.from_bimatrix([[9, 0], [0, 1]], [[0, 1], [1, 0]], players=["row", "column"], title="Pennies")


def test_the_table_of_a_normal_form() -> None:
    table = path_table(CHICKEN, [0, 2.0])
    assert table.columns == ("player", "action", "0", "2", "limit")
    assert table.rows[0] == ("First driver", "Give way", "0.5000", f"{CHICKEN.at(2)['first']['Give way']:.4f}", "2/3")
    assert table.rows[3][-1] == "1/3"
    assert table.groups == {2}


def test_the_table_of_a_tree() -> None:
    table = path_table(logit_path(load("centipede")), [1.0])
    assert table.columns == ("player", "information set", "action", "1", "limit")
    assert [row[:3] for row in table.rows[:3]] == [
        ("Ann", "first turn", "Stop"),
        ("", "", "Pass"),
        ("Bob", "second turn", "Stop"),
    ]


def test_precisions_are_chosen_in_units_of_the_payoffs() -> None:
    shown = [response.precision for response in shown_responses(CHICKEN)]
    assert shown[0] == 0
    payoffs = np.array([[[6, 2], [7, 0]], [[6, 7], [2, 0]]])
    small = [response.precision for response in shown_responses(logit_path(NormalFormGame(payoffs * 1000)))]
    assert small == pytest.approx([precision / 1000 for precision in shown])
    constant = logit_path(NormalFormGame.zero_sum([[4, 4]]))
    assert len(shown_responses(constant)) == 5
    with pytest.raises(InvalidParameterError, match="expected a precision from 0 to"):
        shown_responses(CHICKEN, [1e20])


def test_sentences_tell_end_and_bifurcations() -> None:
    assert path_heading(CHICKEN, load("chicken")) == "Chicken, quantal response"
    said = " ".join(path_sentences(CHICKEN))
    assert "It leads to the Nash equilibrium in the last column, which is exact." in said
    assert "At precision 1.37218 two arms leave the path, which lead to First driver: " in said
    assert "First driver: Dare, Second driver: Give way" in said
    assert path_heading(logit_path(load("centipede"))) == "Centipede, quantal response of the agent form"


def test_sentences_tell_turns_and_what_is_not_exact() -> None:
    arm = logit_path(load("seventy_five_equilibria")).arms[0]
    assert any(sentence.startswith("The path turns near precision 0.0137") for sentence in path_sentences(arm))
    poker = logit_path(load("kuhn_poker"))
    if not poker.limit.is_exact:
        assert "not solved exactly: nobody gains more than" in " ".join(path_sentences(poker))
        assert path_table(poker, [1.0]).rows[0][-1].count(".") == 1


def test_the_course_has_a_row_for_each_point() -> None:
    table = course_table(CHICKEN)
    assert table.columns[:2] == ("precision", "first: Give way")
    assert len(table.rows) == CHICKEN.num_points
    assert [float(value) for value in table.rows[0]] == pytest.approx([0, 0.5, 0.5, 0.5, 0.5])


def test_a_fit_in_words() -> None:
    fit = fit_logit(PENNIES, {"row": {"1": 64, "2": 36}, "column": {"1": 24}})
    assert fit_heading(fit) == "Pennies, quantal response fitted to 124 choices"
    table = fit_table(fit)
    assert table.columns == ("player", "action", "count", "observed", "fitted", "Nash")
    assert table.rows[1][1:4] == ("2", "36", "0.3600")
    said = fit_sentences(fit)
    assert said[0].startswith(f"Precision {fit.precision:.6g}, standard error ")
    assert "95 % interval from" in said[0]
    assert "chi-square is no guide" in said[3]


def test_a_fit_that_excludes_nash_and_has_no_bound() -> None:
    excluded = fit_sentences(fit_logit(load("prisoners_dilemma"), {"row": {"Defect": 30, "Cooperate": 10}}))
    assert "Against the Nash equilibrium: -inf, as it excludes choices that were made." in excluded
    endless = fit_sentences(fit_logit(load("prisoners_dilemma"), {"row": {"Defect": 30}}))
    assert "on, without end" in endless[0]

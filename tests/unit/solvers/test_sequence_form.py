from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory import UnsupportedGameError
from gametheory.kernels.integer_tableau import NO_VARIABLE
from gametheory.solvers.sequence_form import sequence_form
from oracles.classic_trees import forgetful, impossible_branch, payoff_on_the_way, trust


def test_payoffs_of_pairs_of_sequences() -> None:
    form = sequence_form(trust())
    assert form.payoffs == ({(1, 1): 1, (1, 2): -1}, {(1, 1): 1, (2, 1): 2})
    assert form.labels == (range(2), range(2, 4))


def test_payoffs_on_the_way_count() -> None:
    assert sequence_form(payoff_on_the_way()).payoffs[0] == {(2, 1): -2, (2, 2): 1}


def test_impossible_ends_pay_nothing() -> None:
    form = sequence_form(impossible_branch())
    assert form.payoffs == ({(1, 0): 1}, {})
    assert form.num_actions == ((2, 2), ())


def test_the_first_tableau_is_feasible() -> None:
    form = sequence_form(trust())
    for side in (0, 1):
        tableau = form.polyhedron(side)
        assert min(row[0] for row in tableau.rows) >= 0
        assert sorted(tableau.basic + tableau.nonbasic) == [NO_VARIABLE, 0, 1, 2, 3]


def test_best_replies_follow_the_tree() -> None:
    form = sequence_form(trust())
    assert form.best_replies(1, (1, 1, 0)) == 0b101
    assert form.best_replies(1, (1, 0, 1)) == 0b111
    half = Fraction(1, 2)
    assert form.best_replies(0, (1, half, half)) == 0b111
    assert form.best_replies(0, (1, half / 2, 3 * half / 2)) == 0b101


def test_recall_is_needed() -> None:
    with pytest.raises(UnsupportedGameError, match="realization plans need perfect recall"):
        sequence_form(forgetful())

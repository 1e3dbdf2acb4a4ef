from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory import Limits, TreeBuilder, UnsupportedGameError, solve
from gametheory.kernels.integer_tableau import NO_VARIABLE
from gametheory.solvers import sequence_form as sequence_form_module
from gametheory.solvers.problem import TooLargeError
from gametheory.solvers.sequence_form import sequence_form
from gametheory.solvers.watch import LimitReachedError, Watch
from oracles.classic_trees import forgetful, impossible_branch, payoff_on_the_way, trust, ultimatum


def test_payoffs_of_pairs_of_sequences() -> None:
    form = sequence_form(trust(), Watch())
    assert form.payoffs == ({(1, 1): 1, (1, 2): -1}, {(1, 1): 1, (2, 1): 2})
    assert form.labels == (range(2), range(2, 4))


def test_payoffs_on_the_way_count() -> None:
    assert sequence_form(payoff_on_the_way(), Watch()).payoffs[0] == {(2, 1): -2, (2, 2): 1}


def test_impossible_ends_pay_nothing() -> None:
    form = sequence_form(impossible_branch(), Watch())
    assert form.payoffs == ({(1, 0): 1}, {})
    assert form.num_actions == ((2, 2), ())


def test_the_first_tableau_is_feasible() -> None:
    form = sequence_form(trust(), Watch())
    for side in (0, 1):
        tableau = form.polyhedron(side, Watch())
        assert min(row[0] for row in tableau.rows) >= 0
        assert sorted(tableau.basic + tableau.nonbasic) == [NO_VARIABLE, 0, 1, 2, 3]


def test_best_replies_follow_the_tree() -> None:
    form = sequence_form(trust(), Watch())
    assert form.best_replies(1, (1, 1, 0)) == 0b101
    assert form.best_replies(1, (1, 0, 1)) == 0b111
    half = Fraction(1, 2)
    assert form.best_replies(0, (1, half, half)) == 0b111
    assert form.best_replies(0, (1, half / 2, 3 * half / 2)) == 0b101


def test_recall_is_needed() -> None:
    with pytest.raises(UnsupportedGameError, match="realization plans need perfect recall"):
        sequence_form(forgetful(), Watch())


def test_large_tableaus_are_refused_before_they_are_built(monkeypatch: pytest.MonkeyPatch) -> None:
    tree = ultimatum([0, 1, 2], 2)
    form = sequence_form(tree, Watch())
    sizes = []
    for side in (0, 1):
        tableau = form.polyhedron(side, Watch())
        sizes.append(len(tableau.rows) * len(tableau.rows[0]))
    monkeypatch.setattr(sequence_form_module, "MOST_ENTRIES", max(sizes))
    assert sequence_form(tree, Watch()).num_labels == 9
    monkeypatch.setattr(sequence_form_module, "MOST_ENTRIES", max(sizes) - 1)
    sentence = (
        rf"at most {max(sizes) - 1} entries, got {max(sizes)} \(11 sequences of choices\); use concept 'subgame_p"
    )
    with pytest.raises(TooLargeError, match=sentence):
        sequence_form(tree, Watch())
    with pytest.raises(UnsupportedGameError, match="11 sequences of choices"):
        solve(tree)
    assert solve(tree, "pure").equilibria


def test_a_large_tree_is_refused_at_once() -> None:
    builder = TreeBuilder(["one", "two"])
    pending = [0]
    for number in range(2_500):
        pending += builder.move(pending.pop(0), number % 2, ["l", "r"])
    with pytest.raises(UnsupportedGameError, match=r"at most 4,000,000 entries, got 6,252,500 \(5,002 sequences"):
        solve(builder.build())


def test_the_clock_looks_on_while_the_tableau_is_built() -> None:
    watch = Watch()
    sequence_form(trust(), Watch()).polyhedron(0, watch)
    assert watch.steps >= 4
    late = Watch(Limits(time=0))
    with pytest.raises(LimitReachedError, match="time limit"):
        sequence_form(trust(), Watch()).polyhedron(0, late)


def test_the_form_is_stopped_while_it_is_made() -> None:
    with pytest.raises(LimitReachedError, match="time limit"):
        sequence_form(trust(), Watch(Limits(time=0)))

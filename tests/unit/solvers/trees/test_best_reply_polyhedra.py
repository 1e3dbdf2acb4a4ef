from __future__ import annotations

import pytest

from gametheory import Limits, TreeBuilder, UnsupportedGameError, solve
from gametheory.kernels.face_nodes import NO_LABEL
from gametheory.kernels.integer_tableau import NO_VARIABLE
from gametheory.solvers.problem import TooLargeError
from gametheory.solvers.trees import best_reply_polyhedra as module
from gametheory.solvers.trees.best_reply_polyhedra import BestReplyPolyhedra
from gametheory.solvers.watch import LimitReachedError, Watch
from oracles.classic_trees import forgetful, impossible_branch, outside_option, trust, ultimatum


def test_labels_and_payoffs() -> None:
    polyhedra = BestReplyPolyhedra(trust(), Watch())
    assert polyhedra.payoffs == ({(1, 1): 1, (1, 2): -1, (2, 0): 0}, {(1, 1): 1, (2, 1): 2, (0, 2): 0})
    assert polyhedra.labels == (range(2), range(2, 4))


def test_one_player() -> None:
    polyhedra = BestReplyPolyhedra(impossible_branch(), Watch())
    assert (polyhedra.num_actions, polyhedra.num_labels) == (((2, 2), ()), 4)
    assert polyhedra.tree_labels.own == (0b1111, 0)


def test_the_first_tableau_is_feasible() -> None:
    polyhedra = BestReplyPolyhedra(trust(), Watch())
    for side in (0, 1):
        tableau = polyhedra.polyhedron(side)
        assert min(row[0] for row in tableau.rows) >= 0
        assert sorted(tableau.basic + tableau.nonbasic) == [NO_VARIABLE, 0, 1, 2, 3]


def test_labels_know_what_matters() -> None:
    labels = BestReplyPolyhedra(outside_option(), Watch()).tree_labels
    option, row, column = labels.infosets
    assert (option.before, option.actions, option.below, option.is_relevant) == (NO_LABEL, 0b11, 0b1111, True)
    assert (row.before, row.actions, row.relevant, row.is_relevant) == (1, 0b1100, 0b110000, False)
    assert (column.side, column.before, column.relevant) == (1, NO_LABEL, 0b1100)
    assert labels.below == (0b1, 0b1110, 0b100, 0b1000, 0b10000, 0b100000)


def test_what_is_paid_in_any_case_does_not_matter() -> None:
    builder = TreeBuilder(["one", "two"])
    left, right = builder.move(0, "one", ["l", "r"])
    for node, payoffs in ((left, [5, 2]), (right, [1, 4])):
        for end in builder.move(node, "two", ["a", "b"], infoset="same"):
            builder.payoffs(end, payoffs)
    first, second = BestReplyPolyhedra(builder.build(), Watch()).tree_labels.infosets
    assert (first.relevant, first.is_relevant) == (0b1100, False)
    assert (second.relevant, second.is_relevant) == (0, False)


def test_recall_is_needed() -> None:
    with pytest.raises(UnsupportedGameError, match="realization plans need perfect recall"):
        BestReplyPolyhedra(forgetful(), Watch())


def test_large_tableaus_are_refused_before_they_are_built(monkeypatch: pytest.MonkeyPatch) -> None:
    tree = ultimatum([0, 1, 2], 2)
    polyhedra = BestReplyPolyhedra(tree, Watch())
    sizes = []
    for side in (0, 1):
        tableau = polyhedra.polyhedron(side)
        sizes.append(len(tableau.rows) * len(tableau.rows[0]))
    monkeypatch.setattr(module, "MOST_ENTRIES", max(sizes))
    assert BestReplyPolyhedra(tree, Watch()).num_labels == 9
    monkeypatch.setattr(module, "MOST_ENTRIES", max(sizes) - 1)
    sentence = (
        rf"at most {max(sizes) - 1} entries, got {max(sizes)} \(11 sequences of choices\); use concept 'subgame_p"
    )
    with pytest.raises(TooLargeError, match=sentence):
        BestReplyPolyhedra(tree, Watch())
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


def test_the_clock_looks_on() -> None:
    with pytest.raises(LimitReachedError, match="time limit"):
        BestReplyPolyhedra(trust(), Watch(Limits(time=0)))
    watch = Watch()
    polyhedra = BestReplyPolyhedra(trust(), watch)
    before = watch.steps
    polyhedra.polyhedron(0)
    assert watch.steps >= before + 3

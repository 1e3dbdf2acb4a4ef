"""The intuitive criterion and D1."""

from __future__ import annotations

from typing import Any

import pytest

from gametheory import TreeBuilder, UnsupportedGameError
from gametheory.analysis.beliefs import forward_induction
from gametheory.analysis.beliefs.forward_induction import d1_criterion, intuitive_criterion
from gametheory.analysis.beliefs.signaling import SignalingForm, signaling_form
from gametheory.core.assessments import Assessment
from gametheory.solvers.subgames import sequential
from oracles.assessed_trees import assessment, run, spence, tree_of


def test_quiche_fails_both() -> None:
    """Cho and Kreps (1987): nobody believes that the weak would drink beer."""
    found, _ = run(sequential.search, tree_of("beer_quiche"))
    verdicts = [(intuitive_criterion(given).is_met, d1_criterion(given).is_met) for given in found]
    assert verdicts == [(True, True), (True, True), (False, False), (False, False)]
    (failure,) = intuitive_criterion(found[2]).failures
    assert (failure.message, failure.excluded, failure.deviators) == ("Beer", (1,), (0,))


def test_d1_excludes_more() -> None:
    """A few items tempt the seller that clears stock whenever they tempt the investor, and at other times too."""
    found, _ = run(sequential.search, tree_of("surplus_or_invest"))
    assert [intuitive_criterion(given).is_met for given in found] == [True] * 2 + [False] * 2 + [True] * 6
    assert [d1_criterion(given).is_met for given in found] == [True] * 2 + [False] * 8
    assert {d1_criterion(given).failures[0].message for given in found[2:]} == {"Few items"}


def test_only_separating_by_education_survives() -> None:
    """Cho and Kreps (1987): of Spence's equilibria the intuitive criterion leaves the one of least waste."""
    found, _ = run(sequential.search, spence([4, 2], [1, 3], ["1/3", "2/3"]))
    forms = [signaling_form(given) for given in found]
    assert forms == [SignalingForm.POOLING, SignalingForm.POOLING, SignalingForm.SEPARATING]
    assert [intuitive_criterion(given).is_met for given in found] == [False, False, True]
    assert [d1_criterion(given).is_met for given in found] == [False, False, True]


def three_answers(gains: tuple[tuple[int, ...], tuple[int, ...]]) -> Assessment:
    """Two types keep quiet and get 0; by speaking they gain, with the answers, what is given."""
    builder = TreeBuilder(["ann", "bob"])
    rows = ((3, 2, 0), (0, 2, 3))
    for gain, row, node in zip(gains, rows, builder.chance(0, {"one": "1/2", "other": "1/2"}), strict=True):
        _, spoken = builder.move(node, "ann", ["quiet", "speak"])
        answers = builder.move(spoken, "bob", ["a", "b", "c"], infoset="heard")
        for own, other, end in zip(gain, row, answers, strict=True):
            builder.payoffs(end, [own, other])
    tree = builder.build()
    strategies: list[Any] = [None, (1, 0), (0, 1, 0), (1, 0)]
    return assessment(tree, strategies, [None, [1], ["1/2", "1/2"], [1]])


def test_mixed_best_replies_count() -> None:
    """Both gain by a, but of mixtures of a and b, which are best at odds of 2, the first type needs less a."""
    tempted = three_answers(((2, -1, -3), (1, -1, -3)))
    assert intuitive_criterion(tempted).is_met
    (failure,) = d1_criterion(tempted).failures
    assert (failure.message, failure.excluded, failure.deviators) == ("speak", (1,), (0,))


def test_an_answer_to_those_who_remain_may_deter() -> None:
    """The first type is keener on c, but the answer to it is a."""
    assert d1_criterion(three_answers(((-1, -1, 4), (-2, -2, 4)))).is_met


def test_who_never_gains_is_excluded() -> None:
    """Only the other type can gain; the answer to it is c, by which it does."""
    (failure,) = intuitive_criterion(three_answers(((-1, -1, -1), (-1, -1, 2)))).failures
    assert (failure.excluded, failure.deviators) == ((0,), (1,))


def test_too_many_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forward_induction, "MOST_ANSWERS", 2)
    with pytest.raises(UnsupportedGameError, match=r"at most 2 answers, got 3 to 'speak'; use intuitive_criterion"):
        d1_criterion(three_answers(((2, -1, -3), (1, -1, -3))))

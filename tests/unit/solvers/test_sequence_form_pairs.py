from __future__ import annotations

from gametheory.solvers.sequence_form_pairs import SequenceFormPairs
from gametheory.solvers.watch import Watch
from oracles.classic_trees import impossible_branch, trust, ultimatum


def test_pairs_and_subsets_of_trust() -> None:
    run = SequenceFormPairs(trust(), Watch())
    pairs = set(run.pairs())
    (subset,) = run.subsets()
    assert {(x, y) for x in subset.sides[0] for y in subset.sides[1]} <= pairs
    plans = run.points(subset.sides)
    assert (plans[0], set(plans[1])) == (((1, 0, 1),), {(1, 0, 1), (1, 0.5, 0.5)})


def test_one_player_has_one_list_of_plans() -> None:
    run = SequenceFormPairs(impossible_branch(), Watch())
    assert len(set(run.pairs())) == 2
    (subset,) = run.subsets()
    assert [set(plans) for plans in run.points(subset.sides)] == [{(1, 1, 0, 1, 0), (1, 1, 0, 0, 1)}]


def test_the_player_with_fewer_sequences_is_searched_first() -> None:
    run = SequenceFormPairs(ultimatum([0], 1), Watch())
    assert run.points([list({pair[0] for pair in run.pairs()}), []])[0] == ((1, 1),)

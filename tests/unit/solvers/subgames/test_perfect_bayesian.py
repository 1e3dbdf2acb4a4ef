"""Weak perfect Bayesian equilibria: more than sequential ones."""

from __future__ import annotations

import pytest

from gametheory import BehaviorProfile, Coverage, NormalFormGame, TreeBuilder, UnsupportedGameError, solve
from gametheory.analysis.beliefs.assessment_certificate import judge_assessment
from gametheory.analysis.beliefs.weak_beliefs import WeakBeliefs, search_weak_beliefs
from gametheory.analysis.heartbeat import Heartbeat
from gametheory.core.solution import Termination
from gametheory.solvers.problem import Problem
from gametheory.solvers.subgames import perfect_bayesian, sequential
from gametheory.solvers.watch import LimitReachedError, Watch
from oracles.assessed_trees import entry_then_both, hidden_turn, meeting, run, second_mistake, tree_of


@pytest.mark.parametrize("tree", [entry_then_both(), second_mistake(), hidden_turn([1, 0], [0, 1])], ids=str)
def test_sequential_ones_are_among_them(tree: object) -> None:
    weak, _ = run(perfect_bayesian.search, tree)  # type: ignore[arg-type]
    strong, _ = run(sequential.search, tree)  # type: ignore[arg-type]
    assert {given.profile.strategies for given in strong} <= {given.profile.strategies for given in weak}
    assert all(judge_assessment(given).is_perfect_bayesian for given in weak)


def test_a_belief_in_nothing_reasonable() -> None:
    found, conclusion = run(perfect_bayesian.search, entry_then_both())
    assert found[0].profile.strategies == ((1, 0), (0, 1), (1, 0))
    assert not judge_assessment(found[0]).is_sequential
    assert conclusion.coverage is Coverage.ALL_PURE


def test_signaling_games_are_solved_completely() -> None:
    found, conclusion = run(perfect_bayesian.search, tree_of("beer_quiche"))
    assert (len(found), len(conclusion.components), conclusion.coverage) == (4, 2, Coverage.ALL)


def test_perfect_information_leaves_nothing_to_believe() -> None:
    found, conclusion = run(perfect_bayesian.search, tree_of("centipede"))
    assert (len(found), conclusion.coverage) == (1, Coverage.ALL)


def test_lists_are_cut_as_asked() -> None:
    found, conclusion = run(perfect_bayesian.search, tree_of("beer_quiche"), num_listed=1)
    assert len(found) == 1
    assert (conclusion.coverage, conclusion.termination) == (Coverage.PARTIAL, Termination.COUNT_REACHED)
    assert conclusion.unresolved == ("1 of 4 equilibria are listed",)


def test_what_the_method_does_not_take() -> None:
    game = NormalFormGame.from_bimatrix([[3, 0], [1, 2]], [[2, 1], [0, 4]])
    with pytest.raises(UnsupportedGameError, match=r"perfect_bayesian needs a tree, got a normal form"):
        next(perfect_bayesian.search(Problem(game, "perfect_bayesian", Watch())))
    builder = TreeBuilder(["driver", "owner"])
    for node in builder.move(0, "driver", ["left", "right"], infoset="start"):
        builder.move(node, "driver", ["stay", "go"], infoset="later")
    with pytest.raises(UnsupportedGameError, match=r"perfect_bayesian needs perfect recall, but driver forgets"):
        run(perfect_bayesian.search, builder.build())


def test_what_a_stopped_search_found_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopping(profile: BehaviorProfile, heartbeat: Heartbeat) -> WeakBeliefs:
        asked.append(profile)
        if len(asked) > 2:
            raise LimitReachedError(Termination.TIME_LIMIT)
        return search_weak_beliefs(profile, heartbeat)

    tree = meeting()
    asked: list[BehaviorProfile] = []
    monkeypatch.setattr(perfect_bayesian, "search_weak_beliefs", stopping)
    solution = solve(tree, "perfect_bayesian")
    assert (solution.termination, solution.coverage) == (Termination.TIME_LIMIT, Coverage.PARTIAL)
    assert [found.profile.strategies for found in solution.equilibria] == [found.strategies for found in asked[:2]]

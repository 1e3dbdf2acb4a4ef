"""Sequential equilibria: the method as a whole."""

from __future__ import annotations

import pytest

from gametheory import BehaviorProfile, Coverage, NormalFormGame, TreeBuilder, UnsupportedGameError, solve
from gametheory.analysis.beliefs.assessment_certificate import judge_assessment
from gametheory.analysis.beliefs.belief_search import BeliefSearch, search_beliefs
from gametheory.analysis.heartbeat import Heartbeat
from gametheory.analysis.structure import has_perfect_information
from gametheory.core.solution import Termination
from gametheory.solvers.problem import Problem
from gametheory.solvers.subgames import sequential, sequential_induction
from gametheory.solvers.watch import LimitReachedError, Watch
from oracles.assessed_trees import impossible_branch, meeting, run, tree_of


@pytest.mark.parametrize(
    ("name", "number", "components"),
    [
        ("overlooked_entrant", 2, 1),
        ("surplus_or_invest", 10, 4),
        ("parity_reputation", 1, 1),
        ("business_model_menu", 1, 1),
    ],
)
def test_the_information_games_of_the_case(name: str, number: int, components: int) -> None:
    found, conclusion = run(sequential.search, tree_of(name))
    assert (len(found), len(conclusion.components), conclusion.coverage) == (number, components, Coverage.ALL)
    assert conclusion.num_extreme == number
    assert all(judge_assessment(given).is_sequential for given in found)


@pytest.mark.parametrize("name", ["ultimatum", "centipede", "entry_deterrence", "choose_one_of_two"])
@pytest.mark.parametrize("concept", ["sequential", "perfect_bayesian"])
def test_where_everything_is_seen_subgame_perfection_is_all(name: str, concept: str) -> None:
    tree = tree_of(name)
    assert has_perfect_information(tree)
    found, expected = solve(tree, concept), solve(tree, "subgame_perfect")
    assert [given.profile.strategies for given in found.equilibria] == [
        given.profile.strategies for given in expected.equilibria
    ]
    assert (found.coverage, found.num_extreme) == (expected.coverage, expected.num_extreme)
    assert (found.components, found.nash_subsets) == (expected.components, expected.nash_subsets)
    assert found.unresolved == expected.unresolved


def test_three_players_who_see_everything() -> None:
    """The third one is indifferent, so there is a continuum, which is told as with subgame perfection."""
    builder = TreeBuilder(["a", "b", "c"])
    left, right = builder.move(0, "a", ["l", "r"])
    up, down = builder.move(left, "b", ["u", "d"])
    first, second = builder.move(up, "c", ["x", "y"])
    for node, payoffs in ((right, [1, 1, 1]), (down, [0, 2, 5]), (first, [3, 3, 2]), (second, [0, 1, 2])):
        builder.payoffs(node, payoffs)
    found, expected = (solve(builder.build(), concept) for concept in ("sequential", "subgame_perfect"))
    assert len(found.equilibria) > 1
    assert [given.profile for given in found.equilibria] == [given.profile for given in expected.equilibria]
    assert (found.coverage, found.unresolved) == (expected.coverage, expected.unresolved)


def test_reputation_off_the_way_of_play() -> None:
    """An ordinary Amazon acts tough just often enough; no vertex of the Nash equilibria does that."""
    (found,), _ = run(sequential.search, tree_of("parity_reputation"))
    amazon, seller = found["amazon"], found["seller"]
    assert [str(share) for share in (amazon["enforce[US]: Ordinary"] or {}).values()] == ["347/756", "409/756"]
    assert [str(share) for share in (seller["price[Europe]: Undercut, Enforce"] or {}).values()] == [
        "137/210",
        "73/210",
    ]
    assert [str(belief) for belief in found.belief("seller", "price[Europe]: Undercut, Enforce")] == [
        "84/431",
        "347/431",
    ]


def test_impossible_moves_of_chance() -> None:
    (found,), conclusion = run(sequential.search, impossible_branch())
    assert found["bob"]["answer"] == {"yes": 0, "no": 1}
    assert conclusion.coverage in {Coverage.ALL, Coverage.ALL_PURE}
    assert judge_assessment(found).is_sequential


def test_lists_are_cut_as_asked() -> None:
    found, conclusion = run(sequential.search, tree_of("surplus_or_invest"), num_listed=3)
    assert len(found) == 3
    assert (conclusion.coverage, conclusion.termination) == (Coverage.PARTIAL, Termination.COUNT_REACHED)
    assert conclusion.unresolved == ("3 sequential equilibria are listed, and there are more",)


def test_an_empty_list_is_never_called_all() -> None:
    """Three players in a circle, each wanting to differ from the next: no pure equilibrium exists."""
    builder = TreeBuilder(["ann", "bob", "cleo"])
    for ann, first in enumerate(builder.move(0, "ann", ["0", "1"], infoset="ann")):
        for bob, second in enumerate(builder.move(first, "bob", ["0", "1"], infoset="bob")):
            for cleo, end in enumerate(builder.move(second, "cleo", ["0", "1"], infoset="cleo")):
                builder.payoffs(end, [int(ann != bob), int(bob == cleo), int(cleo == ann)])
    found, conclusion = run(sequential.search, builder.build())
    assert found == []
    assert conclusion.coverage is Coverage.PARTIAL
    assert conclusion.unresolved


def test_what_the_method_does_not_take() -> None:
    game = NormalFormGame.from_bimatrix([[3, 0], [1, 2]], [[2, 1], [0, 4]])
    with pytest.raises(UnsupportedGameError, match=r"sequential needs a tree, got a normal form; use concept 'nash'"):
        next(sequential.search(Problem(game, "sequential", Watch())))
    builder = TreeBuilder(["driver", "owner"])
    for node in builder.move(0, "driver", ["left", "right"], infoset="start"):
        builder.move(node, "driver", ["stay", "go"], infoset="later")
    with pytest.raises(UnsupportedGameError, match=r"sequential needs perfect recall, but driver forgets"):
        run(sequential.search, builder.build())


def test_what_a_stopped_search_of_the_last_stage_found_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopping(profile: BehaviorProfile, heartbeat: Heartbeat) -> BeliefSearch:
        asked.append(profile)
        if len(asked) > 2:
            raise LimitReachedError(Termination.TIME_LIMIT)
        return search_beliefs(profile, heartbeat)

    tree = meeting()
    assert len(solve(tree, "sequential").equilibria) == 3
    asked: list[BehaviorProfile] = []
    monkeypatch.setattr(sequential_induction, "search_beliefs", stopping)
    solution = solve(tree, "sequential")
    assert (solution.termination, solution.coverage) == (Termination.TIME_LIMIT, Coverage.PARTIAL)
    assert [found.profile.strategies for found in solution.equilibria] == [found.strategies for found in asked[:2]]

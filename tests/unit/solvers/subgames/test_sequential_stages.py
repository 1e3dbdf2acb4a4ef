"""Stages: which are solved completely, and what is said of the others."""

from __future__ import annotations

import pytest

from gametheory import BehaviorProfile, ExtensiveFormGame, TreeBuilder
from gametheory.analysis.beliefs.belief_search import BeliefSearch, search_beliefs
from gametheory.solvers.subgames import sequential_stages
from gametheory.solvers.subgames.sequential_stages import StageSearch, StageSolution
from gametheory.solvers.watch import Watch
from oracles.assessed_trees import entry_then_both, hidden_turn, tree_of


def solved(tree: ExtensiveFormGame) -> StageSolution[BeliefSearch]:
    return StageSearch(tree, Watch(), search_beliefs).run()


@pytest.mark.parametrize(
    ("name", "number", "components"),
    [("beer_quiche", 4, 2), ("noisy_commitment", 3, 3), ("simple_poker", 1, 1)],
)
def test_sender_and_receiver_are_solved_completely(name: str, number: int, components: int) -> None:
    solution = solved(tree_of(name))
    assert (len(solution.profiles), len(solution.components), solution.omissions) == (number, components, [])


def test_two_players_in_other_trees() -> None:
    solution = solved(entry_then_both())
    assert solution.omissions == [
        "has extreme Nash equilibria (1) for which this is not decided",
        "was searched for mixed equilibria only among its extreme Nash equilibria",
    ]
    assert solution.are_all_pure_found
    assert solution.is_undecided
    assert [profile.strategies for profile in solution.profiles] == [((0, 1), (0, 1), (0, 1))]


def test_three_players() -> None:
    solution = solved(hidden_turn([1, 0], [0, 1]))
    assert len(solution.profiles) == 4
    assert "three or more players" in solution.omissions[0]


def blind_walk() -> ExtensiveFormGame:
    """Ann walks twice without seeing what chance did first; she is right to go left, then right or left alike."""
    builder = TreeBuilder(["ann", "bob"])
    for node, worth in zip(builder.chance(0, {"a": "1/3", "b": "2/3"}), (1, 3), strict=True):
        left, right = builder.move(node, "ann", ["left", "right"], infoset="first")
        builder.payoffs(right, [worth, 0])
        for end in builder.move(left, "ann", ["left", "right"], infoset="second"):
            builder.payoffs(end, [2 * worth, 0])
    return builder.build()


def test_one_player_is_solved_completely() -> None:
    solution = solved(blind_walk())
    assert solution.omissions == []
    assert [profile.strategies[1:] for profile in solution.profiles] == [((1, 0), (1, 0)), ((1, 0), (0, 1))]
    assert solution.components == [[0, 1]]


def test_limits_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sequential_stages, "MOST_PURE_PROFILES", 1)
    monkeypatch.setattr(sequential_stages, "LEAST_PURE_PROFILES", 1)
    solution = solved(hidden_turn([1, 0], [0, 1]))
    assert solution.omissions[0] == "has too many pure profiles: not all of them are tried"
    assert not solution.are_all_pure_found
    monkeypatch.setattr(sequential_stages, "MOST_EXTREME", 2)
    solution = solved(tree_of("beer_quiche"))
    assert solution.omissions == ["has too many equilibria: not all of them are followed"]


def test_what_is_not_decided_is_counted() -> None:
    def undecided(profile: BehaviorProfile) -> BeliefSearch:
        return BeliefSearch(open_infosets=(len(profile.strategies),))

    omissions = StageSearch(entry_then_both(), Watch(), undecided).run().omissions
    assert omissions[0].startswith("has pure profiles (2) whose beliefs are linked in products")

"""Where equilibria lead."""

from __future__ import annotations

import pytest

from gametheory import BehaviorProfile, MixedProfile, NormalFormGame, Solution, TreeBuilder, solve
from gametheory.core.commitments import Commitment
from gametheory.core.distributions import Distribution
from gametheory.core.equilibrium import Play
from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.strategic_form import to_normal_form
from gametheory.errors import UnsupportedGameError
from gametheory.studies.outcomes import follows_path, have_one_outcome


def tree() -> ExtensiveFormGame:
    builder = TreeBuilder(["buyer", "seller"])
    trust, refuse = builder.move(0, "buyer", ["Trust", "Not"], infoset="trust")
    good, bad, never = builder.chance(trust, {"good": "2/3", "bad": "1/3", "never": 0})
    for node in (good, bad, never):
        for payoff, end in enumerate(builder.move(node, "seller", ["Honor", "Abuse"], infoset="honor")):
            builder.payoffs(end, [1 - 3 * payoff, 1 + payoff])
    builder.payoffs(refuse, [0, 0])
    return builder.build()


def profile(trust: str, honor: str | None) -> BehaviorProfile:
    strategies = {"buyer": {"trust": {trust: 1}}, "seller": {"honor": None if honor is None else {honor: 1}}}
    return BehaviorProfile.from_mapping(tree(), strategies)


@pytest.mark.parametrize(
    ("trust", "honor", "path", "follows"),
    [
        ("Not", "Honor", ["Not"], True),
        ("Not", "Honor", ["Trust", "good", "Honor"], False),
        ("Trust", "Honor", ["Trust", "good", "Honor"], True),
        ("Trust", "Honor", ["Trust", "bad", "Honor"], True),
        ("Trust", "Honor", ["Trust", "never", "Honor"], False),
        ("Trust", "Honor", ["Trust", "ugly", "Honor"], False),
        ("Trust", "Honor", ["Trust", "good"], False),
        ("Trust", "Honor", ["Trust", "good", "Honor", "more"], False),
        ("Trust", None, ["Trust", "good", "Honor"], False),
    ],
)
def test_paths_of_trees(trust: str, honor: str | None, path: list[str], *, follows: bool) -> None:
    assert follows_path(tree(), profile(trust, honor), path) is follows


def test_mixing_follows_no_path() -> None:
    mixed = BehaviorProfile(tree(), [["1/2", "1/2"], None, [1, 0]])
    assert not follows_path(mixed.game, mixed, ["Not"])


def test_paths_of_normal_forms_are_profiles() -> None:
    game = NormalFormGame.zero_sum([[1, 2], [3, 0]], actions=[["T", "B"], ["L", "R"]])
    assert follows_path(game, MixedProfile(game, [[0, 1], [1, 0]]), ["B", "L"])
    assert not follows_path(game, MixedProfile(game, [[0, 1], [1, 0]]), ["L", "B"])
    assert not follows_path(game, MixedProfile(game, [[0, 1], ["1/2", "1/2"]]), ["B", "L"])


def test_whole_plans_have_no_path() -> None:
    form = to_normal_form(tree())
    with pytest.raises(UnsupportedGameError, match="paths need behavior strategies"):
        follows_path(form.tree, MixedProfile(form.game, [[1, 0], [0, 1]]), ["Trust"])


def with_profiles(solution: Solution, *profiles: Play) -> Solution:
    from dataclasses import replace

    first = solution.equilibria[0]
    return solution.replace(equilibria=tuple(replace(first, play=found) for found in profiles))


def test_outcomes_are_where_play_ends() -> None:
    solution = solve(tree())
    same = [profile("Not", "Honor"), profile("Not", "Abuse"), profile("Not", None)]
    assert have_one_outcome(with_profiles(solution, *same))
    assert have_one_outcome(with_profiles(solution))
    assert not have_one_outcome(with_profiles(solution, *same, profile("Trust", "Honor")))


def test_outcomes_of_normal_forms_are_strategies() -> None:
    game = NormalFormGame.zero_sum([[1, 1], [0, 2]])
    solution = solve(game)
    one, other = MixedProfile(game, [[1, 0], [1, 0]]), MixedProfile(game, [[1, 0], ["1/2", "1/2"]])
    assert have_one_outcome(with_profiles(solution, one, one))
    assert not have_one_outcome(with_profiles(solution, one, other))


def test_outcomes_of_distributions_are_what_they_recommend() -> None:
    game = NormalFormGame.zero_sum([[1, 1], [0, 2]])
    one, other = Distribution(game, {(0, 0): "1/3", (0, 1): "2/3"}), Distribution(game, {(0, 1): "1/3", (0, 0): "2/3"})
    again = Distribution(game, {(0, 1): "2/3", (0, 0): "1/3"})
    assert have_one_outcome(with_profiles(solve(game), one, again))
    assert not have_one_outcome(with_profiles(solve(game), one, other))


def test_outcomes_of_commitments_are_those_of_their_profiles() -> None:
    game = NormalFormGame.zero_sum([[1, 1], [0, 2]])
    one, other = MixedProfile(game, [[1, 0], [1, 0]]), MixedProfile(game, [[1, 0], ["1/2", "1/2"]])
    assert have_one_outcome(with_profiles(solve(game), Commitment(one, leader=0), Commitment(one, leader=1)))
    assert not have_one_outcome(with_profiles(solve(game), Commitment(one, leader=0), Commitment(other, leader=0)))

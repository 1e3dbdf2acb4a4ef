"""Subgame perfection of complete profiles, and of completions."""

from __future__ import annotations

import itertools
import random
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gametheory import (
    BehaviorProfile,
    ExtensiveFormGame,
    InvalidProfileError,
    MixedProfile,
    NormalFormGame,
    TreeBuilder,
)
from gametheory.analysis.certificate import judge
from gametheory.analysis.structure import subgame_roots
from gametheory.analysis.trees.subgame_perfection import SubgameJudge, judge_subgame_perfection
from gametheory.core.certificate import SubgameFailure
from gametheory.core.tree_arrays import TERMINAL
from unit.core.random_trees import random_profile, random_tree
from unit.core.tree_parts import subtree


def is_perfect_by_definition(tree: ExtensiveFormGame, profile: BehaviorProfile) -> bool:
    """An equilibrium in every subgame, each judged as a tree of its own."""
    for root in subgame_roots(tree):
        part = subtree(tree, root)
        below = [i for i in dict.fromkeys(tree.infoset[root : root + part.num_nodes].tolist()) if i != TERMINAL]
        if not judge(part, BehaviorProfile(part, tuple(profile.strategies[i] for i in below))).is_equilibrium:
            return False
    return True


def pure_profiles(tree: ExtensiveFormGame) -> list[BehaviorProfile]:
    choices = []
    for infoset in tree.infosets:
        size = infoset.num_actions
        choices.append([None] if infoset.is_chance else [[int(a == b) for a in range(size)] for b in range(size)])
    return [BehaviorProfile(tree, listed) for listed in itertools.islice(itertools.product(*choices), 200)]


@settings(max_examples=30)
@given(st.integers(0, 10_000))
def test_complete_profiles_follow_the_definition(seed: int) -> None:
    tree = random_tree(seed, depth=3)
    for profile in [random_profile(tree, seed), *pure_profiles(tree)[::7]]:
        found = judge_subgame_perfection(tree, profile)
        assert found.verdict == is_perfect_by_definition(tree, profile)
        assert (found.failures == ()) == found.verdict
        assert all(failure.gain > 0 and failure.node in subgame_roots(tree) for failure in found.failures)


@settings(max_examples=40)
@given(st.integers(0, 10_000))
def test_no_completion_is_perfect_where_the_verdict_is_no(seed: int) -> None:
    tree = random_tree(seed, depth=3, num_players=2)
    profiles = [profile for profile in pure_profiles(tree) if judge_subgame_perfection(tree, profile).verdict]
    rng = random.Random(seed)
    for profile in [*profiles[:3], random_profile(tree, seed)]:
        hidden = tuple(None if rng.random() < 0.5 else strategy for strategy in profile.strategies)
        found = judge_subgame_perfection(tree, BehaviorProfile(tree, hidden))
        if profile in profiles[:3]:
            assert found.verdict is not False
        assert bool(found.failures) == (found.verdict is False)


@settings(max_examples=12)
@given(st.integers(0, 10_000))
def test_perfect_information_without_ties_is_always_decided(seed: int) -> None:
    rng = random.Random(seed)
    builder = TreeBuilder(["one", "two", "three"])
    pending = [(0, 0)]
    numbers = iter(rng.sample(range(1000), 300))
    while pending:
        node, level = pending.pop()
        if level == 3:
            builder.payoffs(node, [next(numbers) for _ in range(3)])
        else:
            pending += [(child, level + 1) for child in builder.move(node, rng.randrange(3), ["l", "r"])]
    tree = builder.build()
    profiles = pure_profiles(tree)
    perfect = [profile for profile in profiles if is_perfect_by_definition(tree, profile)]
    assert len(perfect) == 1
    given_choices = [None if rng.random() < 0.6 else strategy for strategy in rng.choice(profiles).strategies]
    verdict = judge_subgame_perfection(tree, BehaviorProfile(tree, given_choices)).verdict
    fits = all(mine in (None, theirs) for mine, theirs in zip(given_choices, perfect[0].strategies, strict=True))
    assert verdict == fits
    assert judge_subgame_perfection(tree, BehaviorProfile(tree, [None] * len(tree.infosets))).verdict


def outside_option() -> ExtensiveFormGame:
    """Out (2, 2), or the battle of the sexes."""
    builder = TreeBuilder(["one", "two"])
    out, enter = builder.move(0, "one", ["Out", "In"], infoset="entry")
    builder.payoffs(out, [2, 2])
    for node, rows in zip(
        builder.move(enter, "one", ["T", "B"], infoset="act"), ([(3, 1), (0, 0)], [(0, 0), (1, 3)]), strict=True
    ):
        for end, row in zip(builder.move(node, "two", ["L", "R"], infoset="reply"), rows, strict=True):
            builder.payoffs(end, row)
    return builder.build()


@pytest.mark.parametrize(
    ("entry", "act", "reply", "verdict"),
    [
        ([1, 0], None, [0, 1], True),
        ([1, 0], None, ["1/4", "3/4"], True),
        ([1, 0], None, ["1/2", "1/2"], False),
        ([1, 0], None, [1, 0], False),
        ([0, 1], [1, 0], [1, 0], True),
        ([1, 0], ["3/4", "1/4"], ["1/4", "3/4"], True),
        ([1, 0], ["1/2", "1/2"], ["1/4", "3/4"], False),
        (None, ["3/4", "1/4"], None, True),
        (None, None, [1, 0], True),
        ([1, 0], [0, 1], None, True),
        ([1, 0], None, None, None),
    ],
)
def test_outside_option(entry: list, act: list | None, reply: list | None, verdict: bool | None) -> None:
    tree = outside_option()
    assert judge_subgame_perfection(tree, BehaviorProfile(tree, [entry, act, reply])).verdict is verdict


def test_failures_name_the_subgame_the_player_and_the_gain() -> None:
    tree = outside_option()
    wrong = judge_subgame_perfection(tree, BehaviorProfile(tree, [[1, 0], None, ["1/2", "1/2"]]))
    # one plays T with 5/6: it gains 1 - 5/6 by T alone, two gains (4 * 5/6 - 3) / 2 by L
    assert wrong.failures == (SubgameFailure(2, 0, Fraction(1, 6)),)
    greedy = judge_subgame_perfection(tree, BehaviorProfile(tree, [[1, 0], None, [1, 0]]))
    assert greedy.failures == (SubgameFailure(0, 0, Fraction(1)),)
    both = judge_subgame_perfection(tree, BehaviorProfile(tree, [[1, 0], [1, 0], [0, 1]]))
    assert both.failures == (SubgameFailure(2, 0, Fraction(1)), SubgameFailure(2, 1, Fraction(1)))


def tie(stop_payoff: int) -> TreeBuilder:
    """Two stops, or lets the indifferent first player choose what the second one gets."""
    builder = TreeBuilder(["one", "two"])
    out, enter = builder.move(0, "one", ["Out", "In"], infoset="entry")
    stop, go = builder.move(enter, "two", ["Stop", "Go"], infoset="middle")
    builder.payoffs(out, [2, 1])
    builder.payoffs(stop, [0, stop_payoff])
    for end, row in zip(builder.move(go, "one", ["l", "r"], infoset="last"), ([2, 0], [2, 4]), strict=True):
        builder.payoffs(end, row)
    return builder


@pytest.mark.parametrize(
    ("stop_payoff", "middle", "verdict"),
    [
        (1, ["1/2", "1/2"], True),  # only the mixture 3/4 l, 1/4 r makes two indifferent
        (1, [1, 0], True),
        (1, [0, 1], True),
        (5, ["1/2", "1/2"], False),
        (5, [0, 1], False),
        (-1, [1, 0], False),
    ],
)
def test_mixtures_of_ties_are_completions(stop_payoff: int, middle: list, verdict: bool) -> None:
    tree = tie(stop_payoff).build()
    assert judge_subgame_perfection(tree, BehaviorProfile(tree, [[1, 0], middle, None])).verdict is verdict


def test_the_same_mixture_must_serve_every_player() -> None:
    for last_payoff, verdict in ((1, True), (2, False)):
        builder = TreeBuilder(["one", "two", "three"])
        # three mixes between Stop and Go only if P(r) = 1/4, two between stop and go only if P(r) = last_payoff / 4
        _, enter = builder.move(0, "one", ["Out", "In"])
        stop, go = builder.move(enter, "two", ["stop", "go"])
        halt, on = builder.move(go, "three", ["Stop", "Go"])
        left, right = builder.move(on, "one", ["l", "r"])
        builder.payoffs(stop, [0, last_payoff, 0])
        builder.payoffs(halt, [0, last_payoff, 1])
        builder.payoffs(left, [0, 0, 0])
        builder.payoffs(right, [0, 4, 4])
        tree = builder.build()
        half = ["1/2", "1/2"]
        assert judge_subgame_perfection(tree, BehaviorProfile(tree, [[1, 0], half, half, None])).verdict is verdict


def test_open_choice_that_hangs_on_a_later_tie_is_not_decided() -> None:
    builder = TreeBuilder(["one", "two"])
    out, enter = builder.move(0, "one", ["Out", "In"])
    stop, go = builder.move(enter, "two", ["Stop", "Go"])
    builder.payoffs(out, ["3/2", 0])
    builder.payoffs(stop, [1, 1])
    for end, row in zip(builder.move(go, "one", ["l", "r"]), ([2, 0], [2, 4]), strict=True):
        builder.payoffs(end, row)
    tree = builder.build()
    assert judge_subgame_perfection(tree, BehaviorProfile(tree, [[1, 0], None, None])).verdict is None
    assert judge_subgame_perfection(tree, BehaviorProfile(tree, [[1, 0], None, [1, 0]])).verdict is True
    assert judge_subgame_perfection(tree, BehaviorProfile(tree, [[0, 1], None, [0, 1]])).verdict is True


def prisoners(builder: TreeBuilder, root: int, names: str) -> None:
    """A dilemma after a node: two moves without seeing the first."""
    table = {0: ([-1, -1], [-9, 0]), 1: ([0, -9], [-6, -6])}
    for choice, node in enumerate(builder.move(root, "one", ["c", "d"], infoset=f"{names}1")):
        for end, row in zip(builder.move(node, "two", ["c", "d"], infoset=f"{names}2"), table[choice], strict=True):
            builder.payoffs(end, row)


def test_open_stage_that_dominance_solves_is_decided() -> None:
    for outside, verdict in ((-5, True), (-7, False)):
        builder = TreeBuilder(["one", "two"])
        out, enter = builder.move(0, "one", ["Out", "In"])
        builder.payoffs(out, [outside, 0])
        prisoners(builder, enter, "pd")
        tree = builder.build()
        assert judge_subgame_perfection(tree, BehaviorProfile(tree, [[1, 0], None, None])).verdict is verdict


def test_open_subgame_that_no_single_deviation_reaches_does_not_matter() -> None:
    tree_of = {}
    for is_blind in (True, False):
        builder = TreeBuilder(["one", "two"])
        ends = []
        for index, node in enumerate(builder.move(0, "one", ["Out", "In"], infoset="first")):
            infoset = "second" if is_blind else f"second{index}"
            ends.append(builder.move(node, "two", ["Out", "In"], infoset=infoset))
        builder.payoffs(ends[0][0], [1, 1])
        for choice, node in enumerate(builder.move(ends[1][1], "one", ["T", "B"], infoset="act")):
            rows = ([3, 1], [0, 0]) if choice == 0 else ([0, 0], [1, 3])
            for end, row in zip(builder.move(node, "two", ["L", "R"], infoset="reply"), rows, strict=True):
                builder.payoffs(end, row)
        tree_of[is_blind] = builder.build()
    assert judge_subgame_perfection(tree_of[True], BehaviorProfile(tree_of[True], [[1, 0], [1, 0], None, None])).verdict
    # two sees In: its choice after In is compared with the open subgame
    seen = BehaviorProfile(tree_of[False], [[1, 0], [1, 0], [1, 0], None, None])
    assert judge_subgame_perfection(tree_of[False], seen).verdict is None


def test_what_leads_to_a_failing_open_subgame_is_not_blamed() -> None:
    builder = TreeBuilder(["zero", "one", "two"])
    stay, leave = builder.move(0, "zero", ["stay", "leave"])
    builder.payoffs(stay, [5, 0, 0])
    _, enter = builder.move(leave, "one", ["Out", "In"])
    stop, go = builder.move(enter, "two", ["Stop", "Go"])
    builder.payoffs(stop, [0, 0, 9])
    for end, row in zip(builder.move(go, "one", ["l", "r"]), ([0, 0, 0], [0, 0, 4]), strict=True):
        builder.payoffs(end, row)
    tree = builder.build()
    found = judge_subgame_perfection(tree, BehaviorProfile(tree, [[0, 1], [1, 0], [0, 1], None]))
    assert found.verdict is False
    assert found.failures == (SubgameFailure(4, 2, Fraction(5)),)


def test_chance_before_sets_of_payoffs() -> None:
    builder = TreeBuilder(["one", "two"])
    out, enter = builder.move(0, "one", ["Out", "In"])
    stop, go = builder.move(enter, "two", ["Stop", "Go"])
    builder.payoffs(out, [2, 0])
    builder.payoffs(stop, [0, 1])
    for node, high in zip(builder.chance(go, {"x": "1/3", "y": "2/3"}), (3, 6), strict=True):
        for end, row in zip(builder.move(node, "one", ["l", "r"]), ([2, 0], [2, high]), strict=True):
            builder.payoffs(end, row)
    tree = builder.build()
    strategies = [None if infoset.is_chance else [1, 0] for infoset in tree.infosets]
    strategies[-2:] = [None, None]
    assert judge_subgame_perfection(tree, BehaviorProfile(tree, strategies)).verdict
    strategies[1] = ["1/2", "1/2"]
    assert judge_subgame_perfection(tree, BehaviorProfile(tree, strategies)).verdict
    strategies[-1] = [0, 1]
    assert not judge_subgame_perfection(tree, BehaviorProfile(tree, strategies)).verdict


def test_single_actions_need_not_be_given() -> None:
    builder = TreeBuilder(["one", "two"])
    left, _ = builder.move(0, "one", ["L", "R"])
    (only,) = builder.move(left, "two", ["only"])
    builder.payoffs(only, [1, 1])
    tree = builder.build()
    assert judge_subgame_perfection(tree, BehaviorProfile(tree, [[1, 0], None])).verdict
    assert not judge_subgame_perfection(tree, BehaviorProfile(tree, [[0, 1], None])).verdict


def test_without_recall_complete_profiles_are_decided_and_others_not() -> None:
    builder = TreeBuilder(["solo"])
    for first, node in enumerate(builder.move(0, "solo", ["L", "R"], infoset="h1")):
        for second, end in enumerate(builder.move(node, "solo", ["L", "R"], infoset="h2")):
            builder.payoffs(end, [int(first == second)])
    tree = builder.build()
    assert judge_subgame_perfection(tree, BehaviorProfile(tree, [[1, 0], [1, 0]])).verdict is True
    half = ["1/2", "1/2"]
    assert judge_subgame_perfection(tree, BehaviorProfile(tree, [half, half])).failures == (
        SubgameFailure(0, 0, Fraction(1, 2)),
    )
    assert judge_subgame_perfection(tree, BehaviorProfile(tree, [[1, 0], None])).verdict is None


def test_tree_without_moves_and_wrong_profiles() -> None:
    tree = TreeBuilder(["one"]).build()
    assert judge_subgame_perfection(tree, BehaviorProfile(tree, [])).verdict
    with pytest.raises(InvalidProfileError, match="expected a behavior profile for a tree"):
        judge_subgame_perfection(tree, MixedProfile(NormalFormGame([[5]]), [[1]]))  # type: ignore[arg-type]


def test_long_tree_with_open_choices() -> None:
    builder = TreeBuilder(["one", "two"])
    node = 0
    for step in range(3_000):
        stop, node = builder.move(node, step % 2, ["stop", "go"])
        builder.payoffs(stop, [step + 3 * (step % 2 == 0), step + 3 * (step % 2)])
    tree = builder.build()
    given_choices = [[1, 0], [1, 0], *[None] * 2_998]
    assert judge_subgame_perfection(tree, BehaviorProfile(tree, given_choices)).verdict
    assert not judge_subgame_perfection(tree, BehaviorProfile(tree, [[0, 1], *given_choices[1:]])).verdict


def test_a_wholly_open_subgame_always_has_a_completion() -> None:
    """A battle of the sexes that leads to a second one: what the first pays when open is only bounded."""
    builder = TreeBuilder(["one", "two"])
    out, enter = builder.move(0, "one", ["Out", "In"])
    builder.payoffs(out, [9, 9])
    ahead = []
    for first, node in enumerate(builder.move(enter, "one", ["T", "B"], infoset="act")):
        for second, end in enumerate(builder.move(node, "two", ["L", "R"], infoset="reply")):
            if first == second == 1:
                ahead.append(end)
            else:
                builder.payoffs(end, [3, 1] if first == second else [0, 0])
    for later in ahead:
        stop, go = builder.move(later, "one", ["stop", "go"])
        builder.payoffs(stop, [1, 1])
        for first, node in enumerate(builder.move(go, "one", ["t", "b"], infoset="later act")):
            for second, end in enumerate(builder.move(node, "two", ["l", "r"], infoset="later reply")):
                builder.payoffs(end, [[2, 1], [1, 3]][first] if first == second else [0, 0])
    tree = builder.build()
    is_open = [None] * (len(tree.infosets) - 1)
    assert judge_subgame_perfection(tree, BehaviorProfile(tree, [[0, 1], *is_open])).verdict is False
    assert judge_subgame_perfection(tree, BehaviorProfile(tree, [None, *is_open])).verdict is True


class StopError(Exception):
    """What a heartbeat raises to end a proof."""


@pytest.mark.parametrize("share_given", [1.0, 0.5, 0.0])
def test_heartbeats_come_and_stop_the_proof(share_given: float) -> None:
    beats: list[None] = []

    def stop_at_last() -> None:
        beats.pop()
        if not beats:
            raise StopError("enough")

    for tree in (outside_option(), random_tree(7, depth=6, num_players=2)):
        rng = random.Random(3)
        strategies = [row if rng.random() < share_given else None for row in random_profile(tree, 5).strategies]
        profile = BehaviorProfile(tree, strategies)
        expected = judge_subgame_perfection(tree, profile)
        assert judge_subgame_perfection(tree, profile, heartbeat=lambda: beats.append(None)) == expected
        assert len(beats) > 1
        with pytest.raises(StopError, match="enough"):
            judge_subgame_perfection(tree, profile, heartbeat=stop_at_last)


def test_open_choices_of_an_absent_mind_are_not_taken_for_mixtures_of_plans() -> None:
    """The absent-minded driver gets 4/3 by exiting with probability 1/3, more than any plan: 0 or 1."""
    builder = TreeBuilder(["driver", "owner"])
    stay, start = builder.move(0, "owner", ["stay", "start"])
    first, on = builder.move(start, "driver", ["exit", "on"], infoset="crossing")
    second, end = builder.move(on, "driver", ["exit", "on"], infoset="crossing")
    for node, payoff in ((stay, "5/4"), (first, 0), (second, 4), (end, 1)):
        builder.payoffs(node, [payoff, payoff])
    tree = builder.build()
    assert judge_subgame_perfection(tree, BehaviorProfile(tree, [[0, 1], None])).verdict is None


@settings(max_examples=25)
@given(st.integers(0, 10_000))
def test_profiles_judged_together_are_judged_as_each_alone(seed: int) -> None:
    tree = random_tree(seed, depth=3, num_players=2)
    rng = random.Random(seed)
    profiles = [*pure_profiles(tree)[::5], random_profile(tree, seed)]
    given_profiles = [
        BehaviorProfile(tree, tuple(None if rng.random() < 0.4 else strategy for strategy in profile.strategies))
        for profile in profiles
    ]
    together = SubgameJudge(tree)
    for profile in given_profiles:
        assert together.judge(profile) == judge_subgame_perfection(tree, profile)


def test_a_stage_that_is_played_alike_is_judged_once() -> None:
    builder = TreeBuilder(["one", "two"])
    for action, node in enumerate(builder.move(0, "one", ["l", "m", "r"])):
        for pay, leaf in enumerate(builder.move(node, "two", ["x", "y"])):
            builder.payoffs(leaf, [action * 3 + pay, pay])
    tree = builder.build()
    judge_together = SubgameJudge(tree)
    first = judge_together.judge(BehaviorProfile(tree, ((0, 0, 1), None, (1, 0), (0, 1))))
    assert [(failure.node, failure.player, failure.gain) for failure in first.failures] == [(4, 1, 1)]
    assert judge_together.num_judged_nodes == tree.num_nodes + 3
    second = judge_together.judge(BehaviorProfile(tree, ((0, 0, 1), None, (0, 1), (0, 1))))
    assert second.verdict is True
    assert judge_together.num_judged_nodes == tree.num_nodes + 3 + 3 + 4

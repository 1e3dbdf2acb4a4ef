"""Certificates of trees, against every pure plan tried by recursion."""

from __future__ import annotations

import itertools
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gametheory import (
    BehaviorProfile,
    ExtensiveFormGame,
    InvalidProfileError,
    MixedProfile,
    TreeBuilder,
    UnsupportedGameError,
    judge,
)
from gametheory.analysis.trees import plan_search
from gametheory.analysis.trees.own_histories import meets_a_set_twice
from gametheory.analysis.trees.tree_certificate import TreeJudge, judge_tree
from gametheory.core.strategic_form import to_normal_form
from unit.core.random_trees import chooser, payoffs_below, random_profile, random_tree

THIRD = Fraction(1, 3)


def plans_by_brute_force(tree: ExtensiveFormGame, player: int) -> list[dict[int, int]]:
    """Every complete pure plan."""
    sets = tree.player_infosets(player)
    choices = itertools.product(*(range(tree.infosets[infoset].num_actions) for infoset in sets))
    return [dict(zip(sets, chosen, strict=True)) for chosen in choices]


@settings(max_examples=40)
@given(st.integers(0, 10_000), st.booleans())
def test_best_payoffs_are_those_of_the_best_pure_plan(seed: int, has_recall: bool) -> None:
    tree = random_tree(seed, has_recall=has_recall, depth=3)
    profile = random_profile(tree, seed + 1)
    if any(meets_a_set_twice(tree, player) for player in range(tree.num_players)):
        with pytest.raises(UnsupportedGameError, match="can meet one information set twice"):
            judge(tree, profile)
        return
    certificate = judge(tree, profile)
    assert len(certificate.replies) == tree.num_players
    for player, reply in enumerate(certificate.replies):
        values = [payoffs_below(tree, 0, chooser(profile, plan))[player] for plan in plans_by_brute_force(tree, player)]
        assert reply.best_payoff == max(values)
        assert reply.payoff == payoffs_below(tree, 0, chooser(profile))[player]
        assert reply.regret >= 0


@settings(max_examples=40)
@given(st.integers(0, 10_000))
def test_local_regrets_follow_their_definition(seed: int) -> None:
    tree = random_tree(seed, depth=3)
    profile = random_profile(tree, seed + 1)
    movers = [index for index, infoset in enumerate(tree.infosets) if not infoset.is_chance]
    certificate = judge(tree, profile)
    assert [reply.infoset for reply in certificate.infosets] == movers
    for reply in certificate.infosets:
        expected = local_reply(tree, profile, reply.infoset)
        assert (reply.action_payoffs, reply.regret) == expected


def local_reply(
    tree: ExtensiveFormGame, profile: BehaviorProfile, infoset: int
) -> tuple[tuple[Fraction, ...] | None, Fraction | None]:
    """The definition: over the plans that go to the set, the best payoff given that it is reached, action by action."""
    player = tree.infosets[infoset].player
    leading = _leading(tree, infoset)
    at_set = {node: given_reach(tree, profile, node, player) for node in tree.infoset_nodes(infoset)}
    arrival = sum(at_set.values())
    if not arrival:
        return None, None
    earned = sum(weight * on_the_way(tree, node, player) for node, weight in at_set.items())

    def value(changes: dict[int, int]) -> Fraction:
        below = (
            weight * payoffs_below(tree, node, chooser(profile, changes))[player] for node, weight in at_set.items()
        )
        return (earned + sum(below)) / arrival

    plans = [plan for plan in plans_by_brute_force(tree, player) if leading.items() <= plan.items()]
    actions = range(tree.infosets[infoset].num_actions)
    best = tuple(max(value(plan) for plan in plans if plan[infoset] == action) for action in actions)
    return best, max(best) - value({})


def _leading(tree: ExtensiveFormGame, infoset: int) -> dict[int, int]:
    """The own choices that lead to a set, the same for all its nodes."""
    node, choices = tree.infoset_nodes(infoset)[0], {}
    while node:
        before = int(tree.parent[node])
        if tree.infosets[tree.infoset[before]].player == tree.infosets[infoset].player:
            choices[int(tree.infoset[before])] = int(tree.parent_action[node])
        node = before
    return choices


def given_reach(tree: ExtensiveFormGame, profile: BehaviorProfile, node: int, player: int) -> Fraction:
    """Probability that chance and the others come to a node."""
    weight = Fraction(1)
    while node:
        before = int(tree.parent[node])
        infoset = int(tree.infoset[before])
        if tree.infosets[infoset].player != player:
            weight *= chooser(profile)(infoset).get(int(tree.parent_action[node]), Fraction(0))
        node = before
    return weight


def on_the_way(tree: ExtensiveFormGame, node: int, player: int) -> Fraction:
    """What the player has got before a node."""
    before = tree.path_payoffs(player).values[node] - tree.integer_payoffs(player).values[node]
    return Fraction(int(before), tree.path_payoffs(player).denominator)


def horse() -> ExtensiveFormGame:
    """Selten's horse."""
    builder = TreeBuilder(["one", "two", "three"])
    across, down = builder.move(0, "one", ["A", "D"], infoset="first")
    further, low = builder.move(across, "two", ["a", "d"], infoset="second")
    builder.payoffs(further, [1, 1, 1])
    for node, rows in ((low, ([4, 4, 0], [0, 0, 1])), (down, ([3, 3, 2], [0, 0, 0]))):
        for end, row in zip(builder.move(node, "three", ["L", "R"], infoset="third"), rows, strict=True):
            builder.payoffs(end, row)
    return builder.build()


def test_horse_families() -> None:
    tree = horse()
    order = [infoset.key for infoset in tree.infosets]
    assert order == ["first", "second", "third"]
    quarter = Fraction(1, 4)
    assert judge(tree, BehaviorProfile(tree, [[0, 1], [THIRD, 1 - THIRD], [1, 0]])).is_equilibrium
    assert not judge(tree, BehaviorProfile(tree, [[0, 1], [quarter, 1 - quarter], [1, 0]])).is_equilibrium
    last = judge(tree, BehaviorProfile(tree, [[1, 0], [1, 0], [quarter, 1 - quarter]]))
    assert last.is_equilibrium
    assert last.unreached == (2,)
    assert last.infosets[2].action_payoffs is None
    assert last.infosets[0].regret == 0
    assert last.infosets[0].action_payoffs == (1, Fraction(3, 4))


def test_regret_at_a_set_that_only_the_player_itself_excludes() -> None:
    builder = TreeBuilder(["solo"])
    out, go = builder.move(0, "solo", ["Out", "In"], infoset="start")
    low, high = builder.move(go, "solo", ["low", "high"], infoset="then")
    builder.payoffs(go, [-1])
    builder.payoffs(out, [3])
    builder.payoffs(low, [1])
    builder.payoffs(high, [3])
    tree = builder.build()
    start, then = judge(tree, BehaviorProfile(tree, [[1, 0], [1, 0]])).infosets
    assert (start.reach, start.action_payoffs, start.regret) == (1, (3, 2), 0)
    assert (then.reach, then.action_payoffs, then.regret) == (0, (0, 2), 2)
    start, then = judge(tree, BehaviorProfile(tree, [[1, 0], None])).infosets
    assert (start.regret, then.action_payoffs, then.regret) == (0, (0, 2), None)


def test_undefined_later_leaves_the_regret_before_it_open() -> None:
    builder = TreeBuilder(["solo"])
    _, go = builder.move(0, "solo", ["Out", "In"], infoset="start")
    _, more = builder.move(go, "solo", ["stop", "more"], infoset="then")
    builder.move(more, "solo", ["x", "y"], infoset="last")
    tree = builder.build()
    regrets = [reply.regret for reply in judge(tree, BehaviorProfile(tree, [[1, 0], [0, 1], None])).infosets]
    assert regrets == [0, None, None]


def test_deviation_into_undefined_choices_of_others_is_refused() -> None:
    builder = TreeBuilder({"buyer": "Buyer", "seller": "Seller"})
    trust, _ = builder.move(0, "buyer", ["Trust", "Not"], infoset="trust")
    builder.move(trust, "seller", ["Honor", "Abuse"], infoset="trusted")
    tree = builder.build()
    with pytest.raises(
        InvalidProfileError, match="'trusted' of player 'seller', which a deviation of player 'buyer' reaches"
    ):
        judge(tree, BehaviorProfile(tree, [[0, 1], None]))


def test_agrees_with_the_normal_form() -> None:
    for seed in range(20):
        tree = random_tree(seed, depth=3)
        profile = random_profile(tree, seed)
        form = to_normal_form(tree)
        strategies = []
        for plans in form.plans:
            weights = []
            for plan in plans:
                weight = Fraction(1)
                for infoset, action in zip(plan.infosets, plan.actions, strict=True):
                    strategy = profile.strategies[infoset]
                    if action is not None and strategy is not None:
                        weight *= Fraction(strategy[action])
                weights.append(weight)
            strategies.append(weights)
        mixed = judge(form.game, MixedProfile(form.game, strategies))
        behavior = judge(tree, profile)
        assert mixed.payoffs == behavior.payoffs
        assert [reply.regret for reply in mixed.replies] == [reply.regret for reply in behavior.replies]


def test_too_many_plans_without_recall_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_search, "MOST_STEPS", 0)
    builder = TreeBuilder({"solo": "Solo"})
    for first, node in enumerate(builder.move(0, "solo", ["L", "R"], infoset="h1")):
        for second, end in enumerate(builder.move(node, "solo", ["L", "R"], infoset="h2")):
            builder.payoffs(end, [int(first == second)])
    tree = builder.build()
    with pytest.raises(UnsupportedGameError, match="best deviation of Solo, who lacks perfect recall"):
        judge(tree, BehaviorProfile(tree, [[1, 0], [1, 0]]))


def test_tree_without_moves() -> None:
    builder = TreeBuilder(["one", "two"])
    builder.payoffs(0, [4, "1/3"])
    certificate = judge(builder.build(), BehaviorProfile(builder.build(), []))
    assert certificate.payoffs == (4, THIRD)
    assert certificate.is_equilibrium


def test_long_tree_needs_no_recursion() -> None:
    builder = TreeBuilder(["one", "two"])
    node = 0
    for step in range(4_000):
        stop, node = builder.move(node, step % 2, ["stop", "go"])
        builder.payoffs(stop, [step + 3 * (step % 2 == 0), step + 3 * (step % 2)])
    tree = builder.build()
    stopping = BehaviorProfile(tree, [[1, 0]] * 4_000)
    assert judge(tree, stopping).is_equilibrium
    going = judge(tree, BehaviorProfile(tree, [[0, 1]] * 4_000))
    assert [reply.best_payoff for reply in going.replies] == [4_001, 4_002]


def test_one_judge_of_many_profiles_says_of_each_what_it_says_alone() -> None:
    builder = TreeBuilder(["one", "two"])
    for payoff, node in enumerate(builder.move(0, "one", ["T", "B"], infoset="act")):
        for reply, end in enumerate(builder.move(node, "two", ["L", "R"], infoset="reply")):
            builder.payoffs(end, [3 * payoff + reply, 5 - 2 * payoff * reply])
    tree = builder.build()
    judge_of_all = TreeJudge(tree)
    found = []
    for share in range(6):
        profile = BehaviorProfile(tree, [[Fraction(share, 5), Fraction(5 - share, 5)], ["1/3", "2/3"]])
        found.append(judge_of_all.judge_choices(judge_of_all.choices(profile)))
        assert found[-1] == judge_tree(tree, profile)
    assert len({certificate.max_regret for certificate in found}) == 6

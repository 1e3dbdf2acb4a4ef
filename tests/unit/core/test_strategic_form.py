"""Normal forms of trees against plays by recursion."""

from __future__ import annotations

import itertools
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gametheory import ExtensiveFormGame, TreeBuilder, UnsupportedGameError
from gametheory.core import strategic_form
from gametheory.core.pure_plans import PurePlan
from gametheory.core.strategic_form import to_normal_form
from unit.core.random_trees import payoffs_below, random_tree


def played(tree: ExtensiveFormGame, plans: tuple[PurePlan, ...]) -> list[Fraction]:
    """Expected payoffs where every player follows a plan."""
    actions = {}
    for plan in plans:
        actions |= dict(zip(plan.infosets, plan.actions, strict=True))

    def chosen(infoset: int) -> dict[int, Fraction]:
        probabilities = tree.infosets[infoset].probabilities
        if probabilities is None:
            return {actions[infoset]: Fraction(1)}
        return dict(enumerate(probabilities))

    return payoffs_below(tree, 0, chosen)


@settings(max_examples=50)
@given(st.integers(0, 10_000), st.booleans(), st.booleans())
def test_every_cell_is_the_play_of_its_plans(seed: int, has_recall: bool, is_reduced: bool) -> None:
    tree = random_tree(seed, has_recall=has_recall, depth=3, num_players=2)
    form = to_normal_form(tree, is_reduced=is_reduced)
    assert form.tree is tree
    assert form.game.players == tree.players
    assert form.game.num_actions == tuple(map(len, form.plans))
    cells = list(itertools.product(*map(range, form.game.num_actions)))
    for cell in cells[:: max(1, len(cells) // 20)]:
        plans = tuple(listed[index] for listed, index in zip(form.plans, cell, strict=True))
        assert [form.game.payoff(player, cell) for player in range(2)] == played(tree, plans)


def test_names_and_idle_players() -> None:
    builder = TreeBuilder(["solo", "idle"])
    out, enter = builder.move(0, "solo", ["Out", "In"], infoset="start")
    low, high = builder.move(enter, "solo", ["low", "high"], infoset="then")
    for node, payoff in ((out, 1), (low, 2), (high, 3)):
        builder.payoffs(node, [payoff, -payoff])
    tree = builder.build(title="T", comment="C")
    form = to_normal_form(tree)
    assert form.game.actions == (("start=Out", "start=In; then=low", "start=In; then=high"), ("(no choice)",))
    assert form.game.payoffs.tolist() == [[[1], [2], [3]], [[-1], [-2], [-3]]]
    assert (form.game.title, form.game.comment) == ("T", "C")
    assert to_normal_form(tree, is_reduced=False).game.num_actions == (4, 1)


def test_chance_and_huge_payoffs_stay_exact() -> None:
    builder = TreeBuilder(["solo"])
    first, second = builder.move(0, "solo", ["a", "b"])
    for end, payoff in zip(builder.chance(first, {"x": "1/3", "y": "2/3"}), (1, 2), strict=True):
        builder.payoffs(end, [payoff])
    builder.payoffs(second, [2**63 - 1])
    game = to_normal_form(builder.build()).game
    assert [game.payoff(0, (index,)) for index in (0, 1)] == [Fraction(5, 3), 2**63 - 1]


def test_players_of_different_kinds_share_a_table() -> None:
    builder = TreeBuilder(["one", "two"])
    left, right = builder.move(0, "one", ["L", "R"])
    builder.payoffs(left, [1, "1/3"])
    builder.payoffs(right, [2, 10**30])
    game = to_normal_form(builder.build()).game
    assert game.payoffs.dtype == object
    assert game.payoff(0, (1, 0)) == 2
    assert game.payoff(1, (0, 0)) == Fraction(1, 3)


def test_whole_payoffs_stay_integers() -> None:
    builder = TreeBuilder(["one"])
    left, _ = builder.move(0, "one", ["L", "R"])
    builder.payoffs(left, [7])
    assert to_normal_form(builder.build()).game.payoffs.dtype == np.int64


def test_too_large_forms_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    builder = TreeBuilder({"s": "Solo"})
    for node in builder.chance(0, {str(number): "1/40" for number in range(40)}):
        builder.move(node, "s", ["L", "R"])
    tree = builder.build()
    sentence = r"reduced normal form needs at most 4,000,000 profiles, got more \(at Solo\)"
    with pytest.raises(UnsupportedGameError, match=sentence):
        to_normal_form(tree)
    monkeypatch.setattr(strategic_form, "MAX_PROFILES", 3)
    builder = TreeBuilder({"s": "Solo"})
    builder.move(0, "s", ["a", "b", "c", "d"])
    with pytest.raises(UnsupportedGameError, match="the normal form needs at most 3 profiles, got more"):
        to_normal_form(builder.build(), is_reduced=False)
    builder = TreeBuilder({"s": "Solo"})
    for node in builder.move(0, "s", ["L", "R"], infoset="h1"):
        builder.move(node, "s", ["L", "R"], infoset="forgetful")
    with pytest.raises(UnsupportedGameError, match="the reduced normal form needs at most 3 profiles, got more"):
        to_normal_form(builder.build())


def test_the_heartbeat_stops_the_conversion() -> None:
    builder = TreeBuilder(["one"])
    for end, payoff in zip(builder.move(0, "one", ["L", "M", "R"]), (7, 0, 3), strict=True):
        builder.payoffs(end, [payoff])
    beats: list[int] = []
    to_normal_form(builder.build(), heartbeat=lambda: beats.append(1))
    plans, names, choices, nodes, ends = 4, 3, 1, 4, 3
    assert len(beats) == plans + names + choices + nodes + ends

    for last in range(1, len(beats) + 1):
        heard = iter(range(1, last))

        def stop() -> None:
            if next(heard, None) is None:  # noqa: B023  used up within the round
                raise TimeoutError("enough")

        with pytest.raises(TimeoutError, match="enough"):
            to_normal_form(builder.build(), heartbeat=stop)

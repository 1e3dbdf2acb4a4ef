"""Certificates of normal forms; those of trees have a file of their own."""

from __future__ import annotations

import math
import random
from fractions import Fraction
from typing import Any, cast

import numpy as np
import pytest

from gametheory import (
    BehaviorProfile,
    InvalidProfileError,
    MixedProfile,
    NormalFormGame,
    TreeBuilder,
    UnsupportedGameError,
    judge,
    load,
)
from gametheory.analysis.profiles import action_payoffs
from gametheory.analysis.structure import has_perfect_recall
from gametheory.core.strategic_form import to_normal_form
from unit.core.random_trees import random_profile, random_tree

THIRD = Fraction(1, 3)


def test_von_stengel_equilibria_and_nothing_else() -> None:
    game = NormalFormGame.from_bimatrix([[3, 3], [2, 5], [0, 6]], [[3, 3], [2, 6], [3, 1]])
    for strategies in (
        [[1, 0, 0], [1, 0]],
        [[1, 0, 0], [2 * THIRD, THIRD]],
        [[0, THIRD, 2 * THIRD], [THIRD, 2 * THIRD]],
    ):
        assert judge(game, MixedProfile(game, strategies)).is_equilibrium
    wrong = judge(game, MixedProfile(game, [[0, 1, 0], [1, 0]]))
    assert [reply.regret for reply in wrong.replies] == [1, 4]
    assert wrong.max_regret == 4
    assert wrong.replies[0].action_payoffs == (3, 2, 0)
    assert wrong.infosets == ()


def test_models_are_judged_at_their_values() -> None:
    model = load("price_monitoring").with_values(scan_cost="2/5")
    profile = MixedProfile.from_mapping(model.to_game(), {"amazon": {"Ignore": 1}, "seller": {"Keep parity": 1}})
    assert judge(model, profile) == judge(model.to_game(), profile)
    trust = load("trust_game")
    wary = BehaviorProfile(trust.to_game(), ([0, 1], [0, 1]))
    assert judge(trust, wary).is_equilibrium


@pytest.mark.parametrize("profile", [{"row": {"T": 1}}, 3, None])
def test_what_is_no_profile_is_told_how_to_make_one(profile: Any) -> None:
    with pytest.raises(InvalidProfileError, match=r"expected a profile, got '.*'; BehaviorProfile\.from_mapping"):
        judge(load("trust_game").to_game(), profile)
    with pytest.raises(InvalidProfileError, match=r"expected a profile, got '.*'; BehaviorProfile\.from_mapping"):
        judge(load("matching_pennies"), profile)


def test_what_is_no_game_is_refused() -> None:
    game = NormalFormGame.zero_sum([[1, 2]])
    with pytest.raises(UnsupportedGameError, match="expected a game or a model, got 3; files are read by"):
        judge(cast("NormalFormGame", 3), MixedProfile(game, [[1], [0, 1]]))


def test_irrational_equilibrium_is_nearly_one() -> None:
    payoffs = [
        [[[3, 1], [0, 0]], [[0, 0], [1, 2]]],
        [[[0, 0], [2, 1]], [[1, 3], [0, 0]]],
        [[[2, 0], [0, 0]], [[0, 0], [0, 3]]],
    ]
    game = NormalFormGame(payoffs)
    root = 601**0.5
    right = (root - 23) / 4
    top, left = (3 - 2 * right) / (4 - right), (2 - right) / (3 + right)
    certificate = judge(game, MixedProfile(game, [[top, 1 - top], [left, 1 - left], [right, 1 - right]]))
    assert 0 < certificate.max_regret < Fraction(1, 10**14)


def test_regret_of_floats_is_never_negative() -> None:
    game = NormalFormGame.from_bimatrix([[10**6, 10**6]], [[10**6, 10**6]])
    assert judge(game, MixedProfile(game, [[1.0], [0.1, 0.9]])).max_regret == 0


def test_scale_and_shift_do_not_change_the_verdict() -> None:
    profile_of = [["3/4", "1/4"], ["1/2", "1/2"]]
    for scale, shift in ((Fraction(1, 10**12), 0), (10**10, 10**9), (10**25, -7)):
        game = NormalFormGame.zero_sum([[scale * value + shift for value in row] for row in ([1, 2], [3, 0])])
        certificate = judge(game, MixedProfile(game, profile_of))
        assert certificate.is_equilibrium
        assert certificate.payoffs[0] == Fraction(3, 2) * scale + shift


def test_single_player_single_action() -> None:
    game = NormalFormGame([[5]])
    assert judge(game, MixedProfile(game, [[1]])).payoffs == (5,)


def test_mixed_profile_of_a_forgetful_tree_is_judged_on_its_normal_form() -> None:
    builder = TreeBuilder(["solo"])
    for first, node in enumerate(builder.move(0, "solo", ["L", "R"], infoset="h1")):
        for second, end in enumerate(builder.move(node, "solo", ["L", "R"], infoset="h2")):
            builder.payoffs(end, [int(first == second)])
    tree = builder.build()
    form = to_normal_form(tree)
    certificate = judge(form.game, MixedProfile(form.game, [["1/2", 0, 0, "1/2"]]))
    assert certificate.is_equilibrium
    assert certificate.payoffs == (1,)
    agent = judge(tree, BehaviorProfile(tree, [["1/2", "1/2"], ["1/2", "1/2"]]))
    assert agent.max_regret == Fraction(1, 2)
    assert [reply.action_payoffs for reply in agent.infosets] == [None, None]


def test_wrong_kind_of_profile_is_refused() -> None:
    builder = TreeBuilder(["solo"])
    builder.move(0, "solo", ["L", "R"])
    tree = builder.build()
    with pytest.raises(InvalidProfileError, match="expected a mixed profile"):
        judge(NormalFormGame([[5]]), BehaviorProfile(tree, [[1, 0]]))


class StopError(Exception):
    """What a heartbeat raises to end a proof."""


def test_large_tables_are_added_up_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(5)
    beats: list[None] = []
    for shape in ((3, 4, 5), (1, 6, 7), (60,)):
        payoffs = [
            np.array([Fraction(rng.randint(-9, 9), rng.choice([1, 2, 3])) for _ in range(math.prod(shape))])
            for _ in shape
        ]
        game = NormalFormGame(np.stack(payoffs).reshape(len(shape), *shape))
        weights = [[rng.randint(0, 3) + 1 for _ in range(size)] for size in shape]
        profile = MixedProfile(game, [[Fraction(w, sum(row)) for w in row] for row in weights])
        whole = judge(game, profile)
        beats.clear()
        with monkeypatch.context() as smaller:
            smaller.setattr(action_payoffs, "MOST_FRACTIONS", 7)
            smaller.setattr(action_payoffs, "FEW_PROFILES_OF_MANY", 0)
            assert judge(game, profile, heartbeat=lambda: beats.append(None)) == whole
        assert len(beats) >= len(shape) * math.prod(shape) // 7


def stop() -> None:
    raise StopError("enough")


def test_heartbeats_stop_a_proof() -> None:
    game = NormalFormGame([[5, 3]])
    with pytest.raises(StopError, match="enough"):
        judge(game, MixedProfile(game, [[1, 0]]), heartbeat=stop)


@pytest.mark.parametrize(("seed", "has_recall"), [(3, True), (17, False)])
def test_heartbeats_stop_a_proof_of_a_tree(seed: int, has_recall: bool) -> None:
    tree = random_tree(seed, has_recall=has_recall, depth=5)
    assert has_perfect_recall(tree) == has_recall
    profile = random_profile(tree, 4)
    beats: list[None] = []
    assert judge(tree, profile, heartbeat=lambda: beats.append(None)) == judge(tree, profile)
    assert len(beats) > tree.num_nodes // 64
    with pytest.raises(StopError, match="enough"):
        judge(tree, profile, heartbeat=stop)

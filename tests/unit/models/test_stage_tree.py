from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from gametheory.core.extensive_form import TERMINAL, ExtensiveFormGame
from gametheory.errors import InconsistentGameFileError
from gametheory.models import stage_tree
from gametheory.models.definitions import RepeatDefinition, StageDefinition
from gametheory.models.model import GameModel
from unit.models.descriptions import chance_stage, described, payoffs, stage, staged

DEMAND = stage("demand", "amazon", {"Demand": {"hard": "1"}, "Allow": {"hard": "0"}})
HOMING = stage("homing", "seller", {"Stay": {"temu": "1"}, "Leave": {"temu": "0"}})
PLAYERS = ["amazon", "seller"]


def model_of(
    *stages: StageDefinition | RepeatDefinition, numbers: dict[str, str] | None = None, **ends: str
) -> GameModel:
    return GameModel(described(PLAYERS, staged(*stages, **ends), numbers=numbers or {"detect": "4/5"}), "m")


def game_of(*stages: StageDefinition | RepeatDefinition, **ends: str) -> ExtensiveFormGame:
    game = model_of(*stages, **ends).to_game()
    assert isinstance(game, ExtensiveFormGame)
    return game


def keys(game: ExtensiveFormGame, player: int) -> list[str]:
    return [infoset.key for infoset in game.infosets if infoset.player == player]


def totals(game: ExtensiveFormGame) -> list[list[Fraction]]:
    """Sums of payoffs along the path to each terminal, in preorder."""
    sums: list[list[Fraction]] = []
    for node in range(game.num_nodes):
        before = sums[game.parent[node]] if node else [Fraction()] * game.num_players
        here = game.outcome_payoffs[game.outcome[node]].tolist() if game.outcome[node] >= 0 else [0] * game.num_players
        sums.append([Fraction(one) + Fraction(two) for one, two in zip(before, here, strict=True)])
    return [sums[node] for node in range(game.num_nodes) if game.infoset[node] == TERMINAL]


def test_exclusivity_as_stages() -> None:
    detection = chance_stage("detection", {"Detected": "detect", "Missed": None}, "demand.hard and homing.temu")
    punish = stage("punish", "amazon", {"Suspend": {"cut": "1"}, "Let go": {"cut": "0"}}, when="detection.number == 1")
    game = game_of(
        DEMAND, HOMING, detection, punish,
        amazon="demand.hard - 2 * punish.cut + homing.temu", seller="10 * detection.number + punish.cut",
    )  # fmt: skip
    assert keys(game, 0) == ["demand", "punish"]
    assert keys(game, 1) == ["homing: Demand", "homing: Allow"]
    assert keys(game, -1) == ["detection"]
    assert game.infosets[2].probabilities == (Fraction(4, 5), Fraction(1, 5))
    assert totals(game) == [[0, 11], [2, 10], [2, 20], [1, 0], [1, 0], [0, 0]]


def test_simultaneous_moves() -> None:
    game = game_of(DEMAND, replace(HOMING, observes=()), amazon="demand.hard", seller="homing.temu")
    assert keys(game, 1) == ["homing"]
    assert len(game.infoset_nodes(1)) == 2


def test_skipped_stages_are_seen_as_skipped() -> None:
    middle = replace(HOMING, when=None)
    late = stage("late", "amazon", ["Go"], observes=["homing"])
    skipping = stage("homing", "seller", {"Stay": {"temu": "1"}, "Leave": {"temu": "0"}}, when="demand.hard")
    assert keys(game_of(DEMAND, middle, replace(late, forgets=("demand",)), amazon="1", seller="1"), 0) == [
        "demand", "late: Stay", "late: Leave",
    ]  # fmt: skip
    seen = game_of(
        DEMAND, skipping, replace(late, forgets=("demand",)), amazon="homing.temu", seller="homing == 'Leave'"
    )
    assert keys(seen, 0) == ["demand", "late: Stay", "late: Leave", "late: homing skipped"]
    assert totals(seen) == [[1, 0], [0, 1], [0, 0]]
    blind = game_of(DEMAND, skipping, replace(late, observes=(), forgets=("demand",)), amazon="1", seller="1")
    assert keys(blind, 0) == ["demand", "late"]


def test_own_moves_are_remembered_unless_forgotten() -> None:
    again = stage("again", "amazon", ["Go", "Stop"], observes=[])
    assert keys(game_of(DEMAND, HOMING, again, amazon="1", seller="1"), 0) == [
        "demand",
        "again: Demand",
        "again: Allow",
    ]
    forgetful = replace(again, forgets=("demand",))
    assert keys(game_of(DEMAND, HOMING, forgetful, amazon="1", seller="1"), 0) == ["demand", "again"]


def test_latest_move_of_a_player() -> None:
    again = stage("again", "amazon", {"Push": {"hard": "5"}, "Rest": {"hard": "3"}}, when="demand.hard")
    game = game_of(DEMAND, again, amazon="amazon.hard", seller="amazon == 'Allow'")
    assert totals(game) == [[5, 0], [3, 0], [0, 1]]


def test_payoffs_fall_due_where_the_stage_is_reached_and_add_up() -> None:
    homing = replace(HOMING, payoffs=payoffs(amazon="3 * demand.hard", seller="-1"))
    game = game_of(DEMAND, homing, amazon="10", seller="100")
    assert game.outcome_payoffs[game.outcome[1]].tolist() == [3, -1]
    assert totals(game) == [[13, 99], [13, 99], [10, 99], [10, 99]]


def test_payoffs_that_name_their_own_stage_fall_due_after_the_move() -> None:
    homing = replace(HOMING, payoffs=payoffs(seller="homing.temu"))
    final = stage("last", "amazon", ["Go"], when="demand.hard")
    game = game_of(DEMAND, homing, final, amazon="1", seller="10")
    assert game.outcome[1] < 0
    assert totals(game) == [[1, 11], [1, 10], [1, 11], [1, 10]]


def test_repeated_blocks_pay_each_round() -> None:
    block = RepeatDefinition(
        "market",
        ("US", "Europe"),
        (
            stage("enter", "seller", {"In": {"entered": "1"}, "Out": {"entered": "0"}}, observes=[]),
            stage("enforce", "amazon", {"Fight": {"tough": "1"}, "Yield": {"tough": "0"}}, when="enter.entered"),
            StageDefinition(
                "settle",
                payoffs=payoffs(
                    amazon="enter.entered * (2 if market == 'US' else 1) - enforce.tough",
                    seller="10 * enforce[previous].tough",
                ),
            ),
        ),
    )
    game = game_of(block)
    assert totals(game)[0] == [1 + 0, 10]
    assert totals(game)[-1] == [0, 0]
    assert len(totals(game)) == 9
    assert keys(game, 1) == ["enter[US]", "enter[Europe]: In", "enter[Europe]: Out"]
    assert keys(game, 0)[0:2] == ["enforce[US]", "enforce[Europe]: In, Fight"]


def test_stages_that_nothing_reaches_are_kept_in_mind() -> None:
    never = stage("never", "amazon", ["Go"], when="detect > 1")
    model = model_of(DEMAND, never, amazon="1", seller="1")
    assert model.unused_stages == ("never",)
    assert model.to_game().num_players == 2
    assert model.with_values(detect=2).unused_stages == ()


def test_chance_sets_are_those_on_which_the_probabilities_depend() -> None:
    signal = chance_stage("signal", {"Large": "1 - detect if demand.hard else detect", "Small": None})
    game = game_of(DEMAND, replace(HOMING, observes=()), signal, amazon="1", seller="1")
    assert keys(game, -1) == ["signal: Demand", "signal: Allow"]
    assert [len(game.infoset_nodes(index)) for index, one in enumerate(game.infosets) if one.is_chance] == [2, 2]


def test_failures_tell_the_history() -> None:
    wrong = chance_stage("signal", {"Large": "1/2", "Small": "1/3 + demand.hard"})
    undefined = stage("x", "seller", ["L"], when="1 / demand.hard")
    model = model_of(DEMAND, wrong, undefined, amazon="1", seller="1 / (detect - 4/5)")
    with pytest.raises(InconsistentGameFileError, match="after Demand to sum to 1, got 11/6; take 5/6 away"):
        model.to_game()
    alone = model_of(
        DEMAND, stage("x", "seller", ["L"], when="1 / demand.hard"), amazon="1", seller="1 / (detect - 4/5)"
    )
    with pytest.raises(InconsistentGameFileError, match="division by zero after Demand, L with detect = 4/5") as caught:
        alone.to_game()
    assert len(caught.value.mistakes) == 1


def test_growth_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage_tree, "MAX_NODES", 5)
    with pytest.raises(InconsistentGameFileError, match="at most 5 nodes, got more"):
        game_of(DEMAND, HOMING, amazon="1", seller="1")


def test_a_game_without_payoffs_at_the_end() -> None:
    game = game_of(replace(DEMAND, payoffs=payoffs(amazon="0", seller="0")))
    assert totals(game) == [[0, 0], [0, 0]]

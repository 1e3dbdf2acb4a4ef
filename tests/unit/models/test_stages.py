from __future__ import annotations

from dataclasses import replace

import pytest

from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.state_graph import StateGraph
from gametheory.errors import InconsistentGameFileError, UnsupportedGameError
from gametheory.models.definitions import RepeatDefinition, StagedDefinition, StageDefinition
from gametheory.models.model import GameModel
from unit.models.descriptions import actions, chance_stage, definitions, described, payoffs, stage, staged

FIRST = stage("demand", "a", {"Demand": {"hard": "1"}, "Allow": {"hard": "0"}})
SECOND = stage("homing", "b", {"Stay": {"stays": "1"}, "Leave": {"stays": "0"}}, when="demand.hard")


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (staged(a="1", b="1"), ":60:1: expected at least one stage, got none"),
        (staged(FIRST, replace(FIRST, name="x", player="c"), a="1", b="1"), "unknown player 'c' at stage 'x'"),
        (staged(replace(FIRST, actions=()), a="1", b="1"), "at least one action at stage 'demand', got none"),
        (
            staged(replace(FIRST, player=None), a="1", b="1"),
            "a player at stage 'demand', got actions of nobody",
        ),
        (staged(StageDefinition("x"), a="1", b="1"), "a player, chance or payoffs at stage 'x', got none"),
        (staged(replace(chance_stage("x", {"A": "1"}), player="a"), a="1", b="1"), "a player or chance at stage 'x'"),
        (staged(FIRST, a="1"), ":99:1: expected payoffs of all players at the end or at a stage, got none of b"),
        (staged(FIRST), ":60:1: expected payoffs of all players at the end or at a stage, got none of a, b"),
        (staged(FIRST, FIRST, a="1", b="1"), "two stages named 'demand'"),
        (staged(replace(FIRST, name="fee"), a="1", b="1"), "'fee' is a parameter and also a stage"),
        (staged(FIRST, stage("x", "b", ["L"], when="x.y"), a="1", b="1"), "'x' is not known here: it moves later"),
        (staged(SECOND, FIRST, a="1", b="1"), "'demand' is not known here"),
        (staged(FIRST, stage("x", "b", ["L"], observes=["y"]), a="1", b="1"), "unknown stage 'y'"),
        (staged(stage("x", "b", {"L": {"y": "demand.hard"}}), FIRST, a="1", b="1"), "'demand' cannot stand in an attr"),
        (staged(RepeatDefinition("t", (), (FIRST,)), a="1", b="1"), "at least one value of index 't'"),
        (
            staged(RepeatDefinition("t", ("1", "1"), (FIRST,)), a="1", b="1"),
            "values of index 't', got '1' twice",
        ),
        (staged(RepeatDefinition("t", ("previous",), (FIRST,)), a="1", b="1"), "'previous' is a word of the formula"),
        (staged(RepeatDefinition("fee", ("1",), (FIRST,)), a="1", b="1"), "'fee' is a parameter and also an index"),
        (staged(*(stage(f"s{n}", "a", ["L"]) for n in range(501)), a="1", b="1"), "at most 500 stages, got 501"),
    ],
)
def test_wrong_descriptions(body: StagedDefinition, sentence: str) -> None:
    with pytest.raises(InconsistentGameFileError, match=sentence):
        GameModel(described("ab", body, numbers={"fee": "1"}))


def test_definitions_may_use_the_names_of_a_round() -> None:
    block = RepeatDefinition(
        "t",
        ("1", "2"),
        (stage("go", "a", {"L": {"x": "1"}}), StageDefinition("pay", payoffs=payoffs(a="worth", b="t"))),
    )
    description = described("ab", staged(block), names={"worth": "go.x * t + go[previous].x", "unused": "go.x"})
    assert GameModel(description).to_game().num_players == 2
    wrong = replace(description, definitions=definitions(worth="1", unused="goo.x"))
    with pytest.raises(InconsistentGameFileError, match=":11:1: unknown name 'goo'; did you mean 'go'"):
        GameModel(wrong)


def test_welfare_is_checked() -> None:
    description = described("ab", staged(FIRST, a="1", b="1"))
    GameModel(replace(description, welfare=definitions(total="demand.hard")))
    with pytest.raises(InconsistentGameFileError, match="unknown name 'al'"):
        GameModel(replace(description, welfare=definitions(total="al")))


def test_actions_of_equal_name_are_refused() -> None:
    twice = replace(FIRST, actions=(*actions({"L": {}}), *actions({"L": {}})))
    with pytest.raises(InconsistentGameFileError, match="different actions at 'demand', got 'L' twice"):
        GameModel(described("ab", staged(twice, a="1", b="1")))


def test_formulas_too_long_for_the_number_of_ends() -> None:
    played = [stage(f"s{number}", "a", {"x": {"k": "1"}, "y": {"k": "2"}}) for number in range(16)]
    body = staged(*played, stage("last", "b", ["L"], observes=[]), a="+".join(["s1.k"] * 1000), b="1")
    with pytest.raises(InconsistentGameFileError, match="expected at most 3,000,000 operations for all payoffs"):
        GameModel(described("ab", body)).to_game()


def test_large_trees_are_merged_or_refused_with_their_number_of_nodes() -> None:
    played = [stage(f"s{number}", "a", {"x": {"k": "1"}, "y": {"k": "3"}}) for number in range(23)]
    total = " + ".join(f"s{number}.k" for number in range(23))
    model = GameModel(described("ab", staged(*played, a=total, b=f"2 * ({total})")))
    game = model.to_game()
    assert isinstance(game, StateGraph)
    assert (len(game.states), game.num_nodes) == (23, 16_777_215)
    assert [state.stage.path_payoffs(1).values.tolist() for state in game.states] == [[0, 2, 6]] * 23
    with pytest.raises(UnsupportedGameError, match=r"at most 10,000,000 nodes, got 16,777,215; solve the model itself"):
        model.at()
    product = GameModel(described("ab", staged(*played, a=total.replace("+", "*"), b="1")))
    with pytest.raises(InconsistentGameFileError, match="got 16,777,215; merging histories that"):
        product.to_game()
    hidden = GameModel(described("ab", staged(*played, stage("reply", "b", ["L", "R"], observes=["s3"]), a="1", b="1")))
    with pytest.raises(InconsistentGameFileError, match="cannot be merged, since 'reply' does not observe 's0'"):
        hidden.to_game()


def test_trees_of_a_middle_size_can_be_had_whole() -> None:
    played = [stage(f"s{number}", "ab"[number % 2], {"x": {"k": "1"}, "y": {"k": "3"}}) for number in range(16)]
    model = GameModel(described("ab", staged(*played, a="s0.k * s15.k", b="fee"), numbers={"fee": "1/3"}))
    assert isinstance(model.to_game(), StateGraph)
    whole = model.at(fee="1/2")
    assert isinstance(whole, ExtensiveFormGame)
    assert (whole.num_nodes, whole.path_payoffs(1).denominator) == (2**17 - 1, 2)
    assert model.to_game().num_nodes == 2**17 - 1


def test_payoffs_of_a_stage_that_name_its_player_fall_due_after_the_move() -> None:
    played = stage("s2", "a", {"C": {"v": "10"}, "D": {"v": "20"}})
    played = replace(played, payoffs=payoffs(a="a.v", b="0"))
    game = GameModel(described("ab", staged(played, a="0", b="0"))).to_game()
    assert [game.path_payoffs(0).values.item(end) for end in game.terminals] == [10, 20]

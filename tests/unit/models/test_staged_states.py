"""The states themselves; that they answer as the whole tree does is in ``properties/test_merged_histories``."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory.core.state_graph import END, StateGraph
from gametheory.errors import InconsistentGameFileError
from gametheory.models import stages as stages_module
from gametheory.models.definitions import RepeatDefinition, StagedDefinition, StageDefinition
from gametheory.models.model import GameModel
from unit.models.descriptions import chance_stage, described, formula, payoffs, stage, staged

MOVES = {"L": {"x": "0"}, "R": {"x": "1"}}


@pytest.fixture(autouse=True)
def merge_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stages_module, "MOST_UNMERGED_NODES", 0)
    monkeypatch.setattr(stages_module, "MAX_NODES", 0)


def graph_of(definition: StagedDefinition, **numbers: str) -> StateGraph:
    game = GameModel(described("ab", definition, numbers=numbers)).to_game()
    assert isinstance(game, StateGraph)
    return game


def test_a_market_leaves_nothing_to_remember() -> None:
    market = (
        stage("enter", "a", {"Out": {"x": "0"}, "In": {"x": "1"}}),
        stage("fight", "b", {"No": {"y": "0"}, "Yes": {"y": "1"}}, when="enter.x"),
        StageDefinition("pay", payoffs=payoffs(a="2 * enter.x - 3 * fight.y", b="5 - 4 * enter.x")),
    )
    graph = graph_of(staged(RepeatDefinition("t", ("1", "2"), market)))
    assert [state.name for state in graph.states] == ["enter[1]", "fight[1]", "enter[2]", "fight[2]"]
    assert [state.successors for state in graph.states] == [(2, 1), (2, 2), (END, 3), (END, END)]
    first, second = graph.states[0].stage, graph.states[1].stage
    assert [first.path_payoffs(player).values.tolist() for player in (0, 1)] == [[0, 0, 2], [10, 10, 6]]
    assert second.path_payoffs(0).values.tolist() == [0, 0, -3]
    assert graph.num_nodes == 2 * 3**2 - 1


def test_what_is_read_later_tells_states_apart() -> None:
    definition = staged(
        stage("first", "a", {"L": {"x": "1"}, "M": {"x": "2"}, "R": {"x": "3"}}),
        stage("idle", "b", ["U", "D"]),
        stage("last", "a", ["P", "Q"], when="first.x > 1"),
        a="first.x * (last == 'P')",
        b="fee",
    )
    graph = graph_of(definition, fee="1/2")
    assert [state.name for state in graph.states] == ["first", "idle: L", "idle: M", "idle: R", "last: M", "last: R"]
    assert [state.successors for state in graph.states] == [
        (1, 2, 3),
        (END, END),
        (4, 4),
        (5, 5),
        (END, END),
        (END, END),
    ]
    assert graph.states[5].stage.path_payoffs(0).values.tolist() == [0, 3, 0]
    assert graph.states[0].stage.path_payoffs(1).denominator == 2


def test_simultaneous_moves_are_one_stage() -> None:
    block = (stage("p", "a", MOVES), stage("q", "b", MOVES, forgets=["p"]))
    due = StageDefinition("pay", payoffs=payoffs(a="p.x * q.x", b="q.x - p.x"))
    graph = graph_of(staged(RepeatDefinition("t", ("1", "2", "3"), (*block, due))))
    assert [state.name for state in graph.states] == ["p[1]", "p[2]", "p[3]"]
    assert [state.stage.num_nodes for state in graph.states] == [7, 7, 7]
    assert [state.stage.infosets[1].key for state in graph.states] == ["q[1]", "q[2]", "q[3]"]
    assert graph.states[1].stage.infoset.tolist() == [0, 1, -1, -1, 1, -1, -1]


def test_conditional_payoffs_and_chance() -> None:
    definition = staged(
        chance_stage("weather", {"Rain": "fee", "Sun": None}),
        stage("go", "a", MOVES),
        StageDefinition("pay", when=formula("weather.number == 1"), payoffs=payoffs(a="go.x", b="7")),
        stage("end", "b", ["U"]),
    )
    graph = graph_of(definition, fee="1/4")
    assert graph.states[0].stage.infosets[0].probabilities == (Fraction(1, 4), Fraction(3, 4))
    assert [state.name for state in graph.states] == ["weather", "go: Rain", "go: Sun", "end"]
    assert graph.states[1].stage.path_payoffs(1).values.tolist() == [0, 7, 7]
    assert graph.states[2].stage.path_payoffs(1).values.tolist() == [0, 0, 0]


def test_stages_that_nobody_reaches() -> None:
    definition = staged(stage("p", "a", MOVES), stage("q", "b", MOVES, when="p.x > 3"), a="p.x", b="q.x")
    model = GameModel(described("ab", definition))
    assert model.unused_stages == ("q",)


def test_formulas_without_a_value_are_told() -> None:
    definition = staged(stage("p", "a", MOVES), stage("q", "b", MOVES), a="1 / p.x", b="q.x")
    with pytest.raises(InconsistentGameFileError, match="has no value: division by zero after L"):
        GameModel(described("ab", definition)).to_game()

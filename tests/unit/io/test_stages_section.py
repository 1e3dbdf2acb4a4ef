"""Stages, and blocks of stages that repeat."""

from __future__ import annotations

import pytest

from gametheory.io.stages_section import read_stages
from gametheory.models.definitions import RepeatDefinition, StagedDefinition, StageDefinition
from unit.io.readings import fields_of, sentences

STAGES = """stages:
  - {name: entry, player: a, actions: {In: {inside: 1}, Out: {}}}
  - {name: luck, chance: {Good: {probability: p, high: 1}, Bad: {probability: rest}}, when: entry.inside}
  - {name: answer, player: b, actions: [Fight, Share], observes: [entry], forgets: [entry, luck], payoffs: {b: -1}}
  - {name: settle, payoffs: {a: 1}}
payoffs: {a: 1, b: 2}
"""


def read(text: str) -> tuple[StagedDefinition | None, list[str]]:
    reading, fields = fields_of(text)
    return read_stages(reading, fields, {"a": None, "b": None}), sentences(reading)


def test_stages_keep_all_that_the_file_says() -> None:
    definition, told = read(STAGES)
    assert told == []
    assert definition is not None
    entry, luck, answer, settle = definition.stages
    assert isinstance(entry, StageDefinition)
    assert (entry.name, entry.player, [action.name for action in entry.actions]) == ("entry", "a", ["In", "Out"])
    assert (entry.observes, entry.forgets, entry.when, entry.payoffs) == (None, (), None, None)
    assert isinstance(luck, StageDefinition)
    good, bad = luck.chance
    assert (luck.player, good.probability is not None, bad.probability) == (None, True, None)
    assert (list(good.attributes), list(bad.attributes)) == (["high"], [])
    assert luck.when is not None
    assert luck.when.text == "entry.inside"
    assert isinstance(answer, StageDefinition)
    assert (answer.observes, answer.forgets) == (("entry",), ("entry", "luck"))
    assert [(place.line, place.column) for place in (*answer.observes_places, *answer.forgets_places)] == [
        (4, 67), (4, 85), (4, 92),
    ]  # fmt: skip
    assert answer.payoffs is not None
    assert isinstance(settle, StageDefinition)
    assert (settle.player, settle.actions, settle.chance) == (None, (), ())
    assert definition.payoffs is not None


def test_blocks_repeat_stages() -> None:
    definition, told = read(
        "stages:\n  - repeat: market\n    over: [US, 2]\n    stages:\n      - {name: s, payoffs: {a: 1}}\n"
    )
    assert told == []
    assert definition is not None
    (block,) = definition.stages
    assert isinstance(block, RepeatDefinition)
    assert (block.index, block.values, [stage.name for stage in block.stages]) == ("market", ("US", "2"), ["s"])
    assert (block.place.line, block.place.column) == (2, 5)
    assert definition.payoffs is None


def test_a_player_may_see_all() -> None:
    definition, _ = read("stages: [{name: s, player: a, actions: [L], observes: all, payoffs: {a: 1}}]")
    assert definition is not None
    assert isinstance(definition.stages[0], StageDefinition)
    assert definition.stages[0].observes is None


def stage(keys: str) -> str:
    return f"stages: [{{name: s, payoffs: {{a: 1}}, {keys}}}]"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("stages: 3", ["1:9: expected 'stages' as a list, got '3'"]),
        ("stages: [3]\npayoffs: {a: 1, b: 1}", ["1:10: expected a stage as a mapping, got '3'"]),
        ("stages: [{name: [s]}]", ["1:17: expected name of a stage as text, got a list"]),
        (
            stage("player: a, chance: {A: {probability: rest}}"),
            ["1:48: expected 'player' or 'chance' at stage 's', got both"],
        ),
        (stage("actions: [A]"), ["1:37: expected the key 'player' at stage 's' beside 'actions'"]),
        (stage("observes: all"), ["1:37: expected 'observes' only where a player moves, got it at stage 's'"]),
        (stage("forgets: []"), ["1:37: expected 'forgets' only where a player moves, got it at stage 's'"]),
        (
            stage("player: a, actions: [A], observes: al"),
            ["1:72: expected 'all' or a list of earlier stages, got 'al'; did you mean 'all'?"],
        ),
        (stage("player: [a], actions: [A]"), ["1:45: expected key of a player as text, got a list"]),
        (stage("chance: 3"), ["1:45: expected 'chance' of stage 's', its branches, as a mapping, got '3'"]),
        (stage("chance: {}"), ["1:45: expected at least one branch of chance at stage 's', got none"]),
        (stage("chance: {A: 3}"), ["1:49: expected branch 'A' as a mapping, got '3'"]),
        (
            stage("chance: {A: {probability: rest}, B: {probability: rest}}"),
            ["1:87: expected 'rest' at one branch of chance, got it again"],
        ),
        (
            "stages: [{repeat: i}]\npayoffs: {a: 1, b: 1}",
            [
                "1:10: expected the key 'over' in a repeated block, got only 'repeat'",
                "1:10: expected the key 'stages' in a repeated block, got only 'repeat'",
            ],
        ),
        (
            "stages: [{repeat: i, over: [1, 1], stages: []}]\npayoffs: {a: 1, b: 1}",
            [
                "1:32: expected different values to repeat over, got '1' twice",
            ],
        ),
        (
            "stages: [{repeat: i, over: [1], stages: []}]\npayoffs: {a: 1, b: 1}",
            ["1:41: expected at least one stage in a round, got none"],
        ),
    ],
)
def test_mistakes(text: str, expected: list[str]) -> None:
    definition, told = read(text)
    assert definition is None
    assert told == expected

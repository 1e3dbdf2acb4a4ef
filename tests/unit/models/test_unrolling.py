from __future__ import annotations

import pytest

from gametheory.errors import InconsistentGameFileError
from gametheory.models.definitions import RepeatDefinition, StageDefinition
from gametheory.models.library import Library
from gametheory.models.mistakes import Mistakes
from gametheory.models.unrolling import PlayedStage, Timeline, unrolled
from unit.models.descriptions import payoffs, players, stage, staged

MOVES = ("Yes", "No")


def timeline(*stages: StageDefinition | RepeatDefinition) -> tuple[Timeline, tuple[PlayedStage, ...]]:
    played = unrolled(staged(*stages))
    return Timeline(played, players("a", "b"), Library((), (), Mistakes())), played


BLOCK = RepeatDefinition(
    "market",
    ("US", "Europe"),
    (
        stage("join", "b", MOVES),
        stage("enforce", "a", MOVES, observes=["join", "join[previous]"]),
        StageDefinition("settle", payoffs=payoffs(a="1")),
    ),
)


def test_blocks_are_written_out() -> None:
    _, played = timeline(stage("start", "a", MOVES), BLOCK, stage("end", "a", MOVES))
    assert [one.name for one in played] == [
        "start", "join[US]", "enforce[US]", "settle[US]", "join[Europe]", "enforce[Europe]", "settle[Europe]", "end",
    ]  # fmt: skip
    assert [one.position for one in played] == list(range(8))
    assert [one.has_move for one in played][2:5] == [True, False, True]


def test_names_mean_this_round_the_previous_one_or_a_named_one() -> None:
    line, played = timeline(stage("start", "a", MOVES), BLOCK)
    second = line.scope(5, played[5].round).references
    assert second["join", None] == (4,)
    assert second["join", "previous"] == second["join", "US"] == (1,)
    assert second["join", "Europe"] == (4,)
    assert ("enforce", None) not in second
    assert second["enforce", "previous"] == (2,)
    assert (second["a", None], second["b", None]) == ((0, 2), (1, 4))
    first = line.scope(2, played[2].round).references
    assert first["join", "previous"] == first["enforce", "previous"] == ()
    outside = line.scope(7, None).references
    assert ("join", None) not in outside
    assert outside["join", "US"] == (1,)


def test_what_is_absent_says_why() -> None:
    line, played = timeline(stage("start", "a", MOVES), BLOCK)
    absent = line.scope(1, played[1].round).absent
    assert absent["settle"].startswith("is a stage that only pays")
    assert set(absent) == {"join", "enforce", "settle"}
    assert line.scope(0, None).absent["start"].startswith("is not known here")
    assert set(line.constants(None).absent) == {"a", "b", "start", "join", "enforce", "settle"}


def test_players_know_what_they_observe_and_their_own_moves() -> None:
    line, played = timeline(
        stage("one", "a", MOVES),
        stage("two", "b", MOVES),
        stage("three", "a", MOVES),
        stage("four", "a", MOVES, observes=["two"]),
        stage("five", "a", MOVES, observes=["two"], forgets=["one"]),
        stage("six", "a", MOVES, forgets=["all"]),
        stage("seven", "b", MOVES, observes=[]),
        stage("eight", "b", MOVES, observes=["all"], forgets=["two", "one"]),
    )
    known = [line.observed(one, Mistakes()) for one in played]
    assert known[3:] == [(0, 1, 2), (1, 2, 3), (), (1,), (2, 3, 4, 5, 6)]


def test_observation_of_rounds() -> None:
    line, played = timeline(BLOCK, stage("end", "b", MOVES, observes=["enforce[US]"]))
    mistakes = Mistakes()
    assert line.observed(played[1], mistakes) == (0,)
    assert line.observed(played[4], mistakes) == (0, 1, 3)
    assert line.observed(played[6], mistakes) == (0, 1, 3)
    assert len(mistakes) == 0


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        ("jion", "unknown stage 'jion'; did you mean 'join'"),
        ("end", "'end' is not known here: it moves later"),
        ("settle", "'settle' is a stage that only pays"),
        ("join", r"'join' is repeated; name the round: join\[US\]"),
        ("join[Europ]", r"there is no join\[Europ\] before this; did you mean 'Europe'"),
        ("a", "unknown stage 'a'"),
        ("join[US", r"unknown stage 'join\[US'"),
    ],
)
def test_wrong_entries(entry: str, sentence: str) -> None:
    line, played = timeline(BLOCK, stage("end", "b", MOVES, observes=[entry]))
    mistakes = Mistakes()
    line.observed(played[-1], mistakes)
    with pytest.raises(InconsistentGameFileError, match=sentence):
        mistakes.raise_if_any("m")


def test_a_later_stage_of_the_round_is_known_from_the_round_before() -> None:
    line, played = timeline(BLOCK)
    hint = r"in the round before it is enforce\[previous\]"
    for join in (played[0], played[3]):
        wrong = PlayedStage(stage("join", "b", MOVES, observes=["enforce"]), join.position, join.round)
        mistakes = Mistakes()
        line.observed(wrong, mistakes)
        with pytest.raises(InconsistentGameFileError, match=hint):
            mistakes.raise_if_any("m")

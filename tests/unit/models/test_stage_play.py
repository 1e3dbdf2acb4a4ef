from __future__ import annotations

from fractions import Fraction

from gametheory.models.definitions import StagedDefinition
from gametheory.models.library import Library
from gametheory.models.mistakes import Mistakes
from gametheory.models.stage_play import StagePlay, after_move, sum_of
from gametheory.models.stages import StagedBody
from gametheory.models.templates import Workshop
from gametheory.models.values import Values
from unit.models.descriptions import chance_stage, players, stage, staged, told

GAME = staged(
    stage("p", "a", {"L": {"x": "0"}, "R": {"x": "4"}}),
    stage("q", "b", ["U", "D"], when="1 / p.x > 0"),
    chance_stage("c", {"H": "p.x / 8", "T": None}),
    a="p.x",
    b="1 / p.x",
)


def made(definition: StagedDefinition) -> tuple[StagePlay, StagedBody, Mistakes]:
    mistakes = Mistakes()
    workshop = Workshop(Library((), (), mistakes), mistakes)
    body = StagedBody(definition, players("a", "b"), workshop)
    return StagePlay(body._plans, Values(workshop.tape, {}, mistakes), mistakes), body, mistakes


def test_what_formulas_say_after_a_history() -> None:
    play, body, mistakes = made(GAME)
    right = after_move(play.start, 0, 1)
    assert (play.start, right) == ((-1, -1, -1), (1, -1, -1))
    assert [play.is_reached(position, right) for position in (0, 1)] == [True, True]
    assert play.probabilities(2, right) == (Fraction(1, 2), Fraction(1, 2))
    assert play.probabilities(0, right) is None
    assert play.payoffs(body._final, right) == (4, Fraction(1, 4))
    assert play.story(after_move(right, 1, 0)) == "after R, U"
    assert len(mistakes) == 0


def test_formulas_without_a_value_are_noted() -> None:
    play, body, mistakes = made(GAME)
    left = after_move(play.start, 0, 0)
    assert not play.is_reached(1, left)
    assert play.payoffs(body._final, left) == (0, 0)
    assert [note.rpartition(" ")[2] for note in told(mistakes)] == ["L", "L"] or len(mistakes) >= 1
    assert all("division by zero" in note and "after L" in note for note in told(mistakes))


def test_sums_of_payoffs() -> None:
    due = (Fraction(1), Fraction(2))
    assert sum_of((), due) == sum_of(due, ()) == due
    assert sum_of(due, (Fraction(5), Fraction(-1))) == (6, 1)

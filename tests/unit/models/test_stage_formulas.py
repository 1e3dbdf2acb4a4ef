from __future__ import annotations

from fractions import Fraction

from gametheory.models.formulas.exact import ExactReader
from gametheory.models.library import Library
from gametheory.models.mistakes import Mistakes
from gametheory.models.stage_formulas import StageFormulas
from gametheory.models.stage_play import after_move
from gametheory.models.stages import StagedBody
from gametheory.models.templates import Workshop
from gametheory.models.values import Values
from unit.models.descriptions import chance_stage, parameters, players, stage, staged

GAME = staged(
    stage("p", "a", {"L": {"x": "0"}, "R": {"x": "4"}}),
    stage("q", "b", ["U", "D"], when="p.x > cost"),
    stage("r", "b", ["U", "D"], when="p.x == 0"),
    chance_stage("c", {"H": "cost / 8", "T": None}),
    a="p.x * cost",
    b="1",
)


def test_payoffs_probabilities_and_conditions_are_registers() -> None:
    mistakes = Mistakes()
    library = Library(parameters(cost="2"), (), mistakes)
    workshop = Workshop(library, mistakes)
    body = StagedBody(GAME, players("a", "b"), workshop)
    tape = workshop.tape
    play = StageFormulas(body._plans, Values(tape, {"cost": Fraction(2)}, mistakes), mistakes, tape)
    right = after_move(play.start, 0, 1)
    reader = ExactReader(tape, [Fraction(3)])
    assert [play.is_reached(position, right) for position in range(3)] == [True, True, False]
    assert list(play.conditions.values()) == [True]  # the other one depends on no parameter
    assert reader.value(next(iter(play.conditions))) == 1
    due = play.payoffs(body._final, right)
    assert [reader.value(int(register)) for register in due] == [12, 1]
    assert [reader.value(int(register)) for register in play.added(due, due)] == [24, 2]
    assert play.added((), due) == play.added(due, ()) == due
    assert [reader.value(int(r)) for r in play.payoffs([None], right)] == [0]
    assert play.probabilities(3, right) == (Fraction(1, 4), Fraction(3, 4))
    assert play.probabilities(0, play.start) is None
    assert play.chance[1] is None
    assert [reader.value(register) for register in play.chance[0] or ()] == [Fraction(3, 8), Fraction(5, 8)]
    assert len(mistakes) == 0

"""Tornado charts in words."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from gametheory.rendering.sentences.effect_sentences import effect_sentences
from gametheory.studies.parameter_ends import ParameterEnd, ParameterEnds
from unit.rendering.report_material import shipped


def test_the_widest_effects_come_first() -> None:
    found = shipped("choose_one_of_two")
    sentences = effect_sentences(found.effects, found.solution, 1, "million USD")
    assert sentences[0] == "margin: 0 at 0 and 31.2 at 1 (million USD); the equilibrium changes at ≈0."
    assert sentences[1].endswith("the equilibrium changes at ≈13.6 and at ≈49.6.")


def test_parameters_without_effect_are_left_out_and_ends_without_answer_told() -> None:
    found = shipped("noisy_commitment")
    (row,) = found.effects
    payoffs = found.solution.equilibria[found.solution.leading or 0].payoffs
    ends = [ParameterEnd(end.value, payoffs, False, False) for end in row.ends]
    assert effect_sentences([ParameterEnds(row.parameter, row.value, *ends)], found.solution, 0) == []
    broken = replace(row, low=ParameterEnd(row.low.value, complaint="division by zero"))
    (sentence,) = effect_sentences([broken], found.solution, 0)
    assert sentence.startswith(f"{row.parameter.name}: no answer at ")


def test_changes_are_given_as_narrowly_as_they_are_known() -> None:
    found = shipped("choose_one_of_two")
    row = next(row for row in found.effects if row.high.change is not None)
    assert row.high.change is not None
    change = replace(row.high.change, unchanged=Fraction("-1.5"), changed=Fraction("-1.25"))
    for is_searched, text in ((True, "≈-1.4"), (False, "-1.5 to -1.25")):
        moved = replace(row, low=row.high, high=replace(row.high, change=change, is_searched=is_searched))
        (sentence,) = effect_sentences([moved], found.solution, 0)
        assert sentence.endswith(f" and at {text}.")

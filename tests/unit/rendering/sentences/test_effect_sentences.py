"""Tornado charts in words."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from gametheory.rendering.sentences.effect_sentences import change_text, effect_sentences, play_text
from gametheory.studies.parameter_ends import ParameterEnd, ParameterEnds, SupportChange
from gametheory.studies.reached_play import ReachedChoice
from unit.rendering.report_material import shipped


def test_the_widest_effects_come_first() -> None:
    found = shipped("choose_one_of_two")
    sentences = effect_sentences(found.effects, found.solution, 1, "million USD")
    assert sentences[0] == (
        "margin: 0 at 0 and 31.2 at 1 (million USD); "
        "the equilibrium changes towards 0 at <0.001 (then Demand exclusivity, Leave Temu, Stay away)."
    )
    assert sentences[1].endswith(
        "changes towards 10 at ≈13.6 (then Demand exclusivity, Stay on both, Suspend); "
        "towards 100 at ≈49.6 (then Allow both)."
    )


def test_all_changes_on_a_way_are_told() -> None:
    found = shipped("choose_one_of_two")
    (row,) = [row for row in found.effects if row.parameter.name == "detect"]
    told = "towards 0 at ≈0.518 (then Demand exclusivity, Stay on both, Suspend) and at ≈0.136 (then Allow both)"
    (sentence,) = effect_sentences([row], found.solution, 0)
    assert sentence.endswith(f"{told}.")
    more = replace(row, low=replace(row.low, has_more_changes=True))
    (sentence,) = effect_sentences([more], found.solution, 0)
    assert sentence.endswith(f"{told}, and again beyond.")


def test_changes_at_the_end_itself_are_inequalities() -> None:
    change = SupportChange(Fraction("0.999"), Fraction(1), ())
    assert change_text(change, ParameterEnd(Fraction(1))) == ">0.999"
    assert change_text(change, ParameterEnd(Fraction(2))) == "≈1"


def test_play_is_short() -> None:
    assert play_text(None) == "no equilibrium"
    assert play_text(()) == "no choice is reached"
    assert play_text((ReachedChoice("One", tuple("abcdef")),)) == "a, b, c, d or 2 others"
    long = tuple(ReachedChoice("One", (action,)) for action in "abcdefgh")
    assert play_text(long) == "a, b, c, d, e, f, …"


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
    row = next(row for row in found.effects if row.high.changes)
    for is_narrow, text in ((True, "≈-1.4"), (False, "-1.5 to -1.25")):
        change = replace(
            row.high.changes[0], unchanged=Fraction("-1.5"), changed=Fraction("-1.25"), is_narrow=is_narrow
        )
        moved = replace(row, low=row.high, high=replace(row.high, changes=(change,)))
        (sentence,) = effect_sentences([moved], found.solution, 0)
        assert f" at {text} (then " in sentence

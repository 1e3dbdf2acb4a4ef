"""Parameters at the ends of their ranges: payoffs, changes with known thresholds, and ends without an answer."""

from __future__ import annotations

from fractions import Fraction
from io import StringIO

import pytest

from gametheory import Coverage, GameModel, Limits, Solution, Termination, UnsupportedGameError, load, solve
from gametheory.core.solution import Progress
from gametheory.studies import parameter_ends as module
from gametheory.studies.parameter_ends import ParameterEnds, parameter_ends

ENTRY = """
gametheory: 1
form: normal
players: [entrant, other]
parameters:
  profit: {{value: 2, range: [{low}, {high}], assumption: "for the test"}}
  fixed: {{value: 1, assumption: "for the test"}}
actions: {{entrant: [In, Out], other: [Wait]}}
payoffs:
  - [["{formula}", fixed]]
  - [[1, 5]]
"""


def model_of(formula: str, low: str = "0", high: str = "4") -> GameModel:
    return load(StringIO(ENTRY.format(formula=formula, low=low, high=high)))


def ends_of(model: GameModel, **settings: float) -> ParameterEnds:
    (found,) = parameter_ends(model, solve(model), **settings)  # type: ignore[arg-type]
    return found


def test_ends_tell_payoffs_and_whether_the_equilibrium_is_another() -> None:
    found = ends_of(model_of("profit"))
    assert (found.parameter.name, found.value) == ("profit", 2)
    assert (found.low.value, found.low.payoffs) == (0, (1, 5))
    assert (found.low.has_other_support, found.low.has_other_regime) == (True, True)
    assert (found.high.value, found.high.payoffs) == (4, (4, 1))
    assert (found.high.has_other_support, found.high.has_other_regime) == (False, False)
    assert found.high.changes == ()
    assert all(end.is_searched for end in found.ends)


def test_a_change_is_located_in_rationals() -> None:
    (change,) = ends_of(model_of("profit - 1/3")).low.changes
    assert change.changed < Fraction(4, 3) <= change.unchanged
    assert change.unchanged - change.changed <= Fraction(4, 1000)
    assert change.payoffs == (change.unchanged - Fraction(1, 3), 1)


def test_a_known_threshold_of_the_case_is_found() -> None:
    model = load("choose_one_of_two")
    found = {row.parameter.name: row for row in parameter_ends(model, solve(model), seconds=60)}
    (change,) = found["temu_sales"].low.changes
    assert change.changed < Fraction(375, 62) <= change.unchanged
    (reported,) = found["reported"].high.changes
    assert reported.unchanged <= Fraction(29, 45) < reported.changed


def test_a_change_on_the_way_to_an_end_like_the_base_is_found() -> None:
    found = ends_of(model_of("3 if profit < 2.5 or profit > 3.5 else 0"))
    assert found.high.has_other_support is False
    away, back = found.high.changes
    assert away.unchanged < Fraction(5, 2) <= away.changed
    assert back.unchanged <= Fraction(7, 2) < back.changed
    assert [[choice.actions for choice in change.play or ()] for change in (away, back)] == [
        [("Out",), ("Wait",)],
        [("In",), ("Wait",)],
    ]


def test_further_changes_of_the_case_are_located_with_what_is_played_beyond() -> None:
    model = load("choose_one_of_two")
    found = {row.parameter.name: row for row in parameter_ends(model, solve(model), seconds=60)}
    hidden, unasked = found["detect"].low.changes
    assert hidden.changed < Fraction(15, 29) <= hidden.unchanged
    assert unasked.changed < Fraction(20, 147) <= unasked.unchanged
    played = [[choice.actions[0] for choice in change.play or ()] for change in (hidden, unasked)]
    assert played == [["Demand exclusivity", "Stay on both", "Suspend"], ["Allow both"]]
    assert found["detect"].low.play == unasked.play


THREE_WAYS = """
gametheory: 1
form: normal
players: [one]
parameters: {size: {value: 2, range: [2, 4], assumption: "for the test"}}
actions: {one: [Small, Middle, Large]}
payoffs: [["9 if size < 2.1 else 0"], ["8 if size < 2.2 else 0"], [1]]
"""


def test_supports_met_by_bisection_are_kept_for_the_next_change() -> None:
    found = ends_of(load(StringIO(THREE_WAYS)))
    first, second = found.high.changes
    assert first.unchanged < Fraction(21, 10) <= first.changed <= second.unchanged < Fraction(11, 5) <= second.changed
    assert [change.play[0].actions for change in (first, second) if change.play] == [("Middle",), ("Large",)]
    assert second.payoffs == (8,)
    assert found.high.is_searched


def test_more_than_three_changes_are_said_to_be_more() -> None:
    found = ends_of(model_of("3 if profit < 4 or (profit >= 8 and profit < 12) or profit > 16 else 0", high="18"))
    assert (len(found.high.changes), found.high.has_more_changes) == (3, True)
    assert found.high.is_searched
    assert not found.low.has_more_changes


def test_an_end_at_the_base_value_is_the_base() -> None:
    found = ends_of(model_of("profit", low="2"))
    assert (found.low.payoffs, found.low.has_other_support, found.low.changes) == ((2, 1), False, ())
    assert found.low.is_searched


@pytest.mark.parametrize("low", ["0", "-2"])
def test_an_end_that_is_no_game_keeps_its_sentence(low: str) -> None:
    found = ends_of(
        model_of("1 / profit + 2", low=low) if low == "0" else model_of("2 if profit > 0 else 1/0", low=low)
    )
    assert found.low.payoffs is None
    assert found.low.has_other_support is found.low.has_other_regime is None
    assert "by zero" in found.low.complaint
    assert "<stdin>" not in found.low.complaint
    assert not found.low.is_searched
    assert found.high.payoffs is not None


def test_time_limits_leave_ends_without_an_answer() -> None:
    model = load("public_good")
    found = parameter_ends(model, solve(model), limits=Limits(time=0))
    complaints = {end.complaint for row in found for end in row.ends if end.value != row.value}
    assert complaints == {Termination.TIME_LIMIT.sentence}


def test_searches_end_when_their_time_is_over() -> None:
    model = model_of("profit")
    found = ends_of(model, seconds=0)
    (change,) = found.low.changes
    assert (change.unchanged, change.changed, change.is_narrow) == (2, 0, False)
    assert not found.low.is_searched
    assert found.high.changes == ()
    assert not found.high.is_searched


def test_a_bisection_stops_at_values_without_an_answer() -> None:
    found = ends_of(model_of("profit if profit > 1.2 or profit < 0.9 else 1/0"))
    change = found.low.changes[0]
    assert change.unchanged > Fraction(6, 5)
    assert not change.is_narrow
    assert not found.low.is_searched


def test_without_a_base_equilibrium_nothing_is_searched() -> None:
    model = load("inspection_game")
    solution = solve(model, "pure")
    assert solution.equilibria == ()
    found = parameter_ends(model, solution)
    assert not any(end.changes for row in found for end in row.ends)
    assert any(end.payoffs is not None and end.has_other_support for row in found for end in row.ends)


MEETING = """
gametheory: 1
form: normal
players: [row, column]
parameters:
  idle: {value: 1, range: [0, 2], assumption: "moves nothing: it is paid to nobody"}
actions: {row: [a, b, c], column: [x, y, z]}
payoffs:
  - [["1 + 0 * idle", 1], [0, 0], [0, 0]]
  - [[0, 0], [2, 2], [0, 0]]
  - [[0, 0], [0, 0], [3, 3]]
"""


def test_the_method_of_the_base_is_used_at_all_values() -> None:
    model = load(StringIO(MEETING))
    (found,) = parameter_ends(model, solve(model, "nash", method="pure_enumeration"))
    for end in found.ends:
        assert (end.payoffs, end.has_other_support, end.has_other_regime, end.changes) == ((3, 3), False, False, ())


LEADERS = """
gametheory: 1
form: normal
players: [row, column]
parameters:
  prize: {value: 4, range: [3, 6], assumption: "for the test"}
actions: {row: [T, B], column: [L, R]}
payoffs:
  - [[2, 1], [prize, 0]]
  - [[1, 0], ["prize - 1", 1]]
"""


@pytest.mark.parametrize(
    ("options", "base", "low", "high"),
    [
        (None, ("7/2", "1/2"), ("5/2", "1/2"), ("11/2", "1/2")),
        ({"leader": "column"}, (2, 1), (2, 1), (2, 1)),
    ],
)
def test_the_options_of_the_base_are_used_at_all_values(
    options: dict[str, str] | None, base: tuple[object, ...], low: tuple[object, ...], high: tuple[object, ...]
) -> None:
    model = load(StringIO(LEADERS))
    solution = solve(model, "stackelberg", options=options)
    (found,) = parameter_ends(model, solution)
    told = [solution.equilibria[0].payoffs, *(end.payoffs for end in found.ends)]
    assert told == [tuple(Fraction(str(payoff)) for payoff in payoffs) for payoffs in (base, low, high)]
    assert [end.complaint for end in found.ends] == ["", ""]


def test_what_is_recommended_is_compared_too() -> None:
    model = load(StringIO(LEADERS))
    asked = []

    def counted(progress: Progress) -> None:
        asked.append(progress.total)

    for concept in ("correlated", "coarse_correlated"):
        (found,) = parameter_ends(model, solve(model, concept, options={"objective": "column"}), progress=counted)
        for end in found.ends:
            assert (end.complaint, end.has_other_regime) == ("", None), "one of many has no regime"
            assert end.play is not None
            assert end.payoffs == (2, 1)
    assert len(asked) > 0


def test_a_list_that_was_cut_has_no_leading_equilibrium_to_compare_with() -> None:
    model = load(StringIO(MEETING))
    cut = Limits(equilibria=1)
    for limits in (cut, None):
        (found,) = parameter_ends(model, solve(model, limits=cut), limits=limits)
        for end in found.ends:
            assert (end.payoffs, end.has_other_support, end.has_other_regime, end.changes) == (None, None, None, ())
            assert end.complaint == f"Nothing to compare with at the base values. {Termination.COUNT_REACHED.sentence}"
    (found,) = parameter_ends(model, solve(model), limits=cut)
    assert [end.complaint for end in found.ends] == [Termination.COUNT_REACHED.sentence] * 2


def test_sets_of_different_coverage_are_not_compared() -> None:
    model = load(StringIO(MEETING))
    solution = solve(model, "nash", method="pure_enumeration").replace(coverage=Coverage.ALL)
    (found,) = parameter_ends(model, solution)
    assert [end.has_other_regime for end in found.ends] == [None, None]
    assert [end.has_other_support for end in found.ends] == [False, False]


def test_incomplete_lists_are_not_compared() -> None:
    model = model_of("profit")
    solution = solve(model)
    incomplete = solution.replace(num_extreme=None, coverage=type(solution.coverage).PARTIAL)
    (found,) = parameter_ends(model, incomplete)
    assert (found.low.has_other_support, found.low.has_other_regime) == (True, None)


def test_parameters_that_were_set_are_the_base() -> None:
    found = ends_of(model_of("profit").with_values(profit=3))
    assert found.value == 3
    assert found.high.payoffs == (4, 1)


def test_progress_counts_ends_and_searches() -> None:
    told: list[Progress] = []
    model = model_of("profit")
    parameter_ends(model, solve(model), progress=told.append)
    assert [progress.done for progress in told] == [1, 2, 3, 4, 5]
    assert told[-1].found == 1


def test_interrupts_end_the_study(monkeypatch: pytest.MonkeyPatch) -> None:
    model = model_of("profit")
    base = solve(model)

    def interrupted(*_: object, **__: object) -> Solution:
        return base.replace(termination=Termination.INTERRUPTED)

    monkeypatch.setattr(module, "solve", interrupted)
    with pytest.raises(KeyboardInterrupt, match=r"^$"):
        parameter_ends(model, base)


def test_unsupported_games_keep_their_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    model = load("trust_game")
    assert parameter_ends(model, solve(model)) == ()
    three = load(StringIO(THREE))
    base = solve(three)

    def refused(*_: object, **__: object) -> Solution:
        raise UnsupportedGameError("too many players; use concept 'pure'")

    monkeypatch.setattr(module, "solve", refused)
    found = parameter_ends(three, base)
    assert "pure" in found[0].high.complaint


THREE = """
gametheory: 1
form: normal
players: [one, two, three]
parameters:
  stake: {value: 0, range: [0, 1], assumption: "for the test"}
actions: {one: {a: {side: 0}, b: {side: 1}}, two: {c: {side: 0}, d: {side: 1}}, three: [e, f]}
payoffs:
  one: "stake * (1 - 2 * (one.side - two.side) ** 2)"
  two: "-stake * (1 - 2 * (one.side - two.side) ** 2)"
  three: 0
"""

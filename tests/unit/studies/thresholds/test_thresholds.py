"""Thresholds: sign constancy against exact solutions, breakpoints, ends, errors, limits."""

from __future__ import annotations

import random
from fractions import Fraction
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from gametheory import Coverage, InvalidParameterError, Limits, Termination, load, solve
from gametheory.core.solution import Progress
from gametheory.polynomials import RealRoot
from gametheory.solvers.watch import LimitReachedError
from gametheory.studies.lines.two_player_line import TwoPlayerLine
from gametheory.studies.regimes import regime
from gametheory.studies.thresholds.thresholds import threshold_limits, thresholds
from unit.studies.parametric_games import model_of, random_model

if TYPE_CHECKING:
    from collections.abc import Callable

    from gametheory import GameModel
    from gametheory.studies.lines.line_regimes import PieceRegimes
    from gametheory.studies.lines.parameter_line import Piece
    from gametheory.studies.thresholds.thresholds import Thresholds

PRICE_MONITORING = {
    "amazon_sales": [],
    "temu_sales": ["3125/726"],
    "at_parity": [],
    "commission": ["20/409"],
    "margin": [],
    "suppressed": ["3/71"],
    "withdrawn": ["119/474"],
    "recaptured": ["161/213"],
    "scan_cost": ["1227/4000"],
    "diversion": ["125/726"],
}


def check_against_solver(model: GameModel, found: Thresholds, draw: random.Random, num_samples: int) -> int:
    """Compare with exact solutions between the thresholds, on them and at the ends; return how many were compared."""
    values = [found.low, found.high]
    for low, high, _ in found.stretches:
        bottom = low.interval[1] if isinstance(low, RealRoot) else Fraction(str(low))
        top = high.interval[0] if isinstance(high, RealRoot) else Fraction(str(high))
        values += [bottom + (top - bottom) * Fraction(draw.randint(1, 999), 1000) for _ in range(num_samples)]
    values += [value.value for value in found.values if isinstance(value, RealRoot) and value.value is not None]
    for value in values:
        assert found.regime_at(value) == regime(solve(model.with_values(**{found.parameter: value}), "nash")), value
    return len(values)


@pytest.mark.parametrize(("parameter", "expected"), PRICE_MONITORING.items())
def test_thresholds_of_the_case(parameter: str, expected: list[str]) -> None:
    model = load("price_monitoring")
    found = thresholds(model, parameter)
    assert [str(value) for value in found.values] == expected
    assert (found.proved, found.coverage) == (True, Coverage.ALL)
    assert check_against_solver(model, found, random.Random(parameter), 10) >= 12


@pytest.mark.parametrize("seed", range(100))
def test_random_games_against_exact_solutions(seed: int) -> None:
    model = random_model(seed)
    found = thresholds(model, "p")
    assert found.proved
    check_against_solver(model, found, random.Random(seed), 3)


def test_special_regimes_at_the_ends() -> None:
    found = thresholds(load("price_monitoring"), "at_parity")
    assert [edge.value for edge in found.edges] == [0, 1]
    assert all(edge.regime != edge.inside == found.first for edge in found.edges)


def test_breakpoints_are_games_of_their_own() -> None:
    model = model_of([["1 if 3*p < 1 else 1 if 3*p > 1 else -1"], ["0"]], [[1], [1]])
    found = thresholds(model, "p")
    (threshold,) = found.thresholds
    assert (str(threshold.value), threshold.is_touch) == ("1/3", True)
    assert found.breakpoints == (Fraction(1, 3),)
    assert check_against_solver(model, found, random.Random(1), 3) == 9


def test_a_jump_at_an_irrational_value() -> None:
    model = model_of([["1 if p*p < 1/2 else -1"], ["0"]], [[1], [1]])
    (threshold,) = thresholds(model, "p").thresholds
    assert str(threshold.value) == "sqrt(2)/2"
    assert threshold.at == threshold.after != threshold.before


def test_poles_are_told() -> None:
    found = thresholds(model_of([["1/(4*p - 1)"], ["1"]], [[1], [1]]), "p")
    assert [(str(threshold.value), threshold.at is None) for threshold in found.thresholds] == [
        ("1/4", True),
        ("1/2", False),
    ]
    assert found.notes == ("There is no game at 1/4: a formula has no value: division by zero.",)


def test_rounded_constants_are_told() -> None:
    found = thresholds(model_of([["p"], ["sqrt(1/3)"]], [[1], [1]]), "p")
    assert [round(float(value), 9) for value in found.values] == [0.577350269]
    assert (found.proved, found.coverage) == (False, Coverage.ALL)
    assert "was rounded" in found.notes[0]


def test_the_range_may_be_a_part() -> None:
    model = load("price_monitoring")
    assert [str(value) for value in thresholds(model, "commission", within=(0, "0.06")).values] == ["20/409"]
    assert thresholds(model, "commission", within=("1/10", 0.25)).values == ()
    assert threshold_limits(model, "commission") == (0, Fraction(9, 20))
    other = thresholds(model.with_values(scan_cost="1/5"), "commission")
    assert [str(value) for value in other.values] == ["40/409"]


@pytest.mark.parametrize(
    ("parameter", "within", "sentence"),
    [
        ("comission", None, "unknown parameter 'comission'; did you mean 'commission'"),
        ("commission", (0.3, 0.1), "from a lower to a higher value, got .* to "),
        ("commission", ("1/5", "1/5"), "got 1/5 to 1/5"),
        ("commission", (0, 2), "commission"),
        ("commission", (0, "much"), "expected a number for commission, got 'much'"),
    ],
)
def test_wrong_ranges(parameter: str, within: tuple[object, object] | None, sentence: str) -> None:
    with pytest.raises(InvalidParameterError, match=sentence):
        thresholds(load("price_monitoring"), parameter, within=within)


def test_a_parameter_without_a_range() -> None:
    model = model_of([["p"], ["1/3"]], [[1], [1]])
    description = model.description.parameters[0]
    assert description.low is not None
    bare = load("noisy_commitment")
    for name, parameter in bare.parameters.items():
        if parameter.low is None:
            with pytest.raises(InvalidParameterError, match="expected a range of"):
                thresholds(bare, name)


def test_a_time_limit_keeps_what_was_found() -> None:
    found = thresholds(load("price_monitoring"), "commission", limits=Limits(time=0.0))
    assert found.termination is Termination.TIME_LIMIT
    assert (found.coverage, found.proved) == (Coverage.PARTIAL, False)
    assert found.notes[-1] == Termination.TIME_LIMIT.sentence


def test_progress_can_stop_the_search() -> None:
    def stop(_: Progress) -> None:
        raise KeyboardInterrupt

    draw = random.Random(1)
    tables = [
        [[f"{draw.randint(0, 9)} + {draw.randint(-9, 9)}*p" for _ in range(8)] for _ in range(8)] for _ in range(2)
    ]
    found = thresholds(model_of(*tables), "p", progress=stop)
    assert found.termination is Termination.INTERRUPTED


def test_a_search_that_is_cut_short_says_how_far_it_came(monkeypatch: pytest.MonkeyPatch) -> None:
    walked: list[object] = []
    whole = TwoPlayerLine.on_piece

    def first_piece_only(line: TwoPlayerLine, piece: Piece, tick: Callable[[], object]) -> PieceRegimes:
        walked.append(piece)
        if len(walked) > 1:
            raise LimitReachedError(Termination.TIME_LIMIT)
        return whole(line, piece, tick)

    monkeypatch.setattr(TwoPlayerLine, "on_piece", first_piece_only)
    found = thresholds(model_of([["abs(p - 1/3)", "1/2"], ["1/8", "1"]], [["1", "0"], ["0", "1"]]), "p")
    assert not found.proved
    assert found.coverage is Coverage.PARTIAL
    assert found.first is not None
    assert "Nothing is claimed above 1/3." in found.notes


def test_a_tree_that_cannot_be_built_at_one_value_leaves_the_search_partial() -> None:
    found = thresholds(load(StringIO(ONE_VALUE)), "p", concept="subgame_perfect")
    (threshold,) = found.thresholds
    assert (str(threshold.value), threshold.at) == ("sqrt(2)", None)
    assert (found.coverage, found.proved) == (Coverage.PARTIAL, False)


ONE_VALUE = """
gametheory: 1
form: extensive
players: [firm]
parameters:
  p: {value: 1/2, range: [0, 3], assumption: for the test}
stages:
  - {name: first, player: firm, actions: {Stay: {gain: 0}, Go: {gain: 1}}}
  - {name: second, player: firm, actions: {Stay: {gain: 0}, Go: {gain: 1}}, when: p*p == 2}
payoffs:
  firm: first.gain + second.gain
"""


@pytest.mark.parametrize("within", [0.1, "0:0.1", (0.1,)])
def test_a_range_has_two_ends(within: object) -> None:
    with pytest.raises(
        InvalidParameterError, match=r"expected two ends of the range of 'commission', such as \(0, 0.1\), got"
    ):
        thresholds(load("price_monitoring"), "commission", within=within)  # type: ignore[arg-type]


def test_why_there_is_no_proof_is_a_sentence() -> None:
    found = thresholds(load("two_store_limit"), "upkeep", within=(5, 6), concept="large_population")
    assert not found.proved
    assert found.notes[0] == (
        "Exact thresholds of tiers are known for their equilibria by counts, and concept 'large_population' is solved "
        "at single values."
    )

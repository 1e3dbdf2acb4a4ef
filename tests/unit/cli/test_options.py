"""Options that several commands share, and what they lead to."""

from __future__ import annotations

import signal

import pytest

from cli.program import run
from gametheory import Coverage, Solution, Termination, solve
from gametheory.cli.interrupts import end_at_interrupts
from gametheory.cli.options import exit_code, solve_opened
from gametheory.cli.sources import open_game


def solution_that(termination: Termination) -> Solution:
    found = solve(open_game("trust_game").model)
    return found.replace(termination=termination, coverage=Coverage.PARTIAL)


@pytest.mark.parametrize(
    ("termination", "code"),
    [
        (Termination.EXHAUSTED, 0),
        (Termination.CONVERGED, 0),
        (Termination.COUNT_REACHED, 0),
        (Termination.ITERATION_LIMIT, 3),
        (Termination.TIME_LIMIT, 3),
        (Termination.MEMORY_LIMIT, 3),
        (Termination.INTERRUPTED, 3),
        (Termination.NUMERICAL_FAILURE, 1),
    ],
)
def test_exit_codes(termination: Termination, code: int) -> None:
    assert exit_code(solution_that(termination)) == code


def test_what_an_interrupt_cut_short_is_printed_in_any_case(monkeypatch: pytest.MonkeyPatch) -> None:
    stopped = solution_that(Termination.INTERRUPTED)
    monkeypatch.setattr("gametheory.solvers.solve.solve", lambda *_, **__: stopped)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        end_at_interrupts()
        opened = open_game("trust_game")
        assert solve_opened(opened, concept=None, method=None, time_limit=None, max_equilibria=1) is stopped
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


def test_options_reach_the_solver() -> None:
    opened = open_game("seventy_five_equilibria")
    found = solve_opened(opened, concept="pure", method="pure_enumeration", time_limit=None, max_equilibria=1)
    assert (found.concept, found.method, found.num_extreme) == ("pure", "pure_enumeration", 2)
    assert len(found.equilibria) == 1


@pytest.mark.parametrize(
    ("option", "name", "known"),
    [
        ("--concept", "nsh", "'nash' or 'pure' or 'subgame_perfect'"),
        ("--concept", "Subgame-Perfect", "did you mean 'subgame_perfect'?"),
        ("--concept", "SPE", "did you mean 'subgame_perfect'?"),
        ("--method", "lemke", "'label_tree' or 'tree_nash'"),
        ("--method", "Zero-Sum", "did you mean 'zero_sum'?"),
    ],
)
def test_unknown_names_are_usage_errors(option: str, name: str, known: str) -> None:
    result = run("solve", "trust_game", option, name)
    assert result.exit_code == 2
    assert known in result.stderr
    assert f"got '{name}'" in result.stderr


@pytest.mark.parametrize(
    ("option", "value"), [("--max-equilibria", "0"), ("--time-limit", "-1"), ("--max-equilibria", "x")]
)
def test_limits_are_checked(option: str, value: str) -> None:
    result = run("solve", "trust_game", option, value)
    assert result.exit_code == 2
    assert option in result.stderr


@pytest.mark.parametrize("setting", ["commission=ten", "commission=-1/100", "nothing=1", "commission"])
def test_wrong_settings_are_usage_errors(setting: str) -> None:
    result = run("solve", "price_monitoring", "--set", setting)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "expected" in result.stderr or "unknown parameter 'nothing'" in result.stderr


def test_options_of_the_method_reach_it() -> None:
    printed = run("solve", "chicken", "--concept", "stackelberg", "--option", "leader=second", "--option", "tie=weak")
    assert printed.exit_code == 0
    row = next(line for line in printed.output.splitlines() if line.startswith("1  "))
    assert row.split()[1:3] == ["Second", "driver"]
    assert row.endswith("is bound")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--option", "leader=first"], "method 'label_tree' has no options, got {'leader': 'first'}"),
        (
            ["--concept", "stackelberg", "--option", "leder=first"],
            "method 'stackelberg' has no option 'leder'; did you mean 'leader'? It has 'leader', 'tie'",
        ),
        (
            ["--concept", "stackelberg", "--option", "leader=third"],
            "expected a leader among 'first', 'second', got 'third'",
        ),
        (["--concept", "stackelberg", "--option", "tie=even"], "expected tie 'strong' or 'weak', got 'even'"),
        (
            ["--concept", "correlated", "--option", "objective=best"],
            "expected an objective among 'welfare', 'egalitarian', 'first', 'second', got 'best'",
        ),
    ],
)
@pytest.mark.parametrize("command", ["solve", "explain"])
def test_wrong_options_of_the_method_are_one_sentence(command: str, arguments: list[str], sentence: str) -> None:
    result = run(command, "chicken", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines() == [sentence]


def test_options_have_a_name_and_a_value() -> None:
    result = run("solve", "chicken", "--concept", "stackelberg", "--option", "leader")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines()[-1] == "Error: expected --option name=value, got 'leader'"


def test_an_option_is_given_once() -> None:
    result = run("solve", "chicken", "--method", "lemke_howson", "--option", "label=0", "--option", "label=1")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines()[-1] == "Error: expected each option once, got label with '0' and '1'"

"""`gametheory solve` in each of its formats."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sys

import pytest

from cli.program import run
from gametheory.cli import solve as module
from gametheory.io.catalogue import shipped_game_path


def test_table() -> None:
    lines = run("solve", "price_monitoring").output.splitlines()
    assert lines[0] == "Price monitoring"
    assert lines[4].startswith("1  Amazon      Monitor 48/107, Ignore 59/107")
    assert "1 Nash equilibrium, by label_tree." in lines
    assert lines[-3].startswith("Proof: nobody can gain by deviating alone")
    assert lines[-2:] == ["Welfare, consumers: ≈0.595633.", "Welfare, sales on Temu: ≈3.73053."]


def test_changed_parameters_stand_in_the_heading() -> None:
    printed = run("solve", "price_monitoring", "--set", "temu_sales=3", "--set", "margin=0.2").output
    assert printed.splitlines()[0] == "Price monitoring at temu_sales = 3"


def test_json() -> None:
    data = json.loads(run("solve", "trust_game", "--format", "json").output)
    assert data["sha256"] == hashlib.sha256(shipped_game_path("trust_game").read_bytes()).hexdigest()
    assert data["equilibria"][0]["strategies"] == {
        "buyer": {"trust": {"Trust": "0", "Not": "1"}},
        "seller": {"honor": {"Honor": "0", "Abuse": "1"}},
    }


def test_csv_has_one_line_for_each_probability() -> None:
    rows = list(csv.DictReader(io.StringIO(run("solve", "price_monitoring", "--format", "csv").stdout)))
    assert rows[0] == {
        "equilibrium": "1",
        "player": "amazon",
        "infoset": "",
        "action": "Monitor",
        "probability": "48/107",
        "payoff": "86371/20450",
    }
    assert len(rows) == 5


def test_latex_escapes_what_latex_reads() -> None:
    printed = run("solve", "trust_game", "--format", "latex").stdout
    assert printed.startswith("\\begin{tabular}{llllll}\n\\toprule\n\\# & player & information set")
    assert printed.rstrip().endswith("\\end{tabular}")


@pytest.mark.parametrize("output_format", ["csv", "latex"])
def test_formats_without_sentences_tell_coverage_and_termination_aside(output_format: str) -> None:
    result = run("solve", "seventy_five_equilibria", "--max-equilibria", "3", "--format", output_format)
    assert result.stderr.splitlines()[:2] == [
        "75 Nash equilibria, each isolated, by label_tree.",
        "Coverage: all. The maximal Nash subsets that were found determine all of them; not all are listed. "
        "The number of equilibria asked for was reached; ask for more to see the rest.",
    ]
    assert "Coverage" not in result.stdout


@pytest.mark.parametrize("output_format", ["table", "json"])
def test_other_formats_leave_standard_error_alone(output_format: str) -> None:
    assert run("solve", "trust_game", "--format", output_format).stderr == ""


@pytest.mark.parametrize("output_format", ["table", "json", "csv", "latex"])
def test_proved_empty_is_an_answer(output_format: str) -> None:
    result = run("solve", "matching_pennies", "--concept", "pure", "--format", output_format)
    assert result.exit_code == 0
    if output_format == "json":
        data = json.loads(result.output)
        assert (data["equilibria"], data["coverage"], data["num_extreme"]) == ([], "all_pure", 0)


def test_empty_table_says_so() -> None:
    lines = run("solve", "matching_pennies", "--concept", "pure").output.splitlines()
    assert lines[2] == "No pure equilibrium: the search was exhaustive."


def test_long_lists_are_cut_in_tables_only() -> None:
    assert "The table shows the first 20 of 75 that are listed." in run("solve", "seventy_five_equilibria").output
    assert len(json.loads(run("solve", "seventy_five_equilibria", "--format", "json").output)["equilibria"]) == 75


def test_counts_that_were_asked_for_end_well() -> None:
    result = run("solve", "seventy_five_equilibria", "--max-equilibria", "3", "--format", "json")
    data = json.loads(result.output)
    assert (result.exit_code, len(data["equilibria"]), data["termination"]) == (0, 3, "count_reached")


def test_no_time_leaves_what_was_found() -> None:
    result = run("solve", "seventy_five_equilibria", "--time-limit", "0")
    assert result.exit_code == 3
    assert "The time limit was reached" in result.output


def test_terminals_get_the_rich_table(monkeypatch: pytest.MonkeyPatch) -> None:
    from gametheory.cli.options import solve_opened
    from gametheory.cli.sources import open_game

    opened = open_game("trust_game")
    found = solve_opened(opened, concept=None, method=None, time_limit=None, max_equilibria=10)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    assert "─" in module._table(found, opened)

"""`gametheory explain`."""

from __future__ import annotations

from cli.program import run
from gametheory import load, solve
from gametheory.io.catalogue import shipped_game_path


def test_it_prints_the_explanation() -> None:
    model = load(shipped_game_path("trust_game"))
    assert run("explain", "trust_game").output == solve(model).explain() + "\n"
    assert run("explain", "trust_game", "--concept", "nash").output == solve(model, "nash").explain() + "\n"


def test_limits_end_with_their_code() -> None:
    result = run("explain", "seventy_five_equilibria", "--time-limit", "0")
    assert result.exit_code == 3
    assert "The time limit was reached" in result.output.replace("\n", " ")

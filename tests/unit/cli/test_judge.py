"""`gametheory judge`: profiles from YAML, from JSON and from a solution."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.program import run

FORGETFUL = """
gametheory: 1
form: extensive
players: {ann: Ann, bob: Bob}
tree:
  player: ann
  infoset: first
  actions:
    L: {player: ann, infoset: second, actions: {x: {payoffs: {ann: 3, bob: 0}}, y: {payoffs: {ann: 0, bob: 0}}}}
    R: {player: ann, infoset: second, actions: {x: {payoffs: {ann: 0, bob: 0}}, y: {payoffs: {ann: 2, bob: 1}}}}
"""


def test_equilibria_are_confirmed(tmp_path: Path) -> None:
    path = tmp_path / "profile.yaml"
    path.write_text(
        "amazon: {Monitor: 48/107, Ignore: 59/107}\nseller: {Undercut on Temu: 400/1227, Keep parity: 827/1227}\n",
        encoding="utf-8",
    )
    printed = run("judge", "price_monitoring", str(path)).output
    assert "A Nash equilibrium: nobody gains by changing alone." in printed


def test_gains_are_told() -> None:
    result = run("judge", "price_monitoring", "-", stdin="{amazon: Monitor, seller: Keep parity}")
    assert result.exit_code == 0
    assert result.output.splitlines()[2].split() == ["Amazon", "4.28", "4.38", "0.1", "Ignore"]
    assert "Not an equilibrium: Amazon gains 0.1 by changing alone." in result.output


@pytest.mark.parametrize("game", ["trust_game", "price_monitoring", "choose_one_of_two"])
def test_strategies_of_a_solution_are_read_again(game: str) -> None:
    solved = json.loads(run("solve", game, "--concept", "nash", "--format", "json").output)
    assert solved["equilibria"]
    for equilibrium in solved["equilibria"]:
        printed = run("judge", game, "-", stdin=json.dumps(equilibrium["strategies"])).output
        assert "A Nash equilibrium" in printed


def test_plans_of_forgetful_players_are_read_again(tmp_path: Path) -> None:
    path = tmp_path / "game.yaml"
    path.write_text(FORGETFUL, encoding="utf-8")
    (equilibrium,) = json.loads(run("solve", str(path), "--format", "json").output)["equilibria"]
    printed = run("judge", str(path), "-", stdin=json.dumps(equilibrium["strategies"])).output
    assert "A Nash equilibrium" in printed


def test_profiles_that_do_not_fit_are_told() -> None:
    result = run("judge", "price_monitoring", "-", stdin="{amazon: Watch, seller: Delist}")
    assert result.exit_code == 1
    assert result.stderr.startswith(
        "<stdin>:1:10: expected an action of player 'amazon' ('Monitor', 'Ignore'), got 'Watch'"
    )


def test_only_one_can_be_standard_input() -> None:
    result = run("judge", "-", "-", stdin="")
    assert result.exit_code == 2
    assert "expected one of FILE and PROFILE on standard input, got both" in result.stderr


def test_missing_profiles_are_usage_errors() -> None:
    assert run("judge", "price_monitoring", "no_such.yaml").exit_code == 2

"""What happens in an equilibrium of each kind, in a few sentences."""

from __future__ import annotations

from gametheory import NormalFormGame, solve
from gametheory.rendering.sentences.play_sentences import play_sentences
from gametheory.rendering.sentences.told_play import told_play
from unit.rendering.told_games import leading, one_line, shipped, solved


def test_profiles_are_played() -> None:
    solution = solved("price_monitoring")
    told = told_play(solution, leading(solution), "points")
    assert told == play_sentences(leading(solution), "points")
    assert "Amazon chooses “Monitor” with probability 48/107 (44.9 %)" in one_line(told)


def test_distributions_are_recommended() -> None:
    solution = solve(shipped("chicken"), "correlated")
    drawn, result = told_play(solution, leading(solution), "points")
    assert drawn == (
        "A mediator draws one of 3 profiles; each hears only its own part (in the order the first driver, the second "
        "driver): “Give way” and “Give way” with probability 50 % “Give way” and “Dare” with probability 25 % “Dare” "
        "and “Give way” with probability 25 %"
    )
    assert result.startswith("On average, both get 5.25 points. It is proved that no correlated equilibrium has ")


def test_commitments_are_announced_and_answered() -> None:
    game = NormalFormGame.from_bimatrix(
        [[2, 4], [1, 3]], [[1, 0], [0, 1]], players={"a": "Ann", "b": "Bob"}, actions=[["T", "B"], ["L", "R"]]
    )
    solution = solve(game, "stackelberg")
    assert told_play(solution, leading(solution), "") == [
        "Ann commits itself to “T” and “B” with probability 50 % each; Bob answers with “R”.",
        "On average, Ann gets 3.5 and Bob 0.5.",
    ]


def test_pure_commitments_pay_for_certain() -> None:
    solution = solve(shipped("trust_game"), "stackelberg")
    assert told_play(solution, leading(solution), "points") == [
        "The buyer commits itself to “trust=Not”; the seller answers with “honor=Honor”.",
        "Both get 0 points.",
    ]

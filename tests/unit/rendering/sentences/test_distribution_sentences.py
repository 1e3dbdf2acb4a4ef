from __future__ import annotations

import numpy as np
import pytest

from gametheory import NormalFormGame, Solution, load, solve
from gametheory.rendering.sentences import distribution_sentences
from gametheory.rendering.sentences.distribution_sentences import (
    distribution_passages,
    obedience_sentences,
    objective_sentences,
)
from gametheory.solvers.mediation.correlated import CorrelatedOptions

CHICKEN = NormalFormGame.from_bimatrix(
    [[6, 2], [7, 0]], [[6, 7], [2, 0]], players={"row": "Row", "column": "Column"}, actions=[["Swerve", "Straight"]] * 2
)
DOMINATED = NormalFormGame.from_bimatrix([[4, 0], [0, 4], [1, 1]], [[1, 1], [1, 1], [9, 9]])


def told(solution: Solution, unit: str = "") -> str:
    passages = distribution_passages(solution, solution.equilibria[0], unit)
    return "\n".join("\n".join([passage.opening, *passage.items]) for passage in passages)


def test_chicken_is_told_in_full() -> None:
    assert told(solve(CHICKEN, "correlated"), "points") == "\n".join(
        [
            "A mediator draws one of 3 profiles; each hears only its own part (in the order Row, Column):",
            "“Swerve” and “Swerve” with probability 50 %",
            "“Swerve” and “Straight” with probability 25 %",
            "“Straight” and “Swerve” with probability 25 %",
            "On average, both get 5.25 points. It is proved that no correlated equilibrium has a larger sum of payoffs "
            "than 10.5 points. The best Nash equilibrium reaches 9.33: the mediator is worth 1.17.",
            "Why everybody does as it is told (amounts in points):",
            "Row, told “Swerve” (75 %): “Straight” would bring exactly as much, 4.67.",
            "Row, told “Straight” (25 %): “Swerve” would bring 1 less (6 instead of 7).",
            "Column, told “Swerve” (75 %): “Straight” would bring exactly as much, 4.67.",
            "Column, told “Straight” (25 %): “Swerve” would bring 1 less (6 instead of 7).",
        ]
    )


def test_other_objectives_and_coarse_equilibria() -> None:
    text = told(solve(CHICKEN, "coarse_correlated", options=CorrelatedOptions("egalitarian")))
    assert "each agrees to follow it before it hears its own part" in text
    assert "in no coarse correlated equilibrium does whoever gets least get more than 5.25." in text
    assert "Row: “Straight” whatever is drawn would bring exactly as much, 5.25." in text
    text = told(solve(CHICKEN, "correlated", options=CorrelatedOptions("column")))
    assert "The mediator always recommends “Swerve” and “Straight” to Row and Column." in text
    assert (
        "in no correlated equilibrium does Column get more than 7. The best Nash equilibrium reaches that too." in text
    )


def test_what_is_always_recommended_is_no_deviation() -> None:
    game = NormalFormGame.from_bimatrix([[2, 4], [1, 3]], [[1, 0], [0, 1]])
    solution = solve(game, "coarse_correlated")
    assert obedience_sentences(solution.equilibria[0]) == [
        "Player 1: “2” whatever is drawn would bring 1 less (1 instead of 2).",
        "Player 2: “2” whatever is drawn would bring 1 less (0 instead of 1).",
    ]


@pytest.mark.parametrize("concept", ["correlated", "coarse_correlated"])
def test_players_without_a_choice(concept: str) -> None:
    game = NormalFormGame.from_bimatrix([[2, 4]], [[1, 0]])
    assert "no other choice" in obedience_sentences(solve(game, concept).equilibria[0])[0]


def test_independent_parts_are_a_nash_equilibrium() -> None:
    game = NormalFormGame.zero_sum([[1, 2], [3, 0]])
    assert "this is a Nash equilibrium, and nobody needs the mediator" in told(solve(game, "correlated"))
    assert "nobody needs" not in told(solve(CHICKEN, "correlated"))


def test_long_lists_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(distribution_sentences, "MAX_PROFILES", 1)
    monkeypatch.setattr(distribution_sentences, "MAX_REASONS", 2)
    text = told(solve(CHICKEN, "correlated"))
    assert "2 more with 50 % together" in text
    assert "2 more are left out here." in text


def test_nash_equilibria_that_nobody_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(distribution_sentences, "nash_payoffs", lambda game, seconds: None)
    solution = solve(CHICKEN, "correlated")
    told_objective = objective_sentences(solution, solution.equilibria[0], "")
    assert told_objective == ["It is proved that no correlated equilibrium has a larger sum of payoffs than 10.5."]


def test_without_an_objective_nothing_is_claimed() -> None:
    solution = solve(CHICKEN, "correlated", method="correlated_vertices")
    assert objective_sentences(solution, solution.equilibria[0], "") == []
    nash = solve(CHICKEN, "nash")
    assert distribution_passages(nash, nash.equilibria[0], "") == []
    assert obedience_sentences(nash.equilibria[0]) == []


def test_a_coarse_device_can_recommend_what_is_dominated() -> None:
    assert "the mediator is worth 3.33" in told(solve(DOMINATED, "coarse_correlated"))


def test_three_players() -> None:
    game = NormalFormGame(np.random.default_rng(2).integers(0, 10, (3, 2, 2, 3)))
    assert "Player 3, told" in told(solve(game, "correlated"))


def test_mixed_equilibria_of_three_players_are_compared_too() -> None:
    game = NormalFormGame(
        [
            [[[2, 2], [3, 1]], [[3, 0], [2, 1]]],
            [[[0, 2], [1, 0]], [[1, 3], [0, 3]]],
            [[[3, 0], [0, 3]], [[0, 0], [3, 2]]],
        ]
    )
    solution = solve(game, "correlated")
    assert objective_sentences(solution, solution.equilibria[0], "") == [
        "It is proved that no correlated equilibrium has a larger sum of payoffs than 4.8.",
        "The best Nash equilibrium reaches 4.5: the mediator is worth 0.3.",
    ]


def test_a_mixed_equilibrium_that_nobody_searched_needs_no_mediator() -> None:
    # of three players only pure equilibria are searched, and the only one pays 3 in all
    game = NormalFormGame(
        [
            [[[0, 2], [0, 1]], [[2, 0], [2, 1]]],
            [[[1, 0], [0, 2]], [[1, 2], [2, 1]]],
            [[[2, 1], [0, 0]], [[1, 0], [0, 1]]],
        ]
    )
    text = told(solve(game, "correlated"))
    assert "this is a Nash equilibrium, and nobody needs the mediator" in text
    assert "than 3.25. The best Nash equilibrium reaches that too." in text
    assert "worth" not in text


def test_where_the_mediator_speaks_at_information_sets() -> None:
    text = told(solve(load("selten_horse"), "agent_form_correlated"))
    assert "; where play gets to an information set, whoever chooses there hears the part for it, and no more" in text

from __future__ import annotations

import pytest

from cross_checks.searches import concluded
from gametheory import Coverage, InvalidParameterError, NormalFormGame, UnsupportedGameError
from gametheory.solvers.normal_forms.lemke_howson import LemkeHowsonOptions, lemke_howson_path, search
from oracles.best_response_vertices import strategies

GAME = NormalFormGame.from_bimatrix(
    [[3, 3], [2, 5], [0, 6]],
    [[3, 2], [2, 6], [3, 1]],
    players=["row", "column"],
    actions=[["T", "M", "B"], ["l", "M"]],
)
FIRST, THIRD = strategies(["1 0 0 | 1 0", "0 1/3 2/3 | 1/3 2/3"])


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        (0, FIRST),
        (1, THIRD),
        (4, THIRD),
        ("T", FIRST),
        ("l", FIRST),
        (("row", "M"), THIRD),
        (("column", "M"), THIRD),
        ("column:M", THIRD),
        ("row:B", FIRST),
        ("4", THIRD),
    ],
)
def test_labels(label: int | str | tuple[str, str], expected: tuple[tuple[int, ...], ...]) -> None:
    found, conclusion = concluded(search, GAME, options=LemkeHowsonOptions(label))
    assert [profile.strategies for profile in found] == [expected]
    assert conclusion.coverage is Coverage.AT_LEAST_ONE
    assert conclusion.profiles is None
    path = lemke_howson_path(GAME, label)
    assert path.equilibrium.strategies == expected
    assert len(path.steps) == conclusion.statistics["pivots"]


def test_first_action_of_the_first_player_is_the_default() -> None:
    found, _ = concluded(search, GAME)
    assert [profile.strategies for profile in found] == [FIRST]
    assert lemke_howson_path(GAME).label == ("row", "T")


def test_path_of_the_textbook() -> None:
    path = lemke_howson_path(GAME, ("row", "M"))
    told = [(step.player, step.dropped, step.picked_up) for step in path.steps]
    assert told == [
        ("row", ("row", "M"), ("column", "M")),
        ("column", ("column", "M"), ("row", "B")),
        ("row", ("row", "B"), ("column", "l")),
        ("column", ("column", "l"), ("row", "M")),
    ]
    assert path.label == ("row", "M")
    assert [step.strategies for step in path.steps] == [
        ((0, 1, 0), None),
        ((0, 1, 0), (0, 1)),
        (THIRD[0], (0, 1)),
        THIRD,
    ]


def test_path_beats_at_each_step() -> None:
    beats: list[None] = []
    path = lemke_howson_path(GAME, "B", heartbeat=lambda: beats.append(None))
    assert len(beats) == len(path.steps) > 0


@pytest.mark.parametrize("label", [5, -1, True, "R", ("row", "l"), "row:l", 0.5, None])
def test_unknown_labels(label: object) -> None:
    with pytest.raises(InvalidParameterError, match=r"a number from 0 to 4, got .* labels are 'row:T', .* 'column:M'"):
        lemke_howson_path(GAME, label)  # type: ignore[arg-type]


def test_action_of_both_players() -> None:
    with pytest.raises(InvalidParameterError, match="action 'M' is one of both players; name the player too"):
        concluded(search, GAME, options=LemkeHowsonOptions("M"))


def test_other_numbers_of_players_are_refused() -> None:
    with pytest.raises(UnsupportedGameError, match="lemke_howson needs 2 players, got 1; one player's game"):
        concluded(search, NormalFormGame([[4, 7]]))
    with pytest.raises(UnsupportedGameError, match="lemke_howson needs 2 players, got 3; for more players use"):
        lemke_howson_path(NormalFormGame([[[[1]]], [[[1]]], [[[1]]]]))


def test_fractions_and_dominated_actions() -> None:
    game = NormalFormGame.from_bimatrix([["1/2", "-1/3"], ["-1/5", "1/7"], [-9, -9]], [[-1, "2/3"], [1, 0], [0, 0]])
    (only,), _ = concluded(search, game, options=LemkeHowsonOptions(2))
    (expected,) = strategies(["3/8 5/8 0 | 50/123 73/123"])
    assert only.strategies[0] == expected[0]
    assert sum(only.strategies[1]) == 1
    row_payoffs = [sum(game.payoff(0, (row, j)) * only.strategies[1][j] for j in range(2)) for row in range(3)]
    assert row_payoffs[0] == row_payoffs[1] > row_payoffs[2]

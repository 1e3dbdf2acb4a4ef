"""Best-response correspondences: the same equilibria and components as the solver finds, game by game."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from gametheory import NormalFormGame, solve
from gametheory.analysis.certificate import judge
from gametheory.analysis.profiles.best_response_regions import (
    Rectangle,
    payoff_lines,
    reply_pieces,
    response_rectangles,
    square_equilibria,
)
from gametheory.core.profiles import MixedProfile

CONTINUUM = NormalFormGame.from_bimatrix([[-3, 3], [-3, 5]], [[2, 7], [4, 2]])
ZERO = NormalFormGame.zero_sum([[0, 0], [0, 0]])
HALF = Fraction(1, 2)


def random_game(seed: int, *, is_wide: bool = True) -> NormalFormGame:
    """A degenerate game more often than not: few different payoffs."""
    rng = random.Random(seed)
    shape = (2, rng.randint(1, 5)) if is_wide else (rng.randint(1, 5), 2)
    tables = [[[rng.randint(0, 3) for _ in range(shape[1])] for _ in range(shape[0])] for _ in (0, 1)]
    return NormalFormGame(tables)


def sides(rectangle: Rectangle) -> list[tuple[str, str]]:
    return [(str(low), str(high)) for low, high in rectangle.sides]


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("is_wide", [True, False])
def test_pieces_hold_the_equilibria_of_the_solver(seed: int, is_wide: bool) -> None:
    game = random_game(seed, is_wide=is_wide)
    player = 0 if is_wide else 1
    pieces = reply_pieces(game, player)
    assert [piece.low == piece.high for piece in pieces] == [index % 2 == 0 for index in range(len(pieces))]
    has_any = [bool(piece.replies) for piece in pieces]
    solution = solve(game, "nash")
    assert sum(now and not before for before, now in zip([False, *has_any], has_any, strict=False)) == (
        solution.num_components
    )
    for equilibrium in solution.equilibria:
        own, other = (equilibrium.profile.strategies[index] for index in (player, 1 - player))
        piece = next(piece for piece in pieces if piece.low <= own[0] <= piece.high and piece.low == piece.high)
        assert other in piece.replies
    for piece in pieces:
        for reply in piece.replies:
            for share in {piece.low, (piece.low + piece.high) / 2, piece.high}:
                own = (share, 1 - share)
                profile = MixedProfile(game, (own, reply) if player == 0 else (reply, own))
                assert judge(game, profile).max_regret == 0


@pytest.mark.parametrize("seed", range(100, 140))
def test_squares_hold_the_equilibria_of_the_solver(seed: int) -> None:
    rng = random.Random(seed)
    game = NormalFormGame([[[rng.randint(0, 2) for _ in range(2)] for _ in range(2)] for _ in (0, 1)])
    solution = solve(game, "nash")
    components = square_equilibria(game)
    corners = {
        (first, second)
        for component in components
        for subset in component
        for first in subset.sides[0]
        for second in subset.sides[1]
    }
    assert corners == {tuple(side[0] for side in each.profile.strategies) for each in solution.equilibria}
    assert len(components) == solution.num_components
    assert sum(len(component) for component in components) == len(solution.nash_subsets)


def test_a_continuum_is_a_line() -> None:
    ((subset,),) = square_equilibria(CONTINUUM)
    assert sides(subset) == [("0", "2/7"), ("1", "1")]
    assert (subset.is_point, subset.has_area) == (False, False)


def test_a_player_who_does_not_care_replies_with_everything() -> None:
    whole = Rectangle(((Fraction(0), Fraction(1)), (Fraction(0), Fraction(1))))
    assert response_rectangles(ZERO, 0) == response_rectangles(ZERO, 1) == (whole,)
    assert square_equilibria(ZERO) == ((whole,),)
    assert whole.has_area


def test_thresholds_at_the_ends() -> None:
    game = NormalFormGame.from_bimatrix([[2, 1], [0, 1]], [[0, 0], [0, 0]])
    assert [sides(rectangle) for rectangle in response_rectangles(game, 0)] == [
        [("1", "1"), ("0", "1")],
        [("0", "1"), ("0", "0")],
        [("0", "0"), ("0", "0")],
    ]


def test_rectangles_meet() -> None:
    one = Rectangle(((Fraction(0), HALF), (HALF, Fraction(1))))
    other = Rectangle(((HALF, Fraction(1)), (Fraction(0), Fraction(3, 4))))
    assert sides(one.meet(other)) == [("1/2", "1/2"), ("1/2", "3/4")]
    assert one.meet(Rectangle(((Fraction(3, 4), Fraction(1)), (Fraction(0), Fraction(1))))) is None


def test_lines_that_only_touch_the_envelope_at_a_point_belong_to_that_point() -> None:
    game = NormalFormGame.from_bimatrix([[5, 0, 1], [1, 2, 1]], [[0, 4, 2], [4, 0, 2]])
    pieces = reply_pieces(game, 0)
    assert [(str(piece.low), str(piece.high), piece.best) for piece in pieces] == [
        ("0", "0", (0,)),
        ("0", "1/2", (0,)),
        ("1/2", "1/2", (0, 1, 2)),
        ("1/2", "1", (1,)),
        ("1", "1", (1,)),
    ]
    assert [piece.answers for piece in pieces] == [(0,), (0,), (0, 1), (1,), (1,)]
    assert set(pieces[2].replies) == {(0, 0, 1), (Fraction(1, 3), Fraction(2, 3), 0)}


def test_lines_run_from_the_second_action_to_the_first() -> None:
    game = NormalFormGame.from_bimatrix([[3, 0, 2], [1, 2, 2]], [[1, 0, 5], [0, 4, "1/3"]])
    assert payoff_lines(game, 0) == ((0, 1), (4, 0), (Fraction(1, 3), 5))
    turned = NormalFormGame.from_bimatrix([[1, 0], [0, 4], [5, 2]], [[3, 1], [0, 2], [2, 2]])
    assert payoff_lines(turned, 1) == ((0, 1), (4, 0), (2, 5))

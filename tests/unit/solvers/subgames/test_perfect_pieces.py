from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from gametheory.analysis.heartbeat import no_heartbeat
from gametheory.solvers.subgames import perfect_pieces
from gametheory.solvers.subgames.perfect_pieces import (
    Part,
    Piece,
    Point,
    TooManyPointsError,
    behaviors,
    end_of_play,
    maximal,
    points_of_stage,
    vertices,
)

if TYPE_CHECKING:
    from gametheory.solvers.subgames.perfect_pieces import Plan

ONE, NONE, HALF, THIRD = Fraction(1), Fraction(0), Fraction(1, 2), Fraction(1, 3)
LEFT, RIGHT = (ONE, NONE), (NONE, ONE)


def point(plan: Plan, payoff: int = 0, completions: tuple[dict[int, tuple[Fraction, ...]], ...] = ({},)) -> Point:
    return Point(plan, completions, Fraction(payoff))


def test_payoffs_that_do_not_depend_on_a_point() -> None:
    piece = Piece(((point({1: LEFT}, 4), point({1: RIGHT}, 4)), (point({2: LEFT}, 3),)))
    assert piece.constant_payoffs == (3, 4)
    moving = Piece(((point({1: LEFT}, 4), point({1: RIGHT}, 5)), (point({2: LEFT}, 3),)))
    assert (moving.is_free(0), moving.is_free(1), moving.constant_payoffs) == (False, True, None)
    assert end_of_play((THIRD, HALF)).constant_payoffs == (THIRD, HALF)


def test_what_is_excluded_is_completed_in_every_way() -> None:
    after = [point({2: LEFT}), point({2: (NONE, NONE)}, completions=({2: LEFT}, {2: (THIRD, 1 - THIRD)}))]
    (found,) = points_of_stage({0: LEFT, 1: (NONE, NONE)}, [Part(after, NONE, None)], HALF)
    assert found.plan == {0: LEFT, 1: (NONE, NONE), 2: (NONE, NONE)}
    assert len(found.completions) == 2 * 3
    assert {strategies[1] for strategies in found.strategies()} == {LEFT, RIGHT}
    assert found.payoff == HALF


def test_what_does_not_matter_to_the_other_gives_a_point_each() -> None:
    after = [point({2: LEFT}), point({2: RIGHT})]
    found = points_of_stage({0: (THIRD, 1 - THIRD)}, [Part(after, THIRD, None)], NONE)
    assert [one.plan[2] for one in found] == [(THIRD, NONE), (NONE, THIRD)]


def test_mixtures_are_of_plans_and_keep_completions_of_what_all_exclude() -> None:
    first = point({2: LEFT, 3: (NONE, NONE), 4: (NONE, NONE)}, completions=({3: LEFT, 4: RIGHT}, {3: RIGHT, 4: RIGHT}))
    second = point({2: RIGHT, 3: LEFT, 4: (NONE, NONE)}, completions=({4: LEFT},))
    (found,) = points_of_stage({0: LEFT}, [Part([first, second], ONE, (THIRD, 1 - THIRD))], NONE)
    assert found.plan == {0: LEFT, 2: (THIRD, 1 - THIRD), 3: (1 - THIRD, NONE), 4: (NONE, NONE)}
    assert sorted(map(dict, found.completions), key=str) == [{4: RIGHT}, {4: LEFT}]
    assert [dict(behavior)[3] for behavior in behaviors([found])] == [LEFT, LEFT]


def test_vertices_without_repetition() -> None:
    inner, twice = point({1: (HALF, HALF)}), point({1: LEFT}, completions=({7: LEFT},))
    again = point({1: LEFT}, completions=({7: RIGHT}, {7: LEFT}))
    found = vertices([twice, inner, point({1: RIGHT}), again], no_heartbeat)
    assert [one.plan[1] for one in found] == [LEFT, RIGHT]
    assert len(found[0].completions) == 2


def test_pieces_within_others_are_left_out() -> None:
    whole = Piece(((point({1: LEFT}), point({1: RIGHT})), (point({2: LEFT}),)))
    part = Piece(((point({1: (THIRD, 1 - THIRD)}), point({1: RIGHT})), (point({2: LEFT}),)))
    other = Piece(((point({1: LEFT}),), (point({2: RIGHT}),)))
    equal = Piece(whole.sides)
    assert maximal([part, whole, other, equal], no_heartbeat) == (other, equal)


def test_pieces_that_are_completed_otherwise_stay() -> None:
    nothing = (NONE, NONE)
    first = Piece(((point({1: LEFT, 2: nothing}, completions=({2: LEFT},)),), (point({3: LEFT}),)))
    second = Piece(((point({1: LEFT, 2: nothing}, completions=({2: RIGHT},)),), (point({3: LEFT}),)))
    assert maximal([first, second], no_heartbeat) == (first, second)


def test_too_many_points(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(perfect_pieces, "MOST_POINTS", 3)
    after = Part([point({2: LEFT}), point({2: RIGHT})], ONE, None)
    others = Part([point({3: LEFT}), point({3: RIGHT})], ONE, None)
    with pytest.raises(TooManyPointsError, match="too many equilibria"):
        points_of_stage({}, [after, others], NONE)
    with pytest.raises(TooManyPointsError, match="too many equilibria"):
        points_of_stage({}, [after._replace(weight=NONE), others._replace(weight=NONE)], NONE)
    corners = [point({1: tuple(Fraction(place == action) for place in range(4))}) for action in range(4)]
    with pytest.raises(TooManyPointsError, match="too many equilibria"):
        vertices(corners, no_heartbeat)

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory import InvalidProfileError
from gametheory.core.count_profile import CountProfile
from gametheory.core.led_count_profile import LedCountProfile
from unit.models.led_tier_files import led_game

STAY, LEAVE = ((1,), (1,), (0, 20)), ((1,), (1,), (20, 0))


def plan() -> LedCountProfile:
    return LedCountProfile.of_plan(led_game(), ((1,), (0, 1)), (STAY, LEAVE, STAY, ((1,), (1,), (5, 15))))


def test_a_plan_says_what_is_done_everywhere() -> None:
    profile = plan()
    assert profile.reached == (1, 1)
    assert profile.ends((0,)) == (((0, 0), 1),)
    assert [profile.action_after(history) for history in ((), (0,), (1,))] == [1, 0, 1]
    assert profile.branch((0, 1)).lead == LEAVE
    assert profile.lead == ((0, 1), (0, 1), (5, 15))
    assert profile["top"]["Stay"] == Fraction(3, 4)
    assert repr(profile) == "<LedCountProfile 1 | 0, 1; 0, 0: 0, 20; 0, 1: 20, 0; 1, 0: 0, 20; 1, 1: 5, 15>"


@pytest.mark.parametrize(
    ("moves", "told"),
    [
        (((1,),), "expected moves at 2 stages, got 1"),
        (((1,), (0,)), r"expected one of 2 actions of Temu after each of 2 histories, got \(0,\)"),
        (((2,), (0, 1)), r"expected one of 2 actions of Amazon after each of 1 histories, got \(2,\)"),
    ],
)
def test_moves_fit_the_game(moves: tuple[tuple[int, ...], ...], told: str) -> None:
    whole = plan()
    with pytest.raises(InvalidProfileError, match=told):
        LedCountProfile(whole.game, whole.ranges, moves, whole.branches)


def test_branches_fit_the_game() -> None:
    whole = plan()
    with pytest.raises(InvalidProfileError, match="expected what is played after each of 4 histories"):
        LedCountProfile(whole.game, whole.ranges, whole.moves, whole.branches[:3])
    with pytest.raises(InvalidProfileError, match="expected the counts that play comes to"):
        LedCountProfile(whole.game, ((((0, 0), (1, 1)),) * 2 + (((0, 0), (20, 20)),)), whole.moves, whole.branches)


def test_somebody_leads() -> None:
    whole = plan()
    branch = led_game().after((0, 0))
    with pytest.raises(InvalidProfileError, match="expected a game in which somebody moves first"):
        LedCountProfile(branch, CountProfile.of_counts(branch, STAY).ranges, whole.moves, whole.branches)

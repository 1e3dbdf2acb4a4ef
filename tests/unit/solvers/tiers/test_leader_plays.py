from __future__ import annotations

from fractions import Fraction

from gametheory.core.led_tiered_game import History
from gametheory.solvers.tiers.leader_plays import LeaderPlays
from unit.models.led_tier_files import SEASONS, led_game

PAYOFFS = {(0, 0): (3, 1), (0, 1): (5, 1), (1, 0): (4, 2), (1, 1): (9, 0)}
"""Of both leaders, after each way to move."""


def plays(width: Fraction) -> LeaderPlays:
    """Return the plays of both leaders, their payoffs known up to a width."""

    def payoff(leader: int, history: History) -> tuple[Fraction, Fraction]:
        value = Fraction(PAYOFFS[history[0], history[1]][leader])
        return value, value + width

    return LeaderPlays(led_game(), payoff, 10, lambda: None)


def test_every_best_move_of_an_indifferent_leader_is_taken() -> None:
    exact = plays(Fraction(0))
    found = list(exact.from_history(()))
    assert [(play.ends, play.by_stage(led_game())) for play in found] == [
        ((((1, 0), 1),), ((1,), (0, 0))),
        ((((0, 1), 1),), ((0,), (1, 0))),
    ]
    assert exact.undecided is None


def test_moves_that_intervals_do_not_tell_apart_are_left_out() -> None:
    wide = plays(Fraction(1, 2))
    assert list(wide.from_history(())) == []
    assert wide.undecided == (0,)


def test_leaders_weigh_what_chance_does() -> None:
    game = led_game(SEASONS)
    payoffs = {(0, 0): 4, (0, 1): 3, (1, 0): 2, (1, 1): 3}
    (play,) = LeaderPlays(game, lambda _, end: (Fraction(payoffs[end]),) * 2, 10, lambda: None).from_history(())
    assert play.ends == (((0, 0), Fraction(1, 4)), ((1, 1), Fraction(3, 4)))
    assert play.by_stage(game) == ((), (0, 1))

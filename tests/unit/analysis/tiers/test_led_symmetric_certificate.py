from __future__ import annotations

from fractions import Fraction

from gametheory.analysis.tiers.led_symmetric_certificate import branch_payoffs, judge_led_symmetric
from gametheory.core.count_profile import CountProfile
from gametheory.core.led_symmetric_profile import LedSymmetricProfile
from gametheory.core.symmetric_profile import SymmetricProfile
from unit.models.led_tier_files import led_game

SURE, NEVER = (Fraction(1), Fraction(1)), (Fraction(0), Fraction(0))


def plan(moves: tuple[tuple[int, ...], ...], share: Fraction) -> LedSymmetricProfile:
    """Return a plan in which all stay but after a demand without a subsidy, where a share leaves."""
    game = led_game()
    lots = {(0, 1): ((share, share), (1 - share, 1 - share))}
    branches = (
        SymmetricProfile(game.after(history), ((SURE,), (SURE,), lots.get(history, (NEVER, SURE))))
        for history in game.histories
    )
    return LedSymmetricProfile.of_plan(game, moves, tuple(branches))


def test_a_plan_that_is_best_everywhere_is_proved() -> None:
    proof = judge_led_symmetric(plan(((1,), (0, 1)), Fraction(1)))
    assert proof.max_regret == 0
    assert proof.payoffs == (6, 6, Fraction(1, 2))


def test_gains_where_play_does_not_come_are_found() -> None:
    proof = judge_led_symmetric(plan(((1,), (1, 1)), Fraction(1)))
    assert [reply.regret for reply in proof.replies] == [3, 4, 0]
    mixing = judge_led_symmetric(plan(((1,), (0, 1)), Fraction(1, 2)))
    assert mixing.replies[2].regret > 0


def test_what_is_played_pays_by_counts_or_lots() -> None:
    game = led_game().after((0, 1))
    assert branch_payoffs(CountProfile.of_counts(game, ((1,), (1,), (20, 0)))) == (9, 0, 0)
    assert branch_payoffs(plan(((1,), (0, 1)), Fraction(1)).branch((0, 1))) == (9, 0, 0)

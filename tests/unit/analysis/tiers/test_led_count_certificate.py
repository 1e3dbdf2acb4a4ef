from __future__ import annotations

from fractions import Fraction

from gametheory.analysis.tiers.led_count_certificate import judge_led_counts
from gametheory.core.led_count_profile import LedCountProfile
from unit.models.led_tier_files import led_game

STAY, LEAVE = ((1,), (1,), (0, 20)), ((1,), (1,), (20, 0))


def test_an_equilibrium_has_no_gain() -> None:
    proof = judge_led_counts(LedCountProfile.of_plan(led_game(), ((0,), (1, 1)), (LEAVE, LEAVE, STAY, STAY)))
    assert (proof.payoffs, proof.max_regret) == ((9, 0, 0), 0)


def test_a_leader_who_would_move_otherwise_off_the_path_gains() -> None:
    proof = judge_led_counts(LedCountProfile.of_plan(led_game(), ((0,), (1, 0)), (LEAVE, LEAVE, STAY, STAY)))
    assert [reply.regret for reply in proof.replies] == [0, 2, 0]


def test_sellers_who_would_choose_otherwise_off_the_path_gain() -> None:
    proof = judge_led_counts(LedCountProfile.of_plan(led_game(), ((0,), (1, 1)), (LEAVE, LEAVE, STAY, LEAVE)))
    assert [reply.regret for reply in proof.replies] == [1, 4, Fraction(1, 2)]


def test_the_first_leader_foresees_what_follows() -> None:
    proof = judge_led_counts(LedCountProfile.of_plan(led_game(), ((1,), (1, 1)), (LEAVE, LEAVE, STAY, STAY)))
    assert [reply.regret for reply in proof.replies] == [3, 0, 0]

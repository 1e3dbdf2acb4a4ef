from __future__ import annotations

from gametheory.kernels import logit_steps


def test_steps_are_taken_back_before_they_can_lead_to_another_branch() -> None:
    assert 0.0 < logit_steps.AIMED_CORRECTION < logit_steps.WORST_CORRECTION < 1.0
    assert 0.0 < logit_steps.LEAST_COSINE < 1.0
    assert logit_steps.RETREAT <= logit_steps.LEAST_GROWTH < 1.0 < logit_steps.MOST_GROWTH


def test_a_change_of_sign_is_believed_only_at_short_steps() -> None:
    assert logit_steps.SHORTEST_STEP < logit_steps.CROSSING_STEP < logit_steps.FIRST_STEP


def test_corrections_end_before_rounding_does() -> None:
    assert 2.0**-52 < logit_steps.ROUNDED < logit_steps.CORRECTED < logit_steps.NEAR

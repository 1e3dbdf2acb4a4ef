"""Situations of games with one informed player: what could be gained there, and beliefs against Bayes' rule."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from gametheory import InvalidProfileError
from gametheory.analysis import judge_situations
from gametheory.analysis.beliefs.public_beliefs import Situation, SituationReply

ONE, HALF, THIRD = Fraction(1), Fraction(1, 2), Fraction(1, 3)


def signal(strong: Fraction, weak: Fraction, after_show: Fraction, after_hide: Fraction) -> list[Situation]:
    """A sender shows or hides, a receiver trusts where the belief in a strong sender is at least 1/2.

    Showing costs the strong type 1 and the weak type 3; trust is worth 2 to both; a trusted weak sender costs the
    receiver 1 and a trusted strong one pays it 1.
    """
    send = Situation(
        label="send",
        player=0,
        belief=(THIRD, 1 - THIRD),
        actions=("Show", "Hide"),
        strategies=((strong, 1 - strong), (weak, 1 - weak)),
        payoffs=(({0: -ONE}, {0: Fraction(-3)}), ({}, {})),
        following=(1, 2),
    )
    trusted = ({0: Fraction(2), 1: ONE}, {0: Fraction(2), 1: -ONE})
    answers = [
        Situation(
            label=label,
            player=1,
            belief=(belief, 1 - belief),
            actions=("Trust", "Doubt"),
            strategies=((Fraction(belief >= HALF), Fraction(belief < HALF)),),
            payoffs=(trusted, ({}, {})),
            following=(None, None),
        )
        for label, belief in (("shown", after_show), ("hidden", after_hide))
    ]
    return [send, *answers]


def test_separation_holds() -> None:
    assert all(reply.holds for reply in judge_situations(signal(ONE, 0 * ONE, ONE, 0 * ONE)))


def test_pooling_holds_at_beliefs_that_nothing_contradicts() -> None:
    replies = judge_situations(signal(0 * ONE, 0 * ONE, THIRD, THIRD))
    assert [reply.holds for reply in replies] == [True, True, True]


def test_a_type_that_would_rather_show_is_found() -> None:
    send, *answers = judge_situations(signal(0 * ONE, 0 * ONE, ONE, THIRD))
    assert send == SituationReply("send", ONE, ())
    assert all(answer.holds for answer in answers)


def test_beliefs_against_bayes_rule_are_found() -> None:
    send = judge_situations(signal(ONE, 0 * ONE, HALF, Fraction(1, 4)))[0]
    assert send.mistaken == ("Show", "Hide")
    assert not send.holds


def test_ruled_out_types_stay_ruled_out() -> None:
    situations = signal(0 * ONE, 0 * ONE, THIRD, 0 * ONE)
    situations[0] = replace(situations[0], belief=(0 * ONE, ONE))
    assert judge_situations(situations)[0].mistaken == ("Show",)


def test_actions_of_the_uninformed_leave_the_belief() -> None:
    first = Situation(
        label="wait",
        player=1,
        belief=(THIRD, 1 - THIRD),
        actions=("Wait", "Go"),
        strategies=((HALF, HALF),),
        payoffs=(({}, {}), ({}, {})),
        following=(1, None),
    )
    last = replace(signal(ONE, ONE, HALF, HALF)[2], label="later")
    assert judge_situations([first, last])[0].mistaken == ("Wait",)
    assert judge_situations([replace(first, belief=(HALF, HALF)), last])[0].holds


def test_an_uninformed_player_weighs_types_by_its_belief() -> None:
    (answer,) = judge_situations([replace(signal(ONE, ONE, HALF, HALF)[2], belief=(THIRD, 1 - THIRD))])
    assert answer.regret == THIRD


@pytest.mark.parametrize("index", [0, -1, 3])
def test_situations_lead_on(index: int) -> None:
    situations = signal(ONE, ONE, THIRD, THIRD)
    situations[0] = replace(situations[0], following=(1, index))
    with pytest.raises(InvalidProfileError, match=f"to lead to a later one of 3, got {index}; list situations"):
        judge_situations(situations)


@pytest.mark.parametrize(
    "changes",
    [
        {"belief": (THIRD, THIRD)},
        {"strategies": ((ONE, 0 * ONE),)},
        {"strategies": ((ONE, ONE), (ONE, 0 * ONE))},
        {"strategies": ((ONE, 0 * ONE), (2 * ONE, -ONE))},
        {"following": (1,)},
        {"payoffs": (({}, {}),)},
    ],
)
def test_numbers_have_to_fit(changes: dict[str, object]) -> None:
    situations = signal(ONE, ONE, THIRD, THIRD)
    situations[0] = replace(situations[0], **changes)  # type: ignore[arg-type]
    with pytest.raises(
        InvalidProfileError, match=r"expected a belief and 2 strategies of 2 .* \(in situation 'send'\)"
    ):
        judge_situations(situations)

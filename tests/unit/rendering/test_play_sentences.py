"""What happens, and what everybody gets."""

from __future__ import annotations

from gametheory import BehaviorProfile, TreeBuilder
from gametheory.rendering.play_sentences import play_sentences
from unit.rendering.told_games import as_equilibrium, forgetful, leading, solved


def test_one_choice_needs_no_order() -> None:
    assert play_sentences(leading(solved("trust_game")), "") == [
        "Buyer chooses “Not” at “trust”.",
        "Buyer gets 0 and Seller gets 0.",
    ]


def test_play_is_told_in_its_order_with_chance_and_odds() -> None:
    assert play_sentences(leading(solved("choose_one_of_two")), "million USD") == [
        "First, Amazon chooses “Demand exclusivity” at “demand”.",
        "Then Top seller chooses “Leave Temu” at “homing”.",
        "Then chance decides: “Reported” with probability 40 % and “Quiet” with probability 60 %.",
        "Then Top seller chooses “Return to Temu” at “comeback” (play gets there with probability 40 %).",
        "Then Amazon chooses “Deny the demand” at “enforce” (play gets there with probability 40 %).",
        "On average Amazon gets 4.12 and Top seller gets 6.24 million USD.",
    ]


def test_branches_beside_one_another_do_not_follow_one_another() -> None:
    told = play_sentences(solved("noisy_commitment", "nash").equilibria[0], "")
    assert told[1].startswith("Then chance decides at “signal: Stackelberg” (play gets there with probability 99 %): ")
    assert told[2].startswith("Chance decides at “signal: Cournot” (play gets there with probability 1 %): ")
    assert told[4].startswith("Follower chooses “Yield” with probability 49 % and “Match” with probability 51 % at ")


def test_averages_are_of_what_may_come_out_differently() -> None:
    certain = play_sentences(leading(solved("noisy_commitment", "nash")), "")
    assert certain[-1] == "Leader gets 4 and Follower gets 4."
    off_path = solved("trust_game", "nash").equilibria[0]
    assert not off_path.profile.is_pure
    assert play_sentences(off_path, "")[-1] == "Buyer gets 0 and Seller gets 0."


def test_normal_forms() -> None:
    assert play_sentences(leading(solved("price_monitoring")), "million USD a year") == [
        "Amazon chooses “Monitor” with probability 44.9 % and “Ignore” with probability 55.1 %; Top seller chooses "
        "“Undercut on Temu” with probability 32.6 % and “Keep parity” with probability 67.4 %.",
        "On average Amazon gets ≈4.22352 and Top seller gets 6.24 million USD a year.",
    ]
    assert play_sentences(leading(solved("prisoners_dilemma")), "")[-1] == "Row player gets 1 and Column player gets 1."


def test_three_players() -> None:
    told = play_sentences(leading(solved("selten_horse")), "")
    assert told[0] == "First, First player chooses “Down” at “head”."
    assert told[-1] == "First player gets 3, Second player gets 3 and Third player gets 2."


def test_whole_plans() -> None:
    assert play_sentences(leading(forgetful()), "")[0] == (
        "Pair chooses “first=L; second=x” with probability 33.3 % and “first=R; second=y” with probability 66.7 %; "
        "Guard chooses “guess=l” with probability 33.3 % and “guess=r” with probability 66.7 %."
    )


def test_places_without_a_name_are_told_by_the_moves_before() -> None:
    builder = TreeBuilder({"ann": "Ann"})
    left, right = builder.move(0, "ann", ["L", "R"])
    builder.move(left, "ann", ["x", "y"])
    profile = BehaviorProfile(builder.build(), [[1, 0], [0, 1]])
    assert play_sentences(as_equilibrium(profile), "") == [
        "First, Ann chooses “L” at the start.",
        "Then Ann chooses “y” after “L”.",
        "Ann gets 0.",
    ]
    assert right

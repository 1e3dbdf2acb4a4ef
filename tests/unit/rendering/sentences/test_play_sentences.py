"""What happens, and what everybody gets."""

from __future__ import annotations

from gametheory import BehaviorProfile, MixedProfile, NormalFormGame, TreeBuilder
from gametheory.rendering.sentences.play_sentences import MAX_DECISIONS, play_sentences
from unit.rendering.told_games import as_equilibrium, forgetful, leading, solved


def test_one_choice_needs_no_order() -> None:
    assert play_sentences(leading(solved("trust_game")), "") == [
        "The buyer chooses “Not”.",
        "Both get 0.",
    ]


def test_play_is_told_in_its_order_with_chance_and_odds() -> None:
    assert play_sentences(leading(solved("choose_one_of_two")), "million USD") == [
        "First, Amazon chooses “Demand exclusivity”.",
        "Then the top seller chooses “Leave Temu”.",
        "Then chance decides: “Reported” (40 %) or “Quiet” (60 %).",
        "If “Reported”, the top seller chooses “Return to Temu”, then Amazon “Deny the demand”.",
        "On average, Amazon gets 4.12 and the top seller 6.24 million USD.",
    ]


def test_branches_beside_one_another_do_not_follow_one_another() -> None:
    told = play_sentences(solved("noisy_commitment", "nash").equilibria[0], "")
    assert told[1:5] == [
        "If “Stackelberg”, chance decides: “Large” (99 %) or “Small” (1 %).",
        "If “Cournot”, chance decides: “Large” (1 %) or “Small” (99 %).",
        "After “Large”, the follower chooses “Yield”.",
        "After “Small”, the follower chooses “Yield” with probability 24/49 (49 %) and “Match” with 25/49 (51 %).",
    ]


def test_averages_are_of_what_may_come_out_differently() -> None:
    certain = play_sentences(leading(solved("noisy_commitment", "nash")), "")
    assert certain[-1] == "Both get 4."
    off_path = solved("trust_game", "nash").equilibria[0]
    assert not off_path.profile.is_pure
    assert play_sentences(off_path, "")[-1] == "Both get 0."


def test_normal_forms() -> None:
    assert play_sentences(leading(solved("price_monitoring")), "million USD a year") == [
        "Amazon chooses “Monitor” with probability 48/107 (44.9 %) and “Ignore” with 59/107 (55.1 %); the top seller "
        "chooses “Undercut on Temu” with probability 400/1227 (32.6 %) and “Keep parity” with 827/1227 (67.4 %).",
        "On average, Amazon gets about 4.22 and the top seller 6.24 million USD a year.",
    ]
    assert play_sentences(leading(solved("prisoners_dilemma")), "") == [
        "The row player and the column player choose “Defect”.",
        "Both get 1.",
    ]
    assert play_sentences(solved("hawk_dove").equilibria[1], "")[0] == (
        "The first animal and the second animal each choose “Hawk” with probability 2/3 (66.7 %) and “Dove” with 1/3 "
        "(33.3 %)."
    )


def test_three_players() -> None:
    told = play_sentences(leading(solved("selten_horse")), "")
    assert told[0] == "First, the first player chooses “Down”."
    assert told[-1] == "The first player gets 3, the second player 3 and the third player 2."


def test_whole_plans() -> None:
    assert play_sentences(leading(forgetful()), "")[0] == (
        "Pair chooses “first=L; second=x” with probability 1/3 (33.3 %) and “first=R; second=y” with 2/3 (66.7 %); "
        "Guard chooses “guess=l” with probability 1/3 (33.3 %) and “guess=r” with 2/3 (66.7 %)."
    )


def test_those_who_do_the_same_whatever_chance_decides_are_told_once() -> None:
    assert (
        play_sentences(leading(solved("beer_quiche")), "")[1]
        == "Whether “Strong” or “Weak”, the stranger chooses “Beer”."
    )


def test_what_is_done_under_different_conditions_is_one_sentence() -> None:
    assert play_sentences(leading(solved("business_model_menu")), "")[2] == (
        "If “Factory”, the seller chooses “Fully managed”; if “Experienced”, “Platform with ads”."
    )
    told = play_sentences(leading(solved("simple_poker")), "")
    assert told[1:4] == [
        "If “Red”, Player 1 chooses “Raise”.",
        "If “Black”, Player 1 chooses “Raise” with probability 1/3 (33.3 %) and “Show” with 2/3 (66.7 %).",
        "After “Raise”, Player 2 chooses “Meet” with probability 2/3 (66.7 %) and “Pass” with 1/3 (33.3 %).",
    ]


def test_rounds_that_are_alike_are_told_together() -> None:
    assert play_sentences(leading(solved("chain_store")), "") == [
        "In rounds “first”, “second” and “third”, the entrant chooses “In”, then the chain store “Cooperate”.",
        "Both get 6.",
    ]
    assert play_sentences(leading(solved("speed_of_response")), "")[:3] == [
        "In 2023, Temu chooses “Scale”, then Amazon “Respond”.",
        "In 2023.5, Temu chooses “Scale”.",
        "In 2024, Temu chooses “Hold”.",
    ]


def test_chance_is_told_once() -> None:
    first, other = solved("beer_quiche").equilibria[0], solved("beer_quiche").equilibria[2]
    assert play_sentences(other, "", known=first)[0] == "Whether “Strong” or “Weak”, the stranger chooses “Quiche”."
    assert play_sentences(other, "")[0] == "First, chance decides: “Strong” (90 %) or “Weak” (10 %)."


def lottery(drawn: int) -> BehaviorProfile:
    """Chance draws one of some numbers; Ann, who sees it, stays, but after the first one goes."""
    builder = TreeBuilder({"ann": "Ann"})
    branches = builder.chance(0, {str(number): f"1/{drawn}" for number in range(drawn)})
    for number, node in enumerate(branches):
        for end in builder.move(node, "ann", ["Go", "Stay"], infoset=f"after {number}"):
            builder.payoffs(end, [number])
    return BehaviorProfile(builder.build(), [None] + [[1, 0]] + [[0, 1]] * (drawn - 1))


def test_long_plays_and_many_branches_are_cut() -> None:
    told = play_sentences(as_equilibrium(lottery(30)), "")
    assert told[0].endswith("“5” (1/30, 3.3 %) or 24 others.")
    assert told[-2] == f"{31 - MAX_DECISIONS} more choices follow; `gametheory solve` lists them."


def test_choices_follow_one_another() -> None:
    builder = TreeBuilder({"ann": "Ann"})
    left, right = builder.move(0, "ann", ["L", "R"])
    builder.move(left, "ann", ["x", "y"])
    profile = BehaviorProfile(builder.build(), [[1, 0], [0, 1]])
    assert play_sentences(as_equilibrium(profile), "") == [
        "First, Ann chooses “L”.",
        "Then Ann chooses “y”.",
        "Ann gets 0.",
    ]
    assert right


def test_conditions_that_are_not_one_move() -> None:
    """Two of three draws lead to the same choice; Bob cannot tell whether Ann's was left of red or right of blue."""
    builder = TreeBuilder({"ann": "Ann", "bob": "Bob"})
    drawn = builder.chance(0, {"red": "1/4", "blue": "1/4", "green": "1/2"})
    asked = []
    for number, node in enumerate(drawn):
        left, right = builder.move(node, "ann", ["left", "right"], infoset=f"turn: {number}", label="turn")
        asked.append((left, right)[number == 1])
    for node in asked[:2]:
        builder.move(node, "bob", ["x", "y"], infoset="guess")
    game = builder.build()
    plans = {"turn: 0": [1, 0], "turn: 1": [0, 1], "turn: 2": [1, 0], "guess": [0, 1]}
    profile = BehaviorProfile(game, [plans.get(infoset.key) for infoset in game.infosets])
    assert play_sentences(as_equilibrium(profile), "")[:-1] == [
        "First, chance decides: “red” (25 %), “blue” (25 %) or “green” (50 %).",
        "If “red”, Ann chooses “left”; if “blue”, “right”; if “green”, “left”.",
        "With probability 50 %, Bob chooses “y”.",
    ]


def test_alike_under_some_of_several_conditions() -> None:
    told = play_sentences(as_equilibrium(lottery(4)), "")
    assert told == [
        "First, chance decides: “0” (25 %), “1” (25 %), “2” (25 %) or “3” (25 %).",
        "If “0”, Ann chooses “Go”; if “1”, “Stay”; if “2”, “Stay”; if “3”, “Stay”.",
        "On average, Ann gets 1.5.",
    ]


def drawn_turns(plans: list[list[int]]) -> list[str]:
    """Play where Ann sees which of some numbers is drawn and then follows the plan for it."""
    builder = TreeBuilder({"ann": "Ann"})
    branches = builder.chance(0, {f"n{number}": f"1/{len(plans)}" for number in range(len(plans))})
    for number, node in enumerate(branches):
        builder.move(node, "ann", ["Go", "Stay"], infoset=f"turn: n{number}")
    return play_sentences(as_equilibrium(BehaviorProfile(builder.build(), [None, *plans])), "")


def test_those_who_do_the_same_after_some_draws_are_told_once() -> None:
    assert drawn_turns([[1, 0], [0, 1], [0, 1]])[1] == "If “n0”, Ann chooses “Go”; if “n1” or “n2”, “Stay”."
    assert drawn_turns([[1, 0]] * 7)[1] == "Whatever chance decides, Ann chooses “Go”."


def test_the_same_under_conditions_of_several_moves() -> None:
    """Ann is asked after red and left, or after blue and right, and says yes in both cases."""
    builder = TreeBuilder({"ann": "Ann"})
    for color, asked in zip(builder.chance(0, {"red": "1/2", "blue": "1/2"}), ("left", "right"), strict=True):
        sides = dict(zip(("left", "right"), builder.chance(color, {"left": "1/2", "right": "1/2"}), strict=True))
        builder.move(sides[asked], "ann", ["Yes", "No"], infoset=f"asked: {'red' if asked == 'left' else 'blue'}")
    game = builder.build()
    profile = BehaviorProfile(game, [None if infoset.is_chance else [1, 0] for infoset in game.infosets])
    told = play_sentences(as_equilibrium(profile), "")
    assert told[-2] == "If “red” and “left”, or if “blue” and “right”, Ann chooses “Yes”."


def test_names_that_speak_of_probability_are_no_mixtures() -> None:
    names = ["Raise the probability", "Keep it"]
    game = NormalFormGame.from_bimatrix([[2, 0], [0, 1]], [[2, 0], [0, 1]], actions=[names, names])
    assert play_sentences(as_equilibrium(MixedProfile(game, [[1, 0], [1, 0]])), "")[0] == (
        "Player 1 and Player 2 choose “Raise the probability”."
    )
    builder = TreeBuilder({"ann": "Ann"})
    for node, infoset in zip(builder.chance(0, {"red": "1/2", "blue": "1/2"}), ("first", "second"), strict=True):
        for end in builder.move(node, "ann", names, infoset=f"turn: {infoset}", label="turn"):
            builder.payoffs(end, [1])
    told = play_sentences(as_equilibrium(BehaviorProfile(builder.build(), [None, [1, 0], [0, 1]])), "")
    assert told[1] == "If “red”, Ann chooses “Raise the probability”; if “blue”, “Keep it”."


def test_mixtures_of_many_are_drawn_by_each() -> None:
    game = NormalFormGame.zero_sum([[0] * 6] * 6)
    sixths = ["1/6"] * 6
    assert play_sentences(as_equilibrium(MixedProfile(game, [sixths, sixths])), "")[0] == (
        "Player 1 and Player 2 each choose one of 6 actions by lot."
    )


def test_what_follows_a_mixture_is_a_sentence_of_its_own() -> None:
    builder = TreeBuilder({"ann": "Ann", "bob": "Bob"})
    red, _ = builder.chance(0, {"red": "1/2", "blue": "1/2"})
    for node in builder.move(red, "ann", ["x", "y"], infoset="first"):
        builder.move(node, "bob", ["l", "r"], infoset="second")
    profile = BehaviorProfile(builder.build(), [None, ["1/4", "3/4"], [1, 0]])
    assert play_sentences(as_equilibrium(profile), "")[1:-1] == [
        "If “red”, Ann chooses “x” with probability 25 % and “y” with 75 %.",
        "Then Bob chooses “l”.",
    ]

"""Why nobody wants to change."""

from __future__ import annotations

import numpy as np
import pytest

from gametheory import BehaviorProfile, MixedProfile, NormalFormGame, TreeBuilder, load, solve
from gametheory.rendering.sentences.reason_sentences import reason_sentences
from unit.rendering.told_games import as_equilibrium, leading, solved


def test_price_monitoring() -> None:
    assert reason_sentences(leading(solved("price_monitoring"))) == [
        "Amazon: “Monitor” and “Ignore” bring the same, 4.22, so mixing costs nothing.",
        "The top seller keeps it so: with “Undercut on Temu” more often, Amazon would prefer “Monitor”.",
        "The top seller: “Undercut on Temu” and “Keep parity” bring the same, 6.24, so mixing costs nothing.",
        "The top seller: “Delist” would bring 0.24 less (6 instead of 6.24).",
        "Amazon keeps it so: with “Monitor” more often, the top seller would prefer “Keep parity”.",
    ]


def test_payoffs_after_chance_are_told_as_what_holds_once_there() -> None:
    told = reason_sentences(leading(solved("choose_one_of_two")))
    assert told == [
        "Amazon at “demand”: “Allow both” would bring 0.22 less (3.9 instead of 4.12).",
        "The top seller at “homing”: “Stay on both” would bring 0.5248 less (5.72 instead of 6.24).",
        "The top seller at “comeback”, if play gets there: “Stay away” would bring 0.6 less (6 instead of 6.6).",
        "Amazon at “enforce”, if play gets there: “Suspend in public” would bring 0.5265 less (3.05 instead of 3.58).",
    ]


def test_mixing_after_chance() -> None:
    told = reason_sentences(leading(solved("simple_poker")))
    assert told[1] == (
        "Player 1 at “black”, if play gets there: “Raise” and “Show” bring the same, -1, so mixing costs nothing."
    )
    assert [sentence for sentence in told if "keeps it so" in sentence] == [
        "Player 2 at “raised” keeps it so: if “Meet” were certain there, Player 1 would prefer “Show”.",
        "Player 1 at “black” keeps it so: if “Raise” were certain there, Player 2 would prefer “Meet”.",
    ]


def test_who_observes_a_signal_keeps_the_leader_indifferent_and_is_kept_so_by_the_leader() -> None:
    told = reason_sentences(solved("noisy_commitment").equilibria[0])
    assert [sentence for sentence in told if "keeps it so" in sentence] == [
        "The follower at “reply” after “Small” keeps it so: if “Yield” were certain there, the leader would prefer "
        "“Cournot”.",
        "The leader at “quantity” keeps it so: if “Stackelberg” were certain there, the follower would prefer “Yield”.",
    ]


def test_mixing_that_changes_nothing_for_the_other_keeps_nobody_indifferent() -> None:
    """Each player is indifferent between its own actions whatever the other does."""
    builder = TreeBuilder({"ann": "Ann", "bob": "Bob"})
    ends = [builder.move(node, "bob", ["x", "y"], infoset="b") for node in builder.move(0, "ann", ["l", "r"])]
    for moves in ends:
        for node, payoff in zip(moves, (4, 7), strict=True):
            builder.payoffs(node, [payoff, 3])
    tree = builder.build()
    told = reason_sentences(as_equilibrium(BehaviorProfile(tree, [["1/3", "2/3"], ["1/4", "3/4"]])))
    assert len(told) == 2
    assert not any("keeps it so" in sentence for sentence in told)


def test_players_that_are_excluded_by_the_certain_choice_are_passed_over() -> None:
    """Were “stop” certain, Bob would not move at all."""
    builder = TreeBuilder({"ann": "Ann", "bob": "Bob"})
    stop, go = builder.move(0, "ann", ["stop", "go"], infoset="a")
    builder.payoffs(stop, [2, 0])
    for node, payoff in zip(builder.move(go, "bob", ["x", "y"], infoset="b"), (1, 5), strict=True):
        builder.payoffs(node, [payoff, 3])
    told = reason_sentences(as_equilibrium(BehaviorProfile(builder.build(), [["1/3", "2/3"], ["3/4", "1/4"]])))
    assert [sentence for sentence in told if "keeps it so" in sentence] == [
        "Bob at “b” keeps it so: if “x” were certain there, Ann would prefer “stop”."
    ]


def test_reasons_come_in_the_order_of_play() -> None:
    told = reason_sentences(leading(solved("beer_quiche")))
    assert [sentence.split(":")[0] for sentence in told] == [
        "The stranger at “breakfast” after “Strong”",
        "The stranger at “breakfast” after “Weak”",
        "The bully at “fight” after “Beer”",
    ]


def test_the_same_reason_in_several_rounds_is_told_once() -> None:
    assert reason_sentences(leading(solved("chain_store"))) == [
        "The entrant at “entry” in rounds “first”, “second” and “third”: “Out” would bring 1 less (5 instead of 6).",
        "The chain store at “reaction” in rounds “first”, “second” and “third”: “Fight” would bring 2 less (4 instead "
        "of 6).",
    ]


def test_many_reasons_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gametheory.rendering.sentences.reason_sentences.MAX_REASONS", 1)
    told = reason_sentences(leading(solved("choose_one_of_two")))
    assert (len(told), told[-1]) == (2, "3 more are left out here.")


def test_ties_are_told() -> None:
    told = reason_sentences(leading(solved("von_stengel_degenerate")))
    assert told[1] == "The column player: “Right” would bring exactly as much, 3."


def test_a_single_action_is_no_choice() -> None:
    builder = TreeBuilder({"ann": "Ann", "bob": "Bob"})
    (only,) = builder.move(0, "ann", ["Go"], infoset="start")
    for node, payoff in zip(builder.move(only, "bob", ["x", "y"], infoset="end"), (1, 2), strict=True):
        builder.payoffs(node, [0, payoff])
    assert reason_sentences(leading(solve(builder.build()))) == [
        "Ann at “start” has no other choice than “Go”.",
        "Bob at “end”: “x” would bring 1 less (1 instead of 2).",
    ]


def test_indifference_that_nobody_s_mixture_upholds_is_not_explained_by_one() -> None:
    """The row player is indifferent whatever the column player does."""
    game = NormalFormGame.from_bimatrix(
        [[1, 2], [1, 2]], [[0, 3], [2, 0]], players={"row": "Row", "column": "Column"}, actions=[["T", "B"], ["L", "R"]]
    )
    mixed = as_equilibrium(MixedProfile(game, [["2/5", "3/5"], ["1/2", "1/2"]]))
    assert mixed.max_regret == 0
    told = reason_sentences(mixed)
    assert [sentence.split(" keeps")[0] for sentence in told if "keeps it so" in sentence] == ["Row"]


def test_with_three_players_only_those_who_tip_the_balance_are_named() -> None:
    """The second player's choice matters for nobody."""
    matching = [[[1, -1], [1, -1]], [[-1, 1], [-1, 1]]]
    against = [[[-payoff for payoff in row] for row in table] for table in matching]
    idle = [[[0, 0], [0, 0]], [[0, 0], [0, 0]]]
    game = NormalFormGame(
        [matching, idle, against],
        players={"one": "One", "two": "Two", "three": "Three"},
        actions=[["H", "T"], ["x", "y"], ["h", "t"]],
    )
    told = reason_sentences(as_equilibrium(MixedProfile(game, [["1/2", "1/2"]] * 3)))
    assert [sentence.split(" keeps")[0] for sentence in told if "keeps it so" in sentence] == [
        "Three",
        "One",
    ]


def test_actions_that_tie_at_the_tipping_point_are_all_named() -> None:
    told = reason_sentences(leading(solved("shapley")))
    assert told[0] == "The row player: “Top”, “Middle” and “Bottom” bring the same, 0.333, so mixing costs nothing."
    assert told[1] == "The column player keeps it so: with “Left” more often, the row player would prefer “Top”."


def test_an_unplayed_copy_brings_as_much_where_numbers_are_rounded() -> None:
    irrational = load("irrational_equilibrium").at()
    tables = np.array(irrational.payoffs)
    copied = NormalFormGame(np.concatenate([tables, tables[:, 1:]], axis=1), players=irrational.players)
    told = reason_sentences(solve(copied).equilibria[0])
    assert told[1] == "Row player: “3” would bring exactly as much, 0.843."

"""Why nobody wants to change."""

from __future__ import annotations

from gametheory import MixedProfile, NormalFormGame, TreeBuilder, solve
from gametheory.rendering.reason_sentences import reason_sentences
from unit.rendering.told_games import as_equilibrium, leading, solved


def test_price_monitoring() -> None:
    assert reason_sentences(leading(solved("price_monitoring")), "") == [
        "Amazon: “Monitor” and “Ignore” are equally good, ≈4.22352 each, so mixing them costs nothing.",
        "The mixture of Top seller keeps it so: with “Undercut on Temu” more often, Amazon would prefer “Monitor”.",
        "Top seller: “Undercut on Temu” and “Keep parity” are equally good, 6.24 each, so mixing them costs nothing.",
        "Top seller: “Delist” would give 6 rather than 6.24, a loss of 0.24.",
        "The mixture of Amazon keeps it so: with “Monitor” more often, Top seller would prefer “Keep parity”.",
    ]


def test_payoffs_after_chance_are_told_as_what_holds_once_there() -> None:
    told = reason_sentences(leading(solved("choose_one_of_two")), "million USD")
    assert told == [
        "Amazon at “demand”: “Allow both” would give 3.9 rather than 4.12 million USD, a loss of 0.22.",
        "Top seller at “homing”: “Stay on both” would give 5.7152 rather than 6.24 million USD, a loss of 0.5248.",
        "Top seller at “comeback”: once there, “Stay away” would give 6 rather than 6.6 million USD, a loss of 0.6.",
        "Amazon at “enforce”: once there, “Suspend in public” would give 3.0535 rather than 3.58 million USD, "
        "a loss of 0.5265.",
    ]


def test_mixing_after_chance() -> None:
    told = reason_sentences(leading(solved("simple_poker")), "")
    assert told[1] == (
        "Player 1 at “black”: once there, “Raise” and “Show” are equally good, -1 each, so mixing them costs nothing."
    )


def test_reasons_come_in_the_order_of_play() -> None:
    told = reason_sentences(leading(solved("beer_quiche")), "")
    assert [sentence.split(":")[0] for sentence in told] == [
        "Stranger at “breakfast",
        "Stranger at “breakfast",
        "Bully at “fight",
    ]


def test_ties_are_told() -> None:
    told = reason_sentences(leading(solved("von_stengel_degenerate")), "")
    assert told[1] == "Column player: “Right” would give exactly as much, 3; nothing is gained by it."


def test_a_single_action_is_no_choice() -> None:
    builder = TreeBuilder({"ann": "Ann", "bob": "Bob"})
    (only,) = builder.move(0, "ann", ["Go"], infoset="start")
    for node, payoff in zip(builder.move(only, "bob", ["x", "y"], infoset="end"), (1, 2), strict=True):
        builder.payoffs(node, [0, payoff])
    assert reason_sentences(leading(solve(builder.build())), "") == [
        "Ann at “start” has no other choice than “Go”.",
        "Bob at “end”: “x” would give 1 rather than 2, a loss of 1.",
    ]


def test_indifference_that_nobody_s_mixture_upholds_is_not_explained_by_one() -> None:
    """The row player is indifferent whatever the column player does."""
    game = NormalFormGame.from_bimatrix(
        [[1, 2], [1, 2]], [[0, 3], [2, 0]], players={"row": "Row", "column": "Column"}, actions=[["T", "B"], ["L", "R"]]
    )
    mixed = as_equilibrium(MixedProfile(game, [["2/5", "3/5"], ["1/2", "1/2"]]))
    assert mixed.max_regret == 0
    told = reason_sentences(mixed, "")
    assert [sentence.split(" keeps")[0] for sentence in told if "keeps it so" in sentence] == ["The mixture of Row"]


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
    told = reason_sentences(as_equilibrium(MixedProfile(game, [["1/2", "1/2"]] * 3)), "")
    assert [sentence.split(" keeps")[0] for sentence in told if "keeps it so" in sentence] == [
        "The mixture of Three",
        "The mixture of One",
    ]


def test_actions_that_tie_at_the_tipping_point_are_all_named() -> None:
    told = reason_sentences(leading(solved("shapley")), "")
    assert (
        told[0] == "Row player: “Top”, “Middle” and “Bottom” are equally good, 1/3 each, so mixing them costs nothing."
    )
    assert told[1] == "The mixture of Column player keeps it so: with “Left” more often, Row player would prefer “Top”."

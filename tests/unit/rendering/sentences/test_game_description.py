"""What a game file says, for a reader."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gametheory import NormalFormGame
from gametheory.io.game_file import read_game_text
from gametheory.rendering.sentences.game_description import describe, structure_sentences
from unit.rendering.told_games import FORGETFUL, forgetful, shipped


def test_price_monitoring() -> None:
    blocks = describe(shipped("price_monitoring"), is_terminal=False).split("\n\n")
    assert blocks[:2] == ["Price monitoring", "Source: 36Kr / KrASIA Connection, Li Xiaoxia, 2025"]
    assert blocks[2].startswith("Amazon makes a listing that is cheaper on Temu unavailable.")
    assert blocks[3].splitlines()[2].split("  ")[-1] == "Monitor, Ignore"
    assert blocks[4].splitlines()[0].split() == ["parameter", "value", "unit", "range", "from"]
    assert "assumed: Amazon's referral fee" in blocks[4]
    assert "Normal form, 2 x 3: 6 profiles." in blocks[5]
    assert blocks[6].startswith("Reading: At 10 million")


def test_trees_show_information_sets_and_chance() -> None:
    text = describe(shipped("choose_one_of_two"), is_terminal=False)
    rows = [line.split() for line in text.splitlines()]
    assert any(row[:1] == ["Chance"] and "0.4," in row for row in rows)
    assert "Perfect information: everybody sees every earlier move." in text
    assert "subgames (itself counted)." in text.replace("\n", " ")


TWO_OWNERS = """gametheory: 1
form: extensive
players: {a: Entrant, b: Incumbent}
tree:
  chance: demand
  branches:
    High:
      probability: 1/3
      next: {player: b, infoset: reply, actions: {Fight: {payoffs: [-1, 1]}, Share: {payoffs: [4, 3]}}}
    Low:
      probability: rest
      next: {player: a, infoset: reply, actions: {Fight: {payoffs: [-3, 2]}, Share: {payoffs: [-1, 0]}}}
"""


def test_a_name_that_two_players_share_is_told() -> None:
    told = structure_sentences(read_game_text(TWO_OWNERS).to_game())
    assert any(sentence.startswith("Information sets of Incumbent and Entrant are called 'reply'") for sentence in told)
    once = structure_sentences(read_game_text(TWO_OWNERS.replace("player: a", "player: b")).to_game())
    assert not any("are called" in sentence for sentence in once)


def test_the_reading_speaks_of_the_file_s_own_values() -> None:
    model = shipped("price_monitoring")
    own = describe(model.with_values(temu_sales=10), is_terminal=False)
    changed = describe(model.with_values(temu_sales=9), is_terminal=False)
    assert "\n\nReading: At 10 million" in own
    assert "Reading: " not in changed
    assert "\n\nAt the file's own values: At 10 million" in changed


def test_units_of_payoffs_are_told() -> None:
    model = shipped("trust_game")
    counted = replace(model, description=replace(model.description, unit="points"))
    assert "Payoffs are in points.\n" in describe(counted, is_terminal=False)
    assert "Payoffs are in" not in describe(model, is_terminal=False)


def test_stages_that_are_never_reached() -> None:
    text = """
gametheory: 1
form: extensive
players: {ann: Ann}
parameters: {open: {value: 0, range: [0, 1], assumption: closed}}
stages:
  - {name: enter, player: ann, actions: {In: {inside: open}, Out: {inside: 0}}}
  - {name: shop, player: ann, when: enter.inside, actions: [Buy, Look]}
  - {name: end, payoffs: {ann: "2 * enter.inside"}}
"""
    model = read_game_text(text)
    assert "Never reached at these values: shop." in describe(model, is_terminal=False)
    assert "Never reached" not in describe(model.with_values(open=1), is_terminal=False)


def test_games_without_story() -> None:
    model = read_game_text(FORGETFUL.replace("title: A pair in two rooms\n", ""))
    assert describe(model, is_terminal=False).startswith("Untitled game\n\nplayer ")


def test_parameters_without_range() -> None:
    text = """
gametheory: 1
form: normal
players: {ann: Ann}
parameters: {fee: {value: 1/3, source: a report}}
actions: {ann: [Stay, Go]}
payoffs: {ann: fee if ann == 'Stay' else 0}
"""
    row = describe(read_game_text(text), is_terminal=False).splitlines()[-3]
    assert row.split() == ["fee", "1/3", "source:", "a", "report"]


def test_terminals_get_rich_tables() -> None:
    assert "─" in describe(shipped("trust_game"), is_terminal=True)


@pytest.mark.parametrize(
    ("payoffs", "sentences"),
    [
        (([[1, 2], [3, 0]], [[-1, -2], [-3, 0]]), ["Normal form, 2 x 2: 4 profiles.", "Zero-sum."]),
        (
            ([[1, 2], [3, 0]], [[2, 1], [0, 3]]),
            ["Normal form, 2 x 2: 4 profiles.", "Constant-sum: payoffs always add up to 3."],
        ),
        (
            ([[1, 5], [0, 2]], [[1, 0], [5, 2]]),
            ["Normal form, 2 x 2: 4 profiles.", "Symmetric: the players can change places."],
        ),
    ],
)
def test_structure_of_normal_forms(payoffs: tuple[list[list[int]], ...], sentences: list[str]) -> None:
    assert list(structure_sentences(NormalFormGame.from_bimatrix(*payoffs))) == sentences


def test_structure_of_trees() -> None:
    assert structure_sentences(forgetful().game) == (
        "Extensive form: 11 nodes, 6 ends of play, 3 information sets of players, one subgame (itself counted).",
        "Imperfect recall: a player forgets its own past at 'second'.",
        "Zero-sum.",
    )
    shared = structure_sentences(shipped("beer_quiche").to_game())
    assert not any(sentence.startswith(("Perfect", "Imperfect", "Zero", "Constant")) for sentence in shared)


UNSURE = """gametheory: 1
form: normal
parameters:
  fee: {value: 1/3, range: [0, 2], distribution: {triangular: [0, 1/3, 1]}, assumption: a third}
  cost: {value: 2, range: [1, 5], assumption: two}
players: [row, column]
actions: {row: [In, Out], column: [Left, Right]}
payoffs: [[[1, fee], [0, 0]], [[0, 0], [cost, 0]]]
welfare: {buyers_there: fee, tax: cost}
policies:
  cap: {label: A cap, set: {fee: 0}, assumption: none}
"""


def test_distributions_welfare_and_policies_are_told() -> None:
    text = describe(read_game_text(UNSURE), is_terminal=False)
    rows = [line for line in text.splitlines() if line.startswith(("parameter ", "fee ", "cost "))]
    assert rows[0].split() == ["parameter", "value", "unit", "range", "distribution", "from"]
    assert "0 to 2  triangular from 0 over 1/3 to 1  assumed: a third" in rows[1]
    assert rows[2].split() == ["cost", "2", "1", "to", "5", "assumed:", "two"]
    assert "\nWelfare: buyers there and tax.\nPolicies: A cap (cap)." in text
    without = describe(shipped("inspection_game"), is_terminal=False)
    assert "distribution" not in without
    assert "Policies" not in without

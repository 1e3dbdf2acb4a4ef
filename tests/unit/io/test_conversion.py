"""Models on the way into another format."""

from __future__ import annotations

import io

import pytest

from gametheory import NormalFormGame, load
from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.state_graph import StateGraph
from gametheory.core.tiered_game import TieredGame
from gametheory.errors import UnsupportedGameError
from gametheory.io.catalogue import ShippedGame, shipped_games
from gametheory.io.conversion import conversion_of
from gametheory.io.formats import Format
from gametheory.io.game_file import read_game_text
from gametheory.models.definitions import YearMonth

OUTCOMES = 'NFG 1 R "" { "" }\n\n{ { "x" "x" }\n}\n"said"\n\n{\n{ "w" 1 }\n}\n0 1\n'
ROOT = "gametheory: 1\nform: normal\nplayers: [a]\nactions: {a: [x]}\npayoffs: {a: sqrt(2)}\n"


def test_stories_become_comments() -> None:
    for name in ("trust_game", "price_monitoring"):
        model = load(name)
        assert model.story
        assert conversion_of(model).game.comment == model.story


def test_what_the_game_does_not_keep_goes_from_file_to_file() -> None:
    with pytest.warns(UserWarning, match="got the action 'x' twice|got a player without one"):
        model = load(io.StringIO(OUTCOMES))
    assert conversion_of(model).text(Format.NFG) == OUTCOMES
    assert conversion_of(model).game.comment == "said"


def test_game_files_take_what_was_read() -> None:
    model = read_game_text("1 2\n3 1/3\n0 5", kind=Format.LRS)
    again = read_game_text(conversion_of(model).text(Format.GAME_FILE))
    assert again.to_game() == model.to_game()


def test_the_reduced_normal_form_of_a_tree() -> None:
    model = load("trust_game")
    conversion = conversion_of(model, is_reduced=True)
    assert isinstance(conversion.game, NormalFormGame)
    assert (conversion.game.num_actions, conversion.game.comment) == ((2, 2), model.story)
    table = load("price_monitoring")
    assert conversion_of(table, is_reduced=True).game == table.to_game()
    assert isinstance(conversion_of(model).game, ExtensiveFormGame)


def test_losses() -> None:
    conversion = conversion_of(load("price_monitoring"))
    assert [sentence.partition(":")[0] for sentence in conversion.losses(Format.GAM)] == [
        "formulas are not kept",
        "labels are not kept",
        "not kept",
    ]
    assert conversion_of(load(io.StringIO(TOLD))).losses(Format.EFG) == []


TOLD = """gametheory: 1
title: Told
story: Ann walks.
form: extensive
players: [ann]
tree: {player: ann, infoset: walk, actions: {left: {payoffs: {ann: 3}}, right: {payoffs: {ann: 1/2}}}}
"""


def test_game_files_keep_what_is_said_beside_the_game() -> None:
    beside = "source: nobody\nwhen: 2023-09\nreading: 'She: walks left.'\nunit: miles\nconcept: subgame_perfect\n"
    conversion = conversion_of(read_game_text(TOLD + beside + "expect: [{num_extreme: 1}]\n"))
    again = read_game_text(conversion.text(Format.GAME_FILE))
    assert (again.title, again.story, again.source) == ("Told", "Ann walks.", "nobody")
    assert (again.when, again.reading) == (YearMonth(2023, 9), "She: walks left.")
    assert (again.unit, again.concept, again.expect) == ("miles", "subgame_perfect", ())
    assert conversion.losses(Format.GAME_FILE) == ["not kept: expect (only of the file that was read)"]
    assert conversion.losses(Format.EFG) == [
        "not kept: source, when, reading, unit, concept, expect (no place in .efg files)"
    ]


def test_a_table_does_not_keep_a_concept_of_trees() -> None:
    for concept, is_kept in (("subgame_perfect", False), ("pure", True)):
        conversion = conversion_of(read_game_text(f"{TOLD}concept: {concept}\n"), is_reduced=True)
        assert ("concept" in conversion.texts_kept) == is_kept
        assert (conversion.losses(Format.GAME_FILE) == []) == is_kept


def test_a_reading_belongs_to_the_values_of_the_file() -> None:
    model = load("parity_reputation")
    assert "reading" in conversion_of(model).texts_kept
    changed = conversion_of(model.with_values(tough="1/3"))
    assert "reading" not in changed.texts_kept
    assert changed.losses(Format.GAME_FILE)[-1] == "not kept: reading, expect (only of the file that was read)"


def test_losses_of_what_a_file_called_things() -> None:
    with pytest.warns(UserWarning, match="got the action 'x' twice|got a player without one"):
        table = conversion_of(load(io.StringIO(OUTCOMES)))
    assert table.losses(Format.NFG) == table.losses(Format.GBT) == []
    assert [sentence.partition(":")[0] for sentence in table.losses(Format.GAME_FILE)] == [
        "labels that were empty or stood twice are not kept",
        "outcomes are not kept",
    ]
    chance = 'EFG 2 R "" { "a" } c "" 1 "" { "x" 1/2 "x" 1/2 } 0 t "" 0 t "" 0'
    tree = conversion_of(load(io.StringIO(chance)))
    assert len(tree.losses(Format.GAME_FILE)) == 1
    assert tree.losses(Format.EFG) == []


def test_irrational_games_are_refused() -> None:
    with pytest.raises(UnsupportedGameError, match="expected a game with rational payoffs, got irrational ones"):
        conversion_of(read_game_text(ROOT))


@pytest.mark.parametrize("shipped", shipped_games(), ids=lambda shipped: shipped.name)
@pytest.mark.filterwarnings("ignore:.*labels of nodes:gametheory.errors.GameFileWarning")
def test_shipped_games_go_through_gambit_files(shipped: ShippedGame) -> None:
    model = load(shipped.path)
    if isinstance(model.to_game(), StateGraph | TieredGame):
        with pytest.raises(UnsupportedGameError, match=r"a game whose tree can be built|a game of single players"):
            conversion_of(model)
        return
    conversion = conversion_of(model)
    game = conversion.game
    if isinstance(game, ExtensiveFormGame):
        tree = read_game_text(conversion.text(Format.EFG)).to_game()
        assert isinstance(tree, ExtensiveFormGame)
        assert tree.node_labels == game.node_labels
        assert [infoset.actions for infoset in tree.infosets] == [infoset.actions for infoset in game.infosets]
        for player in range(game.num_players):
            mine, theirs = game.path_payoffs(player), tree.path_payoffs(player)
            assert (mine.values.tolist(), mine.denominator) == (theirs.values.tolist(), theirs.denominator)
    else:
        table = read_game_text(conversion.text(Format.NFG)).to_game()
        assert isinstance(table, NormalFormGame)
        assert (table.actions, table.title) == (game.actions, game.title)
        assert table.payoffs.tolist() == game.payoffs.tolist()

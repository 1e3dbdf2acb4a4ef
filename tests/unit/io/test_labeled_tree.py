"""Games of a labelled tree have its labels, at any values of the parameters."""

from __future__ import annotations

from fractions import Fraction

from gametheory.core.extensive_form import NO_OUTCOME, ExtensiveFormGame
from gametheory.io.game_file import read_game_text
from gametheory.io.labeled_tree import LabeledTreeModel, TreeLabels, relabel

TEXT = """gametheory: 1
form: extensive
players: {a: A, b: B}
parameters: {x: {value: 3, assumption: any}}
outcomes: {win: {payoffs: {b: 2, a: x}, label: Winning}, never: {payoffs: [0, 1/2]}}
tree:
  player: a
  infoset: h
  infoset_label: First
  actions:
    L: {outcome: win}
    M: {outcome: win}
    R: {payoffs: [x + 1, 0]}
    S: {outcome: null}
"""


def test_outcomes_are_shared_and_labelled() -> None:
    model = read_game_text(TEXT)
    assert isinstance(model, LabeledTreeModel)
    game = model.to_game()
    assert isinstance(game, ExtensiveFormGame)
    assert model.to_game() is game
    assert game.outcome.tolist() == [NO_OUTCOME, 0, 0, 2, NO_OUTCOME]
    assert game.outcome_labels == ("Winning", "never", "")
    assert game.outcome_payoffs.tolist() == [[3, 2], [0, Fraction(1, 2)], [4, 0]]
    assert (game.infosets[0].key, game.infosets[0].label) == ("h", "First")


def test_other_values_have_the_same_labels() -> None:
    game = read_game_text(TEXT).at(x="1/3")
    assert isinstance(game, ExtensiveFormGame)
    assert game.outcome_labels == ("Winning", "never", "")
    assert game.outcome_payoffs.tolist()[0] == [Fraction(1, 3), 2]


def test_a_tree_may_have_no_outcomes() -> None:
    game = read_game_text("gametheory: 1\nform: extensive\nplayers: [a, b]\ntree: {outcome: null}\n").to_game()
    assert isinstance(game, ExtensiveFormGame)
    assert game.outcome_payoffs.shape == (0, 2)
    assert relabel(game, TreeLabels({}, (None,), {})) == game

from __future__ import annotations

from fractions import Fraction

from gametheory.core.infosets import Infoset
from gametheory.core.players import Player
from gametheory.core.tree_arrays import NO_ACTION, NO_PARENT
from gametheory.models.growing_tree import GrowingTree

PLAYERS = (Player("a", "A"), Player("b", "B"))


def test_nodes_and_payoffs_as_they_were_added() -> None:
    tree = GrowingTree()
    tree.infosets[tree.append(NO_PARENT, NO_ACTION)] = 0
    tree.pay(0, (Fraction(0), Fraction(0)), is_end=False)
    tree.pay(tree.append(0, 0), (Fraction(1, 3), Fraction(2)), is_end=True)
    tree.pay(tree.append(0, 1), (), is_end=True)
    assert tree.num_nodes == 3
    game = tree.game(PLAYERS, (Infoset(0, "choose", "choose", ("L", "R")),), "Choice")
    assert (game.title, game.num_nodes, game.terminals) == ("Choice", 3, (1, 2))
    assert game.outcome.tolist() == [-1, 0, 1]
    assert game.outcome_payoffs.tolist() == [[Fraction(1, 3), 2], [0, 0]]


def test_a_tree_that_pays_nothing() -> None:
    tree = GrowingTree()
    tree.append(NO_PARENT, NO_ACTION)
    assert tree.game(PLAYERS, (), "").outcome_payoffs.shape == (0, 2)

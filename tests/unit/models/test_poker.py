"""Poker trees: counts of the literature, who is paid what, who knows what."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory import BehaviorProfile, ExtensiveFormGame, InvalidParameterError, solve
from gametheory.analysis.profile_payoffs import expected_payoffs
from gametheory.core.pure_plans import own_histories
from gametheory.core.sequence_form import to_sequence_form
from gametheory.models.poker import kuhn_poker, leduc_poker, liars_dice


def node_after(tree: ExtensiveFormGame, *path: str) -> int:
    node = 0
    for action in path:
        names = tree.infosets[int(tree.infoset[node])].actions
        node = tree.children(node)[names.index(action)]
    return node


def won(tree: ExtensiveFormGame, *path: str) -> tuple[int, int]:
    node = node_after(tree, *path)
    assert not tree.children(node)
    return int(tree.path_payoffs(0).values[node]), int(tree.path_payoffs(1).values[node])


def test_kuhn_has_the_value_of_its_paper() -> None:
    tree = kuhn_poker()
    solution = solve(tree)
    assert solution.num_extreme == 2
    assert {equilibrium.payoffs for equilibrium in solution.equilibria} == {(Fraction(-1, 18), Fraction(1, 18))}


@pytest.mark.parametrize(
    ("path", "amount"),
    [
        (("K", "J", "check", "check"), 1),
        (("J", "K", "check", "check"), -1),
        (("Q", "J", "check", "bet", "fold"), -1),
        (("Q", "J", "check", "bet", "call"), 2),
        (("J", "Q", "bet", "fold"), 1),
        (("J", "Q", "bet", "call"), -2),
    ],
)
def test_kuhn_pays(path: tuple[str, ...], amount: int) -> None:
    assert won(kuhn_poker(), *path) == (amount, -amount)


@pytest.mark.parametrize("num_cards", [2, 5])
def test_kuhn_with_more_or_fewer_cards(num_cards: int) -> None:
    tree = kuhn_poker(num_cards)
    assert tree.num_nodes == 1 + num_cards + 9 * num_cards * (num_cards - 1)
    assert [len(tree.player_infosets(player)) for player in (0, 1)] == [2 * num_cards] * 2
    assert won(tree, "2", "1", "bet", "call") == (2, -2)


@pytest.mark.parametrize("num_cards", [1, 201])
def test_kuhn_needs_cards(num_cards: int) -> None:
    with pytest.raises(InvalidParameterError, match=f"expected from 2 to 200 cards, got {num_cards}"):
        kuhn_poker(num_cards)


def test_leduc_is_the_variant_that_is_counted_in_the_literature() -> None:
    tree = leduc_poker()
    assert tree.num_nodes == 9_457
    assert sum(not infoset.is_chance for infoset in tree.infosets) == 936
    assert to_sequence_form(tree).num_sequences == (1_093, 1_093)
    for player in (0, 1):
        assert all(len(histories) == 1 for histories in own_histories(tree, player).values())


@pytest.mark.parametrize(
    ("path", "amount"),
    [
        (("Js", "Qs", "raise", "fold"), 1),
        (("Js", "Qs", "check", "raise", "fold"), -1),
        (("Js", "Qs", "raise", "raise", "fold"), -3),
        (("Js", "Qs", "check", "raise", "raise", "fold"), 3),
        (("Js", "Qs", "check", "check", "Jh", "check", "check"), 1),
        (("Js", "Qs", "check", "check", "Kh", "check", "check"), -1),
        (("Js", "Jh", "check", "check", "Kh", "check", "check"), 0),
        (("Ks", "Qs", "raise", "raise", "call", "Jh", "raise", "raise", "call"), 13),
        (("Ks", "Qs", "raise", "raise", "call", "Qh", "raise", "raise", "call"), -13),
        (("Ks", "Qs", "raise", "call", "Jh", "check", "raise", "raise", "fold"), 7),
    ],
)
def test_leduc_pays(path: tuple[str, ...], amount: int) -> None:
    assert won(leduc_poker(), *path) == (amount, -amount)


def test_leduc_shows_the_own_card_the_public_card_and_what_was_done() -> None:
    tree = leduc_poker()
    node = node_after(tree, "Ks", "Qs", "check", "raise", "call", "Jh", "raise")
    infoset = tree.infosets[int(tree.infoset[node])]
    assert (infoset.key, infoset.actions) == ("Qs: check, raise, call | Jh: raise", ("fold", "call", "raise"))
    nodes = tree.infoset_nodes(int(tree.infoset[node]))
    assert len(nodes) == 4  # the other card is one of the four that are not seen


def test_leduc_is_symmetric_where_nobody_raises() -> None:
    tree = leduc_poker()
    passive: list[tuple[int, ...] | None] = [
        None if infoset.is_chance else tuple(int(index == 0) for index in range(infoset.num_actions))
        for infoset in tree.infosets
    ]
    assert expected_payoffs(tree, BehaviorProfile(tree, tuple(passive))) == (0, 0)


@pytest.mark.parametrize(("num_sides", "num_nodes"), [(1, 9), (2, 127), (3, 1_147)])
def test_liars_dice_has_a_node_for_each_run_of_bids(num_sides: int, num_nodes: int) -> None:
    tree = liars_dice(num_sides)
    assert tree.num_nodes == num_nodes == 1 + num_sides + num_sides**2 * (2 ** (2 * num_sides + 1) - 1)
    assert sum(not infoset.is_chance for infoset in tree.infosets) == num_sides * 2 ** (2 * num_sides)


@pytest.mark.parametrize(
    ("path", "amount"),
    [
        (("1", "2", "1x1", "liar"), 1),
        (("2", "1", "2x1", "liar"), -1),
        (("3", "1", "2x1", "liar"), 1),
        (("1", "2", "1x1", "1x3", "liar"), 1),
        (("1", "3", "1x1", "2x3", "liar"), 1),
        (("3", "3", "1x1", "2x3", "liar"), -1),
    ],
)
def test_liars_dice_pays_whoever_is_right(path: tuple[str, ...], amount: int) -> None:
    assert won(liars_dice(3), *path) == (amount, -amount)


def test_liars_dice_needs_sides() -> None:
    with pytest.raises(InvalidParameterError, match="expected from 1 to 6 sides, got 0"):
        liars_dice(0)

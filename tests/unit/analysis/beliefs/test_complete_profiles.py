"""Complete profiles, every choice best under some belief."""

from __future__ import annotations

from itertools import product

from gametheory import TreeBuilder
from gametheory.analysis.beliefs.complete_profiles import CompleteProfiles
from gametheory.core.profiles import certain
from oracles.assessed_trees import hidden_turn, second_mistake, tree_of


def test_what_is_never_best_is_left_out() -> None:
    """Bob's kindness and Ann's staying out are always best; Cleo's choice hangs on what she believes."""
    found = [profile.strategies for profile in CompleteProfiles(second_mistake()).fill([None] * 3)]
    assert found == [((1, 0), (1, 0), (1, 0)), ((1, 0), (1, 0), (0, 1))]


def test_what_is_given_stays_and_is_checked() -> None:
    completer = CompleteProfiles(second_mistake())
    given = [None, certain(1, 2), None]
    assert list(completer.fill(given)) == []
    assert len(list(completer.fill(given, is_given_checked=False))) == 2


def test_nothing_is_left_out_where_every_choice_can_be_best() -> None:
    tree = hidden_turn([1, 0], [0, 1])
    found = {profile.strategies for profile in CompleteProfiles(tree).fill([None] * 3)}
    sure = {(certain(0, 3), certain(bob, 2), certain(cleo, 2)) for bob, cleo in product(range(2), repeat=2)}
    assert found == sure


def test_last_choices_come_first() -> None:
    (profile,) = CompleteProfiles(tree_of("centipede")).fill([None] * 4)
    assert profile.strategies == ((1, 0),) * 4


def test_a_search_can_be_cut() -> None:
    completer = CompleteProfiles(hidden_turn([1, 0], [0, 1]))
    assert len(list(completer.fill([None] * 3, most_steps=4))) == 1
    assert completer.was_cut
    assert len(list(completer.fill([None] * 3))) == 4
    assert not completer.was_cut


def test_a_tree_without_choices_has_one_completion() -> None:
    """Where nobody moves there is nothing to fill in."""
    builder = TreeBuilder(["one"])
    builder.chance(0, {"x": "1/3", "y": "2/3"})
    tree = builder.build()
    (profile,) = CompleteProfiles(tree, lambda: None).fill((None,))
    assert profile.strategies == (None,)

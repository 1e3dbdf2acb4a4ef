"""What strict dominance leaves of a stage, against the elimination of the normal form."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from gametheory import ExtensiveFormGame, TreeBuilder, eliminate
from gametheory.analysis.heartbeat import no_heartbeat
from gametheory.analysis.trees.own_histories import meets_a_set_twice
from gametheory.analysis.trees.stages import Stage, as_game
from gametheory.analysis.trees.undominated_play import undominated_payoffs
from gametheory.core.rationals import to_fraction
from unit.core.random_trees import random_tree


def whole(tree: ExtensiveFormGame) -> ExtensiveFormGame:
    """The tree as one stage that pays at its terminals."""
    nodes = tuple(range(tree.num_nodes))
    infosets = tuple(range(len(tree.infosets)))
    payoffs = [
        [
            Fraction(table.values.item(end), table.denominator)
            for table in map(tree.path_payoffs, range(tree.num_players))
        ]
        for end in tree.terminals
    ]
    return as_game(tree, Stage(nodes, tree.terminals, infosets), payoffs)


@settings(max_examples=60)
@given(st.integers(0, 10_000), st.booleans())
def test_the_same_payoffs_are_left_as_in_the_normal_form(seed: int, has_recall: bool) -> None:
    tree = random_tree(seed, has_recall=has_recall, depth=3)
    if any(meets_a_set_twice(tree, player) for player in range(tree.num_players)):
        return
    reduced = eliminate(tree).game
    rows = reduced.payoffs.reshape(reduced.num_players, -1).T.tolist()
    expected = {tuple(map(to_fraction, row)) for row in rows}
    assert set(undominated_payoffs(whole(tree), no_heartbeat)) == expected


def test_a_mixture_dominates() -> None:
    builder = TreeBuilder(["row", "column"])
    table = {"T": [(4, 1), (0, 0)], "M": [(0, 0), (4, 1)], "B": [(1, 9), (1, 7)]}
    for node, rows in zip(builder.move(0, "row", list(table), infoset="act"), table.values(), strict=True):
        for end, row in zip(builder.move(node, "column", ["L", "R"], infoset="reply"), rows, strict=True):
            builder.payoffs(end, row)
    assert set(undominated_payoffs(builder.build(), no_heartbeat)) == {(4, 1), (0, 0)}

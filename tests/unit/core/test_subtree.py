"""Parts of trees."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gametheory.core.subtree import subtree
from gametheory.core.tree_arrays import TERMINAL
from unit.core.random_trees import payoffs_below, random_tree


@given(st.integers(0, 10_000))
def test_every_part_pays_what_the_tree_pays_below(seed: int) -> None:
    tree = random_tree(seed)
    assert subtree(tree, 0) == tree
    for node in range(tree.num_nodes):
        part = subtree(tree, node)
        size = int(tree.subtree_size[node])
        assert part.num_nodes == size
        assert part.node_labels == tree.node_labels[node : node + size]
        kept = [index for index in dict.fromkeys(tree.infoset[node : node + size].tolist()) if index != TERMINAL]
        assert part.infosets == tuple(tree.infosets[index] for index in kept)

        def chosen(infoset: int, sets: list[int] = kept) -> dict[int, int]:
            return {sets[infoset] % tree.infosets[sets[infoset]].num_actions: 1}

        def chosen_in_tree(infoset: int) -> dict[int, int]:
            return {infoset % tree.infosets[infoset].num_actions: 1}

        assert payoffs_below(part, 0, chosen) == payoffs_below(tree, node, chosen_in_tree)

"""The order in which information sets come up in play."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gametheory.core.extensive_form import ExtensiveFormGame


def in_order_of_play(tree: ExtensiveFormGame, infosets: Iterable[int]) -> list[int]:
    """Return information sets by the depth of their first node; those that are equally deep keep their order.

    Parameters
    ----------
    tree, infosets
        A tree, and indices of information sets of it.

    Examples
    --------
    >>> from gametheory import load
    >>> tree = load("trust_game").to_game()
    >>> [tree.infosets[index].key for index in in_order_of_play(tree, [1, 0])]
    ['trust', 'honor']
    """
    return sorted(infosets, key=lambda infoset: min(int(tree.depth[node]) for node in tree.infoset_nodes(infoset)))

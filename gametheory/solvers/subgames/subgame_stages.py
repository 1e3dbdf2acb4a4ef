"""Subgames cut into stages: what is played from the start of a subgame to the start of the next ones.

The verdict on a profile has stages and payoffs of its own, `analysis/trees/stages`: it must not repeat a mistake made
here.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from gametheory.analysis.structure import subgame_roots
from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.rationals import to_fraction
from gametheory.core.tree_arrays import NO_ACTION, NO_OUTCOME, NO_PARENT, TERMINAL
from gametheory.errors import InvalidProfileError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.core.profiles import BehaviorProfile


@dataclass(frozen=True, slots=True)
class Stage:
    """The nodes of a subgame down to the next subgames.

    Parameters
    ----------
    root
        The node that starts the subgame.
    nodes
        In preorder, the root first.
    ends
        Those of them where the stage ends: terminals and the starts of the next subgames, in preorder.
    """

    root: int
    nodes: tuple[int, ...]
    ends: tuple[int, ...]


def subgame_stages(tree: ExtensiveFormGame) -> tuple[Stage, ...]:
    """Return the stages of a tree, one for each subgame, in preorder of their roots; linear in the number of nodes."""
    roots = set(subgame_roots(tree))
    nodes: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    stage_of = [0] * tree.num_nodes
    infosets = tree.infoset.tolist()
    for node, before in enumerate(tree.parent.tolist()):
        if before != NO_PARENT:
            stage_of[node] = stage_of[before]
            nodes[stage_of[node]].append(node)
            if node in roots or infosets[node] == TERMINAL:
                ends[stage_of[node]].append(node)
        if node in roots:
            stage_of[node] = node
            nodes[node], ends[node] = [node], []
    if tree.num_nodes == 1:
        ends[0].append(0)
    return tuple(Stage(root, tuple(nodes[root]), tuple(ends[root])) for root in sorted(roots))


def stage_game(tree: ExtensiveFormGame, stage: Stage, end_payoffs: Sequence[Sequence[Fraction]]) -> ExtensiveFormGame:
    """Return a stage as a game of its own, in which play ends with the given payoffs.

    Parameters
    ----------
    tree, stage
        The tree and one of its stages.
    end_payoffs
        For each of ``stage.ends`` one payoff for each player.
    """
    nodes = np.array(stage.nodes)
    rank = {node: position for position, node in enumerate(stage.nodes)}
    end_number = {node: number for number, node in enumerate(stage.ends)}
    infosets = [TERMINAL if node in end_number else tree.infoset.item(node) for node in stage.nodes]
    kept = [infoset for infoset in dict.fromkeys(infosets) if infoset != TERMINAL]
    number = {infoset: position for position, infoset in enumerate(kept)} | {TERMINAL: TERMINAL}
    parents = [NO_PARENT, *(rank[before] for before in tree.parent[nodes[1:]].tolist())]
    actions = [NO_ACTION, *tree.parent_action[nodes[1:]].tolist()]
    payoffs = np.empty((len(stage.ends), tree.num_players), dtype=object)
    payoffs[:] = [list(row) for row in end_payoffs]
    return ExtensiveFormGame(
        players=tree.players,
        infosets=tuple(tree.infosets[infoset] for infoset in kept),
        parent=np.array(parents, dtype=np.int32),
        parent_action=np.array(actions, dtype=np.int32),
        infoset=np.array([number[infoset] for infoset in infosets], dtype=np.int32),
        outcome=np.array([end_number.get(node, NO_OUTCOME) for node in stage.nodes], dtype=np.int32),
        node_labels=("",) * len(nodes),
        outcome_labels=("",) * len(stage.ends),
        outcome_payoffs=payoffs,
    )


def stage_infosets(tree: ExtensiveFormGame, stage: Stage) -> tuple[int, ...]:
    """Return the information sets at which a stage is played, in the order of ``stage_game(...).infosets``."""
    ends = set(stage.ends)
    return tuple(dict.fromkeys(tree.infoset.item(node) for node in stage.nodes if node not in ends))


def stage_payoffs(game: ExtensiveFormGame, profile: BehaviorProfile) -> tuple[Fraction, ...]:
    """Return each player's expected payoff in a game that pays at its terminals only, such as ``stage_game`` returns.

    Raises
    ------
    InvalidProfileError
        If play reaches an information set where the profile is undefined.
    """
    payoffs = [Fraction(0)] * game.num_players
    waiting = [(0, Fraction(1))]
    while waiting:
        node, weight = waiting.pop()
        if game.infoset[node] == TERMINAL:
            due = map(to_fraction, game.outcome_payoffs[game.outcome[node]].tolist())
            payoffs = [payoff + weight * more for payoff, more in zip(payoffs, due, strict=True)]
            continue
        infoset = game.infoset.item(node)
        strategy = game.infosets[infoset].probabilities or profile.strategies[infoset]
        if strategy is None:
            raise InvalidProfileError(f"expected probabilities at information set {game.infosets[infoset].key!r}")
        shares = zip(game.children(node), map(to_fraction, strategy), strict=True)
        waiting.extend((child, weight * share) for child, share in shares if share)
    return tuple(payoffs)

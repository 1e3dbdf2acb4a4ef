"""Trees whose file says more than play needs: shared and labelled outcomes, labels of information sets."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from gametheory.core.extensive_form import NO_OUTCOME, ExtensiveFormGame
from gametheory.core.rationals import to_payoff_array
from gametheory.models.model import GameModel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction
    from typing import Any

    from gametheory.core.normal_form import NormalFormGame


@dataclass(frozen=True, slots=True)
class NamedOutcome:
    """An outcome of the section ``outcomes``.

    Parameters
    ----------
    label
        Text for readers.
    payoffs
        One number for each player where they are plain numbers; empty where they depend on parameters, since then a
        node has them.
    """

    label: str
    payoffs: tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class TreeLabels:
    """What a file says about a tree beyond its model.

    Parameters
    ----------
    outcomes
        The section ``outcomes``, by name.
    node_outcomes
        For each node in preorder the name of its outcome, ``""`` where payoffs stand at the node itself, None where
        nothing falls due.
    infoset_labels
        Labels that are not the key, by player (None is chance) and key.
    """

    outcomes: Mapping[str, NamedOutcome]
    node_outcomes: tuple[str | None, ...]
    infoset_labels: Mapping[tuple[str | None, str], str]


@dataclass(frozen=True, eq=False, repr=False)
class LabeledTreeModel(GameModel):
    """A model of a tree with the labels of its file.

    Parameters
    ----------
    labels
        What the games of the model are labelled with.
    """

    labels: TreeLabels = TreeLabels({}, (), {})

    def to_game(self) -> NormalFormGame | ExtensiveFormGame:
        """Return the game in numbers at `parameter_values`, with its labels; built once."""
        return self._labeled

    @cached_property
    def _labeled(self) -> NormalFormGame | ExtensiveFormGame:
        game = super().to_game()
        return relabel(game, self.labels) if isinstance(game, ExtensiveFormGame) else game


def relabel(game: ExtensiveFormGame, labels: TreeLabels) -> ExtensiveFormGame:
    """Return a game with the outcomes and the labels of information sets that its file gives.

    Parameters
    ----------
    game
        A game with one outcome for each node where something falls due.
    """
    rows = game.outcome_payoffs.tolist()
    numbers = {name: number for number, name in enumerate(labels.outcomes)}
    table: list[Sequence[Any]] = [outcome.payoffs for outcome in labels.outcomes.values()]
    texts = [outcome.label for outcome in labels.outcomes.values()]
    placed = []
    for name, outcome in zip(labels.node_outcomes, game.outcome.tolist(), strict=True):
        if name is None:
            placed.append(NO_OUTCOME)
        elif name:
            placed.append(numbers[name])
            table[numbers[name]] = rows[outcome]
        else:
            placed.append(len(table))
            table.append(rows[outcome])
            texts.append("")
    payoffs = to_payoff_array(table) if table else np.zeros((0, 0), dtype=np.int64)
    keys = {index: player.key for index, player in enumerate(game.players)}
    return replace(
        game,
        outcome=np.array(placed, dtype=np.int32),
        outcome_labels=tuple(texts),
        outcome_payoffs=payoffs.reshape(len(table), len(game.players)),
        infosets=tuple(
            replace(infoset, label=labels.infoset_labels.get((keys.get(infoset.player), infoset.key), infoset.label))
            for infoset in game.infosets
        ),
    )

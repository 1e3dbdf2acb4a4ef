"""Realization plans: strategies of a tree as weights of a player's own sequences of choices.

They are linear in mixed strategies, which behavior strategies are not; both conversions hold under perfect recall.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.core.pure_plans import PurePlan, last_own_choices
from gametheory.core.tree_arrays import NO_PARENT
from gametheory.errors import UnsupportedGameError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.profiles import Probability, Strategy


@dataclass(frozen=True, slots=True)
class Sequences:
    """The sequences of one player: its own choices from the root on. Sequence 0 is the empty one.

    Parameters
    ----------
    infosets
        The player's information sets, as indices into ``game.infosets``.
    first
        For each of them the sequence of its first action; the others follow.
    before
        For each of them the sequence that leads to it.
    num_sequences
        Their number, the empty one counted.
    """

    infosets: tuple[int, ...]
    first: tuple[int, ...]
    before: tuple[int, ...]
    num_sequences: int


def to_sequences(game: ExtensiveFormGame, player: int) -> Sequences:
    """Return the sequences of a player.

    Raises
    ------
    UnsupportedGameError
        If the player does not remember its own choices (imperfect recall).
    """
    infosets = game.player_infosets(player)
    first_of: dict[int, int] = {}
    num_sequences = 1
    for infoset in infosets:
        first_of[infoset] = num_sequences
        num_sequences += game.infosets[infoset].num_actions
    before = []
    for infoset, choices in last_own_choices(game, player).items():
        if len(choices) != 1:
            raise UnsupportedGameError(
                f"realization plans need perfect recall, but {game.players[player].label} forgets its own choices at "
                f"information set {game.infosets[infoset].key!r}; use mixed strategies of the normal form"
            )
        before.append(0 if choices[0] is None else first_of[choices[0][0]] + choices[0][1])
    return Sequences(infosets, tuple(first_of[infoset] for infoset in infosets), tuple(before), num_sequences)


def mixed_to_realization(
    sequences: Sequences, plans: Sequence[PurePlan], strategy: Sequence[Probability]
) -> tuple[Probability, ...]:
    """Return the realization plan of a mixed strategy over reduced pure plans, shape ``[num_sequences]``.

    Parameters
    ----------
    sequences
        Of the player.
    plans
        Its reduced pure plans, over the same information sets.
    strategy
        One probability for each plan.
    """
    weights: list[Probability] = [Fraction(0)] * sequences.num_sequences
    weights[0] = Fraction(1)
    for plan, probability in zip(plans, strategy, strict=True):
        if probability:
            for first, action in zip(sequences.first, plan.actions, strict=True):
                if action is not None:
                    weights[first + action] += probability
    return tuple(weights)


def realization_to_behavior(
    game: ExtensiveFormGame, sequences: Sequences, plan: Sequence[Probability]
) -> dict[int, Strategy | None]:
    """Return for each information set the behavior that a realization plan means, None where the plan excludes it.

    Parameters
    ----------
    game
        The tree.
    sequences
        Of one player.
    plan
        Its realization plan: one weight for each sequence.
    """
    behavior: dict[int, Strategy | None] = {}
    for infoset, first, before in zip(sequences.infosets, sequences.first, sequences.before, strict=True):
        weight = plan[before]
        actions = range(first, first + game.infosets[infoset].num_actions)
        behavior[infoset] = tuple(plan[sequence] / weight for sequence in actions) if weight else None
    return behavior


def behavior_to_realization(
    game: ExtensiveFormGame, sequences: Sequences, strategies: Sequence[Strategy | None]
) -> tuple[Probability, ...]:
    """Return the realization plan of behavior strategies, one entry for each information set of the game.

    Undefined sets that the plan excludes get weight 0 throughout.

    Parameters
    ----------
    game
        The tree.
    sequences
        Of one player.
    strategies
        Probabilities of the actions by information set of the game, None where undefined; others' are not read.

    Raises
    ------
    UnsupportedGameError
        If a set that the plan reaches is undefined.
    """
    weights: list[Probability] = [Fraction(0)] * sequences.num_sequences
    weights[0] = Fraction(1)
    for infoset, first, before in zip(sequences.infosets, sequences.first, sequences.before, strict=True):
        strategy = strategies[infoset]
        if strategy is not None:
            for index, probability in enumerate(strategy):
                weights[first + index] = weights[before] * probability
        elif weights[before]:
            raise UnsupportedGameError(
                f"expected probabilities at information set {game.infosets[infoset].key!r}, which play can reach"
            )
    return tuple(weights)


def node_sequences(game: ExtensiveFormGame, sequences: Sequences) -> list[int]:
    """Return for each node the last sequence, of the player whose sequences these are, on the way to it."""
    first_of = dict(zip(sequences.infosets, sequences.first, strict=True))
    infosets = game.infoset.tolist()
    last = [0] * game.num_nodes
    for node, (before, action) in enumerate(zip(game.parent.tolist(), game.parent_action.tolist(), strict=True)):
        if before != NO_PARENT:
            first = first_of.get(infosets[before])
            last[node] = last[before] if first is None else first + action
    return last

"""Information sets of trees, those of chance among them."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.core.players import check_unique
from gametheory.errors import InvalidGameError

if TYPE_CHECKING:
    from collections.abc import Sequence

CHANCE = -1
"""In ``Infoset.player``: chance moves here."""


@dataclass(frozen=True, slots=True)
class Infoset:
    """Nodes between which a player, or chance, cannot tell the difference.

    Parameters
    ----------
    player
        Index of the player who moves, or ``CHANCE``.
    key
        Unique name among the information sets of this player, used in JSON and indexing.
    label
        The file's own text; may be empty or stand twice.
    actions
        Different names of the actions, in order.
    probabilities
        One for each action of chance, at least 0, sum 1; None for a player.
    number
        The file's number of the set, unique for its player; None where it has none. Not compared.
    original_actions
        What the file called the actions where some of that was empty or stood twice; None where it is ``actions``.
        Not compared.
    """

    player: int
    key: str
    label: str
    actions: tuple[str, ...]
    probabilities: tuple[Fraction, ...] | None = None
    number: int | None = field(default=None, compare=False, repr=False)
    original_actions: tuple[str, ...] | None = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        if not self.actions:
            raise InvalidGameError(f"expected at least one action at information set {self.key!r}, got none")
        check_unique(self.actions, f"actions at information set {self.key!r}")
        if (self.player == CHANCE) != (self.probabilities is not None):
            raise InvalidGameError(f"expected probabilities at chance moves and nowhere else (at {self.key!r})")
        if self.probabilities is not None:
            self._check_probabilities(self.probabilities)

    def _check_probabilities(self, probabilities: tuple[Fraction, ...]) -> None:
        if len(probabilities) != len(self.actions):
            raise InvalidGameError(
                f"expected {len(self.actions)} probabilities at chance move {self.key!r}, got {len(probabilities)}"
            )
        if min(probabilities) < 0:
            raise InvalidGameError(
                f"expected probabilities of at least 0 at chance move {self.key!r}, got {min(probabilities)}"
            )
        if sum(probabilities) != 1:
            raise InvalidGameError(
                f"expected probabilities at chance move {self.key!r} to sum to 1, got {sum(probabilities)}"
            )

    @property
    def is_chance(self) -> bool:
        """Whether chance moves here."""
        return self.player == CHANCE

    @property
    def num_actions(self) -> int:
        """Number of actions."""
        return len(self.actions)


def infosets_by_player(infosets: Sequence[Infoset], num_players: int) -> dict[int, tuple[int, ...]]:
    """Return for chance and for each player the indices of its information sets, in their order.

    Examples
    --------
    >>> sets = [Infoset(1, "reply", "", ("yes", "no")), Infoset(0, "ask", "", ("all",)), Infoset(1, "end", "", ("go",))]
    >>> infosets_by_player(sets, 2)
    {-1: (), 0: (1,), 1: (0, 2)}
    """
    return {
        player: tuple(index for index, infoset in enumerate(infosets) if infoset.player == player)
        for player in (CHANCE, *range(num_players))
    }

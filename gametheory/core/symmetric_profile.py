"""What tiers do where all sellers of a tier draw their action by the same lot."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from gametheory.core.rationals import brief_fraction
from gametheory.core.read_only import read_only
from gametheory.errors import InvalidProfileError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gametheory.core.tiered_game import TieredGame

Enclosed: TypeAlias = tuple[Fraction, Fraction]
"""The ends of an interval in which a number lies; equal where it is known exactly."""


@dataclass(frozen=True, repr=False)
class SymmetricProfile:
    """One mixed strategy for each player, which every seller of a tier follows.

    Parameters
    ----------
    game
        The game.
    strategies
        For each player and action the ends of an interval that holds its probability; in the limit of ever larger
        tiers, its share.
    is_limit
        Whether shares of the large-population limit are meant.

    Raises
    ------
    InvalidProfileError
        If a player's probabilities cannot add up to 1.

    Examples
    --------
    >>> from gametheory.core.players import Player
    >>> from gametheory.core.tiered_game import TieredGame
    >>> game = TieredGame(
    ...     players=(Player("shop", "Shops"),), counts=(5,), actions=(("North", "South"),), payoffs=None
    ... )
    >>> third = Fraction(1, 3)
    >>> SymmetricProfile(game, (((third, third), (2 * third, 2 * third)),))["shop"]["South"]
    Fraction(2, 3)
    """

    game: TieredGame
    strategies: tuple[tuple[Enclosed, ...], ...]
    is_limit: bool = False

    def __post_init__(self) -> None:
        for player, names, own in zip(self.game.players, self.game.actions, self.strategies, strict=True):
            if len(own) != len(names):
                raise InvalidProfileError(f"expected {len(names)} probabilities of {player.label}, got {len(own)}")
            if any(not 0 <= low <= high <= 1 for low, high in own):
                raise InvalidProfileError(f"expected intervals within 0 and 1 of {player.label}, got {own!r}")
            if not sum(low for low, _ in own) <= 1 <= sum(high for _, high in own):
                raise InvalidProfileError(f"expected probabilities of {player.label} that add up to 1, got {own!r}")

    @property
    def is_exact(self) -> bool:
        """Whether every probability is known exactly."""
        return all(low == high for own in self.strategies for low, high in own)

    @property
    def is_pure(self) -> bool:
        """Whether one action of each player is certain."""
        return all(low == high and low in (0, 1) for own in self.strategies for low, high in own)

    def __getitem__(self, player: str | int) -> Mapping[str, Fraction]:
        """Return a player's probabilities by action: where one is not known exactly, the middle of its interval."""
        index = self.game.player_index(player)
        middles = ((low + high) / 2 for low, high in self.strategies[index])
        return read_only(dict(zip(self.game.actions[index], middles, strict=True)))

    def __repr__(self) -> str:
        shown = (", ".join(brief_fraction((low + high) / 2, 12) for low, high in own) for own in self.strategies)
        return f"<SymmetricProfile {' | '.join(shown)}>"

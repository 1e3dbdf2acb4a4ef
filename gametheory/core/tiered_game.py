"""Games of tiers: many identical sellers who each choose for themselves, known by how many choose what."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from math import comb, prod
from typing import TYPE_CHECKING, Protocol, TypeAlias

from gametheory.core.players import Player, check_unique, player_index
from gametheory.core.source import GameOfNumbers
from gametheory.errors import InvalidGameError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.array_types import FloatArray

Counts: TypeAlias = "tuple[tuple[int, ...], ...]"
"""For each player how many of its sellers choose each action; a single player chooses one action once."""


@dataclass(frozen=True, slots=True)
class Deviation:
    """One seller of a tier, or a single player, goes from an action to another one.

    Parameters
    ----------
    player
        Index of the player.
    current, other
        Indices of its actions.
    """

    player: int
    current: int
    other: int


@dataclass(frozen=True, slots=True)
class Enclosure:
    """Bounds on the gains of deviations over boxes of counts.

    Parameters
    ----------
    lower, upper
        Of shape [deviation, box]; NaN where nothing is known.
    """

    lower: FloatArray
    upper: FloatArray


@dataclass(frozen=True, slots=True)
class Slopes:
    """Bounds on how fast the gains of deviations change with each count.

    The last action of each tier takes what the others leave, so that its own slopes are 0 unless it is that of a jump.

    Parameters
    ----------
    lower, upper
        Of shape [deviation, place, box], where a place is an action of a player; infinite at a jump.
    """

    lower: FloatArray
    upper: FloatArray


class GainBounds(Protocol):
    """What one seller gains by each of some deviations, bounded over boxes of counts with all rounding counted in."""

    def enclose(self, low: FloatArray, high: FloatArray) -> Enclosure:
        """Return bounds on the gains over boxes.

        Parameters
        ----------
        low, high
            Least and largest counts before the deviation, of shape [place, box], where the places are the actions of
            all players in order.
        """
        ...

    def slopes(self, low: FloatArray, high: FloatArray) -> Slopes:
        """Return bounds on the derivatives of the gains over boxes, of the same shape as the boxes."""
        ...


class TierPayoffs(Protocol):
    """Payoffs by own action and counts, which a model or a program supplies."""

    def payoff(self, player: int, action: int, counts: Sequence[Sequence[int | Fraction]]) -> Fraction:
        """Return the payoff of one who chooses an action, itself counted there; of tiers at any real counts."""
        ...

    def gain_bounds(
        self, profile: Sequence[int | None], deviations: Sequence[Deviation], *, is_limit: bool = False
    ) -> GainBounds:
        """Return what bounds the gains of deviations while the single players keep to their actions.

        Parameters
        ----------
        profile
            Action of each single player; None for tiers.
        deviations
            What is compared.
        is_limit
            Whether one seller's move leaves the counts as they are, as in the limit of ever larger tiers.
        """
        ...

    def payoff_bounds(self, profile: Sequence[int | None], seats: Sequence[tuple[int, int]]) -> GainBounds:
        """Return what bounds payoffs themselves: of a player who chooses an action, itself counted there."""
        ...

    def alike_tiers(self) -> tuple[tuple[int, ...], ...]:
        """Return groups of tiers whose sellers are paid alike, and of whom everybody feels the totals alone."""
        ...

    def pooled(self, groups: Sequence[Sequence[int]]) -> TierPayoffs:
        """Return payoffs in which the sellers of tiers that are alike stand together at the first tier of a group."""
        ...


@dataclass(frozen=True, repr=False, kw_only=True)
class TieredGame(GameOfNumbers):
    """A game between tiers of identical sellers and single players, all of whom choose at once.

    Nobody's payoff depends on who of a tier chooses an action, only on how many do. What is kept does not grow with
    the number of sellers.

    Parameters
    ----------
    players
        In the order of payoffs.
    counts
        Number of sellers of each player; 1 for a single player.
    actions
        Names of the actions of each player.
    payoffs
        By own action and counts; compared by identity.
    title
        Free text; not part of equality.

    Raises
    ------
    InvalidGameError
        If the parts do not fit together.

    Examples
    --------
    >>> from fractions import Fraction
    >>> class Congestion:
    ...     def payoff(self, player, action, counts):
    ...         return Fraction((6, 4)[action] - counts[0][action])
    >>> game = TieredGame(
    ...     players=(Player("shop", "Shops"),), counts=(5,), actions=(("North", "South"),), payoffs=Congestion()
    ... )
    >>> game, game.num_count_vectors
    (<TieredGame '': Shops (5)>, 6)
    >>> game.gain(Deviation(0, 0, 1), ((4, 1),))
    Fraction(0, 1)
    """

    players: tuple[Player, ...]
    counts: tuple[int, ...]
    actions: tuple[tuple[str, ...], ...]
    payoffs: TierPayoffs
    title: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if not self.players:
            raise InvalidGameError("expected at least one player, got none")
        if not len(self.players) == len(self.counts) == len(self.actions):
            raise InvalidGameError(
                f"expected a count and actions for each of {len(self.players)} players, got {len(self.counts)} counts "
                f"and actions of {len(self.actions)}"
            )
        check_unique([player.key for player in self.players], "player keys")
        for player, count, names in zip(self.players, self.counts, self.actions, strict=True):
            if count < 1:
                raise InvalidGameError(f"expected at least one seller of {player.label}, got {count}")
            if not names:
                raise InvalidGameError(f"expected at least one action of {player.label}, got none")
            check_unique(names, f"actions of {player.label}")

    @property
    def num_players(self) -> int:
        """Number of tiers and single players."""
        return len(self.players)

    @property
    def num_actions(self) -> tuple[int, ...]:
        """Number of actions of each player."""
        return tuple(len(names) for names in self.actions)

    @property
    def num_count_vectors(self) -> int:
        """Number of ways in which the sellers can spread over the actions, told apart by counts alone."""
        return prod(comb(n + len(names) - 1, n) for n, names in zip(self.counts, self.actions, strict=True))

    @property
    def tiers(self) -> tuple[int, ...]:
        """Indices of the players with several sellers."""
        return tuple(index for index, count in enumerate(self.counts) if count > 1)

    @property
    def single_players(self) -> tuple[int, ...]:
        """Indices of the players who are one decision maker."""
        return tuple(index for index, count in enumerate(self.counts) if count == 1)

    def player_index(self, key: str | int) -> int:
        """Return the index of the player with this key."""
        return player_index(self.players, key)

    def payoff(self, player: str | int, action: int, counts: Sequence[Sequence[int | Fraction]]) -> Fraction:
        """Return the payoff of one who chooses an action at these counts, itself counted there."""
        return self.payoffs.payoff(self.player_index(player), action, counts)

    def limit_payoff(self, player: int, action: int, shares: Sequence[Sequence[Fraction]]) -> Fraction:
        """Return the payoff of an action at given shares, which one seller's move leaves as they are."""
        counts = [[share * count for share in own] for own, count in zip(shares, self.counts, strict=True)]
        if self.counts[player] == 1:
            counts[player] = [Fraction(int(own == action)) for own in range(self.num_actions[player])]
        return self.payoffs.payoff(player, action, counts)

    def gain(self, deviation: Deviation, counts: Counts) -> Fraction:
        """Return what one seller gains by a deviation; it is counted at its new action."""
        player, current, other = deviation.player, deviation.current, deviation.other
        moved = list(counts[player])
        moved[current] -= 1
        moved[other] += 1
        after = (*counts[:player], tuple(moved), *counts[player + 1 :])
        return self.payoffs.payoff(player, other, after) - self.payoffs.payoff(player, current, counts)

    def to_game(self) -> TieredGame:
        """Return this game (a game is its own source)."""
        return self

    def __repr__(self) -> str:
        named = (
            f"{player.label} ({count:,})" if count > 1 else player.label
            for player, count in zip(self.players, self.counts, strict=True)
        )
        return f"<TieredGame {self.title!r}: {', '.join(named)}>"

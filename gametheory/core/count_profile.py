"""What tiers do, by counts: one count vector, or a box of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import product
from math import comb, prod
from typing import TYPE_CHECKING, TypeAlias

from gametheory.core.read_only import read_only
from gametheory.errors import InvalidProfileError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gametheory.core.tiered_game import Counts, TieredGame

Range: TypeAlias = tuple[int, int]
"""The least and the largest count."""


@dataclass(frozen=True, repr=False)
class CountProfile:
    """A box of count vectors: all those within a range of counts for each action that add up for each player.

    Parameters
    ----------
    game
        The game whose players are counted.
    ranges
        For each player and action the least and the largest count; equal ones where the count is certain.

    Raises
    ------
    InvalidProfileError
        If a range is none of the player's, or its counts cannot add up, or an end of it is never taken.

    Examples
    --------
    >>> from gametheory.core.players import Player
    >>> from gametheory.core.tiered_game import TieredGame
    >>> game = TieredGame(
    ...     players=(Player("shop", "Shops"),), counts=(5,), actions=(("North", "South"),), payoffs=None
    ... )
    >>> profile = CountProfile(game, (((3, 4), (1, 2)),))
    >>> profile, profile.num_vectors, profile.lead, profile["shop"]["North"]
    (<CountProfile 3..4, 1..2>, 2, ((4, 1),), Fraction(4, 5))
    """

    game: TieredGame
    ranges: tuple[tuple[Range, ...], ...]

    def __post_init__(self) -> None:
        game = self.game
        if len(self.ranges) != game.num_players:
            raise InvalidProfileError(f"expected counts of {game.num_players} players, got {len(self.ranges)}")
        for index, (player, count, ranges) in enumerate(zip(game.players, game.counts, self.ranges, strict=True)):
            if len(ranges) != game.num_actions[index]:
                raise InvalidProfileError(
                    f"expected counts of {game.num_actions[index]} actions of {player.label}, got {len(ranges)}"
                )
            lows, highs = sum(low for low, _ in ranges), sum(high for _, high in ranges)
            for low, high in ranges:
                if not (0 <= low <= high and lows - low + high <= count <= highs - high + low):
                    raise InvalidProfileError(
                        f"expected ranges of counts of {player.label} that add up to {count:,}, each end taken, got "
                        f"{low:,} to {high:,} beside {_ranges_text(ranges)}"
                    )

    @classmethod
    def of_counts(cls, game: TieredGame, counts: Counts) -> CountProfile:
        """Return the box that is one count vector."""
        return cls(game, tuple(tuple((count, count) for count in own) for own in counts))

    @property
    def is_single(self) -> bool:
        """Whether all counts are certain."""
        return all(low == high for ranges in self.ranges for low, high in ranges)

    @property
    def is_pure(self) -> bool:
        """True: every seller chooses one action."""
        return True

    @cached_property
    def num_vectors(self) -> int:
        """Number of count vectors in the box."""
        return prod(num_sums(ranges, count) for ranges, count in zip(self.ranges, self.game.counts, strict=True))

    @cached_property
    def lead(self) -> Counts:
        """The vector of the box that stands first in the order of the list: earlier actions as often as possible."""
        return tuple(_lead(ranges, count) for ranges, count in zip(self.ranges, self.game.counts, strict=True))

    def vectors(self) -> Iterator[Counts]:
        """Yield the count vectors of the box, the leading one first."""
        own = (list(_sums(ranges, count)) for ranges, count in zip(self.ranges, self.game.counts, strict=True))
        return product(*own)

    def __getitem__(self, player: str | int) -> Mapping[str, Fraction]:
        """Return a player's shares by action at the leading vector."""
        index = self.game.player_index(player)
        names, count = self.game.actions[index], self.game.counts[index]
        return read_only({name: Fraction(own, count) for name, own in zip(names, self.lead[index], strict=True)})

    def __repr__(self) -> str:
        return f"<CountProfile {' | '.join(map(_ranges_text, self.ranges))}>"


def _ranges_text(ranges: tuple[Range, ...]) -> str:
    return ", ".join(f"{low:,}" if low == high else f"{low:,}..{high:,}" for low, high in ranges)


def _lead(ranges: tuple[Range, ...], count: int) -> tuple[int, ...]:
    """Return the counts that add up with earlier actions as often as possible."""
    left, found = count - sum(low for low, _ in ranges), []
    for low, high in ranges:
        more = min(left, high - low)
        found.append(low + more)
        left -= more
    return tuple(found)


def _sums(ranges: tuple[Range, ...], count: int) -> Iterator[tuple[int, ...]]:
    """Yield all counts within the ranges that add up, larger ones first."""
    (low, high), *others = ranges
    if not others:
        if low <= count <= high:
            yield (count,)
        return
    least, most = sum(first for first, _ in others), sum(last for _, last in others)
    for own in range(min(high, count - least), max(low, count - most) - 1, -1):
        for rest in _sums(tuple(others), count - own):
            yield (own, *rest)


def num_sums(ranges: tuple[Range, ...], count: int) -> int:
    """Return in how many ways counts within some ranges add up to a number.

    Examples
    --------
    >>> num_sums(((0, 2), (1, 4)), 5)
    2
    """
    spare = count - sum(low for low, _ in ranges)
    total = 0
    for chosen in product((False, True), repeat=len(ranges)):
        over = sum(high - low + 1 for (low, high), is_over in zip(ranges, chosen, strict=True) if is_over)
        if over <= spare:
            total += (-1) ** sum(chosen) * comb(spare - over + len(ranges) - 1, len(ranges) - 1)
    return total

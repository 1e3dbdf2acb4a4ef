"""What tiers do, by counts: one count vector, or a box of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import product
from math import comb, prod
from typing import TYPE_CHECKING, TypeAlias

from gametheory.core.read_only import read_only
from gametheory.errors import InvalidProfileError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gametheory.core.tiered_game import Counts, TieredGame

Range: TypeAlias = tuple[int, int]
"""The least and the largest count."""


@dataclass(frozen=True, slots=True)
class PooledCounts:
    """How many sellers of tiers that are alike choose each action in all; how they split over the tiers is open.

    Parameters
    ----------
    tiers
        Indices of the tiers.
    totals
        For each action the least and the largest number of sellers of these tiers together.
    """

    tiers: tuple[int, ...]
    totals: tuple[Range, ...]


@dataclass(frozen=True, repr=False)
class CountProfile:
    """A box of count vectors: all those within a range of counts for each action that add up for each player.

    Parameters
    ----------
    game
        The game whose players are counted.
    ranges
        For each player and action the least and the largest count; equal ones where the count is certain.
    pools
        Tiers that are alike, of which only those counts belong to the profile that have these totals.

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
    pools: tuple[PooledCounts, ...] = field(default=(), kw_only=True)

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
    def num_vectors(self) -> int | None:
        """Number of count vectors; None where tiers that are alike split over three actions in ways not counted."""
        boxed = prod(num_sums(self.ranges[player], self.game.counts[player]) for player in self._unpooled)
        splits = [_num_splits(pool.totals, self._counts(pool)) for pool in self.pools]
        known = [number for number in splits if number is not None]
        return boxed * prod(known) if len(known) == len(splits) else None

    @cached_property
    def lead(self) -> Counts:
        """The vector that stands first in the order of the list: earlier actions as often as possible."""
        found = {player: _lead(self.ranges[player], self.game.counts[player]) for player in self._unpooled}
        for pool in self.pools:
            found |= zip(pool.tiers, _lead_split(pool.totals, self._counts(pool)), strict=True)
        return tuple(found[player] for player in range(self.game.num_players))

    def vectors(self) -> Iterator[Counts]:
        """Yield the count vectors, the leading one first."""
        parts: list[list[tuple[tuple[int, ...], ...]]] = [
            [(counts,) for counts in _sums(self.ranges[player], self.game.counts[player])] for player in self._unpooled
        ]
        parts += [list(_splits(pool.totals, self._counts(pool))) for pool in self.pools]
        players = [*self._unpooled, *(tier for pool in self.pools for tier in pool.tiers)]
        for chosen in product(*parts):
            found = dict(zip(players, (counts for part in chosen for counts in part), strict=True))
            yield tuple(found[player] for player in range(len(players)))

    @property
    def _unpooled(self) -> list[int]:
        pooled = {tier for pool in self.pools for tier in pool.tiers}
        return [player for player in range(self.game.num_players) if player not in pooled]

    def _counts(self, pool: PooledCounts) -> tuple[int, ...]:
        return tuple(self.game.counts[tier] for tier in pool.tiers)

    def __getitem__(self, player: str | int) -> Mapping[str, Fraction]:
        """Return a player's shares by action at the leading vector."""
        index = self.game.player_index(player)
        names, count = self.game.actions[index], self.game.counts[index]
        return read_only({name: Fraction(own, count) for name, own in zip(names, self.lead[index], strict=True)})

    def __repr__(self) -> str:
        totals = "".join(f"; together {_ranges_text(pool.totals)}" for pool in self.pools)
        return f"<CountProfile {' | '.join(map(_ranges_text, self.ranges))}{totals}>"


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


def _lead_split(totals: Sequence[Range], counts: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Yield what each tier chooses in the first split of totals."""
    left = sum(counts)
    for count in counts:
        spare = left - sum(low for low, _ in totals)
        own, missing = [], count
        for low, high in totals:
            number = min(missing, high, low + spare)
            own.append(number)
            missing -= number
            spare -= max(0, number - low)
        yield tuple(own)
        totals, left = _without(totals, own), left - count


def _splits(totals: Sequence[Range], counts: Sequence[int]) -> Iterator[tuple[tuple[int, ...], ...]]:
    """Yield every way in which tiers choose so that totals lie within ranges, the first one first."""
    if not counts:
        yield ()
        return
    spare = sum(counts) - sum(low for low, _ in totals)
    for own in _own_counts(totals, counts[0], spare):
        for rest in _splits(_without(totals, own), counts[1:]):
            yield (own, *rest)


def _own_counts(totals: Sequence[Range], count: int, spare: int) -> Iterator[tuple[int, ...]]:
    """Yield what one tier can choose where it may exceed the least totals by a number in all, larger counts first."""
    (low, high), *others = totals
    if not others:
        if count <= min(high, low + spare):
            yield (count,)
        return
    least, most = sum(first for first, _ in others), sum(last for _, last in others)
    for own in range(min(count, high, low + spare), -1, -1):
        left = spare - max(0, own - low)
        if count - own > min(most, least + left):
            return
        for rest in _own_counts(others, count - own, left):
            yield (own, *rest)


def _without(totals: Sequence[Range], own: Sequence[int]) -> list[Range]:
    """Return what other tiers have in all where one has these counts."""
    return [(max(0, low - number), high - number) for (low, high), number in zip(totals, own, strict=True)]


def _num_splits(totals: Sequence[Range], counts: Sequence[int]) -> int | None:
    """Return in how many ways tiers choose so that totals lie within ranges; None where that is not worked out.

    Examples
    --------
    >>> _num_splits([(2, 3), (4, 5)], [3, 4]), len(list(_splits([(2, 3), (4, 5)], [3, 4])))
    (7, 7)
    """
    if len(totals) == 2:
        low, high = totals[0]
        return num_sums((*((0, count) for count in counts), (0, high - low)), high)
    if len(counts) == 2 and all(low == high for low, high in totals):
        return num_sums(tuple((0, high) for _, high in totals), counts[0])
    return None

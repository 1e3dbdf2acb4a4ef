"""Payoffs of tiers before it is settled what comes first: there are none yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from gametheory.errors import UnsupportedGameError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from gametheory.core.tiered_game import Deviation


class UnsettledPayoffs:
    """Payoffs that depend on what chance does first and on which stages are skipped, as ``TierPayoffs``.

    Every question raises UnsupportedGameError: it has an answer in the game that is left after a history.

    Examples
    --------
    >>> UnsettledPayoffs().alike_tiers()
    Traceback (most recent call last):
        ...
    gametheory.errors.UnsupportedGameError: expected payoffs after all that comes first, got a question before ...
    """

    def payoff(self, player: int, action: int, counts: Sequence[Sequence[int | Fraction]]) -> NoReturn:
        """Raise UnsupportedGameError."""
        _refuse()

    def gain_bounds(
        self, profile: Sequence[int | None], deviations: Sequence[Deviation], *, is_limit: bool = False
    ) -> NoReturn:
        """Raise UnsupportedGameError."""
        _refuse()

    def payoff_bounds(self, profile: Sequence[int | None], seats: Sequence[tuple[int, int]]) -> NoReturn:
        """Raise UnsupportedGameError."""
        _refuse()

    def alike_tiers(self) -> NoReturn:
        """Raise UnsupportedGameError."""
        _refuse()

    def pooled(self, groups: Sequence[Sequence[int]]) -> NoReturn:
        """Raise UnsupportedGameError."""
        _refuse()


def _refuse() -> NoReturn:
    raise UnsupportedGameError(
        "expected payoffs after all that comes first, got a question before chance has moved and it is known which "
        "stages are skipped; ask the game that is left, 'after(history)'"
    )

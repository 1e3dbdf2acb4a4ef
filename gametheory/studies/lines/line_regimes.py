"""What every study of a line answers: regimes on stretches and at single values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from gametheory.polynomials import RealRoot
    from gametheory.studies.lines.parameter_line import Piece, TracedGame
    from gametheory.studies.regimes import Regime


class LateRegime:
    """A regime that is made when it is asked for, where all together would be too long to list.

    Parameters
    ----------
    made
        Makes it.

    Examples
    --------
    >>> settled(LateRegime(lambda: (((("firm", "", ("Enter",)),),),)))
    (((('firm', '', ('Enter',)),),),)
    """

    __slots__ = ("_known", "_made")

    def __init__(self, made: Callable[[], Regime]) -> None:
        self._made = made
        self._known: Regime | None = None

    def settle(self) -> Regime:
        """Return the regime."""
        if self._known is None:
            self._known = self._made()
        return self._known


AnyRegime: TypeAlias = "Regime | LateRegime | None"
"""A regime, there or to be made; None where there is no game."""


def settled(regime: AnyRegime) -> Regime | None:
    """Return a regime that may still have to be made."""
    return regime.settle() if isinstance(regime, LateRegime) else regime


@dataclass(frozen=True, slots=True)
class RegimeChange:
    """A value inside a piece at which the regime is not that before it.

    Parameters
    ----------
    root
        The value.
    at
        The regime there.
    after
        The regime between it and the next change.
    """

    root: RealRoot
    at: Regime | LateRegime
    after: Regime | LateRegime


@dataclass(frozen=True, slots=True)
class PieceRegimes:
    """The regimes on a piece.

    Parameters
    ----------
    first
        The regime at its beginning.
    changes
        In increasing order; between them the regime is the same, proved.
    num_polynomials
        Whose signs decide the regime, those that are constant not counted.
    num_candidates
        Their roots inside.
    ties
        Sentences that name what ties at every value.
    """

    first: Regime | LateRegime
    changes: tuple[RegimeChange, ...]
    num_polynomials: int
    num_candidates: int
    ties: tuple[str, ...] = ()


class LineStudy(Protocol):
    """Determines the regimes of one kind of game."""

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences on what regimes at single values leave out."""
        ...

    def on_piece(self, piece: Piece, tick: Callable[[], object]) -> PieceRegimes:
        """Return all regimes on a piece."""
        ...

    def at_value(self, root: RealRoot, traced: TracedGame, tick: Callable[[], object]) -> Regime:
        """Return the regime at one value."""
        ...

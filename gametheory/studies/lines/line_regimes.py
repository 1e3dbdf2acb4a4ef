"""What every study of a line answers: regimes on stretches and at single values."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol, TypeAlias

from gametheory.polynomials import stretches

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gametheory.polynomials import LocalSigns, Polynomial, RealRoot
    from gametheory.studies.lines.parameter_line import Piece, TracedGame
    from gametheory.studies.regimes import Regime
MOST_NAMED = 10
"""Values that a note names."""


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
        The regime there; None where it is not known.
    after
        The regime between it and the next change.
    """

    root: RealRoot
    at: AnyRegime
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

    def at_value(self, root: RealRoot, traced: TracedGame, tick: Callable[[], object]) -> Regime | None:
        """Return the regime at one value; None where it is not known."""
        ...


def compared_regimes(
    found_near: Callable[[LocalSigns], Regime],
    at_value: Callable[[RealRoot], Regime | None],
    piece: Piece,
    tick: Callable[[], object],
) -> PieceRegimes:
    """Return all regimes on a piece for a computation that asks for signs: it goes the same way between their roots.

    Parameters
    ----------
    found_near
        Returns the regime near a number.
    at_value
        Returns the regime at a value.
    piece
        Where.
    tick
        Called between steps.
    """
    seen: set[Polynomial] = set()

    def noted(signs: LocalSigns) -> Regime:
        regime = found_near(signs)
        seen.update(signs.recorded)
        return regime

    parts = stretches(noted, piece.low, piece.high, tick=tick)
    changes = []
    for before, after in pairwise(parts):
        at = at_value(after.low)
        if at != before.content or at != after.content:
            changes.append(RegimeChange(after.low, at, after.content))
    return PieceRegimes(parts[0].content, tuple(changes), len(seen), len(parts) - 1)


def named_values(roots: Sequence[RealRoot]) -> str:
    """Return values as text, the lowest ones by name.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from gametheory.polynomials import RealRoot
    >>> named_values([RealRoot.rational(Fraction(number, 3)) for number in range(12, 0, -1)])
    '1/3, 2/3, 1, 4/3, 5/3, 2, 7/3, 8/3, 3, 10/3 and 2 other values'
    """
    values = ", ".join(map(str, sorted(roots)[:MOST_NAMED]))
    others = len(roots) - MOST_NAMED
    return f"{values} and {others:,} other values" if others > 0 else values

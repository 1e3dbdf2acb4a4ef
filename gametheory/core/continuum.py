"""Connected sets of equilibria of three and more players, told by the conditions that describe them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from gametheory.core.normal_form import NormalFormGame

Term: TypeAlias = tuple[Fraction, tuple[tuple[int, int], ...]]
"""A coefficient, and the probabilities that it is multiplied with: each by player and action."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A polynomial in probabilities that is 0, or at most 0.

    Parameters
    ----------
    terms
        Their sum is the polynomial.
    is_equation
        Whether it is 0; otherwise it is at most 0.
    """

    terms: tuple[Term, ...]
    is_equation: bool = False


@dataclass(frozen=True, slots=True)
class Continuum:
    """All equilibria in which every player plays certain actions with positive probability; infinitely many.

    Parameters
    ----------
    game
        The normal form that players and actions are those of: of a tree the agent form, in which each information set
        is a player, or the reduced normal form.
    supports
        For each player the actions that are played.
    free
        Players whose probabilities are not determined by those conditions alone that are linear.
    conditions
        What holds besides: each player's probabilities are positive on its support and sum to 1.
    equilibria
        Indices into ``Solution.equilibria`` of points of its closure: all extreme ones where ``is_linear``.
    is_linear
        Whether the closure is a product of polytopes, one for each player, spanned by those points.
    """

    game: NormalFormGame
    supports: tuple[tuple[int, ...], ...]
    free: tuple[int, ...]
    conditions: tuple[Condition, ...]
    equilibria: tuple[int, ...]
    is_linear: bool = True

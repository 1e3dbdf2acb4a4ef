"""Price of anarchy and of stability: what the best sum of payoffs is in proportion to that of equilibria, exact."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

import numpy as np

from gametheory.analysis.normal_forms import normal_form
from gametheory.core.rationals import brief_fraction, to_fraction
from gametheory.core.solution import Coverage, Solution
from gametheory.errors import InvalidParameterError, UnsupportedGameError

if TYPE_CHECKING:
    from gametheory.core.source import GameSource

PURE_CONCEPTS = frozenset({"pure", "strict"})
"""Concepts whose equilibria are all pure: a list of all pure ones lacks none."""


@dataclass(frozen=True, slots=True)
class Welfare:
    """The largest sum of payoffs.

    Parameters
    ----------
    total
        The sum.
    profile
        The first pure profile that reaches it: an action index for each player; of a tree, a pure strategy of its
        reduced normal form.
    payoffs
        Payoff of each player there.
    """

    total: Fraction
    profile: tuple[int, ...]
    payoffs: tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Price:
    """The largest sum of payoffs in proportion to that of an equilibrium.

    Parameters
    ----------
    name
        ``price of anarchy`` or ``price of stability``.
    value
        At least 1 for Nash equilibria; None where the equilibrium pays nothing in total but something else does: the
        price is infinite.
    optimum
        The largest sum of payoffs.
    equilibrium
        Index of the worst or best equilibrium in the solution.
    welfare
        Sum of payoffs there.
    bound
        ``exact``; ``at least`` or ``at most`` where the solution may lack equilibria that are worse or better;
        ``about`` where its equilibria are approximate.
    only_pure
        Whether only pure equilibria were looked for.
    """

    name: str
    value: Fraction | None
    optimum: Welfare
    equilibrium: int
    welfare: Fraction
    bound: str
    only_pure: bool = False

    @property
    def sentence(self) -> str:
        """The price in words."""
        size = "infinite" if self.value is None else brief_fraction(self.value)
        relation = "is" if self.bound == "exact" else f"is {self.bound}"
        which = "worst" if self.name == "price of anarchy" else "best"
        which += " pure" if self.only_pure else ""
        known = "" if self.bound == "exact" else ", among the equilibria that are known"
        return (
            f"The {self.name} {relation} {size}: all players together could get {brief_fraction(self.optimum.total)}, "
            f"and get {brief_fraction(self.welfare)} in the {which} equilibrium{known}."
        )


def best_welfare(source: GameSource) -> Welfare:
    """Return the largest sum of payoffs that players reach, and the profile that reaches it.

    Parameters
    ----------
    source
        A game of any number of players, or a model; of a tree the reduced normal form is taken.

    Raises
    ------
    UnsupportedGameError
        If the normal form of a tree is too large.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> best = best_welfare(NormalFormGame.from_bimatrix([[3, 0], [5, 1]], [[4, 9], [1, 2]]))
    >>> str(best.total), best.profile
    ('9', (0, 1))
    """
    game = normal_form(source)
    tables = [game.integer_payoffs(player) for player in range(game.num_players)]
    denominator = lcm(*(table.denominator for table in tables))
    totals = sum(table.values.astype(object) * (denominator // table.denominator) for table in tables)
    first = int(np.argmax(totals))
    profile = tuple(int(action) for action in np.unravel_index(first, game.num_actions))
    payoffs = tuple(game.payoff(player, profile) for player in range(game.num_players))
    return Welfare(sum(payoffs, Fraction(0)), profile, payoffs)


def price_of_anarchy(solution: Solution) -> Price:
    """Return the largest sum of payoffs divided by that of the worst equilibrium of a solution.

    Parameters
    ----------
    solution
        Any solution with at least one equilibrium, best one that lists them all: of the extreme equilibria of two
        players one is worst among all. Where equilibria may be missing, such as mixed ones of three players, the price
        is a lower bound, and says so.

    Returns
    -------
    Price
        Its ``value`` is None where the price is infinite.

    Raises
    ------
    InvalidParameterError
        If it is no solution.
    UnsupportedGameError
        If a payoff is negative, for then proportions mean nothing and depend on the units of payoffs; if there is
        no equilibrium; or if a player is bound (concept ``stackelberg``).

    Notes
    -----
    Exact. It depends on the units of payoffs: adding a constant changes it.

    References
    ----------
    koutsoupias1999

    Examples
    --------
    >>> from gametheory import NormalFormGame, solve
    >>> game = NormalFormGame.from_bimatrix([[3, 0], [5, 1]], [[4, 9], [1, 2]])
    >>> price_of_anarchy(solve(game)).sentence
    'The price of anarchy is 3: all players together could get 9, and get 3 in the worst equilibrium.'
    """
    return _price(solution, "price of anarchy")


def price_of_stability(solution: Solution) -> Price:
    """Return the largest sum of payoffs divided by that of the best equilibrium of a solution.

    Parameters
    ----------
    solution
        Any solution with at least one equilibrium. Where better equilibria may be missing, the price is an upper
        bound, and says so. A correlated equilibrium that is proved best by the objective ``welfare`` is enough.

    Returns
    -------
    Price
        Its ``value`` is None where the price is infinite.

    Raises
    ------
    InvalidParameterError
        If it is no solution.
    UnsupportedGameError
        If a payoff is negative, there is no equilibrium, or a player is bound (concept ``stackelberg``).

    Notes
    -----
    Exact. It depends on the units of payoffs: adding a constant changes it.

    References
    ----------
    anshelevich2008

    Examples
    --------
    >>> from gametheory import NormalFormGame, solve
    >>> game = NormalFormGame.from_bimatrix([[6, 2], [7, 0]], [[6, 7], [2, 0]])
    >>> str(price_of_stability(solve(game)).value)
    '9/7'
    """
    return _price(solution, "price of stability")


def _price(solution: Solution, name: str) -> Price:
    """Return one of the two prices."""
    _check_solution(solution, name)
    game = normal_form(solution.game)
    if (game.payoffs < 0).any():
        raise UnsupportedGameError(
            f"the {name} needs payoffs of at least 0, got {brief_fraction(to_fraction(game.payoffs.min()))}; "
            "proportions of sums that can be negative mean nothing: state payoffs from the worst outcome, or compare "
            "best_welfare with the sums of payoffs in equilibrium"
        )
    if not solution.equilibria:
        raise UnsupportedGameError(
            f"the {name} needs an equilibrium, got a solution without one; "
            "solve for concept 'nash', or allow the search more time"
        )
    totals = [sum(equilibrium.payoffs, Fraction(0)) for equilibrium in solution.equilibria]
    is_worst = name == "price of anarchy"
    welfare = min(totals) if is_worst else max(totals)
    optimum = best_welfare(game)
    value = Fraction(1) if optimum.total == welfare else None if not welfare else optimum.total / welfare
    bound = _bound(solution, is_worst=is_worst)
    return Price(name, value, optimum, totals.index(welfare), welfare, bound, _has_only_pure(solution))


def _check_solution(solution: object, name: str) -> None:
    """Raise an error unless this is a solution in which every player is free to change."""
    if not isinstance(solution, Solution):
        raise InvalidParameterError(
            f"the {name} needs a solution, got {type(solution).__name__}; solve the game first: solve(game)"
        )
    if solution.concept == "stackelberg":
        raise UnsupportedGameError(
            f"the {name} needs equilibria of players who are free to change, got concept 'stackelberg', in which the "
            "leader is bound; solve for concept 'nash'"
        )


def _has_only_pure(solution: Solution) -> bool:
    """Whether only pure equilibria were looked for."""
    is_nash = solution.concept == "nash"  # of sequential equilibria mixed ones are looked for too
    return solution.concept in PURE_CONCEPTS or (is_nash and solution.coverage is Coverage.ALL_PURE)


def _bound(solution: Solution, *, is_worst: bool) -> str:
    """Return how the price of the listed equilibria compares with that of all of the concept."""
    if any(equilibrium.max_regret for equilibrium in solution.equilibria):
        return "about"
    if not is_worst and solution.options.get("objective") == "welfare":
        return "exact"
    complete = {Coverage.ALL, Coverage.ALL_EXTREME}
    if solution.concept in PURE_CONCEPTS:
        complete.add(Coverage.ALL_PURE)
    is_listed = solution.num_extreme is None or solution.num_extreme == len(solution.equilibria)
    if solution.coverage in complete and is_listed:
        return "exact"
    return "at least" if is_worst else "at most"

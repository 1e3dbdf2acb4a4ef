"""All Nash equilibria of two players, support by support."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.kernels.support_equilibria import support_equilibria
from gametheory.solvers.normal_forms.enumerated_pairs import search_enumerated
from gametheory.solvers.problem import TooLargeError

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from gametheory.core.profiles import Profile
    from gametheory.solvers.normal_forms.enumerated_pairs import WeightsPair
    from gametheory.solvers.normal_forms.two_player_rest import TwoPlayerRest
    from gametheory.solvers.problem import Conclusion, Problem

MOST_SUPPORT_PAIRS = 2**24
"""Pairs of supports up to which a game is answered: 12 x 12 actions have nearly as many."""


def search(problem: Problem) -> Generator[Profile, None, Conclusion]:
    """Yield all extreme equilibria of a two-player normal form; end with maximal Nash subsets and components.

    Complete and exact, degenerate or not: for each pair of supports, of different size too, the strategies are found
    that make each other's support best replies and are fixed by their ties. It stands apart from ``label_tree`` in
    everything but what elimination leaves, and so checks it.

    Parameters
    ----------
    problem
        A normal form in which iterated strict elimination leaves at most two players a choice.

    Raises
    ------
    UnsupportedGameError
        If more than two players keep a choice.
    TooLargeError
        If what elimination leaves has more than 16,777,216 pairs of supports (beyond 12 x 12).

    Notes
    -----
    Rationals throughout. Supports whose replies are conditionally dominated, by actions or by mixtures, are not
    solved. Cost grows exponentially with both numbers of actions, even where the answer is short: 10 x 10 takes
    seconds, 12 x 12 from half a minute to some minutes.

    References
    ----------
    vonstengel2002, sections 2.2 and 2.7.

    Examples
    --------
    >>> from gametheory import NormalFormGame, solve
    >>> game = NormalFormGame.from_bimatrix([[3, 3], [2, 5], [0, 6]], [[3, 3], [2, 6], [3, 1]])
    >>> solution = solve(game, method="support_enumeration")
    >>> [equilibrium.profile for equilibrium in solution.equilibria][2], solution.coverage
    (<MixedProfile 0, 1/3, 2/3 | 1/3, 2/3>, <Coverage.ALL: 'all'>)
    """
    return (yield from search_enumerated(problem, "support_enumeration", _enumerated))


def _enumerated(rest: TwoPlayerRest) -> Iterator[WeightsPair | None]:
    """Yield the extreme equilibria of a game that is not too large."""
    num_rows, num_columns = len(rest.payoffs[0]), len(rest.payoffs[0][0])
    if (2**num_rows - 1) * (2**num_columns - 1) > MOST_SUPPORT_PAIRS:
        raise TooLargeError(
            f"support_enumeration looks at no more than {MOST_SUPPORT_PAIRS:,} pairs of supports, got {num_rows} x "
            f"{num_columns} actions after iterated strict elimination, which have more (12 x 12 have not); use "
            f"'label_tree', which finds the same equilibria, or 'lemke_howson' for one"
        )
    return support_equilibria(*rest.payoffs)

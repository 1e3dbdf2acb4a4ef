"""Nash equilibria of two players that paths of Lemke and Howson reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.core.solution import Coverage, Termination
from gametheory.kernels.lemke_howson_network import joined_pairs
from gametheory.solvers.normal_forms.lemke_howson import to_mixed_profile, two_payoff_matrices
from gametheory.solvers.problem import Conclusion

if TYPE_CHECKING:
    from collections.abc import Generator

    from gametheory.core.profiles import Profile
    from gametheory.kernels.best_response_tableau import Weights
    from gametheory.solvers.problem import Problem

NOT_JOINED = (
    "equilibria that no path of Lemke and Howson joins to the listed ones, if there are any, were not found; "
    "method 'label_tree' finds all"
)


def search(problem: Problem) -> Generator[Profile, None, Conclusion]:
    """Yield the equilibria that paths of Lemke and Howson join to the artificial start and to each other.

    Guaranteed to find at least one equilibrium of every game of two players, exactly, degenerate or not; never
    guaranteed to find all, and so its coverage is partial, however many there are: equilibria in another part of the
    network are not reached.

    Parameters
    ----------
    problem
        A normal form of two players.

    Raises
    ------
    UnsupportedGameError
        If there are not two players.

    Notes
    -----
    From the artificial start and then from every equilibrium found, each label is dropped once, until nothing new
    is reached or as many equilibria are found as are listed. Ties are broken lexicographically. Integers throughout.

    References
    ----------
    vonstengel2002, sections 2.3 and 2.7; the network is Shapley's (1974).

    Examples
    --------
    >>> from gametheory import NormalFormGame, solve
    >>> game = NormalFormGame.from_bimatrix([[3, 3], [2, 5], [0, 6]], [[3, 2], [2, 6], [3, 1]])
    >>> solution = solve(game, method="lemke_howson_all")
    >>> len(solution.equilibria), solution.coverage
    (3, <Coverage.PARTIAL: 'partial'>)
    """
    game = problem.normal_form
    found: set[tuple[Weights, Weights]] = set()
    num_pivots = 0
    termination = Termination.EXHAUSTED
    for pair in joined_pairs(*two_payoff_matrices(game, "lemke_howson_all")):
        problem.watch.tick()
        if pair is None:
            num_pivots += 1
            continue
        weights = pair.weights
        if weights not in found:
            if len(found) == problem.num_listed:
                termination = Termination.COUNT_REACHED
                break
            found.add(weights)
            yield to_mixed_profile(game, weights)
    return Conclusion(
        Coverage.PARTIAL, unresolved=(NOT_JOINED,), termination=termination, statistics={"pivots": num_pivots}
    )

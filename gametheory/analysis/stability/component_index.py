"""Index of each component of equilibria of a two-player game, from the list of its extreme equilibria."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.analysis.certificate import judge
from gametheory.analysis.profiles.action_payoffs import checked_mixed_profile, integer_weights
from gametheory.analysis.profiles.two_player_tables import own_tables
from gametheory.errors import InvalidProfileError
from gametheory.kernels.equilibrium_index import MOST_CANDIDATES
from gametheory.kernels.equilibrium_index import component_indices as indices_of_weights

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.profiles import MixedProfile


def component_indices(
    game: NormalFormGame,
    components: Sequence[Sequence[MixedProfile]],
    *,
    most_candidates: int = MOST_CANDIDATES,
    heartbeat: Heartbeat | None = None,
) -> tuple[int | None, ...]:
    """Return the index of each connected component of equilibria; over a whole game the indices sum to +1.

    Parameters
    ----------
    game
        Two players.
    components
        The extreme equilibria of the game, all of them, by component.
    most_candidates
        Work for one component beyond which its index is unknown (None).
    heartbeat
        Called at every few steps; what it raises ends the computation. None for nobody.

    Returns
    -------
    tuple of int or None
        A component whose index is not 0 is essential: every game with payoffs near enough has an equilibrium near it.
        An index of 0 proves nothing. Strict equilibria have index +1.

    Raises
    ------
    UnsupportedGameError
        Unless there are two players.
    InvalidProfileError
        If a profile does not fit the game or is no equilibrium.

    Notes
    -----
    Exact, by a symbolic perturbation of the payoffs, whatever the degeneracy.

    References
    ----------
    shapley1974; govindan2005.

    Examples
    --------
    >>> from gametheory import NormalFormGame, solve
    >>> game = NormalFormGame.from_bimatrix([[0, 0], [0, 1]], [[0, 0], [0, 3]])
    >>> solution = solve(game)
    >>> profiles = [equilibrium.profile for equilibrium in solution.equilibria]
    >>> component_indices(game, [[profiles[index] for index in component] for component in solution.components])
    (0, 1)
    """
    row_payoffs, column_table = own_tables(game)
    listed = [checked_mixed_profile(game, profile) for component in components for profile in component]
    for profile in listed:
        if not judge(game, profile, heartbeat=heartbeat).is_equilibrium:
            raise InvalidProfileError(f"expected equilibria, got {profile!r}; take them from gametheory.solve")
    weights = [[tuple(integer_weights(strategy)[0]) for strategy in profile.strategies] for profile in listed]
    positions = iter(range(len(listed)))
    return indices_of_weights(
        row_payoffs,
        list(zip(*column_table, strict=True)),
        [(row, column) for row, column in weights],
        [[next(positions) for _ in component] for component in components],
        most_candidates=most_candidates,
        heartbeat=heartbeat,
    )

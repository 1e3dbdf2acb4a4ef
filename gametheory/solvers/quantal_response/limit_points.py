"""The Nash equilibrium near the end of a path of quantal response equilibria, exactly where that is found."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from gametheory.analysis.certificate import judge
from gametheory.core.normal_form import NormalFormGame
from gametheory.core.path import LimitPoint, choice_blocks, flat_probabilities
from gametheory.core.profiles import BehaviorProfile, MixedProfile
from gametheory.solvers.normal_forms.support_profiles import SupportProfiles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gametheory.array_types import FloatArray
    from gametheory.core.path import Path
    from gametheory.core.profiles import Profile

LEAST_PLAYED = (1e-3, 1e-5, 1e-2, 1e-7, 1e-4, 1e-6)
"""Probabilities from which on an action of the end of a path is taken to be played in the limit, tried in order."""
FARTHEST = 0.01
"""Largest difference of a probability between the end of a path and its limit."""
DENOMINATORS = (64, 1_000, 100_000)
"""Largest denominators of the fractions that are tried for probabilities of three and more players, and of trees."""


def limit_point(path: Path) -> LimitPoint:
    """Return the equilibrium near the end of a path, solved exactly on the actions played there where that succeeds.

    Parameters
    ----------
    path
        A path.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> from gametheory.solvers.quantal_response.principal_branch import logit_path
    >>> limit_point(logit_path(NormalFormGame.zero_sum([[1, 2], [3, 0]])))
    <LimitPoint <MixedProfile 3/4, 1/4 | 1/2, 1/2>, exact>
    """
    end = np.exp(path.log_probabilities[-1])
    for profile in _candidates(path, end):
        distance = float(np.abs(np.array(flat_probabilities(profile), dtype=float) - end).max())
        if distance <= FARTHEST:
            certificate = judge(path.game, profile)
            if certificate.is_equilibrium:
                return LimitPoint(profile, certificate, distance)
    rounded = _profile(path, [Fraction(probability) for probability in end.tolist()])
    return LimitPoint(rounded, judge(path.game, rounded), 0.0)


def _candidates(path: Path, end: FloatArray) -> Iterator[Profile]:
    """Yield profiles in rationals near the end of a path."""
    if isinstance(path.game, NormalFormGame) and path.game.num_players == 2:
        yield from _two_player_candidates(path.game, end)
        return
    for largest in (1, *DENOMINATORS):
        probabilities = [Fraction(value).limit_denominator(largest) for value in end.tolist()]
        if all(any(probabilities[block]) for block in choice_blocks(path.game)):
            yield _profile(path, probabilities)


def _two_player_candidates(game: NormalFormGame, end: FloatArray) -> Iterator[MixedProfile]:
    """Yield the equilibria on the actions that the end plays with more than some probability."""
    num_rows = game.num_actions[0]
    profiles = SupportProfiles(game, lambda: None)
    tried = set()
    for least in LEAST_PLAYED:
        rows, columns = (np.flatnonzero(part > least).tolist() for part in (end[:num_rows], end[num_rows:]))
        if (supports := (tuple(rows), tuple(columns))) in tried:
            continue
        tried.add(supports)
        profile = profiles.equilibrium(rows, columns)
        if profile is None:
            kept = [np.where(part > least, part, 0.0) for part in (end[:num_rows], end[num_rows:])]
            profile = profiles.equilibrium_near(*(part / part.sum() for part in kept))
        if profile is not None:
            yield profile


def _profile(path: Path, probabilities: list[Fraction]) -> Profile:
    """Return probabilities in the order of the path as a profile, scaled to sum to 1."""
    strategies = []
    for block in choice_blocks(path.game):
        own = probabilities[block]
        total = sum(own)
        strategies.append(tuple(probability / total for probability in own))
    if isinstance(path.game, NormalFormGame):
        return MixedProfile(path.game, tuple(strategies))
    chosen = iter(strategies)
    return BehaviorProfile(
        path.game, tuple(None if infoset.is_chance else next(chosen) for infoset in path.game.infosets)
    )

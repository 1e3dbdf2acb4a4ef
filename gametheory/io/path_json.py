"""Paths of quantal response equilibria, and what fitting them found, as JSON."""

from __future__ import annotations

from dataclasses import asdict
from math import isfinite
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory import __version__
from gametheory.core.normal_form import NormalFormGame
from gametheory.core.path import choices_of, flat_probabilities
from gametheory.core.rationals import format_fraction
from gametheory.io.json_values import number_to_json
from gametheory.io.solution_json import FORMAT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

    from gametheory.core.path import Bifurcation, Path, QuantalResponse
    from gametheory.core.profiles import Profile
    from gametheory.studies.quantal_response.fit_records import LogitFit


def path_to_json(
    path: Path,
    responses: Sequence[QuantalResponse] = (),
    *,
    parameters: Mapping[str, Fraction] | None = None,
    sha256: str | None = None,
) -> dict[str, Any]:
    """Return a path as plain values for ``json.dumps``.

    Parameters
    ----------
    path
        The path.
    responses
        Points of it that were asked for.
    parameters
        Values that the game was made with.
    sha256
        Hash of the game file, where there is one.
    """
    return {
        "format": FORMAT,
        "version": __version__,
        "sha256": sha256,
        "game": path.game.title,
        "parameters": {name: format_fraction(value) for name, value in (parameters or {}).items()},
        "form": "normal" if isinstance(path.game, NormalFormGame) else "agent",
        "termination": path.termination.value,
        **_course(path),
        "at": [_response(response) for response in responses],
        "limit": {
            "strategies": profile_to_json(path.limit.profile),
            "is_exact": path.limit.is_exact,
            "max_regret": float(path.limit.certificate.max_regret),
            "distance": path.limit.distance,
        },
        "bifurcations": [_bifurcation(bifurcation) for bifurcation in path.bifurcations],
        "unresolved": list(path.unresolved),
    }


def _course(path: Path) -> dict[str, Any]:
    """Return the points of a path."""
    with np.errstate(under="ignore"):
        probabilities = np.exp(path.log_probabilities)
    return {
        "choices": [_choice(path, *choice) for choice in choices_of(path.game)],
        "precisions": path.precisions.tolist(),
        "probabilities": probabilities.tolist(),
        "residuals": path.residuals.tolist(),
        "turns": list(path.turns),
    }


def _choice(path: Path, player: int, infoset: int, actions: tuple[str, ...]) -> dict[str, Any]:
    """Return who takes which actions where, in the order of the probabilities."""
    key = path.game.players[player].key
    if isinstance(path.game, NormalFormGame):
        return {"player": key, "actions": list(actions)}
    return {"player": key, "infoset": path.game.infosets[infoset].key, "actions": list(actions)}


def _response(response: QuantalResponse) -> dict[str, Any]:
    """Return a point with its certificate."""
    return {
        "precision": response.precision,
        "strategies": profile_to_json(response.profile),
        "residual": response.certificate.residual,
        "radius": response.certificate.radius,
    }


def _bifurcation(bifurcation: Bifurcation) -> dict[str, Any]:
    """Return a bifurcation with its arms."""
    return {
        "precision": bifurcation.precision,
        "strategies": profile_to_json(bifurcation.profile),
        "why_not_followed": bifurcation.why_not_followed or None,
        "arms": [
            {
                **_course(arm),
                "termination": arm.termination.value,
                "limit": {"strategies": profile_to_json(arm.limit.profile), "is_exact": arm.limit.is_exact},
            }
            for arm in bifurcation.arms
        ],
    }


def profile_to_json(profile: Profile) -> dict[str, Any]:
    """Return strategies by player, information set of trees, and action; exact numbers as text.

    Examples
    --------
    >>> from gametheory import MixedProfile, NormalFormGame
    >>> profile_to_json(MixedProfile(NormalFormGame.zero_sum([[1, 2]]), [[1], ["1/4", "3/4"]]))
    {'1': {'1': '1'}, '2': {'1': '1/4', '2': '3/4'}}
    """
    game = profile.game
    numbers = iter(flat_probabilities(profile))
    found: dict[str, Any] = {player.key: {} for player in game.players}
    for player, infoset, actions in choices_of(game):
        place = found[game.players[player].key]
        if not isinstance(game, NormalFormGame):
            place = place.setdefault(game.infosets[infoset].key, {})
        place.update({action: number_to_json(next(numbers)) for action in actions})
    return found


def fit_to_json(
    fit: LogitFit, *, parameters: Mapping[str, Fraction] | None = None, sha256: str | None = None
) -> dict[str, Any]:
    """Return a fit as plain values for ``json.dumps``; a log likelihood of minus infinity is null.

    Parameters
    ----------
    fit
        The fit.
    parameters
        Values that the game was made with.
    sha256
        Hash of the game file, where there is one.
    """
    nash = fit.log_likelihood_nash
    return {
        "format": FORMAT,
        "version": __version__,
        "sha256": sha256,
        "game": fit.path.game.title,
        "parameters": {name: format_fraction(value) for name, value in (parameters or {}).items()},
        "num_observed": fit.num_observed,
        "precision": fit.precision,
        "standard_error": fit.standard_error,
        "level": fit.level,
        "interval": list(fit.interval),
        "log_likelihood": fit.log_likelihood,
        "log_likelihood_uniform": fit.log_likelihood_uniform,
        "log_likelihood_nash": nash if isfinite(nash) else None,
        "log_likelihood_observed": fit.log_likelihood_observed,
        "p_value_of_uniform": fit.p_value_of_uniform,
        "choices": [asdict(choice) for choice in fit.choices],
        "response": _response(fit.response),
        "nash": profile_to_json(fit.path.limit.profile),
        "notes": list(fit.notes),
    }

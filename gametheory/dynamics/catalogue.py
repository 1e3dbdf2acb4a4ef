"""The dynamics by name, and the one entrance to all of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any

from gametheory.core.read_only import read_only
from gametheory.errors import InvalidParameterError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gametheory.core.solution import ProgressListener
    from gametheory.core.source import GameSource
    from gametheory.dynamics.trajectory import Trajectory


@dataclass(frozen=True, slots=True)
class Dynamics:
    """One way in which play moves.

    Parameters
    ----------
    name, label
        As ``play`` and the command take it, and as readers know it.
    summary
        What it does, in a few words.
    home
        Module and function.
    options
        Names of the options that ``play`` passes on.
    fixed
        Options that the name implies.
    is_average
        Whether the shares are frequencies of all play so far.
    time_unit
        What ``Trajectory.times`` counts.
    """

    name: str
    label: str
    summary: str
    home: str
    options: tuple[str, ...] = ("start",)
    fixed: Mapping[str, Any] = field(default_factory=lambda: read_only({}))
    is_average: bool = False
    time_unit: str = "steps"

    def length_text(self, time: float) -> str:
        """Return a time in words.

        Examples
        --------
        >>> DYNAMICS["moran"].length_text(1), DYNAMICS["replicator"].length_text(1000.5)
        ('1 step', '1,000.5 units of time')
        """
        unit = self.time_unit if time != 1 else self.time_unit.replace("steps", "step").replace("units", "unit")
        return f"{time:,.12g} {unit}"


_LISTED = (
    Dynamics(
        "best_response",
        "best-response dynamics",
        "players in turn change to a best reply",
        "best_response:best_response_dynamics",
    ),
    Dynamics(
        "simultaneous_best_response",
        "simultaneous best-response dynamics",
        "all players at once change to a best reply",
        "best_response:best_response_dynamics",
        fixed=read_only({"is_simultaneous": True}),
    ),
    Dynamics(
        "fictitious_play",
        "fictitious play",
        "best replies to how often the others have played what",
        "belief_learning:fictitious_play",
        is_average=True,
    ),
    Dynamics(
        "stochastic_fictitious_play",
        "stochastic fictitious play",
        "the same by logit choice",
        "logit_learning:stochastic_fictitious_play",
        options=("noise", "start"),
        is_average=True,
    ),
    Dynamics(
        "replicator",
        "replicator dynamics",
        "in a population for each player, what earns more than average spreads",
        "replicator:replicator_dynamics",
        options=("step_length", "start"),
        time_unit="units of time",
    ),
    Dynamics(
        "symmetric_replicator",
        "replicator dynamics of one population",
        "the same in one population that plays against itself",
        "replicator:symmetric_replicator_dynamics",
        options=("step_length", "start"),
        time_unit="units of time",
    ),
    Dynamics(
        "moran",
        "Moran process",
        "in a finite population, copies of who earns more replace others",
        "moran:moran_process",
        options=("population", "start"),
    ),
    Dynamics(
        "regret_matching",
        "regret matching",
        "players change to what they regret not having played",
        "regret_learning:regret_matching",
        options=(),
        is_average=True,
    ),
)

DYNAMICS: Mapping[str, Dynamics] = read_only({dynamics.name: dynamics for dynamics in _LISTED})
"""The dynamics by name."""


def dynamics_named(name: str) -> Dynamics:
    """Return the dynamics of a name.

    Raises
    ------
    InvalidParameterError
        If there are none of this name.
    """
    if name not in DYNAMICS:
        raise InvalidParameterError(f"expected dynamics among {', '.join(map(repr, DYNAMICS))}, got {name!r}")
    return DYNAMICS[name]


def play(
    source: GameSource,
    dynamics: str = "fictitious_play",
    *,
    steps: int = 10_000,
    seed: int = 0,
    progress: ProgressListener | None = None,
    **options: Any,
) -> Trajectory:
    """Return the course of play under dynamics of a name.

    Parameters
    ----------
    source
        A game, or a model; a tree is played in its reduced normal form.
    dynamics
        ``best_response``, ``simultaneous_best_response``, ``fictitious_play``, ``stochastic_fictitious_play``,
        ``replicator``, ``symmetric_replicator``, ``moran`` or ``regret_matching``.
    steps
        How many, at most.
    seed
        Of everything that is drawn: the same seed gives the same play.
    progress
        Called with a ``Progress`` at most every 0.1 s.
    **options
        Of the dynamics, such as ``start``.

    Returns
    -------
    Trajectory
        After Ctrl-C too: with what was played so far.

    Raises
    ------
    InvalidParameterError
        If the dynamics are unknown or have no such option, or an option has an impossible value.
    UnsupportedGameError
        If they do not apply to this game.

    Examples
    --------
    >>> from gametheory import load
    >>> play(load("matching_pennies"), "replicator", steps=2000, seed=1).outcome.kind
    <OutcomeKind.CYCLES: 'cycles'>
    """
    chosen = dynamics_named(dynamics)
    unknown = [name for name in options if name not in chosen.options]
    if unknown:
        known = " and ".join(map(repr, chosen.options)) or "no options"
        raise InvalidParameterError(f"dynamics {dynamics!r} have {known}, got {unknown[0]!r}")
    module, _, function = chosen.home.partition(":")
    run = getattr(import_module(f"gametheory.dynamics.{module}"), function)
    trajectory: Trajectory = run(source, steps, seed=seed, progress=progress, **chosen.fixed, **options)
    return trajectory

"""The dynamics by name, and the one entrance to all of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any

from gametheory.core.read_only import read_only
from gametheory.errors import InvalidParameterError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gametheory.array_types import FloatArray
    from gametheory.core.solution import ProgressListener
    from gametheory.core.source import GameSource
    from gametheory.dynamics.trajectory import Trajectory


@dataclass(frozen=True, slots=True)
class Drift:
    """Where dynamics draw play to from a profile.

    Parameters
    ----------
    home
        Module and function.
    sentence
        What arrows along it show.
    """

    home: str
    sentence: str

    def at(self, trajectory: Trajectory, strategies: Sequence[FloatArray]) -> list[FloatArray]:
        """Return how each player's shares tend to change at a profile.

        Parameters
        ----------
        trajectory
            Names the game and the options of the dynamics.
        strategies
            For each player the shares of its actions.
        """
        found: list[FloatArray] = _at_home(self.home)(trajectory, strategies)
        return found


BEST_REPLY_DRIFT = Drift("vector_field:best_reply_drift", "Arrows lead towards the best replies to each profile.")


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
    drift
        Where play is drawn to from a profile of several populations; None where the profile alone does not tell it.
    """

    name: str
    label: str
    summary: str
    home: str
    options: tuple[str, ...] = ("start",)
    fixed: Mapping[str, Any] = field(default_factory=lambda: read_only({}))
    is_average: bool = False
    time_unit: str = "steps"
    drift: Drift | None = None

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
        "one player after the other changes to a best reply to the others' actions",
        "best_response:best_response_dynamics",
        drift=BEST_REPLY_DRIFT,
    ),
    Dynamics(
        "simultaneous_best_response",
        "simultaneous best-response dynamics",
        "all players do so at once",
        "best_response:best_response_dynamics",
        fixed=read_only({"is_simultaneous": True}),
        drift=BEST_REPLY_DRIFT,
    ),
    Dynamics(
        "fictitious_play",
        "fictitious play",
        "all reply best to how often the others have played what",
        "belief_learning:fictitious_play",
        is_average=True,
        drift=BEST_REPLY_DRIFT,
    ),
    Dynamics(
        "stochastic_fictitious_play",
        "stochastic fictitious play",
        "the same by logit choice, with noise relative to the range of payoffs",
        "logit_learning:stochastic_fictitious_play",
        options=("noise", "start"),
        is_average=True,
        drift=Drift("vector_field:logit_drift", "Arrows lead towards the logit choice against each profile."),
    ),
    Dynamics(
        "replicator",
        "replicator dynamics",
        "in a population for each player, actions spread as they earn more than the average",
        "replicator:replicator_dynamics",
        options=("step_length", "start"),
        time_unit="units of time",
        drift=Drift("vector_field:replicator_drift", "Arrows show where the shares move, the longer the faster."),
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
        "in a finite population, a copy of somebody, in proportion to what it earns, replaces anybody",
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


def dynamics_text() -> str:
    """Return the dynamics for readers, a line each: name and what happens in each step.

    Examples
    --------
    >>> print(dynamics_text().splitlines()[-1])
    regret_matching: players change to what they regret not having played
    """
    return "\n".join(f"{dynamics.name}: {dynamics.summary}" for dynamics in DYNAMICS.values())


def _at_home(home: str) -> Callable[..., Any]:
    """Return a function by module and name; nothing is imported before."""
    module, _, function = home.partition(":")
    found: Callable[..., Any] = getattr(import_module(f"gametheory.dynamics.{module}"), function)
    return found


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
        A name in ``DYNAMICS``; ``print(dynamics_text())`` lists them.
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
    if dynamics not in DYNAMICS:
        raise InvalidParameterError(f"expected dynamics among {', '.join(map(repr, DYNAMICS))}, got {dynamics!r}")
    chosen = DYNAMICS[dynamics]
    unknown = [name for name in options if name not in chosen.options]
    if unknown:
        known = " and ".join(map(repr, chosen.options)) or "no options"
        raise InvalidParameterError(f"dynamics {dynamics!r} have {known}, got {unknown[0]!r}")
    run = _at_home(chosen.home)
    trajectory: Trajectory = run(source, steps, seed=seed, progress=progress, **chosen.fixed, **options)
    return trajectory

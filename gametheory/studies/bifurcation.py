"""Every equilibrium along one parameter: the probabilities of all actions, isolated ones as curves, others as bands."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from gametheory.core.count_profile import CountProfile
from gametheory.core.equilibrium import profile_of
from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.normal_form import NormalFormGame
from gametheory.core.profiles import MixedProfile
from gametheory.core.solution import Limits, Termination
from gametheory.core.symmetric_profile import SymmetricProfile
from gametheory.core.tiered_game import TieredGame
from gametheory.errors import UnsupportedGameError
from gametheory.models.tier_stages import has_tiers
from gametheory.solvers.solve import solve
from gametheory.solvers.watch import LimitReachedError, Watch
from gametheory.studies.regimes import support
from gametheory.studies.sweeps.sweep_job import Choice
from gametheory.studies.thresholds.threshold_records import Enclosure
from gametheory.studies.thresholds.thresholds import thresholds

if TYPE_CHECKING:
    from gametheory.array_types import FloatArray
    from gametheory.core.equilibrium import Equilibrium
    from gametheory.core.solution import ProgressListener, Solution
    from gametheory.core.source import Game
    from gametheory.models.model import GameModel
    from gametheory.studies.regime_map import MapAxis
    from gametheory.studies.regimes import Regime, Support
    from gametheory.studies.thresholds.threshold_records import Thresholds, ThresholdValue

End: TypeAlias = "ThresholdValue | Fraction"

DISTRIBUTIONS = ("correlated", "coarse_correlated")
"""Concepts whose equilibria are no profiles of mixed strategies."""
SAMPLES = 96
"""Values along the whole range by default, spread over its stretches by their lengths."""
TIER_SAMPLES = 40
"""As many for games of tiers, each of which takes longer to solve."""
LEAST_SAMPLES = 5
"""In each stretch."""
INSET = Fraction(1, 100_003)
"""How far the first and the last sample lie inside a stretch, as a share of it."""
NEAR = Fraction(1, 2**40)
"""Width at which an irrational threshold is enclosed."""


@dataclass(frozen=True, eq=False, slots=True)
class Branch:
    """One equilibrium, or one component of them, along a stretch.

    Parameters
    ----------
    values
        Of the parameter, increasing.
    lows, highs
        Shape ``[value, choice]``: the least and the largest probability of each choice in the component, the same
        number for an equilibrium that is alone; NaN at information sets that its player's own choice excludes.
    """

    values: tuple[float, ...]
    lows: FloatArray
    highs: FloatArray

    @property
    def is_isolated(self) -> bool:
        """Whether it is one equilibrium at each value."""
        return bool(np.allclose(self.lows, self.highs, equal_nan=True))


@dataclass(frozen=True, eq=False, slots=True)
class Bifurcation:
    """The equilibria along a parameter.

    Parameters
    ----------
    found
        The thresholds, between which the regime is the same.
    choices
        Whose probabilities are told.
    branches
        Along the stretches between thresholds, by stretch; those of a threshold alone, which have one value, follow.
    notes
        What could not be told.
    termination
        Why the search ended.
    """

    found: Thresholds
    choices: tuple[Choice, ...]
    branches: tuple[Branch, ...]
    notes: tuple[str, ...] = ()
    termination: Termination = Termination.EXHAUSTED


def bifurcation(
    model: GameModel,
    axis: MapAxis,
    *,
    concept: str | None = None,
    limits: Limits | None = None,
    progress: ProgressListener | None = None,
) -> Bifurcation:
    """Return the probabilities in every equilibrium along a parameter, with the values at which they break.

    Parameters
    ----------
    model
        Has the values of the other parameters.
    axis
        The parameter that varies, as `map_axis` returns it; its number of places is that of the samples.
    concept
        As of `thresholds`.
    limits
        Time of the whole; samples that were not reached are left out.
    progress
        Called at most every 0.1 s.

    Raises
    ------
    UnsupportedGameError
        If the equilibria are no mixed or behavior strategies.

    Examples
    --------
    >>> from gametheory import load
    >>> from gametheory.studies.regime_map import map_axis
    >>> model = load("price_monitoring")
    >>> found = bifurcation(model, map_axis(model, "scan_cost"))
    >>> [(len(branch.values), branch.is_isolated) for branch in found.branches]
    [(29, True), (67, True), (1, False)]
    >>> found.choices[0], [round(float(branch.highs[-1, 0]), 3) for branch in found.branches]
    (Choice(player='amazon', infoset='', action='Monitor'), [0.449, 0.0, 0.449])
    """
    asked = concept or model.default_concept or "nash"
    choices = _choices(model.to_game(), asked)
    watch = Watch(limits or Limits(), progress)
    within = (axis.low, axis.high)
    found = thresholds(model, axis.name, within=within, concept=asked, limits=limits, progress=progress)
    if found.termination is Termination.INTERRUPTED:
        raise KeyboardInterrupt
    own_samples = TIER_SAMPLES if has_tiers(model.description.players) else SAMPLES
    tracer = _Tracer(found, choices, axis.num_nodes or own_samples, watch)
    termination: Termination = found.termination
    try:
        tracer.trace()
    except LimitReachedError as error:
        termination = error.termination
    return Bifurcation(found, choices, tuple(tracer.branches), tuple(tracer.notes), termination)


def _choices(game: Game, concept: str) -> tuple[Choice, ...]:
    """Return all choices of a game; their probabilities are shares where many sellers choose.

    Raises
    ------
    UnsupportedGameError
        If its equilibria have no probabilities of choices.
    """
    if concept in DISTRIBUTIONS:
        raise UnsupportedGameError(
            f"expected a concept whose equilibria are mixed strategies, got {concept!r}; choose 'nash'"
        )
    if isinstance(game, NormalFormGame | TieredGame):
        named = zip(game.players, game.actions, strict=True)
        return tuple(Choice(player.key, "", action) for player, actions in named for action in actions)
    if isinstance(game, ExtensiveFormGame):
        return tuple(
            Choice(game.players[infoset.player].key, infoset.key, action)
            for infoset in game.infosets
            if not infoset.is_chance
            for action in infoset.actions
        )
    raise UnsupportedGameError(
        "expected a normal form, a tree or tiers, whose choices have probabilities or shares, got a game too large to "
        "be written out; 'thresholds' or 'sweep' tell its regimes"
    )


class _Tracer:
    """Solves the game at samples and joins what belongs together."""

    def __init__(self, found: Thresholds, choices: tuple[Choice, ...], num_samples: int, watch: Watch) -> None:
        self._found, self._choices, self._num_samples, self._watch = found, choices, num_samples, watch
        self.branches: list[Branch] = []
        self.notes: dict[str, None] = {}

    def trace(self) -> None:
        """Trace all stretches, then the thresholds themselves."""
        for low, high, regime in self._found.stretches:
            self._stretch(*_inner_ends(low, high), regime)
        for threshold in self._found.thresholds:
            if isinstance(threshold.value, Enclosure) or threshold.value.value is None:
                continue
            self._join([(threshold.value.value, self._components(threshold.value.value))])

    def _stretch(self, low: Fraction, high: Fraction, regime: Regime | None) -> None:
        """Trace the equilibria between two thresholds."""
        if regime is None:
            return
        share = (high - low) / (self._found.high - self._found.low)
        count = max(LEAST_SAMPLES, round(self._num_samples * share))
        start, end = low + INSET * (high - low), high - INSET * (high - low)
        samples = [start + (end - start) * Fraction(index, count - 1) for index in range(count)]
        run: list[tuple[Fraction, list[FloatArray]]] = []
        try:
            for value in samples:
                components = self._components(value)
                if run and len(run[-1][1]) != len(components):
                    self._join(run)
                    run = []
                run.append((value, components))
        finally:
            self._join(run)

    def _join(self, run: list[tuple[Fraction, list[FloatArray]]]) -> None:
        """Add the branches of neighboring samples with equally many components."""
        values = tuple(float(value) for value, _ in run)
        for place in range(len(run[0][1]) if run else 0):
            spans = [components[place] for _, components in run]
            self.branches.append(
                Branch(values, np.array([span[0] for span in spans]), np.array([span[1] for span in spans]))
            )

    def _components(self, value: Fraction) -> list[FloatArray]:
        """Return for each component the least and the largest probabilities, in an order that regimes share."""
        self._watch.tick()
        found = self._found
        left = self._watch.seconds_left
        solution = solve(
            found.model.with_values(**{found.parameter: value}),
            found.concept,
            limits=Limits(time=None if left == np.inf else max(left, 0.0)),
        )
        if solution.termination is Termination.INTERRUPTED:
            raise KeyboardInterrupt
        if not solution.coverage.is_complete:
            self.notes["Where equilibria may be missing from a list, so they may from the curves."] = None
        ordered = sorted(_component_spans(solution, self._choices), key=lambda one: (one[0], one[1][0].tolist()))
        return [spans for _, spans in ordered]


def _component_spans(solution: Solution, choices: tuple[Choice, ...]) -> list[tuple[list[Support], FloatArray]]:
    """Return for each component its supports, and the least and the largest probabilities of the choices."""
    equilibria = solution.equilibria
    groups = solution.components or tuple((index,) for index in range(len(equilibria)))
    spans = []
    for group in groups:
        table = np.array([row for index in group for row in _ends(equilibria[index], choices)])
        supports = sorted(support(equilibria[index].play) for index in group)
        known = (
            np.where(np.isnan(table), np.inf, table).min(axis=0),
            np.where(np.isnan(table), -np.inf, table).max(axis=0),
        )
        spans.append((supports, np.where(np.isfinite(known), known, np.nan)))
    return spans


def _ends(equilibrium: Equilibrium, choices: tuple[Choice, ...]) -> tuple[list[float], ...]:
    """Return the probabilities of the choices; of a family of counts the least and the largest shares.

    Counts that differ by one seller are not told apart.
    """
    play = equilibrium.play
    if not isinstance(play, CountProfile):
        return (_probabilities(equilibrium, choices),)
    game, shares = play.game, []
    for choice in choices:
        player = game.player_index(choice.player)
        low, high = play.ranges[player][game.actions[player].index(choice.action)]
        share = float(play[choice.player][choice.action])
        is_wide = high > low + 1
        shares.append((low / game.counts[player], high / game.counts[player]) if is_wide else (share, share))
    return [low for low, _ in shares], [high for _, high in shares]


def _probabilities(equilibrium: Equilibrium, choices: tuple[Choice, ...]) -> list[float]:
    """Return the probability of each choice; NaN where the game does not have it, or its player excluded it."""
    play = equilibrium.play
    if isinstance(play, SymmetricProfile):
        return [float(play[choice.player][choice.action]) for choice in choices]
    profile = profile_of(equilibrium)
    shares: dict[Choice, float] = {}
    if isinstance(profile, MixedProfile):
        for player, names, strategy in zip(profile.game.players, profile.game.actions, profile.strategies, strict=True):
            shares |= {Choice(player.key, "", name): float(share) for name, share in zip(names, strategy, strict=True)}
    elif profile is not None:
        for infoset, played in zip(profile.game.infosets, profile.strategies, strict=True):
            if played is not None and not infoset.is_chance:
                key = profile.game.players[infoset.player].key
                named = zip(infoset.actions, played, strict=True)
                shares |= {Choice(key, infoset.key, name): float(share) for name, share in named}
    return [shares.get(choice, np.nan) for choice in choices]


def _inner_ends(low: End, high: End) -> tuple[Fraction, Fraction]:
    """Return rationals inside a stretch, next to its ends or the ends themselves where they are rational."""
    return _ends_of(low)[1], _ends_of(high)[0]


def _ends_of(end: End) -> tuple[Fraction, Fraction]:
    """Return rationals around an end of a stretch."""
    if isinstance(end, Fraction):
        return end, end
    return end.interval if isinstance(end, Enclosure) else end.narrowed(NEAR)

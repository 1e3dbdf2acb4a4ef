"""How strategies and payoffs of the equilibria move with each parameter, as long as the regime lasts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gametheory.core.solution import Limits
from gametheory.errors import UnsupportedGameError
from gametheory.polynomials import LocalSigns, OnBorderError, RealRoot, sign_chart
from gametheory.solvers.watch import Watch
from gametheory.studies.equilibrium_functions import equilibrium_functions
from gametheory.studies.parameter_line import ParameterLine
from gametheory.studies.thresholds import thresholds

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from gametheory.models.model import GameModel
    from gametheory.polynomials import RationalFunction
    from gametheory.studies.equilibrium_functions import EquilibriumFunctions
    from gametheory.studies.parameter_line import Piece
    from gametheory.studies.regimes import Regime, Support
    from gametheory.studies.threshold_records import Thresholds


@dataclass(frozen=True, slots=True)
class Effect:
    """How one number of an equilibrium moves with a parameter.

    Parameters
    ----------
    player
        Key of the player.
    action
        The action whose probability it is; None for the player's payoff.
    derivative
        At the value of the parameter.
    is_uniform
        Whether the derivative has the same sign, or is 0, wherever the regime lasts; otherwise the sign is a local one.
    """

    player: str
    action: str | None
    derivative: Fraction
    is_uniform: bool

    @property
    def sign(self) -> int:
        """1, 0 or -1: whether the number rises with the parameter, stays or falls."""
        return (self.derivative > 0) - (self.derivative < 0)


@dataclass(frozen=True, slots=True)
class EquilibriumEffects:
    """How an extreme equilibrium moves with a parameter.

    Parameters
    ----------
    support
        What is played with positive probability.
    effects
        Payoffs by player, then the probabilities of the actions of those who mix.
    """

    support: Support
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class ParameterEffects:
    """How the equilibria move with one parameter while the others stay.

    Parameters
    ----------
    parameter, value
        Its name and its value in the model.
    low, high
        Where the regime of that value ends, or the range does; None where there is a complaint.
    equilibria
        The extreme equilibria.
    complaint
        Why nothing is told; empty where something is.
    """

    parameter: str
    value: Fraction
    low: RealRoot | None = None
    high: RealRoot | None = None
    equilibria: tuple[EquilibriumEffects, ...] = ()
    complaint: str = ""


def comparative_statics(
    model: GameModel,
    parameters: Sequence[str] | None = None,
    *,
    concept: str | None = None,
    limits: Limits | None = None,
) -> tuple[ParameterEffects, ...]:
    """Return the exact derivatives of strategies and payoffs with respect to each parameter, inside the regime.

    Parameters
    ----------
    model
        At the values at which derivatives are taken.
    parameters
        Names; None for all that have a range.
    concept
        As of ``thresholds``.
    limits
        For each parameter.

    Returns
    -------
    tuple
        One record a parameter. Where the value is a threshold, an end of a piece of a formula or of the range, or where
        the regimes are not proved, it holds a complaint instead.

    Examples
    --------
    >>> from gametheory import load
    >>> (row,) = comparative_statics(load("inspection_game"), ["inspection"])
    >>> [(effect.player, effect.action, str(effect.derivative), effect.is_uniform)
    ...  for effect in row.equilibria[0].effects if effect.derivative]
    [('employer', None, '-8/5', True), ('employee', 'Shirk', '1/5', True), ('employee', 'Work', '-1/5', True)]
    """
    if parameters is None:
        parameters = [name for name, declared in model.parameters.items() if declared.low is not None]
    return tuple(_effects_of(model, name, concept, limits) for name in parameters)


def _effects_of(model: GameModel, name: str, concept: str | None, limits: Limits | None) -> ParameterEffects:
    """Return the effects of one parameter, or why there are none."""
    found = thresholds(model, name, concept=concept, limits=limits)
    value = model.parameter_values[name]
    if not found.proved:
        return ParameterEffects(name, value, complaint=found.notes[0])
    stretch = _stretch(found, value)
    if stretch is None:
        return ParameterEffects(
            name, value, complaint=f"{name} = {value} is a threshold or an end of the range, where nothing has a slope"
        )
    low, high, regime = stretch
    if regime is None:
        return ParameterEffects(name, value, complaint=f"there is no game at {name} = {value}")
    watch = Watch(limits or Limits())
    line = ParameterLine(model, name)
    try:
        here = _functions(line.near(value), regime, value, watch)
        pieces = line.pieces(low, high, watch.tick)
        elsewhere = [_functions(piece.content, regime, piece.sample, watch) for piece in pieces]
    except OnBorderError:
        complaint = f"a formula changes its form at {name} = {value}, where nothing has a slope"
        return ParameterEffects(name, value, complaint=complaint)
    except UnsupportedGameError as error:
        return ParameterEffects(name, value, complaint=str(error))
    keys = [player.key for player in model.players]
    equilibria = tuple(
        _equilibrium(one, [others[place] for others in elsewhere], pieces, keys=keys, value=value)
        for place, one in enumerate(here)
    )
    return ParameterEffects(name, value, low, high, equilibria)


def _stretch(found: Thresholds, value: Fraction) -> tuple[RealRoot, RealRoot, Regime | None] | None:
    """Return the stretch without thresholds in which a value lies; None where it is at an end of one."""
    for low, high, regime in found.stretches:
        ends = [end if isinstance(end, RealRoot) else RealRoot.rational(_rational(end)) for end in (low, high)]
        if ends[0] < value < ends[1]:
            return ends[0], ends[1], regime
    return None


def _rational(end: Any) -> Fraction:
    """Return an end of the range: where all is proved, no threshold is an enclosure."""
    exact: Fraction = end
    return exact


def _functions(traced: Any, regime: Regime, near: Fraction, watch: Watch) -> list[EquilibriumFunctions]:
    return equilibrium_functions(traced, regime, near, tick=watch.tick)


def _equilibrium(
    one: EquilibriumFunctions,
    elsewhere: Sequence[EquilibriumFunctions],
    pieces: Sequence[Piece],
    *,
    keys: Sequence[str],
    value: Fraction,
) -> EquilibriumEffects:
    """Return the effects on one equilibrium, given the same one on all pieces of its stretch."""
    effects = []
    for place, key in enumerate(keys):
        others = [other.payoffs[place] for other in elsewhere]
        effects.append(_effect(key, None, one.payoffs[place], _Elsewhere(others, pieces), value))
    for (key, action), share in one.strategies.items():
        others = [other.strategies[key, action] for other in elsewhere]
        effects.append(_effect(key, action, share, _Elsewhere(others, pieces), value))
    return EquilibriumEffects(one.support, tuple(effects))


@dataclass(frozen=True, slots=True)
class _Elsewhere:
    """A number on all pieces of a stretch."""

    functions: Sequence[RationalFunction]
    pieces: Sequence[Piece]

    def has_sign_everywhere(self, sign: int) -> bool:
        """Whether the derivative has one sign wherever it exists."""
        for function, piece in zip(self.functions, self.pieces, strict=True):
            polynomial = function.derivative().sign_polynomial
            chart = sign_chart([polynomial], piece.low, piece.high)
            if chart.signs[0] != sign or chart.crossings:
                return False
        return True


def _effect(
    player: str, action: str | None, function: RationalFunction, elsewhere: _Elsewhere, value: Fraction
) -> Effect:
    """Return how a number moves at a value, and whether its sign is that of the whole stretch."""
    derivative = function.derivative()(value)
    sign = LocalSigns(RealRoot.rational(value), is_point=True).sign(function.derivative())
    return Effect(player, action, derivative, elsewhere.has_sign_everywhere(sign))

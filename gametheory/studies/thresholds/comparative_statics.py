"""How strategies and payoffs of the equilibria move with each parameter, as long as the regime lasts."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias, cast

from gametheory.core.solution import Limits
from gametheory.errors import UnsupportedGameError
from gametheory.polynomials import LocalSigns, OnBorderError, Polynomial, RealRoot, Stretch, sign_chart, stretches
from gametheory.solvers.watch import Watch
from gametheory.studies.lines.parameter_line import ParameterLine
from gametheory.studies.thresholds.equilibrium_functions import equilibrium_functions
from gametheory.studies.thresholds.thresholds import thresholds

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gametheory.models.model import GameModel
    from gametheory.polynomials import RationalFunction
    from gametheory.studies.lines.parameter_line import TracedGame
    from gametheory.studies.regimes import Regime, Support
    from gametheory.studies.thresholds.equilibrium_functions import EquilibriumFunctions, FunctionsNear
    from gametheory.studies.thresholds.threshold_records import Thresholds, ThresholdValue

_Range: TypeAlias = "tuple[RealRoot, RealRoot, Regime | None]"
_Part: TypeAlias = "Stretch[FunctionsNear]"


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
    try:
        here, elsewhere = _functions(ParameterLine(model, name), value, stretch, Watch(limits or Limits()))
    except OnBorderError:
        complaint = f"the strategies or a formula change their form at {name} = {value}, where nothing has a slope"
        return ParameterEffects(name, value, complaint=complaint)
    except UnsupportedGameError as error:
        return ParameterEffects(name, value, complaint=str(error))
    keys = [player.key for player in model.players]
    equilibria = tuple(_equilibrium(one, elsewhere, keys, value) for one in here)
    return ParameterEffects(name, value, low, high, equilibria)


def _functions(
    line: ParameterLine, value: Fraction, stretch: _Range, watch: Watch
) -> tuple[list[EquilibriumFunctions], list[_Part]]:
    """Return the equilibria near a value, and near samples of all parts of the stretch on which they are functions.

    Raises
    ------
    OnBorderError
        If they are not functions near the value.
    """
    low, high, regime = stretch
    parts: list[_Part] = []
    for piece in line.pieces(low, high, watch.tick):

        def found_near(signs: LocalSigns, traced: TracedGame = piece.content) -> FunctionsNear:
            return equilibrium_functions(traced, regime or (), signs.near.interval[0], tick=watch.tick)

        parts += stretches(found_near, piece.low, piece.high, known=lambda found: found.decided, tick=watch.tick)
    for part in parts:
        if part.low < value < part.high:
            return part.content.equilibria, parts
    raise OnBorderError(Polynomial([-value, Fraction(1)]))


def _stretch(found: Thresholds, value: Fraction) -> _Range | None:
    """Return the stretch without thresholds in which a value lies; None where it is at an end of one."""
    for low, high, regime in found.stretches:
        start, end = _exact(low), _exact(high)
        if start < value < end:
            return start, end, regime
    return None


def _exact(end: ThresholdValue | Fraction) -> RealRoot:
    """Return an end of a stretch: where all is proved, none is an enclosure."""
    return RealRoot.rational(end) if isinstance(end, Fraction) else cast("RealRoot", end)


def _equilibrium(
    one: EquilibriumFunctions, parts: Sequence[_Part], keys: Sequence[str], value: Fraction
) -> EquilibriumEffects:
    """Return the effects on one equilibrium; those with its support elsewhere are its continuation."""
    same = [[other for other in part.content.equilibria if other.support == one.support] for part in parts]
    effects = []
    for place, key in enumerate(keys):
        everywhere = [[other.payoffs[place] for other in others] for others in same]
        effects.append(_effect((key, None), one.payoffs[place], _has_sign(everywhere, parts), value))
    for name, share in one.strategies.items():
        everywhere = [[other.strategies[name] for other in others] for others in same]
        effects.append(_effect(name, share, _has_sign(everywhere, parts), value))
    return EquilibriumEffects(one.support, tuple(effects))


def _has_sign(everywhere: Sequence[Sequence[RationalFunction]], parts: Sequence[_Part]) -> Callable[[int], bool]:
    """Return a test of whether the derivatives of a number have a sign on all parts."""

    def test(sign: int) -> bool:
        for functions, part in zip(everywhere, parts, strict=True):
            slopes = [function.derivative().sign_polynomial for function in functions]
            chart = sign_chart(slopes, part.low, part.high)
            if chart.crossings or any(found != sign for found in chart.signs):
                return False
        return True

    return test


def _effect(
    name: tuple[str, str | None], function: RationalFunction, has_sign: Callable[[int], bool], value: Fraction
) -> Effect:
    """Return how a number moves at a value, and whether its sign is that of the whole stretch."""
    derivative = function.derivative()(value)
    return Effect(*name, derivative, has_sign((derivative > 0) - (derivative < 0)))

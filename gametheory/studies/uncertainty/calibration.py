"""Calibration: values of the parameters at which an outcome is an equilibrium, or which fit what was observed."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypedDict, Unpack, cast

from gametheory.analysis.certificate import judge
from gametheory.core.names import enumerate_names, nearest
from gametheory.core.normal_form import NormalFormGame
from gametheory.core.profiles import MixedProfile
from gametheory.core.solution import Termination
from gametheory.errors import InvalidParameterError, UnsupportedGameError
from gametheory.models.parameter_values import checked_values
from gametheory.solvers.watch import LimitReachedError, Watch
from gametheory.studies.given_model import check_model
from gametheory.studies.sweeps.sweep_job import SweepJob, sweep_job
from gametheory.studies.uncertainty.calibration_records import FitCalibration, OutcomeCalibration, Verdict
from gametheory.studies.uncertainty.calibration_targets import OutcomeTarget, read_targets
from gametheory.studies.uncertainty.equilibrium_fit import EquilibriumFit
from gametheory.studies.uncertainty.outcome_region import outcome_region
from gametheory.studies.uncertainty.outcome_search import search_outcome, starting_points

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

    from gametheory.core.solution import Limits, ProgressListener
    from gametheory.models.model import GameModel

SAMPLES = (1024, 256)
"""Points of a search, and of it where each point is solved by itself."""
MOST_SAMPLES = 1 << 20
ROUNDED = "An irrational number in the formulas was rounded; what is told holds for the rounded one."


class CalibrationQuestion(TypedDict, total=False):
    """What can be asked of a calibration.

    Attributes
    ----------
    concept
        As for `solve`; None is the file's, else ``nash``.
    samples
        Points from which a search starts, a power of 2; None for 1,024, or 256 where games are not solved on arrays.
    seed
        Of these points.
    """

    concept: str | None
    samples: int | None
    seed: int


def calibrate(
    model: GameModel,
    targets: Mapping[str, Any],
    over: Sequence[str] | Mapping[str, Any] | None = None,
    *,
    limits: Limits | None = None,
    progress: ProgressListener | None = None,
    **question: Unpack[CalibrationQuestion],
) -> OutcomeCalibration | FitCalibration:
    """Return values of parameters at which an outcome is an equilibrium, or at which one fits what was observed.

    A profile of a normal form is decided exactly where its payoffs are linear in the parameters that vary, by linear
    programs with proofs; elsewhere by bounds over boxes, which prove that there are no such values or find some. All
    other targets are looked for at points; that nothing is found then proves nothing.

    Parameters
    ----------
    model
        Parameters that do not vary have its `parameter_values`; those that do are sought near to them.
    targets
        An outcome: ``{"profile": {player: action}}`` or ``{"profile": {player: {action: probability}}}``,
        ``{"support": {player: [actions]}}``, ``{"path": [actions]}``. Or what was observed: ``payoffs`` by player,
        ``probability`` and ``counts`` by player and action, in trees by player, information set and action.
    over
        The parameters that vary: names, or for each name both ends. None: all that have a range or a distribution.
    limits
        Time and memory; what was found by then is returned.
    progress
        Called at most every 0.1 s.
    **question
        ``concept``, ``samples`` and ``seed`` (0).

    Raises
    ------
    InvalidParameterError
        If the targets or the parameters are none of the model.
    UnsupportedGameError
        If a target or the concept does not apply to the game.

    Examples
    --------
    >>> from gametheory import load
    >>> model = load("price_monitoring")
    >>> outcome = {"profile": {"amazon": "Ignore", "seller": "Undercut on Temu"}}
    >>> found = calibrate(model, outcome, over=["scan_cost"])
    >>> found.verdict.value, [str(end) for end in found.ranges["scan_cost"]]
    ('feasible', ['1227/4000', '1'])
    """
    check_model(model)
    within = _within(model, over)
    game = model.to_game()
    target = read_targets(game, targets)
    watch = Watch(limits, progress)
    job = sweep_job(model, {name: [low] for name, (low, _) in within.items()}, {"concept": question.get("concept")})
    seed = question.get("seed", 0)
    samples = _samples(job, question.get("samples"))
    if not isinstance(target, OutcomeTarget):
        starts = starting_points(model, within, samples, seed)
        fit = EquilibriumFit(job, within, target, watch).run(starts)
        return FitCalibration(
            model,
            MappingProxyType(within),
            MappingProxyType(dict(fit.point)),
            fit.numbers,
            fit.misfit,
            fit.is_met,
            fit.undetermined,
            fit.num_others,
            fit.num_starts,
            fit.num_points,
            seed,
            fit.termination,
        )
    if target.profile is not None:
        is_pure = all(1 in strategy for strategy in target.profile.strategies)
        if job.concept == "nash" or (job.concept == "pure" and is_pure):
            return _decided(job, target, target.profile, within, watch=watch)
        if target.support is None:
            raise UnsupportedGameError(
                f"target 'profile' is decided for concept 'nash', and 'pure' where it is pure, got {job.concept!r}; "
                "give a 'support', which is searched for"
            )
    return _searched(job, target, within, starting_points(model, within, samples, seed), watch=watch)


def _within(model: GameModel, over: Sequence[str] | Mapping[str, Any] | None) -> dict[str, tuple[Fraction, Fraction]]:
    """Return both ends of each parameter that varies.

    Raises
    ------
    InvalidParameterError
        If a name is unknown or there is no range.
    """
    declared = model.parameters
    if over is None:
        over = [name for name, one in declared.items() if one.low != one.high or one.distribution]
        if not over:
            raise InvalidParameterError(
                "expected parameters with a 'range' in the file, got none; name some and theirs"
            )
    if isinstance(over, str) or not over:
        raise InvalidParameterError(f"expected a list of parameters or their ranges, got {over!r}")
    given: dict[str, Any] = dict.fromkeys(over) if isinstance(over, list | tuple) else dict(cast("Any", over))
    found = {}
    for name, ends in given.items():
        if name not in declared:
            raise InvalidParameterError(
                f"unknown parameter {name!r}{nearest(name, declared) or f'; there are {enumerate_names(declared)}'}"
            )
        known = declared[name]
        declared_ends = known if known.low is not None or known.distribution is None else known.distribution
        if ends is None and (declared_ends.low is None or declared_ends.high is None):
            raise InvalidParameterError(f"expected a range of {name!r}, got none in the file; give both ends")
        pair = (declared_ends.low, declared_ends.high) if ends is None else ends
        if not isinstance(pair, tuple | list) or len(pair) != 2:
            raise InvalidParameterError(f"expected (low, high) of {name!r}, got {pair!r}")
        low, high = (checked_values(declared, {name: end})[name] for end in pair)
        if low >= high:
            raise InvalidParameterError(f"expected a range of {name!r} from low to high, got {low} to {high}")
        found[name] = (low, high)
    return found


def _samples(job: SweepJob, samples: int | None) -> int:
    """Return the number of points of a search.

    Raises
    ------
    InvalidParameterError
        If it is no power of 2, or too large.
    """
    if samples is None:
        return SAMPLES[not (job.is_small_normal_form or job.is_seen_tree)]
    if isinstance(samples, bool) or not isinstance(samples, int) or not 2 <= samples <= MOST_SAMPLES:
        raise InvalidParameterError(f"expected from 2 to {MOST_SAMPLES:,} samples, got {samples!r}")
    if samples & (samples - 1):
        raise InvalidParameterError(f"expected a power of 2 as number of samples, got {samples}")
    return samples


def _decided(
    job: SweepJob,
    target: OutcomeTarget,
    profile: MixedProfile,
    within: Mapping[str, tuple[Fraction, Fraction]],
    *,
    watch: Watch,
) -> OutcomeCalibration:
    """Return where a profile is an equilibrium; what is found is judged apart from how it was found."""
    model = job.model
    try:
        region = outcome_region(model.formulas(), profile, model.parameter_values, within, watch=watch)
    except KeyboardInterrupt:
        return _nothing(model, target, within, Termination.INTERRUPTED)
    except LimitReachedError as limit:
        return _nothing(model, target, within, limit.termination)
    notes = [ROUNDED] if region.is_rounded or model.game_arithmetic == "float" else []
    if region.point:
        game = model.with_values(**region.point).to_game()
        if not isinstance(game, NormalFormGame) or judge(game, MixedProfile(game, profile.strategies)).max_regret:
            raise ArithmeticError(f"a profile was taken for an equilibrium and is none, at {dict(region.point)}")
    return OutcomeCalibration(
        model,
        target.text,
        MappingProxyType(dict(within)),
        region.verdict,
        region.method,
        MappingProxyType(dict(region.point)),
        MappingProxyType(dict(region.ranges)),
        region.conditions,
        region.conflict,
        region.share,
        region.num_boxes,
        tuple(notes),
        region.termination,
    )


def _nothing(
    model: GameModel,
    target: OutcomeTarget,
    within: Mapping[str, tuple[Fraction, Fraction]],
    termination: Termination,
) -> OutcomeCalibration:
    """Return that a limit came before any answer."""
    kept = MappingProxyType(dict(within))
    empty: Mapping[str, Any] = MappingProxyType({})
    return OutcomeCalibration(
        model, target.text, kept, Verdict.NOT_FOUND, "linear_program", empty, empty, (), (), None, 0, (), termination
    )


def _searched(
    job: SweepJob,
    target: OutcomeTarget,
    within: Mapping[str, tuple[Fraction, Fraction]],
    points: Mapping[str, list[Fraction]],
    *,
    watch: Watch,
) -> OutcomeCalibration:
    """Return values at which an outcome is an equilibrium where one of some points has them."""
    found = search_outcome(job, target, within, points, watch=watch)
    share = found.num_held / found.num_points if found.num_points else 0.0
    return OutcomeCalibration(
        job.model,
        target.text,
        MappingProxyType(dict(within)),
        Verdict.FEASIBLE if found.point else Verdict.NOT_FOUND,
        "search",
        MappingProxyType(dict(found.point)),
        MappingProxyType({}),
        (),
        (),
        (share, share),
        found.num_points,
        (),
        found.termination,
    )

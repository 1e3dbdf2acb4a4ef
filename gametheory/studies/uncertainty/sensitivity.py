"""What the answer depends on: Sobol's indices and Morris's screening of payoffs, welfare and regimes."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypedDict, Unpack, cast

import numpy as np

from gametheory.core.batch_solution import COVERAGES
from gametheory.core.names import enumerate_names, nearest
from gametheory.core.solution import Coverage, Termination
from gametheory.errors import InvalidParameterError, UnsupportedGameError
from gametheory.models.distributions import (
    ParameterDistribution,
    TriangularDistribution,
    TruncatedNormalDistribution,
    UniformDistribution,
)
from gametheory.models.parameter_values import checked_values, range_complaint
from gametheory.solvers.watch import Watch
from gametheory.studies.given_model import check_model
from gametheory.studies.sweeps.sampled_welfare import sampled_welfare
from gametheory.studies.sweeps.scatter import is_known, scatter, solve_scatter, within
from gametheory.studies.sweeps.sweep_job import BY_FLOATS, BY_RATIONALS, NO_GAME, SweepJob, sweep_job
from gametheory.studies.sweeps.sweep_regimes import NO_REGIME, read_regime, regime_words
from gametheory.studies.uncertainty.sensitivity_design import Design, whole_groups
from gametheory.studies.uncertainty.sensitivity_records import OutputSensitivity, PointCoverage, Sensitivity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gametheory.array_types import BooleanArray, FloatArray
    from gametheory.core.solution import Limits, ProgressListener
    from gametheory.models.model import GameModel
    from gametheory.studies.sweeps.scatter import ScatterAnswer

OUTPUTS = ("payoff", "welfare", "regime")
MOST_REGIMES = 6
"""Regimes whose probability is told."""
SAMPLES = {"sobol": (1024, 256, 64), "morris": (100, 50, 20)}
"""Groups of points by method: of normal forms that kernels solve, of trees in which everything is seen, of others."""
_LANES = 1 << 22
"""Numbers that are held at once for welfare."""


class SensitivityQuestion(TypedDict, total=False):
    """What can be asked of a study of sensitivity.

    Attributes
    ----------
    outputs
        Which of ``OUTPUTS``; None for all that the model has.
    samples
        Groups of points: a power of 2 with Sobol's method. None for 1,024 (Morris: 100) of normal forms that kernels
        solve, 256 (50) of trees in which everything is seen, 64 (20) of others.
    seed
        Of the points and of the confidence intervals.
    concept
        As for `solve`; None is the file's, else ``nash``.
    select
        Which equilibrium counts where there are several, as for `sweep`.
    """

    outputs: Sequence[str] | None
    samples: int | None
    seed: int
    concept: str | None
    select: str


def sensitivity(
    model: GameModel,
    parameters: Sequence[str] | Mapping[str, Any] | None = None,
    *,
    method: str = "sobol",
    limits: Limits | None = None,
    progress: ProgressListener | None = None,
    **question: Unpack[SensitivityQuestion],
) -> Sensitivity:
    """Return how payoffs, welfare and regimes depend on parameters that are not known.

    Parameters
    ----------
    model
        Parameters that do not vary have its `parameter_values`.
    parameters
        Names, or for each name a distribution or ``(low, high)``. None: all that have a distribution or a range. Where
        only a range is known, values in it are taken as equally likely.
    method
        ``sobol``: shares of the variance. ``morris``: mean effects, by fewer points, to see what does not matter.
    limits
        Time and memory; the groups of points that were solved by then count.
    progress
        Called at most every 0.1 s.
    **question
        ``outputs``, ``samples``, ``seed`` (0), ``concept`` and ``select`` (``first``).

    Raises
    ------
    InvalidParameterError
        If there are no such parameters, outputs, samples or rules.
    UnsupportedGameError
        If the concept or the rule does not apply.

    Examples
    --------
    >>> from gametheory import load
    >>> found = sensitivity(load("price_monitoring"), ["commission", "scan_cost"], samples=64)
    >>> [index.parameter for index in found.output("payoff", "seller").indices]
    ['commission', 'scan_cost']
    >>> found.coverage.num_points
    256

    Notes
    -----
    All confidence intervals are of 95 %. They are about the choice of points, not about the distributions.
    """
    check_model(model)
    distributions, assumed = _distributions(model, parameters)
    select = question.get("select") or "first"
    base = sweep_job(
        model,
        {name: [distribution.low] for name, distribution in distributions.items()},
        {"concept": question.get("concept"), "select": select},
    )
    samples = question.get("samples")
    kind = 0 if base.is_small_normal_form else 1 if base.is_seen_tree else 2
    num_groups = SAMPLES.get(method, (2, 2, 2))[kind] if samples is None else samples
    design = Design(method, tuple(distributions), num_groups, question.get("seed", 0))
    wanted = _wanted(model, question.get("outputs"))
    points = design.points()
    columns = {
        name: within(distribution.low, distribution.high, distribution.quantiles(points[:, place]))
        for place, (name, distribution) in enumerate(distributions.items())
    }
    job = SweepJob(model, scatter(columns), base.concept, ("probability", "payoff"), select)
    answer = solve_scatter(job, Watch(limits, progress))
    study = _Study(job, design, points, answer)
    outputs, notes = study.outputs(wanted)
    return Sensitivity(
        model,
        method,
        job.concept,
        select,
        MappingProxyType(distributions),
        assumed,
        study.num_solved // design.group_size,
        design.seed,
        outputs,
        study.coverage(),
        len(study.regimes),
        (*notes, *_left_out(answer, study.num_solved)),
        answer.termination,
    )


def _distributions(
    model: GameModel, parameters: Sequence[str] | Mapping[str, Any] | None
) -> tuple[dict[str, ParameterDistribution], tuple[str, ...]]:
    """Return the distribution of each parameter that varies, and which of them nobody has given.

    Raises
    ------
    InvalidParameterError
        If a name is unknown, there is nothing to vary, or a distribution is missing or outside the range.
    """
    declared = model.parameters
    if parameters is None:
        parameters = [name for name, one in declared.items() if one.distribution or one.low != one.high]
        if not parameters:
            raise InvalidParameterError(
                "expected parameters with a 'distribution' or a 'range' in the file, got none; name some with theirs"
            )
    if not parameters or isinstance(parameters, str):
        raise InvalidParameterError(f"expected a list of parameters or their distributions, got {parameters!r}")
    asked: dict[str, Any] = (
        dict.fromkeys(parameters) if isinstance(parameters, list | tuple) else dict(cast("Any", parameters))
    )
    found: dict[str, ParameterDistribution] = {}
    assumed = []
    for name, given in asked.items():
        if name not in declared:
            raise InvalidParameterError(
                f"unknown parameter {name!r}{nearest(name, declared) or f'; there are {enumerate_names(declared)}'}"
            )
        known = declared[name]
        if given is None and known.distribution is None:
            if known.low is None or known.high is None or known.low == known.high:
                raise InvalidParameterError(
                    f"expected a distribution or a range of {name!r}, got neither; give one in the file or here"
                )
            assumed.append(name)
            found[name] = UniformDistribution(known.low, known.high)
        else:
            found[name] = _given(model, name, given) if given is not None else cast("Any", known.distribution)
        for end in (found[name].low, found[name].high):
            complaint = range_complaint(known, end)
            if complaint:
                raise InvalidParameterError(f"{complaint}; narrow the distribution or widen the range in the file")
    return found, tuple(assumed)


def _given(model: GameModel, name: str, given: Any) -> ParameterDistribution:
    """Return a distribution that a caller gives, ``(low, high)`` being uniform."""
    if isinstance(given, UniformDistribution | TriangularDistribution | TruncatedNormalDistribution):
        return given
    if not isinstance(given, tuple | list) or len(given) != 2:
        raise InvalidParameterError(f"expected a distribution or (low, high) of {name!r}, got {given!r}")
    low, high = (checked_values(model.parameters, {name: end})[name] for end in given)
    return UniformDistribution(low, high)


def _wanted(model: GameModel, outputs: Sequence[str] | None) -> tuple[str, ...]:
    """Return the kinds of outputs.

    Raises
    ------
    InvalidParameterError
        If there is none of a name, or none at all.
    UnsupportedGameError
        If welfare is asked of a model that has none.
    """
    has_welfare = bool(model.description.welfare)
    if outputs is None:
        return tuple(kind for kind in OUTPUTS if kind != "welfare" or has_welfare)
    if isinstance(outputs, str):
        raise InvalidParameterError(f"expected a list of outputs, got {outputs!r}; write [{outputs!r}]")
    for name in outputs:
        if name not in OUTPUTS:
            raise InvalidParameterError(
                f"expected outputs among {', '.join(map(repr, OUTPUTS))}, got {name!r}{nearest(name, OUTPUTS)}"
            )
    if not outputs:
        raise InvalidParameterError("expected at least one output, got none")
    if "welfare" in outputs and not has_welfare:
        raise UnsupportedGameError("welfare needs formulas under 'welfare' in the file, got none; ask for payoff")
    return tuple(kind for kind in OUTPUTS if kind in outputs)


def _left_out(answer: ScatterAnswer, num_solved: int) -> Iterator[str]:
    """Yield what a limit did."""
    if answer.termination is not Termination.EXHAUSTED:
        total = len(answer.arrays["decided"])
        yield f"{answer.termination.sentence} {num_solved:,} of {total:,} points count, in whole groups."


class _Values(NamedTuple):
    """An output at all points that count; not a number where it is not known."""

    kind: str
    name: str
    values: FloatArray
    regime: Any = None


class _Study:
    """Reads the outputs off the points.

    Parameters
    ----------
    job, design, points
        What was asked.
    answer
        What was found.
    """

    def __init__(self, job: SweepJob, design: Design, points: FloatArray, answer: ScatterAnswer) -> None:
        self._job, self._design, self._texts = job, design, answer.texts
        self.num_solved = answer.num_solved - answer.num_solved % design.group_size
        self._arrays = {name: array[: self.num_solved] for name, array in answer.arrays.items()}
        self._points = points[: self.num_solved]
        keys, counts = np.unique(self._arrays["regime"], return_counts=True)
        ordered = sorted(zip(counts.tolist(), keys.tolist(), strict=True), key=lambda pair: (-pair[0], pair[1]))
        self.regimes = [key for _, key in ordered if key != NO_REGIME]

    def coverage(self) -> PointCoverage:
        """Return what is known at the points."""
        arrays = self._arrays
        decided = arrays["decided"]
        complete = np.array([Coverage(code).is_complete for code in COVERAGES])[arrays["coverage"]]
        known = is_known(arrays["payoff"])
        return PointCoverage(
            self.num_solved,
            int((arrays["num_equilibria"] > 1).sum()),
            int((~known).sum()),
            int((decided == NO_GAME).sum()),
            int((~np.isin(decided, [BY_FLOATS, BY_RATIONALS, NO_GAME])).sum()),
            int((known & ~complete).sum()),
        )

    def outputs(self, kinds: Sequence[str]) -> tuple[tuple[OutputSensitivity, ...], tuple[str, ...]]:
        """Return what the outputs of some kinds depend on, and what could not be told."""
        found: list[_Values] = []
        notes: list[str] = []
        if "payoff" in kinds:
            columns = self._arrays["payoff"].T
            found += [
                _Values("payoff", player.key, column)
                for player, column in zip(self._job.model.players, columns, strict=True)
            ]
        if "welfare" in kinds:
            try:
                found += self._welfare()
            except UnsupportedGameError as error:
                notes.append(f"Left out: {error}.")
        if "regime" in kinds:
            found += self._regimes()
        outputs = tuple(map(self._output, found))
        cut = [output for output in outputs if output.num_points < self.num_solved]
        if cut:
            least = min(output.num_points for output in cut)
            notes.append(
                f"Groups with points at which an output is not known were left out: of {self.num_solved:,} points at "
                f"least {least:,} count for every output, so that indices are those of the rest."
            )
        return outputs, tuple(notes)

    def _output(self, output: _Values) -> OutputSensitivity:
        kept: BooleanArray = whole_groups(~np.isnan(output.values), self._design.group_size)
        values, points = output.values[kept], self._points[kept]
        return OutputSensitivity(
            output.kind,
            output.name,
            self._design.spread(values, is_share=output.kind == "regime"),
            self._design.indices(points, values),
            len(values),
            output.regime,
        )

    def _welfare(self) -> Iterator[_Values]:
        """Yield what each formula of ``welfare:`` comes to."""
        job = self._job
        columns = {axis.name: axis.floats[: self.num_solved] for axis in job.grid.axes}
        size = 1 if job.formulas is None else job.formulas.payoffs.size
        step = max(1, _LANES // size)
        parts = [
            sampled_welfare(
                job,
                {name: column[start : start + step] for name, column in columns.items()},
                self._arrays["probability"][start : start + step],
            )
            for start in range(0, self.num_solved, step)
        ]
        for place, formula in enumerate(job.model.description.welfare):
            values = np.concatenate([np.empty(0), *(part[place] for part in parts)])
            yield _Values("welfare", formula.name, values)

    def _regimes(self) -> Iterator[_Values]:
        """Yield where each of the most frequent regimes holds."""
        met = self._arrays["regime"]
        unknown = met == NO_REGIME
        for key in self.regimes[:MOST_REGIMES]:
            regime = read_regime(self._texts[key])
            holds = np.where(unknown, np.nan, (met == np.uint64(key)).astype(float))
            yield _Values("regime", regime_words(regime, self._job.model), holds, regime)

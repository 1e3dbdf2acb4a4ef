"""Sweeps: the equilibria of a model at all points of a grid of its parameters."""

from __future__ import annotations

import os
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Unpack

from gametheory.core.solution import Progress
from gametheory.solvers.watch import PROGRESS_SECONDS, LimitReachedError, Watch
from gametheory.studies.sweeps.sweep_chunks import solve_chunk
from gametheory.studies.sweeps.sweep_dataset import SweepArrays, dataset, num_unverified
from gametheory.studies.sweeps.sweep_job import SweepQuestion, sweep_job

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import xarray
    from numpy.typing import NDArray

    from gametheory.core.solution import Limits, ProgressListener
    from gametheory.models.model import GameModel
    from gametheory.studies.sweeps.grid import AxisValues
    from gametheory.studies.sweeps.sweep_job import SweepJob


def sweep(
    model: GameModel,
    axes: Mapping[str, AxisValues],
    *,
    limits: Limits | None = None,
    progress: ProgressListener | None = None,
    **question: Unpack[SweepQuestion],
) -> xarray.Dataset:
    """Return the equilibria of a model at all points of a grid, with their regimes.

    Two-player normal forms up to 4 x 4 and trees in which everything is seen are solved on arrays, a million points in
    a fraction of a second; all others point by point by `solve`. Where a sign lies within 1e-10 of the range of payoffs
    from 0, the point is solved in rationals at its exact values, at most 10,000 points of them; ``decided`` tells for
    each point how it was decided, and how many stayed unverified is an attribute.

    Parameters
    ----------
    model
        Parameters that do not vary have its `parameter_values`.
    axes
        For each parameter that varies ``lo:hi:num``, ``lo:hi:num:log`` or a list of numbers.
    limits
        Time and memory of the whole.
    progress
        Called with the points that are done at most every 0.1 s, and at the end.
    **question
        ``concept`` (the file's, else ``nash``), ``outputs`` (``probability``, ``payoff``, ``welfare``: what is wanted
        beside regimes and numbers; all that the model has by default) and ``select`` (one equilibrium of each point:
        ``first``, ``payoff_dominant``, ``risk_dominant`` or the best of a player, by its key).

    Returns
    -------
    xarray.Dataset
        Axes by parameter. ``regime`` names by key which equilibria there are, ``regime_words`` says it in words. After
        Ctrl-C or at a limit the points that were not reached have coverage ``none``, and the attribute ``termination``
        says why.

    Raises
    ------
    InvalidParameterError
        If the axes are no grid of the model's parameters, or the question is none.
    UnsupportedGameError
        If the concept or the rule does not apply.

    Examples
    --------
    >>> from gametheory import load
    >>> found = sweep(load("price_monitoring"), {"commission": "0:0.45:4", "temu_sales": [3, 10]}, select="seller")
    >>> found["num_equilibria"].values.tolist()
    [[1, 1], [1, 1], [1, 1], [1, 1]]
    >>> words = dict(zip(found["regime_key"].values.tolist(), found["regime_words"].values.tolist()))
    >>> [words[key].partition(";")[0] for key in found["regime"].sel(commission=0.15).values.tolist()]
    ['Amazon: Ignore', 'Amazon: Monitor + Ignore']
    """
    job = sweep_job(model, axes, question)
    arrays = SweepArrays(job)
    watch = Watch(limits)
    done, reported = 0, time.monotonic()
    termination = "exhausted"
    try:
        for chunk, found in _solved(job, watch):
            arrays.write(chunk, found)
            done += job.block(chunk).num_points
            is_due = time.monotonic() - reported >= PROGRESS_SECONDS or done == job.grid.num_points
            if progress is not None and is_due:
                progress(Progress(done, job.grid.num_points, len(arrays.texts)))
                reported = time.monotonic()
    except KeyboardInterrupt:
        termination = "interrupted"
    except LimitReachedError as limit:
        termination = str(limit.termination)
    answer = dataset(job, arrays.arrays, arrays.texts)
    return answer.assign_attrs(termination=termination, num_solved=done, num_unverified=num_unverified(arrays.arrays))


def _solved(job: SweepJob, watch: Watch) -> Iterator[tuple[int, dict[str, NDArray[Any]]]]:
    """Yield the chunks in order, on all cores where kernels do the work."""
    num_threads = os.cpu_count() or 1 if job.is_small_normal_form or job.is_seen_tree else 1
    if num_threads == 1 or job.num_chunks == 1:
        for chunk in range(job.num_chunks):
            watch.tick()
            yield chunk, solve_chunk(job, chunk)
        return
    with ThreadPoolExecutor(num_threads) as pool:
        waiting: deque[Any] = deque()
        try:
            for chunk in range(job.num_chunks + num_threads):
                watch.tick()
                if chunk < job.num_chunks:
                    waiting.append((chunk, pool.submit(solve_chunk, job, chunk)))
                if chunk >= num_threads:
                    first, future = waiting.popleft()
                    yield first, future.result()
        finally:
            pool.shutdown(cancel_futures=True)

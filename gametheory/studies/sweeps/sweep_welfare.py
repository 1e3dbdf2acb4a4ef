"""The formulas of ``welfare:`` at the points of a block of a sweep."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gametheory.studies.sweeps.sampled_welfare import SampledWelfare
from gametheory.studies.sweeps.sweep_doubt import exact_values

if TYPE_CHECKING:
    from gametheory.studies.sweeps.grid import Block
    from gametheory.studies.sweeps.sweep_job import SweepJob


def block_welfare(job: SweepJob, block: Block) -> SampledWelfare:
    """Return what the formulas pay in floats, and in rationals where rounding may have decided a comparison.

    As many points as of games in doubt are read in rationals; the others in doubt are left without values.

    Parameters
    ----------
    job
        A sweep that is solved on arrays, of a model with such formulas.
    block
        Where the points lie.

    Examples
    --------
    >>> from gametheory import load
    >>> from gametheory.studies.sweeps.sweep_job import sweep_job
    >>> job = sweep_job(load("choose_one_of_two"), {"temu_sales": [1, 4]}, {"select": "first"})
    >>> block_welfare(job, job.block(0)).doubtful.tolist()
    [False, False]
    """
    found = SampledWelfare(job, job.grid.floats(block))
    most = job.exact_points(block)
    for rank, lane in enumerate(np.flatnonzero(found.doubtful).tolist()):
        if rank < most:
            found.correct(lane, {**job.model.parameter_values, **exact_values(job, block, lane)})
        else:
            found.correct(lane, None)
    return found

"""A chunk of a sweep: the unit that is worked, stored and repeated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gametheory.studies.sweeps.sweep_job import SweepJob

REGIME_KEYS, REGIME_TEXTS = "regime_keys", "regime_texts"
"""Names of the table of regimes in a chunk."""


def solve_chunk(job: SweepJob, chunk: int) -> dict[str, NDArray[Any]]:
    """Return the answer on one chunk of a sweep, the same wherever and in whatever order chunks are solved.

    Parameters
    ----------
    job
        The sweep.
    chunk
        From 0 to ``job.num_chunks - 1``; it lies at ``job.block(chunk)``.

    Returns
    -------
    dict
        For each of ``job.variables`` an array of the block's shape and the variable's own axes; and the regimes that
        were met: ``regime_keys`` (ascending) and ``regime_texts`` (as `regime_json` writes them).

    Raises
    ------
    KeyboardInterrupt
        After Ctrl-C: a chunk is answered whole or not at all.

    Examples
    --------
    >>> from gametheory import load
    >>> from gametheory.studies.sweeps.sweep_job import sweep_job
    >>> job = sweep_job(load("price_monitoring"), {"commission": "0.1:0.2:2"}, {"select": "first"})
    >>> found = solve_chunk(job, 0)
    >>> found["num_equilibria"].tolist(), found["probability"].round(3)[1].tolist()
    ([1, 1], [0.449, 0.551, 0.244, 0.756, 0.0])
    """
    block = job.block(chunk)
    if job.is_small_normal_form:
        from gametheory.studies.sweeps.sweep_normal_forms import NormalFormPoints

        points: Any = NormalFormPoints(job, block)
    elif job.is_seen_tree:
        from gametheory.studies.sweeps.sweep_trees import TreePoints

        points = TreePoints(job, block)
    else:
        from gametheory.studies.sweeps.sweep_points import SinglePoints

        points = SinglePoints(job, block)
    points.solve()
    arrays = {name: array.reshape(*block.shape, *array.shape[1:]) for name, array in points.arrays.items()}
    met = points.arrays["regime"]
    keys = [key for key in sorted(points.texts) if (met == np.uint64(key)).any()]
    arrays[REGIME_KEYS] = np.array(keys, dtype=np.uint64)
    arrays[REGIME_TEXTS] = np.array([points.texts[key] for key in keys], dtype=object)
    return arrays

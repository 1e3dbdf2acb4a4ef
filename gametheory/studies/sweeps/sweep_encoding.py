"""A sweep as the files of a Zarr store: its description, its axes and tables, and each chunk."""

from __future__ import annotations

import json
import math
import warnings
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from gametheory.core.batch_solution import COVERAGES
from gametheory.studies.sweeps.sweep_chunks import REGIME_KEYS, REGIME_TEXTS
from gametheory.studies.sweeps.sweep_dataset import attributes, coordinates, regime_table, variable_attributes
from gametheory.studies.sweeps.sweep_job import DECISIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

    import zarr
    from numpy.typing import NDArray

    from gametheory.studies.sweeps.grid import Axis
    from gametheory.studies.sweeps.sweep_job import SweepJob

COMPRESSION_LEVEL = 1
"""Of Zstandard: answers are long runs and smooth columns, which higher levels hardly make smaller."""
MOST_VALUES_WRITTEN = 20
"""Values of a listed axis that its text gives one by one."""

_NODE = "zarr.json"


class EncodedChunk(NamedTuple):
    """A chunk as files of a store.

    Parameters
    ----------
    files
        Contents by name inside the store.
    record
        What the chunk consists of, as JSON; it is written last.
    """

    files: dict[str, bytes]
    record: bytes


def axis_text(axis: Axis) -> str:
    """Return an axis in one line, different for different axes.

    Examples
    --------
    >>> from gametheory.studies.sweeps.grid import read_axis
    >>> axis_text(read_axis("fee", "0:0.45:1000")), axis_text(read_axis("fee", [0.5, "2/3"]))
    ('0:9/20:1000', '1/2,2/3')
    >>> axis_text(read_axis("fee", "1:1000:40:log"))[:40]
    '40 values from 1 to 1000 with sha256 1d7'
    """
    if isinstance(axis.numerators, range):
        return f"{axis.exact(0)}:{axis.exact(-1)}:{axis.num_points}"
    values = ",".join(str(axis.exact(index)) for index in range(axis.num_points))
    if axis.num_points <= MOST_VALUES_WRITTEN:
        return values
    digest = sha256(values.encode()).hexdigest()
    return f"{axis.num_points} values from {axis.exact(0)} to {axis.exact(-1)} with sha256 {digest}"


def manifest(job: SweepJob) -> dict[str, str]:
    """Return by what a sweep is told from every other one: the game, what is asked, and how the grid is cut."""
    return {
        **attributes(job),
        "outputs": " ".join(job.outputs),
        "axes": json.dumps({axis.name: axis_text(axis) for axis in job.grid.axes}),
        "chunk_shape": json.dumps(job.chunk_shape),
    }


def encode_description(job: SweepJob, texts: Mapping[int, str], told: Mapping[str, Any]) -> dict[str, bytes]:
    """Return all files of a store but the chunks, the group's own last.

    Parameters
    ----------
    job
        The sweep.
    texts
        The regimes that were met, by key.
    told
        What the attributes say beside the manifest.
    """
    import zarr
    from zarr.storage import MemoryStore

    memory: dict[str, Any] = {}
    store = MemoryStore(memory)
    labels = {**coordinates(job), **regime_table(job, texts)}
    named = " ".join(name for name, (dim, *_) in labels.items() if name != dim)
    group = zarr.open_group(store, mode="w", zarr_format=3, attributes={**manifest(job), **told, "coordinates": named})
    for name, (dim, values, *told_of) in labels.items():
        array = group.create_array(
            name,
            shape=values.shape,
            chunks=(max(1, values.size),),
            dtype=str if values.dtype == object else values.dtype,
            dimension_names=[dim],
            attributes=told_of[0] if told_of else None,
        )
        if values.size:
            array[...] = values
    for name in job.variables:
        _variable_array(group, job, name)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Consolidated metadata")
        zarr.consolidate_metadata(store)
    files = {name: buffer.to_bytes() for name, buffer in memory.items()}
    files[_NODE] = files.pop(_NODE)
    return files


def encode_chunk(job: SweepJob, chunk: int, found: Mapping[str, NDArray[Any]]) -> EncodedChunk:
    """Return a chunk as files: the same bytes wherever it is encoded.

    Parameters
    ----------
    job
        The sweep.
    chunk
        Its number.
    found
        As `solve_chunk` answers.
    """
    import zarr
    from zarr.storage import MemoryStore

    memory: dict[str, Any] = {}
    group = zarr.open_group(MemoryStore(memory), mode="w", zarr_format=3)
    slices = job.block(chunk).slices
    for name in job.variables:
        _variable_array(group, job, name)[slices] = found[name]
    files = {name: buffer.to_bytes() for name, buffer in memory.items() if not name.endswith(_NODE)}
    keys, counts = np.unique(found["regime"], return_counts=True)
    met = dict(zip(keys.tolist(), counts.tolist(), strict=True))
    texts = zip(found[REGIME_KEYS].tolist(), found[REGIME_TEXTS].tolist(), strict=True)
    record = {
        "num_points": job.block(chunk).num_points,
        "files": {name: len(data) for name, data in sorted(files.items())},
        "regimes": [[key, text, met[key]] for key, text in texts],
        "coverage": _tally(found["coverage"], len(COVERAGES)),
        "decided": _tally(found["decided"], len(DECISIONS)),
    }
    return EncodedChunk(files, json.dumps(record, ensure_ascii=False).encode())


def num_bytes(job: SweepJob) -> int:
    """Return the size of the whole answer in memory."""
    widths = (np.dtype(array.kind).itemsize * math.prod(array.shape) for array in job.variables.values())
    return job.grid.num_points * sum(widths)


def _variable_array(group: zarr.Group, job: SweepJob, name: str) -> zarr.Array[Any]:
    """Return an array of the answer in a group, one chunk for each chunk of the sweep."""
    from zarr.codecs import ZstdCodec

    variable = job.variables[name]
    return group.create_array(
        name,
        shape=(*job.grid.shape, *variable.shape),
        chunks=(*job.chunk_shape, *variable.shape),
        dtype=variable.kind,
        fill_value=variable.empty,
        compressors=ZstdCodec(level=COMPRESSION_LEVEL),
        chunk_key_encoding={"name": "default", "separator": "."},
        dimension_names=(*job.grid.names, *variable.dims),
        attributes=variable_attributes(job, name),
    )


def _tally(codes: NDArray[Any], num_codes: int) -> list[int]:
    """Return how many points have each code."""
    return [int(count) for count in np.bincount(codes.ravel(), minlength=num_codes)]

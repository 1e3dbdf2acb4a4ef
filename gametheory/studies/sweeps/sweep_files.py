"""Stored sweeps as one file: NetCDF for arrays, CSV and Parquet for tables with a row for each equilibrium."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.core.batch_solution import COVERAGES
from gametheory.errors import InvalidParameterError
from gametheory.studies.sweeps.sweep_encoding import num_bytes
from gametheory.studies.sweeps.sweep_job import DECISIONS, OUTPUTS

if TYPE_CHECKING:
    from collections.abc import Callable

    import xarray
    from numpy.typing import NDArray

    from gametheory.studies.sweeps.sweep_job import SweepJob

STORE = ".zarr"
MOST_BYTES = 1 << 29
"""Size in memory of an answer that is written as one file."""


def check_output(job: SweepJob, path: Path) -> None:
    """Check that an answer can be written under a name.

    Raises
    ------
    InvalidParameterError
        If its ending is unknown, or the answer is too large for one file.
    """
    if path.suffix == STORE:
        return
    if path.suffix not in _WRITERS:
        raise InvalidParameterError(
            f"expected an output that ends in .zarr, {', '.join([*_WRITERS][:-1])} or {[*_WRITERS][-1]}, got '{path}'"
        )
    size = num_bytes(job)
    if size > MOST_BYTES:
        most = MOST_BYTES * job.grid.num_points // size
        raise InvalidParameterError(
            f"expected at most {most:,} points of this game in a {path.suffix} file, got {job.grid.num_points:,}; "
            "write a .zarr store, or ask for fewer outputs or for one equilibrium"
        )


def open_sweep(folder: Path) -> xarray.Dataset:
    """Return a stored sweep, whose arrays are read when they are asked for.

    Parameters
    ----------
    folder
        A Zarr store.
    """
    import xarray

    found: xarray.Dataset = xarray.open_zarr(folder, chunks=None, consolidated=True)
    return found


def write_output(folder: Path, path: Path) -> None:
    """Write a stored sweep as a file, whole or not at all.

    Parameters
    ----------
    folder
        A finished Zarr store.
    path
        Its ending says which kind.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        with open_sweep(folder) as found:
            _WRITERS[path.suffix](found, part)
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def sweep_rows(found: xarray.Dataset) -> xarray.Dataset:
    """Return a sweep as columns: one row for each equilibrium that is listed, and one for points without any.

    Parameters
    ----------
    found
        As `sweep` answers or `open_sweep` reads.

    Examples
    --------
    >>> from gametheory import load
    >>> from gametheory.studies.sweeps.sweep import sweep
    >>> rows = sweep_rows(sweep(load("hawk_dove"), {"injury": [1, 4]}))
    >>> list(rows)[:5]
    ['injury', 'equilibrium', 'regime', 'num_equilibria', 'num_components']
    >>> rows["injury"].values.tolist(), rows["payoff first"].values.tolist()
    ([1.0, 4.0, 4.0, 4.0], [0.5, 2.0, 0.5, 0.0])
    """
    axes = found["regime"].dims
    keep = _listed(found)
    point, place = np.nonzero(keep)
    columns: dict[str, NDArray[Any]] = {}
    grid = np.meshgrid(*(found[name].values for name in axes), indexing="ij")
    for name, values in zip(axes, grid, strict=True):
        columns[str(name)] = values.ravel()[point]
    if "equilibrium" in found.dims:
        columns["equilibrium"] = place + 1
    keys = found["regime"].values.ravel()[point]
    order = np.searchsorted(found["regime_key"].values, keys)
    words = np.array([*map(str, found["regime_words"].values), ""], dtype=object)
    columns["regime"] = words[np.where(keys == 0, len(words) - 1, order)]
    for name in ("num_equilibria", "num_components"):
        columns[name] = found[name].values.ravel()[point]
    for name, codes in (("coverage", tuple(map(str, COVERAGES))), ("decided", DECISIONS)):
        columns[name] = np.array(codes, dtype=object)[found[name].values.ravel()[point]]
    for name in OUTPUTS:
        if name in found:
            values = found[name].values.reshape(*keep.shape, -1)
            for column, label in enumerate(_labels(found, name)):
                columns[f"{name} {label}"] = values[point, place, column]
    import xarray

    return xarray.Dataset({name: ("row", values) for name, values in columns.items()}, attrs=found.attrs)


def _listed(found: xarray.Dataset) -> NDArray[np.bool_]:
    """Return which equilibria of each point are listed ``[point, equilibrium]``, the first always."""
    num_points = found["regime"].size
    keep = np.ones((num_points, found.sizes.get("equilibrium", 1)), dtype=bool)
    keep[:, 1:] = found["num_equilibria"].values.reshape(-1, 1) > np.arange(1, keep.shape[1])
    return keep


def _labels(found: xarray.Dataset, name: str) -> list[str]:
    """Return what the columns of an output are called."""
    if name != "probability":
        return [str(label) for label in found["player" if name == "payoff" else "formula"].values]
    parts = (found[f"choice_{part}"].values for part in ("player", "infoset", "action"))
    return [
        f"{player} {infoset}: {action}" if infoset else f"{player} {action}"
        for player, infoset, action in zip(*parts, strict=True)
    ]


def _write_netcdf(found: xarray.Dataset, path: Path) -> None:
    """Write arrays as they are."""
    texts = {name: found[name].astype(object) for name in found.variables if found[name].dtype.kind in "TU"}
    found.drop_encoding().assign(texts).to_netcdf(path, engine="h5netcdf")


def _write_csv(found: xarray.Dataset, path: Path) -> None:
    """Write a table as text."""
    sweep_rows(found).to_dataframe().to_csv(path, index=False, lineterminator="\n")


def _write_parquet(found: xarray.Dataset, path: Path) -> None:
    """Write a table by columns."""
    table = sweep_rows(found).to_dataframe()
    table.attrs = dict(found.attrs)
    table.to_parquet(path, engine="pyarrow", index=False)


_WRITERS: dict[str, Callable[[xarray.Dataset, Path], None]] = {
    ".nc": _write_netcdf,
    ".csv": _write_csv,
    ".parquet": _write_parquet,
}

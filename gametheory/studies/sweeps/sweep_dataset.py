"""The chunks of a sweep put together: a dataset with named axes, units, and what was asked of which game."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.core.batch_solution import COVERAGES
from gametheory.studies.sweeps.sweep_chunks import REGIME_KEYS, REGIME_TEXTS
from gametheory.studies.sweeps.sweep_job import DECISIONS, UNVERIFIED, Choice
from gametheory.studies.sweeps.sweep_regimes import read_regime, regime_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import xarray
    from numpy.typing import NDArray

    from gametheory.studies.sweeps.sweep_job import SweepJob

PACKAGE = "gametheory"

_CODES: dict[str, tuple[str, ...]] = {"coverage": COVERAGES, "decided": DECISIONS}
_MEANINGS = {
    "regime": "key of the regime, in words at regime_key; 0 where there is none",
    "num_equilibria": "number of extreme equilibria",
    "num_components": "number of connected components of equilibria, -1 where unknown",
    "probability": "probability of each choice",
    "payoff": "expected payoff of each player",
    "welfare": "formulas of welfare in expectation",
}


@dataclass(frozen=True)
class SweepArrays:
    """Arrays of a whole grid, filled chunk by chunk in any order.

    Parameters
    ----------
    job
        The sweep.
    """

    job: SweepJob
    arrays: dict[str, NDArray[Any]] = field(init=False)
    texts: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        flat = self.job.empty(self.job.grid.num_points)
        shape = self.job.grid.shape
        object.__setattr__(self, "arrays", {name: a.reshape(*shape, *a.shape[1:]) for name, a in flat.items()})

    def write(self, chunk: int, found: Mapping[str, NDArray[Any]]) -> None:
        """Put a chunk where it belongs."""
        slices = self.job.block(chunk).slices
        for name, array in self.arrays.items():
            array[slices] = found[name]
        keys = found[REGIME_KEYS].tolist()
        self.texts.update(zip(keys, found[REGIME_TEXTS].tolist(), strict=True))


def dataset(job: SweepJob, arrays: Mapping[str, Any], texts: Mapping[int, str]) -> xarray.Dataset:
    """Return a sweep as a dataset.

    Parameters
    ----------
    job
        The sweep.
    arrays
        For each of ``job.variables`` the numbers of the whole grid; may be lazy.
    texts
        The regimes that were met, by key.
    """
    import xarray

    variables = {
        name: ((*job.grid.names, *variable.dims), arrays[name], variable_attributes(job, name))
        for name, variable in job.variables.items()
    }
    return xarray.Dataset(variables, {**coordinates(job), **regime_table(job, texts)}, attributes(job))


def coordinates(job: SweepJob) -> dict[str, Any]:
    """Return the values of the axes, and the names of players and choices."""
    found: dict[str, Any] = {}
    for axis in job.grid.axes:
        parameter = job.model.parameters[axis.name]
        told = {"units": parameter.unit, "long_name": parameter.meaning}
        found[axis.name] = (axis.name, axis.floats, {name: text for name, text in told.items() if text})
    dims = {dim for variable in job.variables.values() for dim in variable.dims}
    if "player" in dims:
        found["player"] = ("player", _texts(player.key for player in job.model.players))
    if "formula" in dims:
        found["formula"] = ("formula", _texts(one.name for one in job.model.description.welfare))
    if "choice" in dims:
        for place, part in enumerate(Choice._fields):
            found[f"choice_{part}"] = ("choice", _texts(choice[place] for choice in job.choices))
    return found


def variable_attributes(job: SweepJob, name: str) -> dict[str, Any]:
    """Return what the numbers of a variable mean."""
    if name in _CODES:
        codes = _CODES[name]
        return {"flag_values": list(range(len(codes))), "flag_meanings": " ".join(map(str, codes))}
    if name == "payoff" and job.model.unit:
        return {"units": job.model.unit}
    return {"long_name": _MEANINGS[name]}


def regime_table(job: SweepJob, texts: Mapping[int, str]) -> dict[str, Any]:
    """Return the coordinates that explain the keys of regimes: as structured text and in words."""
    keys = sorted(texts)
    words = _texts(regime_words(read_regime(texts[key]), job.model) for key in keys)
    return {
        "regime_key": ("regime_key", np.array(keys, dtype=np.uint64)),
        "regime_words": ("regime_key", words),
        "regime_text": ("regime_key", _texts(texts[key] for key in keys)),
    }


def attributes(job: SweepJob) -> dict[str, Any]:
    """Return what was asked of which game, in texts."""
    text = job.model.file_text
    return {
        "title": job.model.title,
        "game_file": text,
        "sha256": sha256(text.encode()).hexdigest() if text else "",
        "concept": job.concept,
        "select": job.select or "",
        "parameters": json.dumps({name: str(value) for name, value in job.model.parameter_values.items()}),
        "version": _version(),
    }


def num_unverified(arrays: Mapping[str, NDArray[Any]]) -> int:
    """Return the number of points that differ from a neighbor within the margin and were not solved in rationals."""
    return int((arrays["decided"] == UNVERIFIED).sum())


def _texts(names: Iterable[str]) -> NDArray[Any]:
    """Return texts as an array."""
    return np.array(list(names), dtype=object)


def _version() -> str:
    """Return the version of the installed package; nothing for a source tree that was never installed."""
    try:
        return version(PACKAGE)
    except PackageNotFoundError:
        return ""

"""The one door to numba: functions compiled on their first call and cached on disk.

Only modules that are themselves imported late may import this one, since numba takes half a second to load.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import numba

if TYPE_CHECKING:
    from collections.abc import Callable

Kernel = TypeVar("Kernel", bound="Callable[..., Any]")


def compiled(function: Kernel, *, makes_arrays: bool = True, is_inner: bool = False) -> Kernel:
    """Return a kernel that is compiled for the types of its first call and kept in numba's cache on disk.

    The cache lies beside the package, or in the user's cache folder where the package cannot be written; where neither
    can, the kernel is compiled anew in each process. It is valid as long as no kernel of the package changes.
    Floating-point arithmetic is that of IEEE 754: nothing is reordered. Kernels run without the interpreter's lock.

    Parameters
    ----------
    function
        The kernel's source.
    makes_arrays
        Whether it makes arrays. Where all are given, references to them need not be counted; counting is atomic, and
        can cost several times what small loops do.
    is_inner
        Whether only other kernels call it: it is compiled sooner without an entrance for the interpreter.
    """
    options: dict[str, Any] = {"nogil": True, "error_model": "numpy"}
    options |= {"_nrt": makes_arrays, "no_cpython_wrapper": is_inner}
    try:
        kernel = numba.njit(cache=True, **options)(function)
    except RuntimeError:  # no folder that can be written
        return cast("Kernel", numba.njit(**options)(function))
    _follow_all_kernels(kernel)
    return cast("Kernel", kernel)


def is_compiled(kernel: Callable[..., Any]) -> bool:
    """Return whether a kernel runs at once: it was compiled in this process before, or lies in the cache on disk."""
    if vars(kernel).get("overloads"):
        return True
    file = vars(vars(kernel)["_cache"]).get("_cache_file")
    return file is not None and bool(vars(type(file))["_load_index"](file))


def _follow_all_kernels(kernel: Any) -> None:
    """Let a cached kernel be compiled anew when any kernel changes: numba itself looks at its own file only."""
    file = vars(vars(kernel)["_cache"])["_cache_file"]
    vars(file)["_source_stamp"] = (vars(file)["_source_stamp"], _stamp_of_all_kernels())


@cache
def _stamp_of_all_kernels() -> str:
    """Return a hash of the source of all kernels."""
    found = sha256()
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        found.update(path.read_bytes())
    return found.hexdigest()

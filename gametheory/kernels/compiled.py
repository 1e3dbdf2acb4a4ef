"""The one door to numba: functions compiled on their first call and cached on disk.

Only modules that are themselves imported late may import this one, since numba takes half a second to load.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

import numba

if TYPE_CHECKING:
    from collections.abc import Callable

Kernel = TypeVar("Kernel", bound="Callable[..., Any]")


def compiled(function: Kernel) -> Kernel:
    """Return a kernel that is compiled for the types of its first call and kept in numba's cache on disk.

    The cache lies beside the package, or in the user's cache folder where the package cannot be written; where neither
    can, the kernel is compiled anew in each process. Floating-point arithmetic is that of IEEE 754: nothing is
    reordered. Kernels run without the interpreter's lock.
    """
    return _jit(function, is_parallel=False)


def compiled_parallel(function: Kernel) -> Kernel:
    """Return the same with loops over ``numba.prange`` on several threads."""
    return _jit(function, is_parallel=True)


def _jit(function: Kernel, *, is_parallel: bool) -> Kernel:
    options: dict[str, Any] = {"nogil": True, "error_model": "numpy", "parallel": is_parallel}
    try:
        return cast("Kernel", numba.njit(cache=True, **options)(function))
    except RuntimeError:  # no folder that can be written
        return cast("Kernel", numba.njit(**options)(function))

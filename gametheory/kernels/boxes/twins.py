"""Kernels that run interpreted at once, or compiled after numba is loaded: the same source for both."""

from __future__ import annotations

import sys
from functools import cache
from types import FunctionType
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

Kernel = TypeVar("Kernel", bound="Callable[..., Any]")


def compiled_twin(kernel: Kernel) -> Kernel:
    """Return a kernel of this package in compiled form, with all kernels that it calls; numba is loaded.

    The kernel itself stays interpreted, so that small games don't wait for numba. It may refer to other kernels, to
    constants and to named tuples of arrays.
    """
    return cast("Kernel", _twin(kernel, is_inner=False))


def is_twin_loaded(kernel: Callable[..., Any]) -> bool:
    """Return whether the compiled form of a kernel was called before in this process; numba is not loaded for it."""
    return "numba" in sys.modules and bool(vars(compiled_twin(kernel)).get("overloads"))


def is_twin_compiled(kernel: Callable[..., Any]) -> bool:
    """Return whether the compiled form of a kernel runs at once; numba is loaded."""
    from gametheory.kernels.compiled import is_compiled

    return is_compiled(compiled_twin(kernel))


@cache
def _twin(kernel: FunctionType, *, is_inner: bool) -> FunctionType:
    """Compile a copy of a function whose names stand for compiled copies, too."""
    from gametheory.kernels.compiled import compiled

    scope: dict[str, Any] = dict(kernel.__globals__)
    for name in kernel.__code__.co_names:
        other = scope.get(name)
        if isinstance(other, FunctionType) and other.__module__.startswith("gametheory.kernels.boxes."):
            scope[name] = _twin(other, is_inner=True)
    copy = FunctionType(kernel.__code__, scope, kernel.__name__, kernel.__defaults__)
    copy.__module__, copy.__qualname__ = kernel.__module__, kernel.__qualname__
    return compiled(copy, makes_arrays=False, is_inner=is_inner)

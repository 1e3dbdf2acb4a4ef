"""Whether compiled code is at hand, found out without loading the compiler."""

from __future__ import annotations

import sys


def is_loaded(module: str, kernel: str) -> bool:
    """Whether a compiled kernel has run in this process: another run then costs no loading.

    Parameters
    ----------
    module
        Full name of the module of the kernel; it is not imported.
    kernel
        Name of the kernel in it.

    Examples
    --------
    >>> is_loaded("gametheory.kernels.words.not_imported", "search")
    False
    """
    found = sys.modules.get(module)
    return found is not None and bool(vars(vars(found)[kernel]).get("overloads"))

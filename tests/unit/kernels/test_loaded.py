from __future__ import annotations

import sys
from types import ModuleType

from gametheory.kernels.loaded import is_loaded


def test_a_kernel_is_loaded_once_it_has_run() -> None:
    from gametheory.kernels.compiled import compiled

    def doubled(number: float) -> float:
        return 2 * number

    module = ModuleType("doubled")
    module.doubled = compiled(doubled)  # type: ignore[attr-defined]
    assert not is_loaded("doubled", "doubled")
    sys.modules["doubled"] = module
    try:
        assert not is_loaded("doubled", "doubled")
        assert module.doubled(2.0) == 4
        assert is_loaded("doubled", "doubled")
    finally:
        del sys.modules["doubled"]

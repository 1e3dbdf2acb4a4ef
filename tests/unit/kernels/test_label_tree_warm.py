"""The label tree is compiled ahead."""

from __future__ import annotations

from gametheory.kernels.compiled_label_tree import search_equilibria
from gametheory.kernels.label_tree_warm import warm


def test_warm_compiles_the_kernel_once() -> None:
    warm()
    assert len(search_equilibria.signatures) == 1  # type: ignore[attr-defined]

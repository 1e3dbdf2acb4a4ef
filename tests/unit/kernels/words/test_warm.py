"""The label tree is compiled ahead."""

from __future__ import annotations

from gametheory.kernels.words.label_tree import search_equilibria
from gametheory.kernels.words.warm import warm


def test_warm_compiles_the_kernel_once() -> None:
    warm()
    assert len(search_equilibria.signatures) == 1  # type: ignore[attr-defined]

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numba
import numpy as np
import pytest

from gametheory.kernels.compiled import compiled, is_compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

KERNEL = textwrap.dedent(
    """
    from gametheory.kernels.compiled import compiled

    @compiled
    def total(number):
        found = 0
        for step in range(number):
            found += step * step
        return found

    if __name__ == "__main__":
        print(total(1000), total.stats.cache_hits.total(), total.stats.cache_misses.total())
    """
)


@pytest.fixture
def kernel(tmp_path: Path) -> Path:
    """A module with one kernel, in a folder of its own."""
    folder = tmp_path / "package"
    folder.mkdir()
    module = folder / "kernel.py"
    module.write_text(KERNEL, encoding="utf-8")
    return module


def start(module: Path, **changes: str) -> subprocess.Popen[str]:
    home = module.parents[1] / "home"
    home.mkdir(exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("NUMBA", "XDG", "COV"))}
    environment = kept | {"HOME": str(home)} | changes
    return subprocess.Popen(
        [sys.executable, str(module)], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def answer(running: subprocess.Popen[str]) -> list[int]:
    output, errors = running.communicate(timeout=120)
    assert (running.returncode, errors) == (0, "")
    return list(map(int, output.split()))


def cached(folder: Path) -> list[Path]:
    return sorted(folder.rglob("kernel.total*.nbi"))


def test_kernels_are_compiled_once(kernel: Path) -> None:
    assert answer(start(kernel)) == [332833500, 0, 1]
    assert answer(start(kernel)) == [332833500, 1, 0]
    assert len(cached(kernel.parent / "__pycache__")) == 1


def test_the_cache_moves_home_where_the_package_cannot_be_written(kernel: Path) -> None:
    (kernel.parent / "__pycache__").write_text("a file in place of the folder", encoding="utf-8")
    assert answer(start(kernel)) == [332833500, 0, 1]
    assert answer(start(kernel)) == [332833500, 1, 0]
    assert len(cached(kernel.parents[1] / "home")) == 1


def test_without_any_folder_to_write_kernels_are_compiled_anew(kernel: Path) -> None:
    (kernel.parent / "__pycache__").write_text("", encoding="utf-8")
    nowhere = kernel.parents[1] / "file"
    nowhere.write_text("", encoding="utf-8")
    home = str(nowhere / "home")
    for _ in range(2):
        assert answer(start(kernel, HOME=home, XDG_CACHE_HOME=home)) == [332833500, 0, 1]


def test_two_processes_at_once_leave_a_usable_cache(kernel: Path) -> None:
    both = [start(kernel), start(kernel)]
    assert [answer(running)[0] for running in both] == [332833500] * 2
    assert answer(start(kernel)) == [332833500, 1, 0]


@pytest.mark.parametrize("delay", [0.3, 0.8, 1.2])
def test_a_kill_at_any_time_leaves_a_usable_cache(kernel: Path, delay: float) -> None:
    running = start(kernel)
    time.sleep(delay)
    running.send_signal(signal.SIGKILL)
    running.communicate()
    assert answer(start(kernel))[0] == 332833500
    assert answer(start(kernel)) == [332833500, 1, 0]


def test_whether_a_kernel_waits_for_its_compilation_is_known(kernel: Path) -> None:
    asked = kernel.with_name("asked.py")
    asked.write_text(
        "from gametheory.kernels.compiled import is_compiled\n"
        "from kernel import total\n"
        "print(is_compiled(total), total(3), is_compiled(total))\n",
        encoding="utf-8",
    )
    folder = str(kernel.parent / "cache")
    assert start(asked, NUMBA_CACHE_DIR=folder).communicate()[0].split() == ["False", "5", "True"]
    assert start(asked, NUMBA_CACHE_DIR=folder).communicate()[0].split() == ["True", "5", "True"]


def test_kernels_without_a_cache_are_compiled_once_called() -> None:
    def twice(number: int) -> int:
        return 2 * number

    kernel = numba.njit(twice)
    assert not is_compiled(kernel)
    assert kernel(4) == 8
    assert is_compiled(kernel)


def test_kernels_that_make_no_arrays_and_are_called_by_others() -> None:
    @partial(compiled, makes_arrays=False, is_inner=True)
    def doubled(values: NDArray[np.float64], place: int) -> float:
        return 2.0 * float(values[place])

    @partial(compiled, makes_arrays=False)
    def sum_of_doubled(values: NDArray[np.float64]) -> float:
        total = 0.0
        for place in range(len(values)):
            total += doubled(values, place)
        return total

    assert sum_of_doubled(np.array([0.5, 3.0, -1.25])) == 4.5

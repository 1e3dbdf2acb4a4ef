from __future__ import annotations

import os
import subprocess
import sys

from gametheory.kernels.batch.threads import thread_limit


def test_limit_is_at_least_one() -> None:
    assert thread_limit() >= 1


def test_limit_is_that_of_the_environment() -> None:
    code = "from gametheory.kernels.batch.threads import thread_limit; print(thread_limit())"
    environment = {**os.environ, "NUMBA_NUM_THREADS": "1"}
    finished = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert finished.stdout.strip() == "1"

"""Compiling ahead."""

from __future__ import annotations

import re
from importlib import import_module

import pytest

from cli.program import run
from gametheory.cli.warm import KERNELS


def test_everything_is_compiled_and_timed(monkeypatch: pytest.MonkeyPatch) -> None:
    warmed = []
    for _, name in KERNELS:
        monkeypatch.setattr(import_module(name), "warm", lambda name=name: warmed.append(name))
    result = run("warm")
    assert (result.exit_code, warmed) == (0, [name for _, name in KERNELS])
    lines = result.stdout.splitlines()
    assert [line.partition(":")[0] for line in lines] == [label for label, _ in KERNELS]
    assert all(re.fullmatch(r".+: ready after \d+\.\d s", line) for line in lines)

"""Hooks are registered by text and imported on the first call."""

from __future__ import annotations

import sys
from fractions import Fraction

import pytest

from gametheory.core import hooks


@pytest.fixture(autouse=True)
def _restored_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hooks, "_TARGETS", dict(hooks._TARGETS))


def test_call_passes_every_subject_on() -> None:
    hooks.register("ratio", "fractions:Fraction")
    assert hooks.call("ratio", 3, 12) == Fraction(1, 4)


def test_registration_imports_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    hooks.register("luma", "colorsys:rgb_to_yiq")
    assert "colorsys" not in sys.modules
    assert hooks.call("luma", 0, 0, 0)[0] == 0
    assert "colorsys" in sys.modules


def test_later_registration_replaces_earlier() -> None:
    hooks.register("root", "math:sqrt")
    hooks.register("root", "math:isqrt")
    assert hooks.call("root", 17) == 4


@pytest.mark.parametrize("target", ["math", "math:", ":sqrt", ""])
def test_target_without_module_or_function_is_refused(target: str) -> None:
    with pytest.raises(ValueError, match="expected the target of hook 'root' as 'module:function'"):
        hooks.register("root", target)


def test_unknown_hook_names_the_registered_ones() -> None:
    with pytest.raises(LookupError, match=r"one of \[.*'draw_svg', 'draw_trajectory', 'explain'.*\]\), got 'sing'"):
        hooks.call("sing")

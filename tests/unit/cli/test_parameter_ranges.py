"""Parameters that vary, as several commands take them."""

from __future__ import annotations

import click
import pytest

from gametheory.cli.parameter_ranges import check_ranges, ends_of

COMMAND = click.Command("test")
PARAMETER = click.Argument(["parameters"])


def test_names_with_and_without_ends() -> None:
    context = click.Context(COMMAND)
    assert check_ranges(context, PARAMETER, ("fee", "cost = 1/3 : 2")) == {"fee": None, "cost": ("1/3", "2")}
    assert check_ranges(context, PARAMETER, ()) is None
    with pytest.raises(click.BadParameter, match="expected each parameter once, got 'fee' twice"):
        check_ranges(context, PARAMETER, ("fee", "fee"))


def test_ends() -> None:
    assert ends_of(" 1/3 : 2") == ("1/3", "2")
    assert [ends_of(text) for text in ("", "1", "1:", ":2", "1:2:3")] == [None] * 5

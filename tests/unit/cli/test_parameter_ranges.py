"""Parameters that vary, as several commands take them."""

from __future__ import annotations

import click
import pytest

from gametheory import load
from gametheory.cli.parameter_ranges import check_range, check_ranges, ends_of, left_to_vary, refuse_settings

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


def test_one_range() -> None:
    context = click.Context(COMMAND)
    assert check_range(context, PARAMETER, " fee ") == ("fee", None)
    for wrong in ("", "=1:2", "fee=", "fee=1:2:3"):
        with pytest.raises(click.BadParameter, match="expected NAME or NAME=LO:HI"):
            check_range(context, PARAMETER, wrong)


def test_what_is_set_does_not_vary() -> None:
    model = load("inspection_game")
    names = list(model.parameters)
    assert left_to_vary(model, None, ()) is None
    assert left_to_vary(model, None, (f"{names[0]}=1",)) == dict.fromkeys(names[1:])
    assert left_to_vary(model, {names[1]: None}, (f"{names[0]}=1",)) == {names[1]: None}
    with pytest.raises(click.UsageError, match="to vary or with --set, got both"):
        left_to_vary(model, {names[0]: None}, (f"{names[0]}=1",))
    with pytest.raises(click.UsageError, match="expected a parameter that varies"):
        left_to_vary(model, None, tuple(f"{name}=1" for name in names))
    refuse_settings(["a"], ("b=1",))

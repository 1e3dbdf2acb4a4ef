"""Parameters that vary, as several commands take them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gametheory.cli.sources import parse_setting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gametheory.models.model import GameModel


def ends_of(text: str) -> tuple[str, str] | None:
    """Return both ends of ``lo:hi``; None where it is not of this form."""
    low, colon, high = (part.strip() for part in text.partition(":"))
    return (low, high) if low and colon and high and ":" not in high else None


def check_ranges(
    ctx: click.Context, param: click.Parameter, value: tuple[str, ...]
) -> dict[str, tuple[str, str] | None] | None:
    """Return for each parameter both ends between which it lies, or None for what the file says; None for no names.

    Raises
    ------
    click.BadParameter
        If one is neither ``name`` nor ``name=lo:hi``, or is given twice.
    """
    found: dict[str, tuple[str, str] | None] = {}
    for text in value:
        name, ends = check_range(ctx, param, text)
        if name in found:
            raise click.BadParameter(f"expected each parameter once, got {name!r} twice")
        found[name] = ends
    return found or None


def check_range(ctx: click.Context, param: click.Parameter, value: str) -> tuple[str, tuple[str, str] | None]:
    """Return a parameter and both ends between which it lies, or None for what the file says.

    Raises
    ------
    click.BadParameter
        If it is neither ``name`` nor ``name=lo:hi``.
    """
    del ctx, param
    name, separator, ends = (part.strip() for part in value.partition("="))
    given = ends_of(ends)
    if not name or (separator and given is None):
        raise click.BadParameter(f"expected NAME or NAME=LO:HI, such as commission=0.1:0.2, got {value!r}")
    return name, given


def refuse_settings(varying: Iterable[str], settings: tuple[str, ...]) -> None:
    """Check that no parameter both varies and is set.

    Raises
    ------
    click.UsageError
        If one does.
    """
    fixed = {name for name, _ in map(parse_setting, settings)}
    for name in varying:
        if name in fixed:
            raise click.UsageError(f"expected {name!r} to vary or with --set, got both")


def left_to_vary(
    model: GameModel, asked: dict[str, tuple[str, str] | None] | None, settings: tuple[str, ...]
) -> dict[str, tuple[str, str] | None] | None:
    """Return what varies: the parameters that are asked for, else all that the file lets vary and that are not set.

    Raises
    ------
    click.UsageError
        If a parameter is asked for and set, or all are set.
    """
    refuse_settings(asked or (), settings)
    if asked is not None or not settings:
        return asked
    fixed = {name for name, _ in map(parse_setting, settings)}
    varying = [name for name, one in model.parameters.items() if one.distribution or one.low != one.high]
    left: dict[str, tuple[str, str] | None] = dict.fromkeys(name for name in varying if name not in fixed)
    if varying and not left:
        raise click.UsageError("expected a parameter that varies, got all of them with --set; leave one out")
    return left or None

"""Parameters that vary, as several commands take them."""

from __future__ import annotations

import click


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
    del ctx, param
    found: dict[str, tuple[str, str] | None] = {}
    for text in value:
        name, separator, ends = (part.strip() for part in text.partition("="))
        given = ends_of(ends)
        if not name or (separator and given is None):
            raise click.BadParameter(f"expected NAME or NAME=LO:HI, such as commission=0.1:0.2, got {text!r}")
        if name in found:
            raise click.BadParameter(f"expected each parameter once, got {name!r} twice")
        found[name] = given
    return found or None

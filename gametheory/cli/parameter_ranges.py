"""Parameters that vary, as several commands take them."""

from __future__ import annotations

import click


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
        low, colon, high = (part.strip() for part in ends.partition(":"))
        if not name or (separator and not (low and colon and high)) or ":" in high:
            raise click.BadParameter(f"expected NAME or NAME=LO:HI, such as commission=0.1:0.2, got {text!r}")
        if name in found:
            raise click.BadParameter(f"expected each parameter once, got {name!r} twice")
        found[name] = (low, high) if separator else None
    return found or None


def check_concept(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Return the name of a concept, or None.

    Raises
    ------
    click.BadParameter
        If there is none of this name.
    """
    from gametheory.core.concepts import CONCEPTS

    del ctx, param
    if value is not None and value not in CONCEPTS:
        raise click.BadParameter(f"expected {' or '.join(map(repr, CONCEPTS))}, got {value!r}")
    return value

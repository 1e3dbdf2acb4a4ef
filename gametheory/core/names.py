"""Names in the sentences of errors: the nearest right one, and lists of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import islice

MAX_CANDIDATES = 1000
"""Names among which the nearest right one is looked for."""
MAX_LENGTH = 60
"""Characters of a name that are shown, and for which a nearest one is looked for."""


def nearest_name(name: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that a name was probably meant to be, or None where none is near.

    Capitals, and hyphens or spaces for underscores, make no difference.

    Examples
    --------
    >>> nearest_name("Subgame-Perfct", ["perfect", "subgame_perfect"])
    'subgame_perfect'
    """
    from difflib import get_close_matches

    listed = list(dict.fromkeys(islice(candidates, MAX_CANDIDATES + 1)))
    if len(name) > MAX_LENGTH or len(listed) > MAX_CANDIDATES:
        return None
    short = [candidate for candidate in listed if len(candidate) <= MAX_LENGTH]
    folded = {_folded(candidate): candidate for candidate in reversed(short)}
    found = get_close_matches(name, short, n=1) or [
        folded[near] for near in get_close_matches(_folded(name), folded, n=1)
    ]
    return next(iter(found), None)


def _folded(name: str) -> str:
    """Return a name without what writers vary: capitals, hyphens, spaces."""
    return name.casefold().replace("-", "_").replace(" ", "_")


def nearest(name: str, candidates: Iterable[str]) -> str:
    """Return ``; did you mean '...'?`` with the nearest right name, or nothing where none is near.

    Examples
    --------
    >>> nearest("comission", ["margin", "commission"])
    "; did you mean 'commission'?"
    """
    found = nearest_name(name, candidates)
    return "" if found is None else f"; did you mean {found!r}?"


def enumerate_names(names: Collection[str], limit: int = 12) -> str:
    """Return names for a sentence, the first few of many.

    Examples
    --------
    >>> enumerate_names(["top", "middle", "bottom"], limit=2)
    "'top', 'middle', … (3 in all)"
    """
    shown = ", ".join(repr(name[:MAX_LENGTH]) for name in islice(names, limit))
    return shown if len(names) <= limit else f"{shown}, … ({len(names)} in all)"

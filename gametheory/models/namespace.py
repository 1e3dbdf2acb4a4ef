"""The one namespace of players, stages, parameters, definitions and indices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.models.formulas.parser import RESERVED

if TYPE_CHECKING:
    from gametheory.models.mistakes import Mistakes
    from gametheory.models.places import Place

INDEX = "index"


class Namespace:
    """Who bears which name.

    Parameters
    ----------
    mistakes
        Where collisions and impossible names are noted.
    """

    def __init__(self, mistakes: Mistakes) -> None:
        self._mistakes = mistakes
        self._kinds: dict[str, str] = {}

    def claim(self, name: str, kind: str, place: Place, *, is_identifier: bool = True) -> None:
        """Give a name to a thing, or note that it is taken or impossible.

        Parameters
        ----------
        name
            The file's text.
        kind
            ``player``, ``stage``, ``parameter``, ``definition`` or ``index``; blocks may share an index.
        place
            Where the name stands.
        is_identifier
            Whether the name must be one word: parameters, definitions and indices exist for formulas only.
        """
        if name in RESERVED:
            self._mistakes.add(f"{name!r} is a word of the formula language; choose another name", place)
        elif is_identifier and not name.isidentifier():
            self._mistakes.add(
                f"expected a name of letters, digits and underscores for this {kind}, got {name!r}; "
                "formulas could not refer to it",
                place,
            )
        taken = self._kinds.setdefault(name, "")
        self._kinds[name] = taken or kind
        if taken == kind != INDEX:
            self._mistakes.add(f"expected different names, got two {kind}s named {name!r}; rename one", place)
        elif taken not in {"", kind}:
            self._mistakes.add(
                f"expected different names, but {name!r} is {_with_article(taken)} and also {_with_article(kind)}; "
                "rename one",
                place,
            )


def _with_article(kind: str) -> str:
    return f"{'an' if kind == INDEX else 'a'} {kind}"

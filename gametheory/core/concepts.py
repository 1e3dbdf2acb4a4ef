"""The solution concepts: one record for each, read by methods, sentences, pictures and the command."""

from __future__ import annotations

from dataclasses import dataclass

from gametheory.core.names import nearest
from gametheory.errors import UnsupportedGameError


@dataclass(frozen=True, slots=True)
class Concept:
    """A solution concept and its words.

    Parameters
    ----------
    name
        As in ``solve(game, concept=...)``, game files and JSON.
    singular, plural
        What one answer is called, and several.
    meaning
        What it demands, in a sentence.
    holds_in_subgames
        Whether it demands an equilibrium in every subgame, so that a profile which is none in one refutes the method.
    """

    name: str
    singular: str
    plural: str
    meaning: str
    holds_in_subgames: bool = False


CONCEPTS = {
    concept.name: concept
    for concept in (
        Concept("nash", "Nash equilibrium", "Nash equilibria", "Nash equilibria: nobody gains by deviating alone."),
        Concept("pure", "pure equilibrium", "pure equilibria", "Nash equilibria in which nobody randomizes."),
        Concept(
            "subgame_perfect",
            "subgame-perfect equilibrium",
            "subgame-perfect equilibria",
            "Profiles of a tree that are Nash equilibria in every subgame.",
            holds_in_subgames=True,
        ),
    )
}
"""Solution concepts by name, the most general first."""


def concept_named(name: str) -> Concept:
    """Return the concept of this name.

    Raises
    ------
    UnsupportedGameError
        If there is none; the nearest name is told.

    Examples
    --------
    >>> concept_named("subgame_perfect").plural
    'subgame-perfect equilibria'
    """
    if name not in CONCEPTS:
        near = nearest(name, CONCEPTS)
        there_are = f"{near} There are" if near else "; there are"
        raise UnsupportedGameError(f"unknown concept {name!r}{there_are} {', '.join(CONCEPTS)}")
    return CONCEPTS[name]

"""Which methods exist: one line for each, read by `solve`, the command and the docs.

A new solver is a new module with a function ``search`` and one entry in ``METHODS``. Nothing heavy is imported here.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from gametheory.core.concepts import CONCEPTS, concept_named
from gametheory.core.names import nearest
from gametheory.errors import UnsupportedGameError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from gametheory.core.solution import Profile
    from gametheory.solvers.problem import Conclusion, Problem


@dataclass(frozen=True, slots=True)
class Method:
    """An algorithm that solve() can run.

    Parameters
    ----------
    name
        Name of its module in ``gametheory.solvers``.
    concepts
        Solution concepts that it answers, the one it was made for first.
    forms
        Kinds of game: ``normal form``, ``tree``.
    condition
        Games it applies to, in words.
    guarantee
        What its answer holds, in a sentence.
    """

    name: str
    concepts: tuple[str, ...]
    forms: tuple[str, ...]
    condition: str
    guarantee: str

    def search(self, problem: Problem) -> Generator[Profile, None, Conclusion]:
        """Return the running search: it yields profiles as they are found and ends with its conclusion."""
        start: Callable[[Problem], Generator[Profile, None, Conclusion]]
        start = import_module(f"gametheory.solvers.{self.name}").search
        return start(problem)


METHODS = (
    Method(
        "two_player_nash",
        ("nash",),
        ("normal form",),
        "iterated strict elimination leaves at most two players a choice",
        "All extreme equilibria, their maximal Nash subsets and connected components, in rationals.",
    ),
    Method(
        "tree_nash",
        ("nash",),
        ("tree",),
        "two players who remember their own choices, in sequence form; else iterated strict elimination in the reduced "
        "normal form must leave at most two players a choice",
        "All extreme equilibria in realization plans, their maximal Nash subsets and components, in rationals.",
    ),
    Method(
        "pure_enumeration",
        ("pure", "nash"),
        ("normal form", "tree"),
        "any number of players; as 'nash' the game must have a pure equilibrium",
        "All pure equilibria; where there is none, that is proved.",
    ),
    Method(
        "subgame_perfect",
        ("subgame_perfect",),
        ("tree",),
        "every player remembers its own choices (perfect recall)",
        "All pure subgame-perfect equilibria, counted exactly, and those that randomize at extreme points of a "
        "subgame; it names the subgames in which more would be possible.",
    ),
)
"""All methods; where several answer a concept, the first that applies is the default."""


def methods_for(concept: str, form: str) -> tuple[Method, ...]:
    """Return the methods that answer a concept for a kind of game, the preferred one first.

    Raises
    ------
    UnsupportedGameError
        If there is no such concept, or none of its methods takes this kind of game.
    """
    concept_named(concept)
    answering = tuple(method for method in METHODS if concept in method.concepts)
    fitting = tuple(method for method in answering if form in method.forms)
    if not fitting:
        others = [name for name in CONCEPTS if any(name in m.concepts and form in m.forms for m in METHODS)]
        raise UnsupportedGameError(
            f"concept {concept!r} needs a {answering[0].forms[0]}, got a {form}; "
            f"for a {form} use {' or '.join(map(repr, others))}"
        )
    return fitting


def method_named(name: str) -> Method:
    """Return the method of this name.

    Raises
    ------
    UnsupportedGameError
        If there is none.
    """
    named = {method.name: method for method in METHODS}
    if name not in named:
        near = nearest(name, named)
        there_are = f"{near} There are" if near else "; there are"
        raise UnsupportedGameError(f"unknown method {name!r}{there_are} {', '.join(named)}")
    return named[name]

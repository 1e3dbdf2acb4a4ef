"""Which methods exist: one line for each, read by `solve`, the command and the docs.

A new solver is a new module with a function ``search`` and one entry in ``METHODS``. Nothing heavy is imported here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from gametheory.core.concepts import CONCEPTS, concept_named
from gametheory.core.names import enumerate_names, nearest
from gametheory.errors import InvalidParameterError, UnsupportedGameError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from gametheory.core.equilibrium import Play
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
    options_name
        Name of the frozen dataclass of its options in its module; empty if it has none.
    """

    name: str
    concepts: tuple[str, ...]
    forms: tuple[str, ...]
    condition: str
    guarantee: str
    options_name: str = ""

    def search(self, problem: Problem) -> Generator[Play, None, Conclusion]:
        """Return the running search: it yields what is played as it is found and ends with its conclusion."""
        start: Callable[[Problem], Generator[Play, None, Conclusion]]
        start = import_module(f"gametheory.solvers.{self.name}").search
        return start(problem)

    @property
    def options_kind(self) -> type[Any] | None:
        """The frozen dataclass of its options, None if it has none."""
        if not self.options_name:
            return None
        return cast("type[Any]", getattr(import_module(f"gametheory.solvers.{self.name}"), self.options_name))

    def options_of(self, given: object | None) -> Any:
        """Return the options of a run: a record of the method's own, made from a mapping where one is given.

        Raises
        ------
        InvalidParameterError
            If the method has no such options, or their values are not allowed.
        """
        kind = self.options_kind
        if kind is None:
            if given:
                raise InvalidParameterError(f"method {self.name!r} has no options, got {given!r}")
            return None
        if isinstance(given, kind):
            return given
        names = [field.name for field in fields(kind)]
        if given is not None and not isinstance(given, Mapping):
            expected = f"expected {self.options_name} or a mapping of {enumerate_names(names)}"
            raise InvalidParameterError(f"{expected} as options of method {self.name!r}, got {given!r}")
        for name in given or ():
            if name not in names:
                told = f"method {self.name!r} has no option {name!r}{nearest(str(name), names)}"
                raise InvalidParameterError(f"{told} It has {enumerate_names(names)}")
        return kind(**(given or {}))


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

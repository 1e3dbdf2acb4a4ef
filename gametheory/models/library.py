"""The parameters and definitions of a model, and the order in which definitions build on each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.models.formulas.syntax import Name, leaves

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gametheory.models.definitions import Definition, Parameter
    from gametheory.models.formulas.syntax import Formula
    from gametheory.models.mistakes import Mistakes


class Library:
    """Parameters and definitions by name.

    Parameters
    ----------
    parameters, definitions
        In the file's order; where a name stands twice the first counts (the namespace check tells the mistake).
    mistakes
        Where definitions that go round in a circle are noted; such definitions have no place in the order.

    Attributes
    ----------
    parameters
        Names of the parameters.
    definitions
        By name.
    """

    def __init__(self, parameters: Sequence[Parameter], definitions: Sequence[Definition], mistakes: Mistakes) -> None:
        self.parameters = tuple(dict.fromkeys(parameter.name for parameter in parameters))
        self.definitions: Mapping[str, Definition] = {
            definition.name: definition for definition in reversed(definitions)
        }
        self._uses = {
            name: tuple(dict.fromkeys(self._direct(definition.formula)))
            for name, definition in self.definitions.items()
        }
        self._rank: dict[str, int] = {}
        self._put_in_order(mistakes)

    def closure(self, formulas: Iterable[Formula]) -> list[str]:
        """Return the definitions on which formulas build, each after those it builds on itself; no circular ones."""
        found: set[str] = set()
        stack = [name for formula in formulas for name in self._direct(formula)]
        while stack:
            name = stack.pop()
            if name not in found:
                found.add(name)
                stack.extend(self._uses[name])
        return sorted((name for name in found if name in self._rank), key=self._rank.__getitem__)

    def is_circular(self, name: str) -> bool:
        """Whether a definition builds on itself, or on one that does."""
        return name in self.definitions and name not in self._rank

    def _direct(self, formula: Formula) -> Iterable[str]:
        return (leaf.name for leaf in leaves(formula.root) if isinstance(leaf, Name) and leaf.name in self.definitions)

    def _put_in_order(self, mistakes: Mistakes) -> None:
        """Rank the definitions, depth first and without recursion; note each circle."""
        circular: set[str] = set()
        for start in self._uses:
            path: list[str] = []
            on_path: dict[str, int] = {}
            stack = [(start, False)]
            while stack:
                name, is_finished = stack.pop()
                if is_finished:
                    path.pop()
                    del on_path[name]
                    if any(used in circular for used in self._uses[name]):
                        circular.add(name)
                    elif name not in circular:
                        self._rank[name] = len(self._rank)
                elif name in on_path:
                    circle = path[on_path[name] :]
                    circular.update(circle)
                    self._note_circle(circle, mistakes)
                elif name not in self._rank and name not in circular:
                    on_path[name] = len(path)
                    path.append(name)
                    stack.append((name, True))
                    stack.extend((used, False) for used in reversed(self._uses[name]))

    def _note_circle(self, circle: list[str], mistakes: Mistakes) -> None:
        first = circle[0]
        if len(circle) == 1:
            sentence = f"the definition of {first!r} uses itself"
        else:
            sentence = f"definitions go round in a circle: {' -> '.join([*circle, first])}"
        mistakes.add(f"{sentence}; rewrite one of them without the next", self.definitions[first].place)

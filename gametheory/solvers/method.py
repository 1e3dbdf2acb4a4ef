"""What is known of a method without running it, and how it is started."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from gametheory.core.names import enumerate_names, nearest
from gametheory.errors import InvalidParameterError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from gametheory.core.equilibrium import Play
    from gametheory.solvers.problem import Conclusion, Problem


@dataclass(frozen=True, slots=True)
class Method:
    """An algorithm that solve() can run.

    Parameters
    ----------
    module
        Its module in ``gametheory.solvers``, with the folder; the last part is the name of the method.
    concepts
        Solution concepts that it answers, the one it was made for first.
    forms
        Kinds of game: ``normal form``, ``tree``, ``graph of states``, ``game of tiers``.
    condition
        Games it applies to, in words.
    guarantee
        What its answer holds, in a sentence.
    options_name
        Name of the frozen dataclass of its options in its module; empty if it has none.
    may_round
        Whether it answers in floats where it must; then a run that was stopped is taken to have done so.
    is_default
        Whether ``solve`` tries it where no method is named; others run only when they are asked for, but for
        ``one_equilibrium`` (see ``solve``).
    """

    module: str
    concepts: tuple[str, ...]
    forms: tuple[str, ...]
    condition: str
    guarantee: str
    options_name: str = ""
    may_round: bool = False
    is_default: bool = True

    @property
    def name(self) -> str:
        """What users call it: the last part of its module."""
        return self.module.rpartition(".")[2]

    def search(self, problem: Problem) -> Generator[Play, None, Conclusion]:
        """Return the running search: it yields what is played as it is found and ends with its conclusion."""
        start: Callable[[Problem], Generator[Play, None, Conclusion]]
        start = import_module(f"gametheory.solvers.{self.module}").search
        return start(problem)

    @property
    def options_kind(self) -> type[Any] | None:
        """The frozen dataclass of its options, None if it has none."""
        if not self.options_name:
            return None
        return cast("type[Any]", getattr(import_module(f"gametheory.solvers.{self.module}"), self.options_name))

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

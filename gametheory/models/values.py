"""Numbers of a model at given parameters, with a sentence for every formula that has no value there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.models.formulas.exact import ExactReader, FormulaValueError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from fractions import Fraction

    from gametheory.models.formulas.tape import Tape
    from gametheory.models.mistakes import Mistakes
    from gametheory.models.places import Place


class Values:
    """Reads registers and notes those that have no value, once for each place of the file.

    Parameters
    ----------
    tape
        The model's instructions.
    parameters
        Value by name.
    mistakes
        Where failures are noted.
    """

    def __init__(self, tape: Tape, parameters: Mapping[str, Fraction], mistakes: Mistakes) -> None:
        self._tape = tape
        self._parameters = parameters
        self._reader = ExactReader(tape, [parameters[name] for name in tape.parameters])
        self._mistakes = mistakes
        self._failed: set[tuple[Place, str]] = set()

    @property
    def arithmetic(self) -> str:
        """``exact``, or ``float`` once an irrational value was met and rounded."""
        return "float" if self._reader.is_rounded else "exact"

    def value(self, register: int, where: Callable[[], str], place: Place) -> Fraction | None:
        """Return the value of a register, or note why there is none and return None.

        Parameters
        ----------
        register
            Of the tape.
        where
            Gives the cell or history, such as ``at profile (Monitor, Delist)``; called for the first failure only.
        place
            Where the formula stands; used where the failing operation has no place of its own.
        """
        try:
            return self._reader.value(register)
        except FormulaValueError as error:
            self._note(error, where, place)
            return None

    def with_parameters(self, register: int) -> str:
        """Return ``with fee = 1/10`` for the parameters on which a register depends, or nothing."""
        names = self._tape.parameters_of(register)
        return f"with {', '.join(f'{name} = {self._parameters[name]}' for name in names)}" if names else ""

    def _note(self, error: FormulaValueError, where: Callable[[], str], place: Place) -> None:
        own = self._tape.places[error.register]
        at = own if own.line else place
        if (at, error.message) not in self._failed:
            self._failed.add((at, error.message))
            circumstances = filter(None, [where(), self.with_parameters(error.register)])
            self._mistakes.add(" ".join([f"this formula has no value: {error.message}", *circumstances]), at)

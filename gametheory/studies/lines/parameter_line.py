"""The games of a model on a line: one parameter varies, all others keep their values."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from gametheory.errors import GameFileError, UnsupportedGameError
from gametheory.models.formulas.exact import FormulaValueError
from gametheory.models.formulas.rational_functions import FunctionTape, RationalFunctionReader
from gametheory.polynomials import LocalSigns, RationalFunction, RealRoot, Stretch, stretches
from gametheory.solvers.solve import solve
from gametheory.studies.lines.continuous_functions import ContinuousReader
from gametheory.studies.regimes import regime

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from gametheory.core.source import Game
    from gametheory.models.game_formulas import GameFormulas
    from gametheory.models.model import GameModel
    from gametheory.studies.regimes import Regime

    FunctionArray = NDArray[np.object_]


@dataclass(frozen=True, eq=False, slots=True)
class TracedGame:
    """A game whose numbers are functions of the parameter, as they hold near a value or at it.

    Parameters
    ----------
    game
        A game of the same shape and names; only these are of interest.
    payoffs
        Functions in the shape of ``GameFormulas.payoffs``.
    probabilities
        For each information set of chance its probabilities, else None.
    failure
        Why there is no game; empty where there is one.
    is_certain
        Whether that part of the line is known.
    """

    game: Game
    payoffs: FunctionArray
    probabilities: tuple[tuple[RationalFunction, ...] | None, ...] = ()
    failure: str = ""
    is_certain: bool = True


Piece: TypeAlias = "Stretch[TracedGame]"
"""A part of the line on which the game's numbers are quotients of polynomials."""


class ParameterLine:
    """A model whose one parameter varies.

    Parameters
    ----------
    model
        At the values of the other parameters.
    parameter
        Name of the one that varies.

    Attributes
    ----------
    is_rounded
        Whether an irrational constant was met and rounded to float64 so far.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from gametheory import load
    >>> line = ParameterLine(load("inspection_game"), "wage")
    >>> print(line.near(Fraction(7, 2)).payoffs[1, 1, 0])
    -x + 7
    """

    def __init__(self, model: GameModel, parameter: str) -> None:
        self._model, self._parameter = model, parameter
        self._known: list[tuple[GameFormulas, FunctionTape]] = []
        self._add(model)
        self.is_rounded = False

    @property
    def game(self) -> Game:
        """The game at the model's own values."""
        return self._known[0][0].game

    def near(self, value: Fraction) -> TracedGame:
        """Return the game as it holds on an interval around a value.

        Raises
        ------
        OnBorderError
            If there is no such interval.
        NotRationalError
            If a number is no quotient of polynomials.
        """
        return self._traced(LocalSigns(RealRoot.rational(value)))

    def at(self, root: RealRoot, beside: TracedGame | None = None) -> TracedGame:
        """Return the game as it is at a value; errors are those of `near`, without the first.

        Parameters
        ----------
        root
            The value.
        beside
            The game on a piece that ends there: where formulas are continuous its numbers hold at the end too.
        """
        if beside is not None and not beside.failure and self._is_continuous():
            return beside
        return self._traced(LocalSigns(root, is_point=True))

    def pieces(self, low: RealRoot, high: RealRoot, tick: Callable[[], object]) -> list[Piece]:
        """Return the parts of an open interval, in increasing order; where one ends the next begins."""
        return stretches(self._traced, low, high, tick=tick)

    def solved_at(self, value: Fraction, concept: str) -> Regime | None:
        """Return the regime at a value by the general solver; None where its answer is not complete."""
        return regime(solve(self._model.with_values(**{self._parameter: value}), concept))

    def continuous_payoffs(self, low: RealRoot, high: RealRoot) -> tuple[ContinuousReader, Any]:
        """Return a normal form's payoffs as continuous functions on a range, and what read them.

        Raises
        ------
        UnsupportedGameError
            If some formula is not seen to be continuous there.
        """
        formulas, functions = self._known[0]
        reader = ContinuousReader(functions, low, high)
        try:
            numbers = {register: reader.value(register) for register in set(formulas.payoffs.ravel().tolist())}
        except FormulaValueError as error:
            raise UnsupportedGameError(f"a formula has no value: {error.message}") from error
        self.is_rounded |= functions.constants.is_rounded
        return reader, [
            [[numbers[register] for register in row] for row in table] for table in formulas.payoffs.tolist()
        ]

    def _traced(self, signs: LocalSigns) -> TracedGame:
        """Return the game near a value, with the shape that it has there."""
        for formulas, functions in self._known:
            reader = RationalFunctionReader(functions, signs)
            if _has_shape(formulas, reader):
                return self._read(formulas, reader, signs)
        return self._other_shape(signs)

    def _other_shape(self, signs: LocalSigns) -> TracedGame:
        """Return the game where it has a shape that was not met before."""
        failure, value = (
            "the tree has another shape at this irrational value, which cannot be built there",
            signs.near.value,
        )
        if value is not None:
            try:
                formulas, functions = self._add(self._model.with_values(**{self._parameter: value}))
            except GameFileError as error:
                failure = error.mistakes[0].message
            else:
                return self._read(formulas, RationalFunctionReader(functions, signs), signs)
        return TracedGame(self.game, np.empty(0, dtype=object), failure=failure, is_certain=False)

    def _is_continuous(self) -> bool:
        """Whether the game's numbers depend continuously on the parameter, with one shape throughout."""
        return all(functions.is_continuous and not formulas.conditions for formulas, functions in self._known)

    def _add(self, model: GameModel) -> tuple[GameFormulas, FunctionTape]:
        """Return the formulas of a model at its values, and note them."""
        formulas = model.formulas()
        functions = FunctionTape(formulas.tape, model.parameter_values, self._parameter)
        self._known.append((formulas, functions))
        return formulas, functions

    def _read(self, formulas: GameFormulas, reader: RationalFunctionReader, signs: LocalSigns) -> TracedGame:
        """Return the functions of all numbers, or why some number has none."""
        failure, probabilities = "", []
        payoffs: FunctionArray = np.empty(formulas.payoffs.size, dtype=object)
        try:
            _has_shape(formulas, reader)
            payoffs[:] = [reader.value(register) for register in formulas.payoffs.ravel().tolist()]
            for registers in formulas.probabilities:
                shares = None if registers is None else tuple(reader.value(register) for register in registers)
                probabilities.append(shares)
                if shares is not None and not failure:
                    failure = _complaint(shares, signs)
        except FormulaValueError as error:
            failure = f"a formula has no value: {error.message}"
        self.is_rounded |= reader.is_rounded
        return TracedGame(formulas.game, payoffs.reshape(formulas.payoffs.shape), tuple(probabilities), failure)


def _has_shape(formulas: GameFormulas, reader: RationalFunctionReader) -> bool:
    """Whether the conditions that shaped a tree have the same truth; those that have no value have not."""
    try:
        return all(reader.is_true(register) == truth for register, truth in formulas.conditions.items())
    except FormulaValueError:
        return False


def _complaint(shares: tuple[RationalFunction, ...], signs: LocalSigns) -> str:
    """Return why functions are no probabilities; empty where they are."""
    total = shares[0]
    for share in shares[1:]:
        total = total + share
    if signs.sign(total - RationalFunction.constant(Fraction(1))):
        return "the probabilities of a chance move do not sum to 1"
    if any(signs.sign(share) < 0 for share in shares):
        return "a probability is negative"
    return ""

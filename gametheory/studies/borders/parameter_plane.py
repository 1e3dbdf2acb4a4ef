"""The games of a model over a plane: two parameters vary, all others keep their values."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from gametheory.core.normal_form import NormalFormGame
from gametheory.errors import UnsupportedGameError
from gametheory.models.formulas.bivariate_reader import BivariateReader
from gametheory.models.formulas.exact import FormulaValueError
from gametheory.polynomials.bivariate_polynomial import BivariatePolynomial
from gametheory.studies.borders.sign_oracles import RecordedSigns, agrees

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from gametheory.models.model import GameModel
    from gametheory.polynomials.bivariate_function import BivariateFunction
    from gametheory.studies.borders.sign_oracles import PlaceSigns, PointSigns

    FunctionArray = NDArray[np.object_]

Orders: TypeAlias = "list[list[BivariatePolynomial]]"
"""Polynomials that order a player's columns against each row."""


@dataclass(frozen=True, eq=False, slots=True)
class PlanePiece:
    """A game whose numbers are functions of both parameters, wherever some polynomials have certain signs.

    Parameters
    ----------
    recorded
        These polynomials and signs.
    orders
        For each player, polynomials that order the opponent's payoffs, the player's actions as rows.
    failure
        Why there is no game; empty where there is one.
    """

    recorded: Mapping[BivariatePolynomial, int]
    orders: tuple[Orders, ...]
    failure: str = ""


class ParameterPlane:
    """A model of a two-player normal form whose two parameters vary.

    Parameters
    ----------
    model
        At the values of the other parameters.
    parameters
        Names of the two that vary.

    Attributes
    ----------
    game
        At the model's own values.
    is_rounded
        Whether an irrational constant was met and rounded to float64 so far.

    Raises
    ------
    UnsupportedGameError
        If the game is none.
    """

    def __init__(self, model: GameModel, parameters: tuple[str, str]) -> None:
        self._formulas = model.formulas()
        game = self._formulas.game
        if not isinstance(game, NormalFormGame) or game.num_players != 2:
            raise UnsupportedGameError("exact borders need a normal form of two players, got another game")
        self.game = game
        self.is_rounded = False
        self._values, self._parameters = model.parameter_values, parameters
        self._pieces: list[PlanePiece] = []

    def piece(self, signs: PlaceSigns | PointSigns) -> PlanePiece:
        """Return the game as it is where polynomials have such signs; those of places are from 0 in the order met.

        Raises
        ------
        UnknownFactorError
            If a sign that matters is not known.
        NotRationalError
            If a number is no quotient of polynomials.
        """
        for known in self._pieces:
            if agrees(known.recorded, signs):
                return known
        recorded = RecordedSigns(signs)
        reader = BivariateReader(self._formulas.tape, self._values, self._parameters, recorded)
        try:
            piece = self._read(reader, recorded)
        except FormulaValueError as error:
            piece = PlanePiece(recorded.recorded, (), f"a formula has no value: {error.message}")
        self.is_rounded |= reader.is_rounded
        self._pieces.append(piece)
        return piece

    def _read(self, reader: BivariateReader, recorded: RecordedSigns) -> PlanePiece:
        """Return the game that a reader gives."""
        registers = self._formulas.payoffs
        payoffs: FunctionArray = np.empty(registers.size, dtype=object)
        payoffs[:] = [reader.function(register) for register in registers.ravel().tolist()]
        first, second = payoffs.reshape(registers.shape)
        orders = tuple(_orders(table.tolist(), recorded) for table in (second, first.T))
        return PlanePiece(recorded.recorded, orders)


def _orders(payoffs: list[list[BivariateFunction]], signs: RecordedSigns) -> Orders:
    """Return polynomials that order payoffs alike: less the first column, times a positive function."""
    rows = [[entry - row[0] for entry in row] for row in payoffs]
    denominators = {entry.denominator for row in rows for entry in row if entry.denominator is not None}
    if not denominators:
        return [[entry.numerator for entry in row] for row in rows]
    common = reduce(_common_multiple, sorted(denominators, key=str))
    if signs.sign(common) < 0:
        common = -common
    return [[_times(entry, common) for entry in row] for row in rows]


def _times(function: BivariateFunction, multiple: BivariatePolynomial) -> BivariatePolynomial:
    """Return a function times a multiple of its denominator."""
    bottom = function.denominator
    return function.numerator * (multiple if bottom is None else multiple.quotient(bottom))


def _common_multiple(one: BivariatePolynomial, other: BivariatePolynomial) -> BivariatePolynomial:
    """Return the common multiple of least degree."""
    return one * other.quotient(one.greatest_common_divisor(other))

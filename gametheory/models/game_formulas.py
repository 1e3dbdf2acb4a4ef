"""What is behind each number of a game: the register of the tape that holds it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from gametheory.core.extensive_form import NO_OUTCOME
from gametheory.core.rationals import to_fraction
from gametheory.models.formulas.exact import ExactReader

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from gametheory.array_types import IndexArray, PayoffArray
    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.models.formulas.tape import Tape


@dataclass(frozen=True, eq=False, slots=True)
class GameFormulas:
    """A game at some values of its parameters, and the formulas that give it at all others.

    Parameters
    ----------
    game
        The game at the values.
    tape
        Where the registers are.
    payoffs
        Registers: ``[player, a_0, ...]`` as the payoffs of a normal form; ``[player, node]`` in a tree, what falls due
        at the node. A number that depends on no parameter is a register too.
    probabilities
        For each information set of a tree the registers of its probabilities; None where a player moves.
    conditions
        Registers that decide the shape of the tree, such as whether a stage is reached, with their truth at the
        values. Where all have the same truth, the game has the same shape.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from gametheory import load
    >>> model = load("price_monitoring")
    >>> formulas = model.formulas()
    >>> formulas.payoffs.shape == formulas.game.payoffs.shape
    True
    >>> formulas.exact_payoffs(model.with_values(commission=0).parameter_values)[0].tolist()[0]
    [Fraction(-1, 10), Fraction(-1, 10), Fraction(-1, 10)]
    """

    game: NormalFormGame | ExtensiveFormGame
    tape: Tape
    payoffs: IndexArray
    probabilities: tuple[tuple[int, ...] | None, ...] = ()
    conditions: Mapping[int, bool] = field(default_factory=dict)

    def reader(self, parameters: Mapping[str, Fraction]) -> ExactReader:
        """Return a reader of the registers at given values of all parameters."""
        return ExactReader(self.tape, [parameters[name] for name in self.tape.parameters])

    def exact_payoffs(self, parameters: Mapping[str, Fraction]) -> PayoffArray:
        """Return the payoffs in the shape of the registers, at given values of all parameters.

        Raises
        ------
        FormulaValueError
            If a formula has no value there.
        """
        reader = self.reader(parameters)
        payoffs = np.empty(self.payoffs.size, dtype=object)
        payoffs[:] = [reader.value(register) for register in self.payoffs.ravel().tolist()]
        return payoffs.reshape(self.payoffs.shape)

    def has_shape_at(self, parameters: Mapping[str, Fraction]) -> bool:
        """Whether the tree has the same shape at given values of all parameters.

        Raises
        ------
        FormulaValueError
            If a condition has no value there.
        """
        reader = self.reader(parameters)
        return all(bool(reader.value(register)) == truth for register, truth in self.conditions.items())


def constant_registers(payoffs: PayoffArray, tape: Tape) -> IndexArray:
    """Return the registers of numbers.

    Parameters
    ----------
    payoffs
        Fractions or integers.
    tape
        Grows by the numbers it does not have yet.
    """
    registers = [tape.constant(to_fraction(value)) for value in payoffs.ravel().tolist()]
    return np.array(registers, dtype=np.int32).reshape(payoffs.shape)


def node_registers(tree: ExtensiveFormGame, registers: IndexArray, zero: int) -> IndexArray:
    """Return ``[player, node]`` from the registers of the outcomes, ``[outcome, player]``.

    Parameters
    ----------
    tree
        Where the outcomes are placed.
    registers
        Of the outcomes' payoffs.
    zero
        Register for nodes where nothing falls due.
    """
    payoffs = np.full((tree.num_players, tree.num_nodes), zero, dtype=np.int32)
    has_outcome = tree.outcome != NO_OUTCOME
    payoffs[:, has_outcome] = registers[tree.outcome[has_outcome]].T
    return payoffs

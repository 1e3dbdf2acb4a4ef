"""From a syntax tree to the tape, for one binding of names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from gametheory.models.formulas.operations import Operation
from gametheory.models.formulas.syntax import (
    Attribute,
    Call,
    Chain,
    Comparison,
    Conditional,
    LabelTest,
    Name,
    Node,
    Number,
    Power,
    Share,
    Unary,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gametheory.models.formulas.tape import Tape


class Bindings(Protocol):
    """What the names of a formula stand for in one cell of a game or at one point of its history."""

    def name_register(self, name: str) -> int:
        """Return the register of a parameter, a definition or an index."""
        ...

    def attribute_register(self, attribute: Attribute) -> int:
        """Return the register of an attribute of a move."""
        ...

    def is_label(self, test: LabelTest) -> bool:
        """Whether the move or index of a test has the test's text."""
        ...

    def share_register(self, share: Share) -> int:
        """Return the register of the share of a tier."""
        ...


_CHAINED = {
    "+": Operation.ADD,
    "-": Operation.SUBTRACT,
    "*": Operation.MULTIPLY,
    "/": Operation.DIVIDE,
    "and": Operation.AND,
    "or": Operation.OR,
}
_COMPARED = {
    "==": (Operation.EQUAL, False),
    "!=": (Operation.NOT_EQUAL, False),
    "<": (Operation.LESS, False),
    "<=": (Operation.LESS_EQUAL, False),
    ">": (Operation.LESS, True),
    ">=": (Operation.LESS_EQUAL, True),
}
_CALLED = {
    "min": Operation.MINIMUM,
    "max": Operation.MAXIMUM,
    "abs": Operation.ABSOLUTE,
    "sqrt": Operation.SQUARE_ROOT,
    "exp": Operation.EXPONENTIAL,
    "log": Operation.LOGARITHM,
}
_SIGNED = {"-": Operation.NEGATE, "not": Operation.NOT}


def fold(node: Node, tape: Tape, bindings: Bindings) -> int:
    """Return the register of a formula whose names have been checked.

    Parameters
    ----------
    node
        Root of the syntax tree; its depth is bounded by the parser.
    tape
        Where instructions are added.
    bindings
        What the names stand for.
    """
    return _FOLDS[type(node)](node, tape, bindings)


def _fold_number(node: Number, tape: Tape, _bindings: Bindings) -> int:
    return tape.constant(node.value)


def _fold_name(node: Name, _tape: Tape, bindings: Bindings) -> int:
    return bindings.name_register(node.name)


def _fold_attribute(node: Attribute, _tape: Tape, bindings: Bindings) -> int:
    return bindings.attribute_register(node)


def _fold_share(node: Share, _tape: Tape, bindings: Bindings) -> int:
    return bindings.share_register(node)


def _fold_label_test(node: LabelTest, tape: Tape, bindings: Bindings) -> int:
    return tape.truth(bindings.is_label(node) == node.is_equal)


def _fold_unary(node: Unary, tape: Tape, bindings: Bindings) -> int:
    return tape.emit(_SIGNED[node.operator], fold(node.operand, tape, bindings), place=node.place)


def _fold_comparison(node: Comparison, tape: Tape, bindings: Bindings) -> int:
    operation, is_swapped = _COMPARED[node.operator]
    left, right = fold(node.left, tape, bindings), fold(node.right, tape, bindings)
    return tape.emit(operation, *((right, left) if is_swapped else (left, right)), place=node.place)


def _fold_power(node: Power, tape: Tape, bindings: Bindings) -> int:
    base, exponent = fold(node.base, tape, bindings), fold(node.exponent, tape, bindings)
    return tape.emit(Operation.POWER, base, exponent, place=node.place)


def _fold_chain(node: Chain, tape: Tape, bindings: Bindings) -> int:
    register = fold(node.first, tape, bindings)
    for (operator, operand), place in zip(node.rest, node.places, strict=True):
        register = tape.emit(_CHAINED[operator], register, fold(operand, tape, bindings), place=place)
    return register


def _fold_conditional(node: Conditional, tape: Tape, bindings: Bindings) -> int:
    condition = fold(node.condition, tape, bindings)
    decided = tape.value(condition)
    if decided is not None:
        return fold(node.consequent if decided else node.alternative, tape, bindings)
    consequent, alternative = fold(node.consequent, tape, bindings), fold(node.alternative, tape, bindings)
    return tape.emit(Operation.SELECT, condition, consequent, alternative, place=node.place)


def _fold_call(node: Call, tape: Tape, bindings: Bindings) -> int:
    operation = _CALLED[node.function]
    first, *others = (fold(argument, tape, bindings) for argument in node.arguments)
    if not others:
        return tape.emit(operation, first, place=node.place)
    for other in others:
        first = tape.emit(operation, first, other, place=node.place)
    return first


_FOLDS: Mapping[type[Node], Callable[[Any, Tape, Bindings], int]] = {
    Number: _fold_number,
    Name: _fold_name,
    Attribute: _fold_attribute,
    LabelTest: _fold_label_test,
    Unary: _fold_unary,
    Chain: _fold_chain,
    Comparison: _fold_comparison,
    Power: _fold_power,
    Conditional: _fold_conditional,
    Call: _fold_call,
    Share: _fold_share,
}

"""Bounds on the degree of a formula in each name, read as a quotient of polynomials."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from gametheory.models.formulas.operations import MAX_EXPONENT
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
    from collections.abc import Callable, Iterable, Mapping

MAX_DEGREE = 1_000

Degrees: TypeAlias = "Mapping[str, tuple[int, int]]"
"""By name: the degrees of numerator and denominator; names of degree 0 in both are left out."""

_NOTHING = (0, 0)


def degrees(node: Node, of_leaf: Callable[[Name | Attribute], Degrees]) -> Degrees:
    """Return bounds on the degrees of a formula.

    Parameters
    ----------
    node
        Root of the syntax tree.
    of_leaf
        Degrees of what a name or an attribute stands for.

    Notes
    -----
    A sum of quotients is brought over the product of the denominators. Conditions, ``min``, ``max``, ``sqrt`` and the
    like count as the largest of their parts. An exponent that is not a number counts as the largest one allowed.
    """
    match node:
        case Number() | LabelTest() | Share():
            return {}
        case Name() | Attribute():
            return of_leaf(node)
        case Unary():
            return degrees(node.operand, of_leaf)
        case Power():
            return _power(node, of_leaf)
        case Chain():
            return _chain(node, of_leaf)
        case Comparison():
            return largest([degrees(node.left, of_leaf), degrees(node.right, of_leaf)])
        case Conditional():
            parts = (node.condition, node.consequent, node.alternative)
            return largest([degrees(part, of_leaf) for part in parts])
        case Call():
            return largest([degrees(argument, of_leaf) for argument in node.arguments])


def largest(parts: Iterable[Degrees]) -> Degrees:
    """Return the largest degree of each name over several formulas."""
    result: dict[str, tuple[int, int]] = {}
    for part in parts:
        for name, (above, below) in part.items():
            known = result.get(name, _NOTHING)
            result[name] = (max(above, known[0]), max(below, known[1]))
    return result


def _power(node: Power, of_leaf: Callable[[Name | Attribute], Degrees]) -> Degrees:
    base, exponent = degrees(node.base, of_leaf), degrees(node.exponent, of_leaf)
    match node.exponent:
        case Number(value) if value.denominator == 1:
            times = min(MAX_EXPONENT, int(value))
            raised = {name: (above * times, below * times) for name, (above, below) in base.items()}
        case Unary("-", Number(value)) if value.denominator == 1:
            times = min(MAX_EXPONENT, int(value))
            raised = {name: (below * times, above * times) for name, (above, below) in base.items()}
        case _:
            bounds = {name: MAX_EXPONENT * max(parts) for name, parts in base.items()}
            raised = {name: (bound, bound) for name, bound in bounds.items()}
    return largest([raised, exponent])


def _chain(node: Chain, of_leaf: Callable[[Name | Attribute], Degrees]) -> Degrees:
    result = dict(degrees(node.first, of_leaf))
    for operator, operand in node.rest:
        for name, (above, below) in degrees(operand, of_leaf).items():
            known = result.get(name, _NOTHING)
            result[name] = _combined(operator, known, (above, below))
    return result


def _combined(operator: str, left: tuple[int, int], right: tuple[int, int]) -> tuple[int, int]:
    """Return the degrees of ``left operator right`` in one name."""
    match operator:
        case "*":
            return left[0] + right[0], left[1] + right[1]
        case "/":
            return left[0] + right[1], left[1] + right[0]
        case "+" | "-":
            return max(left[0] + right[1], right[0] + left[1]), left[1] + right[1]
        case _:
            return max(left[0], right[0]), max(left[1], right[1])

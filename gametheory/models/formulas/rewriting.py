"""Formulas with some parts replaced by others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gametheory.models.formulas.syntax import Call, Chain, Comparison, Conditional, Power, Unary

if TYPE_CHECKING:
    from collections.abc import Callable

    from gametheory.models.formulas.syntax import Formula, Node


def rewritten(formula: Formula, replacement: Callable[[Node], Node | None]) -> Formula:
    """Return a formula in which some parts stand for others; the same object where nothing is replaced.

    Parameters
    ----------
    formula
        Any formula.
    replacement
        Gives what stands for a part, or None where it stays.

    Examples
    --------
    >>> from gametheory.models.formulas.parser import parse_formula
    >>> from gametheory.models.formulas.syntax import Name, leaves
    >>> formula = parse_formula("3 * fee - max(fee, cost)")
    >>> cap = Name("cap", formula.place)
    >>> capped = rewritten(formula, lambda part: cap if getattr(part, "name", "") == "fee" else None)
    >>> [leaf.name for leaf in leaves(capped.root)]
    ['cap', 'cap', 'cost']
    """
    root = _rewritten(formula.root, replacement)
    return formula if root is formula.root else replace(formula, root=root)


def _rewritten(node: Node, replacement: Callable[[Node], Node | None]) -> Node:
    """Return a part with what stands for it, or for parts of it."""
    found = replacement(node)
    if found is not None:
        return found

    def inner(part: Node) -> Node:
        return _rewritten(part, replacement)

    match node:
        case Unary():
            changed: Node = replace(node, operand=inner(node.operand))
        case Chain():
            rest = tuple((operator, inner(part)) for operator, part in node.rest)
            changed = replace(node, first=inner(node.first), rest=rest)
        case Comparison():
            changed = replace(node, left=inner(node.left), right=inner(node.right))
        case Power():
            changed = replace(node, base=inner(node.base), exponent=inner(node.exponent))
        case Conditional():
            changed = Conditional(inner(node.condition), inner(node.consequent), inner(node.alternative), node.place)
        case Call():
            changed = replace(node, arguments=tuple(map(inner, node.arguments)))
        case _:
            return node
    return node if changed == node else changed

"""The syntax tree of a formula: immutable, with places, names not yet resolved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from gametheory.models.places import Place


@dataclass(frozen=True, slots=True)
class Number:
    """An exact number."""

    value: Fraction
    place: Place


@dataclass(frozen=True, slots=True)
class Name:
    """A parameter, a definition or the index of a repeated block."""

    name: str
    place: Place


@dataclass(frozen=True, slots=True)
class Owner:
    """A player or stage whose move is meant; of a repeated stage also the round.

    Parameters
    ----------
    name
        Key of the player or name of the stage.
    round
        Text between the brackets of ``enforce[US]`` or ``enforce[previous]``; None without brackets.
    place
        Where the name stands.
    """

    name: str
    round: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute of a move: ``amazon.watch``, ``enforce[previous].tough``."""

    owner: Owner
    attribute: str
    place: Place


@dataclass(frozen=True, slots=True)
class LabelTest:
    """Whether a move, or the index of a repeated block, is a given text: ``amazon == "Monitor"``."""

    owner: Owner
    label: str
    is_equal: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Unary:
    """``-`` or ``not`` before an operand (a leading ``+`` leaves no trace)."""

    operator: str
    operand: Node
    place: Place


@dataclass(frozen=True, slots=True)
class Chain:
    """Operators of one rank read from left to right: ``a - b + c``, ``a * b / c``, ``a and b and c``.

    Parameters
    ----------
    first
        The leftmost operand.
    rest
        Pairs of operator and operand; the operators are all of ``+ -``, of ``* /``, ``and`` or ``or``.
    places
        Place of each operator.
    """

    first: Node
    rest: tuple[tuple[str, Node], ...]
    places: tuple[Place, ...]

    @property
    def place(self) -> Place:
        """Where the chain begins."""
        return self.first.place


@dataclass(frozen=True, slots=True)
class Comparison:
    """One of ``== != < <= > >=`` between two numbers."""

    operator: str
    left: Node
    right: Node
    place: Place


@dataclass(frozen=True, slots=True)
class Power:
    """``base ** exponent``."""

    base: Node
    exponent: Node
    place: Place


@dataclass(frozen=True, slots=True)
class Conditional:
    """``consequent if condition else alternative``."""

    condition: Node
    consequent: Node
    alternative: Node
    place: Place


@dataclass(frozen=True, slots=True)
class Call:
    """One of the functions ``min max abs sqrt exp log``."""

    function: str
    arguments: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Share:
    """The share of a tier's sellers that choose an action: ``share(factory, "Temu")``."""

    owner: Owner
    label: str
    place: Place


Node = Number | Name | Attribute | LabelTest | Unary | Chain | Comparison | Power | Conditional | Call | Share


@dataclass(frozen=True, slots=True)
class Formula:
    """A parsed formula.

    Made by `parse_formula` or `constant`, never by hand.

    Parameters
    ----------
    text
        The formula as written.
    root
        Its syntax tree.
    place
        Where it begins.
    """

    text: str
    root: Node
    place: Place


def constant(value: Fraction, place: Place) -> Formula:
    """Give the formula that is one number, without parsing.

    Parameters
    ----------
    value
        The number.
    place
        Where it stands in the file.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from gametheory.models.places import NOWHERE
    >>> constant(Fraction(1, 3), NOWHERE).text
    '1/3'
    """
    return Formula(str(value), Number(value, place), place)


def leaves(root: Node) -> Iterator[Name | Attribute | LabelTest]:
    """Give the names that a formula uses, in the order of the text."""
    return (node for node in parts(root) if isinstance(node, Name | Attribute | LabelTest))


def shares(root: Node) -> Iterator[Share]:
    """Give the shares of tiers that a formula reads, in the order of the text."""
    return (node for node in parts(root) if isinstance(node, Share))


def parts(root: Node) -> Iterator[Node]:
    """Give every part of a formula, itself first, in the order of the text."""
    stack: list[Node] = [root]
    while stack:
        node = stack.pop()
        yield node
        match node:
            case Unary():
                stack.append(node.operand)
            case Chain():
                stack.extend(operand for _, operand in reversed(node.rest))
                stack.append(node.first)
            case Comparison():
                stack += [node.right, node.left]
            case Power():
                stack += [node.exponent, node.base]
            case Conditional():
                stack += [node.alternative, node.condition, node.consequent]
            case Call():
                stack.extend(reversed(node.arguments))
            case _:
                pass

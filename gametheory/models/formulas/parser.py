"""Pratt parser: from text to a syntax tree with places."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, NoReturn

from gametheory.core.names import nearest
from gametheory.models.formulas.lexer import Token, refuse, tokenize
from gametheory.models.formulas.syntax import (
    Attribute,
    Call,
    Chain,
    Comparison,
    Conditional,
    Formula,
    LabelTest,
    Name,
    Node,
    Number,
    Owner,
    Power,
    Share,
    Unary,
    constant,
)
from gametheory.models.places import NOWHERE, Place

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_CHARACTERS = 10_000
MAX_DEPTH = 100
MAX_NUMBER_CHARACTERS = 1_000
MAX_DECIMAL_EXPONENT = 1_000

FUNCTIONS = {"min": 2, "max": 2, "abs": 1, "sqrt": 1, "exp": 1, "log": 1}
KEYWORDS = frozenset({"if", "else", "and", "or", "not"})
RESERVED = KEYWORDS | FUNCTIONS.keys() | {"share", "previous"}
"""Words that cannot be names of parameters, definitions, players or stages in formulas."""

_CONDITIONAL, _OR, _AND, _NOT, _COMPARISON, _SUM, _PRODUCT, _UNARY, _POWER = range(1, 10)
_RANKS = {
    "if": _CONDITIONAL, "or": _OR, "and": _AND, "+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _PRODUCT, "**": _POWER,
    "==": _COMPARISON, "!=": _COMPARISON, "<": _COMPARISON, "<=": _COMPARISON, ">": _COMPARISON, ">=": _COMPARISON,
}  # fmt: skip
_PLAIN_NUMBER = re.compile(r"\s*([+-]?[0-9]{1,300}(?:\.[0-9]{1,300}|/0*[1-9][0-9]{0,300})?)\s*")


def parse_formula(text: str, place_of: Callable[[int], Place] = lambda _: NOWHERE) -> Formula:
    """Give the syntax tree of a formula.

    Parameters
    ----------
    text
        The formula as written.
    place_of
        Place in the file of a character of `text`, given by its offset.

    Raises
    ------
    MalformedGameFileError
        If the text is not in the language, or is larger or more deeply nested than the limits allow.

    Notes
    -----
    From loose to tight: ``a if c else b``, ``or``, ``and``, ``not``, comparisons (not chained), ``+ -``, ``* /``, sign,
    ``**``. Names are resolved later, so a formula can be parsed before the names it uses are known.

    Examples
    --------
    >>> parse_formula("1/3").root.value
    Fraction(1, 3)
    >>> parse_formula("fee * (1 - cut) if amazon == 'Monitor' else 0").root.condition.label
    'Monitor'
    """
    if len(text) > MAX_CHARACTERS:
        refuse(f"expected a formula of at most {MAX_CHARACTERS:,} characters, got {len(text):,}", place_of(0))
    plain = _PLAIN_NUMBER.fullmatch(text)
    if plain is not None:
        return constant(Fraction(plain.group(1)), place_of(plain.start(1)))
    return _Parser(text, place_of).formula()


class _Parser:
    """One run over the tokens of one formula."""

    def __init__(self, text: str, place_of: Callable[[int], Place]) -> None:
        self._text = text
        self._place_of = place_of
        self._tokens = list(tokenize(text, place_of))
        self._position = 0
        self._depth = 0

    def formula(self) -> Formula:
        """Read the whole text."""
        if self._is_at_end:
            refuse("expected a formula, got nothing", self._place_of(0))
        begin = self._place
        root = self._expression(_CONDITIONAL)
        if not self._is_at_end:
            self._unexpected("an operator or the end of the formula")
        return Formula(self._text, root, begin)

    @property
    def _next(self) -> Token:
        return self._tokens[self._position]

    @property
    def _place(self) -> Place:
        return self._place_of(self._next.offset)

    @property
    def _is_at_end(self) -> bool:
        return self._position == len(self._tokens) - 1

    @property
    def _rank(self) -> int:
        """How tightly the next token binds as an operator; 0 if it is none."""
        return _RANKS.get(self._next.text, 0) if self._next.kind in {"symbol", "name"} else 0

    def _advance(self) -> Token:
        self._position += 1
        return self._tokens[self._position - 1]

    def _is_next(self, *words: str, ahead: int = 0) -> bool:
        if self._position + ahead >= len(self._tokens):
            return False
        token = self._tokens[self._position + ahead]
        return token.text in words and token.kind in {"symbol", "name"}

    def _expect(self, word: str) -> None:
        if not self._is_next(word):
            self._unexpected(repr(word))
        self._advance()

    def _unexpected(self, expected: str) -> NoReturn:
        refuse(f"expected {expected}, got {self._next}", self._place)

    def _expression(self, min_rank: int) -> Node:
        """Read operators that bind at least as tightly as `min_rank`."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            refuse(
                f"this formula is nested more than {MAX_DEPTH} levels deep; name a part of it in 'define'", self._place
            )
        has_brackets = self._is_next("(")
        left = self._operand(min_rank)
        is_comparison = isinstance(left, LabelTest) and not has_brackets
        while (rank := self._rank) >= min_rank:
            if is_comparison and rank >= _COMPARISON:
                self._refuse_after_comparison(rank)
            left = self._continuation(left, rank)
            is_comparison = rank == _COMPARISON
        self._depth -= 1
        return left

    def _refuse_after_comparison(self, rank: int) -> NoReturn:
        if rank == _COMPARISON:
            refuse("comparisons cannot be chained; write 'a < b and b < c'", self._place)
        refuse("expected a comparison in brackets before this operator", self._place)

    def _continuation(self, left: Node, rank: int) -> Node:
        """Read the operator of the given rank after `left`, with what follows it."""
        place = self._place
        if rank == _CONDITIONAL:
            self._advance()
            condition = self._expression(_OR)
            self._expect("else")
            return Conditional(condition, left, self._expression(_CONDITIONAL), place)
        if rank == _COMPARISON:
            operator = self._advance().text
            return Comparison(operator, left, self._expression(_SUM), place)
        if rank == _POWER:
            self._advance()
            return Power(left, self._expression(_UNARY), place)
        return self._chain(left, rank)

    def _chain(self, first: Node, rank: int) -> Node:
        """Read all operators of one left-associative rank."""
        rest: list[tuple[str, Node]] = []
        places: list[Place] = []
        while self._rank == rank:
            places.append(self._place)
            operator = self._advance().text
            rest.append((operator, self._expression(rank + 1)))
        return Chain(first, tuple(rest), tuple(places))

    def _operand(self, min_rank: int) -> Node:
        """Read a number, a name, a call, brackets or a sign."""
        token, place = self._next, self._place
        if token.kind == "number":
            return self._number(self._advance(), place)
        if self._is_next("("):
            self._advance()
            inner = self._expression(_CONDITIONAL)
            self._expect(")")
            return inner
        if self._is_next("-", "+"):
            operator = self._advance().text
            operand = self._expression(_UNARY)
            return Unary("-", operand, place) if operator == "-" else operand
        if self._is_next("not"):
            if min_rank > _NOT:
                refuse("expected brackets around 'not' here", place)
            self._advance()
            return Unary("not", self._expression(_NOT), place)
        if token.kind == "text":
            refuse(f'text stands only after a name: amazon == "Monitor"; got {token}', place)
        if token.kind != "name" or token.text in KEYWORDS:
            self._unexpected("a number or a name")
        return self._named(min_rank)

    def _number(self, token: Token, place: Place) -> Number:
        _, _, exponent = token.text.lower().partition("e")
        digits = exponent.lstrip("+-").lstrip("0")
        if len(token.text) > MAX_NUMBER_CHARACTERS or len(digits) > 4 or int(digits or 0) > MAX_DECIMAL_EXPONENT:
            refuse(f"the number {token.text[:20]} is too large, too small or too long", place)
        return Number(Fraction(token.text), place)

    def _named(self, min_rank: int) -> Node:
        """Read what begins with a name."""
        place = self._place
        name = self._advance().text
        if self._is_next("("):
            return self._call(name, place)
        if name in FUNCTIONS or name == "share":
            refuse(f"expected brackets after {name!r}: {name}(...)", place)
        owner = Owner(name, self._round() if self._is_next("[") else None, place)
        if self._is_next("."):
            self._advance()
            if self._next.kind != "name":
                self._unexpected("the name of an attribute")
            return Attribute(owner, self._advance().text, place)
        if self._is_next("==", "!=") and self._tokens[self._position + 1].kind == "text":
            if min_rank > _COMPARISON:
                refuse("expected brackets around the comparison with a text", place)
            is_equal = self._advance().text == "=="
            return LabelTest(owner, self._advance().text, is_equal, place)
        if owner.round is not None:
            refuse(f'expected {name}[{owner.round}].attribute or {name}[{owner.round}] == "Action"', place)
        return Name(name, place)

    def _round(self) -> str:
        """Read the brackets after a stage: a word, a number or a text, as text."""
        self._advance()
        if self._next.kind not in {"name", "number", "text"}:
            self._unexpected("a value of the index, or 'previous',")
        value = self._advance().text
        self._expect("]")
        return value

    def _call(self, function: str, place: Place) -> Node:
        if function == "share":
            return self._share(place)
        if function not in FUNCTIONS:
            hint = nearest(function, FUNCTIONS) or f"; known functions are {', '.join(FUNCTIONS)}"
            refuse(f"unknown function {function!r}{hint}", place)
        self._advance()
        arguments = [self._expression(_CONDITIONAL)]
        while self._is_next(","):
            self._advance()
            arguments.append(self._expression(_CONDITIONAL))
        self._expect(")")
        least = FUNCTIONS[function]
        if len(arguments) < least or (least == 1 and len(arguments) > 1):
            wanted = "1 argument" if least == 1 else f"at least {least} arguments"
            refuse(f"{function} needs {wanted}, got {len(arguments)}", place)
        return Call(function, tuple(arguments), place)

    def _share(self, place: Place) -> Share:
        """Read the brackets after ``share``: the key of a tier and the text of an action."""
        self._advance()
        owner_place = self._place
        owner = self._take("name", 'the key of a tier, as in share(factory, "Temu"),')
        self._expect(",")
        label = self._take("text", "the text of an action in quotation marks")
        self._expect(")")
        return Share(Owner(owner, None, owner_place), label, place)

    def _take(self, kind: str, expected: str) -> str:
        """Read a token of one kind and return its text."""
        if self._next.kind != kind:
            self._unexpected(expected)
        return self._advance().text

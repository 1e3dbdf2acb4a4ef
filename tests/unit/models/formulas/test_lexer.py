from __future__ import annotations

import pytest

from gametheory.errors import MalformedGameFileError
from gametheory.models.formulas.lexer import tokenize
from gametheory.models.places import Place


def place_of(offset: int) -> Place:
    return Place(1, offset + 1)


def test_tokens_keep_their_offsets() -> None:
    tokens = [(token.kind, token.text, token.offset) for token in tokenize(" fee**2 == 'a b' ", place_of)]
    assert tokens == [
        ("name", "fee", 1),
        ("symbol", "**", 4),
        ("number", "2", 6),
        ("symbol", "==", 8),
        ("text", "a b", 11),
        ("end", "", 17),
    ]


@pytest.mark.parametrize("number", ["1", "1.", ".5", "0.15", "1e3", "1E-3", "1.5e+3"])
def test_numbers_are_one_token(number: str) -> None:
    assert [token.text for token in tokenize(number, place_of)] == [number, ""]


@pytest.mark.parametrize(
    ("text", "column", "sentence"),
    [
        ("1 // 2", 3, "'//' is not part of the language"),
        ("a % b", 3, "write 15% as 0.15"),
        ("a ^ 2", 3, r"write '\*\*' for a power"),
        ("a = 2", 3, "expected '==' to compare"),
        ("!a", 1, "expected 'not' or '!='"),
        ("a && b", 3, "expected 'and'"),
        ("a || b", 3, "expected 'or'"),
        ("a & b", 3, "expected 'and'"),
        ("a | b", 3, "expected 'or'"),
        ("2x", 2, "expected an operator between 2 and 'x'"),
        ("a + $", 5, r"unexpected character '\$'"),
        ("a == 'b", 6, "no closing quote"),
    ],
)
def test_foreign_text_is_refused_at_its_place(text: str, column: int, sentence: str) -> None:
    with pytest.raises(MalformedGameFileError, match=sentence) as caught:
        list(tokenize(text, place_of))
    assert (caught.value.line, caught.value.column) == (1, column)

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory.errors import MalformedGameFileError
from gametheory.models.formulas.exact import ExactReader, FormulaValueError
from gametheory.models.formulas.parser import MAX_CHARACTERS, MAX_DEPTH, parse_formula
from gametheory.models.formulas.syntax import Attribute, Conditional, LabelTest, Number, Owner
from gametheory.models.places import NOWHERE, Place
from unit.models.descriptions import in_scope


def value(text: str) -> Fraction:
    template, workshop, _ = in_scope(text)
    return ExactReader(workshop.tape, [Fraction(1, 10)]).value(template.register(()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 2 * 3 - 4", 3),
        ("2 - 3 - 4", -5),
        ("24 / 4 / 3", 2),
        ("-2 ** 2", -4),
        ("2 ** 3 ** 2", 512),
        ("2 ** -1", Fraction(1, 2)),
        ("1e3 + .5 - 1.", Fraction(1999, 2)),
        ("1e-3", Fraction(1, 1000)),
        ("+-+3", -3),
        ("1/3 + 1/6", Fraction(1, 2)),
        ("1 if 2 > 3 else 4 if 0 else 5", 5),
        ("1 < 2 and 2 < 1 or 3 == 3", 1),
        ("not 0 and not 1", 0),
        ("not 2 == 3", 1),
        ("(1 < 2) < 3", 1),
        ("(1 < 2) + 1", 2),
        ("3 >= 3 and 2 <= 3 and 3 != 2", 1),
        ("7 and 5", 1),
        ("0 or 5", 1),
        ("min(3, 1, 2) + max(3, 5) + abs(-2)", 8),
        ("sqrt(9/4) + exp(0) + log(1)", Fraction(5, 2)),
        ("fee * 10", 1),
    ],
)
def test_precedence_and_meaning(text: str, expected: Fraction | int) -> None:
    assert value(text) == expected


def test_numbers_need_no_parsing() -> None:
    assert parse_formula(" -3/4 ").root == Number(Fraction(-3, 4), NOWHERE)
    assert parse_formula("0.15").root == Number(Fraction(3, 20), NOWHERE)


def test_places_come_from_the_file() -> None:
    root = parse_formula("a.x if b == 'c' else 0", lambda offset: Place(7, 20 + offset)).root
    assert isinstance(root, Conditional)
    assert root.place == Place(7, 24)
    assert root.condition == LabelTest(Owner("b", None, Place(7, 27)), "c", True, Place(7, 27))


@pytest.mark.parametrize("text", ["enforce[US].tough", "enforce['US'].tough"])
def test_rounds_of_repeated_stages(text: str) -> None:
    assert parse_formula(text).root == Attribute(Owner("enforce", "US", NOWHERE), "tough", NOWHERE)


@pytest.mark.parametrize(
    ("text", "column", "sentence"),
    [
        ("", 1, "expected a formula, got nothing"),
        ("1 +", 4, "expected a number or a name, got the end"),
        ("(1", 3, r"expected '\)', got the end"),
        ("()", 2, "expected a number or a name"),
        ("1 else 2", 3, "expected an operator or the end of the formula, got 'else'"),
        ("a b", 3, "expected an operator"),
        ("1 if 2", 7, "expected 'else'"),
        ("a < b < c", 7, "comparisons cannot be chained"),
        ("a < min(b, c) < d", 15, "comparisons cannot be chained"),
        ("a == 'x' == 1", 10, "comparisons cannot be chained"),
        ("a == 'x' + 1", 10, "expected a comparison in brackets before this operator"),
        ("1 + a == 'x'", 5, "expected brackets around the comparison"),
        ("'x' == a", 1, "text stands only after a name"),
        ("1 + not a", 5, "expected brackets around 'not'"),
        ("a.2", 2, "expected an operator"),
        ("a . 2", 5, "expected the name of an attribute"),
        ("a[]", 3, "expected a value of the index"),
        ("a[US", 5, r"expected '\]'"),
        ("a[US] + 1", 1, r"expected a\[US\].attribute"),
        ("mni(1, 2)", 1, "unknown function 'mni'; did you mean 'min'"),
        ("payoff(1)", 1, "unknown function 'payoff'; known functions are min, max"),
        ("share('Temu')", 7, "expected the key of a tier"),
        ("share(factory)", 14, "expected ','"),
        ("share(factory, Temu)", 16, "expected the text of an action in quotation marks"),
        ("share(factory, 'Temu'", 22, r"expected '\)'"),
        ("share", 1, "expected brackets after 'share'"),
        ("min(1)", 1, "min needs at least 2 arguments, got 1"),
        ("abs(1, 2)", 1, "abs needs 1 argument, got 2"),
        ("1e999999999", 1, "too large, too small or too long"),
        ("1e-1001", 1, "too large, too small or too long"),
        ("9" * 1001, 1, "too large, too small or too long"),
    ],
)
def test_mistakes_have_sentence_and_place(text: str, column: int, sentence: str) -> None:
    with pytest.raises(MalformedGameFileError, match=sentence) as caught:
        parse_formula(text, lambda offset: Place(1, offset + 1))
    assert caught.value.column == column


@pytest.mark.parametrize("opening", ["(", "-", "not ", "2**", "abs(", "1 if 1 else "])
def test_depth_is_bounded(opening: str) -> None:
    with pytest.raises(MalformedGameFileError, match=f"nested more than {MAX_DEPTH} levels"):
        parse_formula(opening * 600 + "1")


def test_length_is_bounded() -> None:
    with pytest.raises(MalformedGameFileError, match="at most 10,000 characters, got 10,001"):
        parse_formula("1" * (MAX_CHARACTERS + 1))


def test_long_sums_are_flat() -> None:
    assert value("+".join(["1"] * 4000)) == 4000


numbers = st.fractions(min_value=-20, max_value=20, max_denominator=12)


@st.composite
def expressions(draw: st.DrawFn, depth: int = 4) -> tuple[str, Fraction | None]:
    """A formula with its value by Fraction arithmetic; None where it has none."""
    if depth == 0 or draw(st.booleans()):
        number = draw(numbers)
        return f"({number})", number
    left, left_value = draw(expressions(depth - 1))
    right, right_value = draw(expressions(depth - 1))
    operator = draw(st.sampled_from(["+", "-", "*", "/", "<", "<=", "==", "!=", "min", "max", "if", "and"]))
    return _combined(operator, (left, left_value), (right, right_value))


def _combined(
    operator: str, left: tuple[str, Fraction | None], right: tuple[str, Fraction | None]
) -> tuple[str, Fraction | None]:
    (first, one), (second, two) = left, right
    if operator == "if":
        chosen = None if one is None else (two if one > 0 else Fraction(7))
        return f"({second} if {first} > 0 else 7)", chosen
    if operator == "and":
        both = None if one is None else Fraction(0) if not one else None if two is None else Fraction(bool(two))
        return f"({first} and {second})", both
    text = f"{operator}({first}, {second})" if operator in {"min", "max"} else f"({first} {operator} {second})"
    if one is None or two is None or (operator == "/" and two == 0):
        return text, None
    results = {
        "+": one + two, "-": one - two, "*": one * two, "/": one / (two or 1), "<": one < two, "<=": one <= two,
        "==": one == two, "!=": one != two, "min": min(one, two), "max": max(one, two),
    }  # fmt: skip
    return text, Fraction(results[operator])


@given(expressions())
def test_formulas_agree_with_fraction_arithmetic(pair: tuple[str, Fraction | None]) -> None:
    text, expected = pair
    if expected is None:
        with pytest.raises(FormulaValueError, match="division by zero"):
            value(text)
    else:
        assert value(text) == expected


@given(expressions())
def test_a_parameter_in_place_of_a_number_gives_the_same(pair: tuple[str, Fraction | None]) -> None:
    text, expected = pair
    with_parameter = f"{text} * (10 * fee)"
    if expected is not None:
        assert value(with_parameter) == expected


@given(st.text(alphabet="ab1.+-*/()<=!'\"[], ifelsnotadr", max_size=30))
def test_any_text_is_a_formula_or_a_sentence(text: str) -> None:
    try:
        parsed = parse_formula(text)
    except MalformedGameFileError as error:
        sentence = str(error)
    else:
        sentence = parsed.text
    assert sentence

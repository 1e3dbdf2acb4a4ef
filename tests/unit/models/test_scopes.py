from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory.errors import InconsistentGameFileError
from gametheory.models.library import Library
from gametheory.models.mistakes import Mistakes
from gametheory.models.scopes import Position, Reference, Scope
from gametheory.models.templates import Workshop
from unit.models.descriptions import definitions, formula, parameters


def mistakes_of(text: str, index_value: str = "US") -> str:
    """Sentences about a formula where two stages of a seller and the stage ``enforce`` of round US are known."""
    mistakes = Mistakes()
    library = Library(parameters(commission="1"), definitions(profit="commission"), mistakes)
    workshop = Workshop(library, mistakes)
    constants = Scope(library)
    for name, attribute in (("homing", "temu"), ("comeback", "back"), ("enforce[US]", "tough")):
        moves = ({attribute: formula("1")}, {attribute: formula("0")})
        workshop.add_position(Position(name, ("Yes", "No"), moves, constants))
    references: dict[tuple[str, str | None], Reference] = {
        ("seller", None): (0, 1),
        ("homing", None): (0,),
        ("enforce", "US"): (2,),
        ("enforce", "previous"): (),
    }
    scope = Scope(library, references, {"punish": "is not known here: it moves later"}, "market", index_value)
    workshop.template(formula(text, 4), scope)
    try:
        mistakes.raise_if_any("a.yaml")
    except InconsistentGameFileError as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    "text",
    [
        "commission * profit * homing.temu",
        "seller == 'Yes' and seller != 'No'",
        "enforce[US].tough + enforce[previous].anything",
        "enforce[previous] == 'Whatever'",
        "market == 'US' or market == 'Europe'",
    ],
)
def test_right_names(text: str) -> None:
    assert mistakes_of(text) == ""


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("comission", "a.yaml:4:1: unknown name 'comission'; did you mean 'commission'?"),
        ("1 + hominge.temu", "a.yaml:4:5: unknown name 'hominge'; did you mean 'homing'?"),
        ("zzz", "a.yaml:4:1: unknown name 'zzz'"),
        ("seller", "'seller' is not a number; write seller.attribute or seller == \"Action\""),
        ("commission.x", "'commission' is a number; it has no attributes and no actions"),
        ("profit == 'X'", "'profit' is a number; it has no attributes and no actions"),
        ("market.x", "'market' is the index of a repeated block; it has no attributes"),
        ("market + 1", "'market' is text ('US'), not a number; compare it: market == \"US\""),
        ("punish.cut", "'punish' is not known here: it moves later"),
        ("punish", "'punish' is not known here: it moves later"),
        ("enforce.tough", "'enforce' is repeated; name the round: enforce[US]"),
        ("enforce[UK].tough", "there is no enforce[UK] before this"),
        ("homing.temo", "'homing' has no attribute 'temo'; did you mean 'temu'?"),
        ("homing.q", "'homing' has no attribute 'q'; it has 'temu'"),
        ("homing == 'Yess'", "'homing' has no action 'Yess'; did you mean 'Yes'?"),
        ("homing == 'q'", "'homing' has no action 'q'; it has 'Yes', 'No'"),
        (
            "seller.temu",
            "'seller' may have moved last at 'comeback', which has no attribute 'temu'; name the stage: homing",
        ),
    ],
)
def test_wrong_names(text: str, sentence: str) -> None:
    assert sentence in mistakes_of(text)


def test_all_wrong_names_of_a_formula_are_told() -> None:
    assert mistakes_of("aaa + bbb * aaa").count("unknown name") == 3


@pytest.mark.parametrize(
    ("value", "number"), [("3", Fraction(3)), ("1/2", Fraction(1, 2)), ("US", None), ("1/0", None), ("1e99999", None)]
)
def test_an_index_may_be_a_number(value: str, number: Fraction | None) -> None:
    library = Library((), (), Mistakes())
    assert Scope(library, index="period", index_value=value).index_number() == number
    assert (mistakes_of("market * 2", value) == "") == (number is not None)

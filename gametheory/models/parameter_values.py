"""Values that a user gives to parameters, checked against names and ranges."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gametheory.core.names import nearest
from gametheory.core.rationals import to_fraction
from gametheory.errors import GameFileError, InvalidGameError, InvalidParameterError
from gametheory.models.formulas.exact import ExactReader, FormulaValueError
from gametheory.models.formulas.parser import parse_formula
from gametheory.models.library import Library
from gametheory.models.mistakes import Mistakes
from gametheory.models.scopes import Scope
from gametheory.models.templates import Workshop

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from gametheory.models.definitions import Parameter


def checked_values(parameters: Mapping[str, Parameter], given: Mapping[str, Any]) -> dict[str, Fraction]:
    """Return the value of every parameter: the given ones, else the file's.

    Parameters
    ----------
    parameters
        By name.
    given
        Integers, floats (at their exact binary value), Fractions, or texts such as ``"1/3"`` and ``"0.15"``.

    Raises
    ------
    InvalidParameterError
        If a name is unknown, or a value is no number or outside its parameter's range.
    """
    values = {name: parameter.value for name, parameter in parameters.items()}
    for name, value in given.items():
        if name not in parameters:
            known = f"; the parameters are {', '.join(parameters)}" if parameters else "; this model has none"
            raise InvalidParameterError(f"unknown parameter {name!r}{nearest(name, parameters) or known}")
        number = _number(name, value)
        complaint = range_complaint(parameters[name], number)
        if complaint:
            raise InvalidParameterError(complaint)
        values[name] = number
    return values


def range_complaint(parameter: Parameter, value: Fraction) -> str:
    """Return the sentence for a value outside its parameter's range, or nothing."""
    low, high = parameter.low, parameter.high
    if (low is None or value >= low) and (high is None or value <= high):
        return ""
    if low is None or high is None:
        bounds = f"at least {low}" if low is not None else f"at most {high}"
    else:
        bounds = f"from {low} to {high}"
    return f"expected {parameter.name} {bounds}, got {value}"


def check_parameters(parameters: Mapping[str, Parameter], mistakes: Mistakes) -> None:
    """Note parameters without a pedigree, with an empty range, or outside it."""
    for parameter in parameters.values():
        if parameter.source is None and parameter.assumption is None:
            mistakes.add(
                f"expected 'source' or 'assumption' at parameter {parameter.name!r}, got neither; "
                "say where the value is from or what is assumed",
                parameter.place,
            )
        if parameter.low is not None and parameter.high is not None and parameter.low > parameter.high:
            sentence = (
                f"expected a range of {parameter.name!r} from low to high, got [{parameter.low}, {parameter.high}]"
            )
            mistakes.add(sentence, parameter.place)
        else:
            complaint = range_complaint(parameter, parameter.value)
            if complaint:
                mistakes.add(f"{complaint}; change the value or the range", parameter.place)


def _number(name: str, value: Any) -> Fraction:
    """Return a given value as an exact number; texts are read as formulas without names."""
    try:
        return _number_of_text(value) if isinstance(value, str) else to_fraction(value)
    except (InvalidGameError, GameFileError, FormulaValueError) as error:
        raise InvalidParameterError(f"expected a number for {name}, got {value!r}") from error


def _number_of_text(text: str) -> Fraction:
    """Return the value of a text such as ``1/3``."""
    mistakes = Mistakes()
    library = Library((), (), mistakes)
    workshop = Workshop(library, mistakes)
    template = workshop.template(parse_formula(text), Scope(library))
    mistakes.raise_if_any(text)
    return ExactReader(workshop.tape, []).value(template.register(()))

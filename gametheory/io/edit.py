"""Edits of a game file that change what they have to and leave every other character, comments too, as it is."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.core.names import nearest
from gametheory.core.rationals import Number, format_fraction, to_fraction
from gametheory.errors import InvalidParameterError
from gametheory.io.number_text import parse_number
from gametheory.io.yaml_nodes import Mapping, Scalar, Sequence, read_nodes

if TYPE_CHECKING:
    from gametheory.io.yaml_nodes import Node


def set_parameter_value(text: str, name: str, value: Number) -> str:
    r"""Return the text of a game file with another value of one parameter.

    Parameters
    ----------
    text
        A game file.
    name
        Name of a parameter.
    value
        The new value; a text is written as it stands, everything else as an exact fraction.

    Raises
    ------
    InvalidParameterError
        If the file has no such parameter, or the value is outside its range or not a finite number.
    MalformedGameFileError
        If the text is not YAML.

    Examples
    --------
    >>> set_parameter_value("parameters:\n  fee: {value: 0.15, assumption: usual}  # per sale\n", "fee", "0.2")
    'parameters:\n  fee: {value: 0.2, assumption: usual}  # per sale\n'
    """
    document = read_nodes(text, "<text>")
    parameters = _child(document.root, "parameters")
    parameter = _child(parameters, name)
    node = _child(parameter, "value")
    if not isinstance(node, Scalar) or node.is_empty:
        names = [key.text for key in parameters.keys] if isinstance(parameters, Mapping) else []
        raise InvalidParameterError(
            f"expected a parameter with a value ({', '.join(names) or 'the file has none'}), "
            f"got {name!r}{nearest(name, names)}"
        )
    try:
        number = Fraction(parse_number(value)) if isinstance(value, str) else to_fraction(value)
    except ValueError as error:
        raise InvalidParameterError(f"{error} as value of parameter {name!r}") from None
    _check_range(name, number, _child(parameter, "range"))
    written = value if isinstance(value, str) else format_fraction(number)
    offset = len(text) - len(document.source.text)
    return text[: offset + node.start] + written + text[offset + node.end :]


def _child(node: Node | None, name: str) -> Node | None:
    """Return the value of a key, None where there is none."""
    return node.get(name) if isinstance(node, Mapping) else None


def _check_range(name: str, value: Fraction, node: Node | None) -> None:
    """Raise InvalidParameterError where a value lies outside the range that a file gives."""
    ends = [item.text for item in node.items if isinstance(item, Scalar)] if isinstance(node, Sequence) else []
    try:
        numbers = [parse_number(end) for end in ends]
    except ValueError:
        return
    if len(numbers) == 2 and not numbers[0] <= value <= numbers[1]:
        raise InvalidParameterError(f"expected a value of {name!r} from {ends[0]} to {ends[1]}, got {value}")

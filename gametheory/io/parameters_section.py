"""The sections ``parameters``, ``define`` and ``welfare``: named numbers and named formulas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.errors import InvalidParameterError
from gametheory.models.definitions import Definition, Parameter
from gametheory.models.distributions import (
    ParameterDistribution,
    TriangularDistribution,
    TruncatedNormalDistribution,
    UniformDistribution,
)

if TYPE_CHECKING:
    from fractions import Fraction

    from gametheory.io.reading import Reading
    from gametheory.io.yaml_nodes import Node, Scalar


def read_parameters(reading: Reading, node: Node) -> tuple[Parameter, ...]:
    """Return the parameters of a file; each has a value and either a source or an assumption."""
    section = reading.mapping(node, "'parameters'")
    if section is None:
        return ()
    found = [_read_parameter(reading, key, value) for key, value in section.items()]
    return tuple(parameter for parameter in found if parameter is not None)


def _read_parameter(reading: Reading, key: Scalar, node: Node) -> Parameter | None:
    name = reading.name(key, "a parameter")
    what = f"parameter {name!r}"
    fields = reading.fields(node, "parameter", what)
    if fields is None:
        return None
    if ("source" in fields) == ("assumption" in fields):
        got = "both" if "source" in fields else "neither"
        reading.malformed(node, f"expected either 'source' or 'assumption' in {what}, got {got}")
    low, high = _read_range(reading, fields["range"][1], what) if "range" in fields else (None, None)
    stands = fields.get("distribution")
    distribution = _read_distribution(reading, stands[1], what, (low, high)) if stands is not None else None
    texts = {
        part: reading.text(fields[part][1], f"{part!r} of {what}")
        for part in ("unit", "meaning", "source", "assumption")
        if part in fields
    }
    value_node = fields["value"][1] if "value" in fields else None
    value = reading.number(value_node, f"value of {what}") if value_node is not None else None
    if value is None or value_node is None:
        return None
    if low is not None and high is not None and not low <= value <= high:
        reading.inconsistent(
            value_node, f"expected a value of {what} from {low} to {high}, got {value}; change the value or the range"
        )
    return Parameter(
        name=name,
        value=value,
        low=low,
        high=high,
        unit=texts.get("unit") or "",
        meaning=texts.get("meaning") or "",
        source=texts.get("source"),
        assumption=texts.get("assumption"),
        place=reading.place(value_node),
        distribution=distribution,
    )


def _read_distribution(
    reading: Reading, node: Node, what: str, ends: tuple[Fraction | None, Fraction | None]
) -> ParameterDistribution | None:
    """Return the distribution of a parameter with a range, or None and a mistake."""
    fields = reading.fields(node, "distribution", f"'distribution' of {what}")
    if fields is None:
        return None
    if len(fields) != 1:
        got = ", ".join(map(repr, fields)) or "none"
        reading.malformed(node, f"expected one of 'uniform', 'triangular' and 'normal' for {what}, got {got}")
        return None
    kind, (_, listed) = next(iter(fields.items()))
    before = reading.num_mistakes
    part = f"number of the {kind} distribution of {what}"
    numbers = [reading.number(item, part) for item in reading.items(listed, f"{kind!r} of {what}")]
    if reading.num_mistakes > before:
        return None
    wanted = 3 if kind == "triangular" else 2
    if len(numbers) != wanted:
        reading.malformed(listed, f"expected {wanted} numbers in {kind!r} of {what}, got {len(numbers)}")
        return None
    try:
        return _distribution(kind, [number for number in numbers if number is not None], ends)
    except InvalidParameterError as error:
        reading.inconsistent(listed, f"{error} (at {what})")
        return None


def _distribution(
    kind: str, numbers: list[Fraction], ends: tuple[Fraction | None, Fraction | None]
) -> ParameterDistribution:
    """Return the distribution of a kind from its numbers.

    Raises
    ------
    InvalidParameterError
        If these are no such numbers, or do not fit the range.
    """
    low, high = ends
    if kind == "normal":
        if low is None or high is None:
            raise InvalidParameterError(
                "expected a 'range' at whose ends the normal distribution is cut, got none; give one"
            )
        mean, deviation = numbers
        return TruncatedNormalDistribution(mean, deviation, low, high)
    found = UniformDistribution(*numbers) if kind == "uniform" else TriangularDistribution(*numbers)
    if (low is not None and found.low < low) or (high is not None and found.high > high):
        raise InvalidParameterError(
            f"expected a distribution within the range from {low} to {high}, got {found}; change one of them"
        )
    return found


def _read_range(reading: Reading, node: Node, what: str) -> tuple[Fraction | None, Fraction | None]:
    """Return the ends of a range, both or none."""
    before = reading.num_mistakes
    ends = [reading.number(item, f"end of the range of {what}") for item in reading.items(node, f"range of {what}")]
    if reading.num_mistakes > before:
        return None, None
    if len(ends) != 2:
        reading.malformed(node, f"expected a range [lowest, highest] of {what}, got {len(ends)} numbers")
        return None, None
    low, high = ends
    if low is not None and high is not None and low > high:
        reading.inconsistent(node, f"expected a range of {what} from low to high, got {low} before {high}; swap them")
        return None, None
    return low, high


def read_definitions(reading: Reading, node: Node, section: str) -> tuple[Definition, ...]:
    """Return the named formulas of ``define`` or ``welfare``."""
    mapping = reading.mapping(node, f"{section!r}")
    found = []
    for key, value in mapping.items() if mapping is not None else ():
        name = reading.name(key, "a formula")
        formula = reading.formula(value, repr(name))
        if formula is not None:
            found.append(Definition(name, formula, reading.place(key)))
    return tuple(found)

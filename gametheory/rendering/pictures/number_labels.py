"""Numbers on pictures: exact where that is short, otherwise rounded and marked so."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.core.rationals import brief_fraction

if TYPE_CHECKING:
    from collections.abc import Iterable

ROUNDED = "≈"
MINUS = "\N{MINUS SIGN}"
MOST_EXACT_CHARACTERS = 8
MOST_DECIMALS = 6
FEWEST_DIGITS = 4
MOST_DIGITS = 17


@dataclass(frozen=True, slots=True)
class NumberLabels:
    """Writes numbers of one picture with the same number of digits.

    Parameters
    ----------
    digits
        Significant digits of rounded numbers.
    """

    digits: int = FEWEST_DIGITS

    @classmethod
    def for_payoffs(cls, payoffs: Iterable[Fraction]) -> NumberLabels:
        """Return the labels with the fewest digits, at least four, that write different payoffs differently.

        At most 17 digits are used, as many as a floating-point number has.
        """
        exact = {value: _exact_payoff(value) for value in payoffs}
        taken = {text for text in exact.values() if text is not None}
        long = [value for value, text in exact.items() if text is None]
        for digits in range(FEWEST_DIGITS, MOST_DIGITS):
            rounded = {_rounded(value, digits) for value in long}
            if len(rounded) == len(long) and not rounded & taken:
                return cls(digits)
        return cls(MOST_DIGITS)

    def payoff(self, value: Fraction) -> str:
        """Return a payoff: a short exact decimal, else a short fraction, else rounded after the sign ≈.

        Examples
        --------
        >>> labels = NumberLabels()
        >>> labels.payoff(Fraction(121, 4)), labels.payoff(Fraction(-1, 3)), labels.payoff(Fraction(100000, 30001))
        ('30.25', '−1/3', '≈3.333')
        """
        exact = _exact_payoff(value)
        return _with_minus(exact if exact is not None else ROUNDED + _rounded(value, self.digits))

    def probability(self, value: Fraction | float) -> str:
        """Return a probability: a short exact fraction, else rounded after the sign ≈.

        A float whose shortest decimal is short is written as that decimal.

        Examples
        --------
        >>> labels = NumberLabels()
        >>> labels.probability(Fraction(48, 107)), labels.probability(0.25), labels.probability(1 / 3)
        ('48/107', '0.25', '≈0.3333')
        """
        text = (
            f"{value:.{MOST_DIGITS}g}"
            if isinstance(value, float) and value in (0, 1)
            else str(value)
            if isinstance(value, float)
            else brief_fraction(value)
        )
        is_short = len(text) <= MOST_EXACT_CHARACTERS
        return _with_minus(text if is_short else ROUNDED + _rounded(Fraction(value), self.digits))


def _exact_payoff(value: Fraction) -> str | None:
    """Return the short exact text of a payoff, or None where there is none."""
    scaled = value * 10**MOST_DECIMALS
    if scaled.denominator == 1:
        text = _plain(Decimal(scaled.numerator).scaleb(-MOST_DECIMALS))
    elif (shortest := _shortest_decimal(value)) is not None:
        text = shortest
    else:
        text = brief_fraction(value)
    return text if len(text.lstrip("-")) <= MOST_EXACT_CHARACTERS else None


def _shortest_decimal(value: Fraction) -> str | None:
    """Return the shortest decimal that names the floating-point number that a payoff is, or None if it is none."""
    try:
        nearest = float(value)
    except OverflowError:
        return None
    return _plain(Decimal(repr(nearest))) if Fraction(nearest) == value else None


def _rounded(value: Fraction, digits: int) -> str:
    """Return a number with that many significant digits."""
    with localcontext() as context:
        context.prec = digits
        quotient = Decimal(value.numerator) / Decimal(value.denominator)
    if quotient and not -5 <= quotient.adjusted() < 9:
        mantissa, _, exponent = f"{quotient:.{digits - 1}e}".partition("e")
        return f"{_plain(Decimal(mantissa))}e{int(exponent)}"
    return _plain(quotient)


def _plain(value: Decimal) -> str:
    """Return a decimal without exponent and without zeros at its end."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _with_minus(text: str) -> str:
    """Return the text with a printed minus sign."""
    return text.replace("-", MINUS)

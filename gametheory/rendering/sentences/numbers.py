"""Numbers for readers: exact where they are short."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.core.rationals import brief_fraction, rounded_text

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_EXACT = 13
"""Longest fraction, in characters, that is shown exactly; longer ones are rounded and marked ``≈``."""
MAX_IN_SENTENCE = 5
"""The same in sentences."""
MAX_BESIDE = 6
"""Longest fraction, in characters, that stands in brackets beside a rounded number."""
MAX_ODDS = 8
"""Longest fraction, in characters, that stands before a percentage."""
MAX_DECIMALS = 12
"""Decimals of the longest number in prose."""
MAX_WHOLE = 10**12
"""Whole numbers from this size on are rounded in prose."""
SMALLEST_TOLD = Fraction(1, 10**6)
"""Smaller amounts are told with a power of ten."""
TELLING_ERROR = Fraction(1, 20)
"""Largest relative error of a difference that a reader takes from two rounded amounts."""


def payoff_text(value: Fraction | float) -> str:
    """Return an amount for a sentence: a decimal that ends within four places, a short fraction, or ``≈`` and digits.

    Examples
    --------
    >>> payoff_text(Fraction(61, 20)), payoff_text(Fraction(-1, 3)), payoff_text(Fraction(86371, 20450))
    ('3.05', '-1/3', '≈4.22352')
    """
    if _is_short_decimal(value):
        return _decimal_text(Fraction(value))
    text = fraction_text(value)
    if len(text) <= MAX_IN_SENTENCE or isinstance(value, float):
        return text
    rounded = rounded_text(value)
    return rounded if Fraction(rounded) == value else f"≈{rounded}"


def told_text(value: Fraction) -> str:
    """Return an amount for prose: exact where four digits say it, otherwise rounded to three.

    Examples
    --------
    >>> [told_text(Fraction(text)) for text in ("10.24", "5.7152", "-0.0216495", "-1/3", "12000000")]
    ['10.24', '5.72', '-0.0216', '-0.333', '12,000,000']
    >>> told_text(Fraction("12345678.125")), told_text(Fraction(1, 3 * 10**9))
    ('12,345,678', '3.33333·10^-10')
    """
    return _with_decimals(value, _decimals(value))


def told_apart(first: Fraction, second: Fraction) -> tuple[str, str]:
    """Return two amounts for prose, with as many digits as their difference needs.

    Examples
    --------
    >>> told_apart(Fraction("6.144"), Fraction("6.15")), told_apart(Fraction("1.46598"), Fraction("1.51457"))
    (('6.144', '6.15'), ('1.466', '1.515'))
    """
    if first == second:
        return told_text(first), told_text(second)
    difference = abs(first - second)
    decimals = max(_decimals(first), _decimals(second))
    while decimals < MAX_DECIMALS:
        rounded = abs(round(first, decimals) - round(second, decimals))
        if abs(rounded - difference) <= difference * TELLING_ERROR:
            break
        decimals += 1
    return _with_decimals(first, decimals), _with_decimals(second, decimals)


def told_payoff(value: Fraction) -> str:
    """Return what somebody gets: as `told_text`, with a short fraction beside a rounded amount.

    Examples
    --------
    >>> told_payoff(Fraction(1, 3)), told_payoff(Fraction(86371, 20450)), told_payoff(Fraction("0.27125"))
    ('0.333 (1/3)', 'about 4.22', 'about 0.271')
    """
    if is_told_exactly(value):
        return told_text(value)
    is_short = _is_short(value, MAX_BESIDE) and not _is_short_decimal(value)
    return f"{told_text(value)} ({fraction_text(value)})" if is_short else f"about {told_text(value)}"


def _is_short(value: Fraction | float, longest: int) -> bool:
    """Whether a number has an exact text of at most so many characters."""
    text = fraction_text(value)
    return len(text) <= longest and not text.startswith("≈")


def is_told_exactly(value: Fraction) -> bool:
    """Whether `told_text` gives an amount without rounding it."""
    return round(value, _decimals(value)) == value and (value.denominator > 1 or abs(value) < MAX_WHOLE)


def _decimals(value: Fraction) -> int:
    """Return how many decimals an amount is told with: enough for four digits if they are exact, else three."""
    if value.denominator == 1 or abs(value) < SMALLEST_TOLD:
        return 0
    places = next(places for places in range(MAX_DECIMALS) if abs(value) * 10**places >= 1) - 1
    exact = next((count for count in range(max(0, places + 4) + 1) if round(value, count) == value), None)
    return max(0, places + 3) if exact is None else exact


def _with_decimals(value: Fraction, decimals: int) -> str:
    """Return a number rounded to some decimals, without zeros at its end; of the largest and smallest six digits."""
    if abs(value) >= MAX_WHOLE or 0 < abs(value) < SMALLEST_TOLD:
        return power_of_ten_text(value)
    if value.denominator > 1 and abs(value) >= 10**6:
        return f"{round(value):,}"
    text = f"{Decimal(round(value * 10**decimals)).scaleb(-decimals):,f}"
    return text.rstrip("0").removesuffix(".") if "." in text else text


def power_of_ten_text(value: Fraction) -> str:
    """Return six digits of a number with the power of ten that they are multiplied by.

    Examples
    --------
    >>> power_of_ten_text(Fraction(10**12 + 10**7)), power_of_ten_text(Fraction(-1, 10**30))
    ('1.00001·10^12', '-10^-30')
    """
    digits, _, exponent = rounded_text(value).partition("e")
    if not exponent:
        return digits
    power = f"10^{int(exponent)}"
    return {"1": power, "-1": f"-{power}"}.get(digits, f"{digits}·{power}")


def exact_payoff_text(value: Fraction | float) -> str:
    """Return an amount for a table: as in a sentence, with the fraction beside a rounded number.

    Examples
    --------
    >>> exact_payoff_text(Fraction(61, 20)), exact_payoff_text(Fraction(86371, 20450))
    ('3.05', '86371/20450 ≈ 4.22352')
    """
    text = payoff_text(value)
    exact = fraction_text(value)
    return f"{exact} ≈ {text[1:]}" if text.startswith("≈") and not exact.startswith("≈") else text


def _is_short_decimal(value: Fraction | float) -> bool:
    """Whether an exact number ends within four decimals and is not too long to read."""
    return not isinstance(value, float) and 10_000 % value.denominator == 0 and abs(value) < 10**12


def fraction_text(value: Fraction | float) -> str:
    """Return a fraction such as ``48/107``, or ``≈`` and six digits where it is long."""
    return f"{value:.6g}" if isinstance(value, float) else brief_fraction(value, MAX_EXACT)


def percent_text(probability: Fraction | float) -> str:
    """Return a probability in percent, with ``<`` or ``>`` where rounding would call it impossible or certain."""
    if 0 < probability < Fraction(1, 1000):
        return "<0.1 %"
    if Fraction(999, 1000) < probability < 1:
        return ">99.9 %"
    return f"{100 * float(probability):.1f}".removesuffix(".0") + " %"


def probability_text(probability: Fraction | float) -> str:
    """Return a probability with its percentage: ``48/107 (44.9 %)``, or ``certain`` and ``never``.

    Examples
    --------
    >>> probability_text(Fraction(48, 107)), probability_text(Fraction(1))
    ('48/107 (44.9 %)', 'certain')
    """
    if probability in (0, 1):
        return "certain" if probability else "never"
    return f"{fraction_text(probability)} ({percent_text(probability)})"


def told_probability(probability: Fraction | float) -> str:
    """Return a probability for prose: in percent, with a short fraction before it where the percentage is rounded.

    Examples
    --------
    >>> told_probability(Fraction(48, 107)), told_probability(Fraction(1, 8)), told_probability(Fraction(1000, 2001))
    ('48/107 (44.9 %)', '12.5 %', '50 %')
    """
    percent = percent_text(probability).replace("<", "less than ").replace(">", "more than ")
    if isinstance(probability, float) or (probability * 1000).denominator == 1:
        return percent
    return f"{fraction_text(probability)} ({percent})" if _is_short(probability, MAX_ODDS) else percent


def told_probabilities(probabilities: Sequence[Fraction | float]) -> list[str]:
    """Return probabilities that stand together, all or none of those that are rounded with their fraction.

    Examples
    --------
    >>> told_probabilities([Fraction(500, 561), Fraction(61, 561)])
    ['500/561 (89.1 %)', '61/561 (10.9 %)']
    >>> told_probabilities([Fraction(10001, 30001), Fraction(1, 7)])
    ['33.3 %', '14.3 %']
    """
    told = [told_probability(probability) for probability in probabilities]
    if all(_is_short(probability, MAX_ODDS) for probability in probabilities):
        return told
    return [text.rpartition("(")[2].removesuffix(")") for text in told]


def bracketed_probability(probability: Fraction | float) -> str:
    """Return the same for a place within brackets: ``48/107, 44.9 %``."""
    return told_probability(probability).replace(" (", ", ").removesuffix(")")


def _decimal_text(value: Fraction) -> str:
    """Return a number that ends within four decimals."""
    scaled = abs(value.numerator) * (10_000 // value.denominator)
    whole, rest = divmod(scaled, 10_000)
    decimals = f".{rest:04d}".rstrip("0") if rest else ""
    return f"{'-' if value < 0 else ''}{whole}{decimals}"

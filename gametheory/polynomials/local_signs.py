"""Signs of functions near a number, with a record of what decided them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from gametheory.polynomials.real_root import RealRoot, between
from gametheory.polynomials.sign_chart import sign_chart

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from gametheory.polynomials.polynomial import Polynomial
    from gametheory.polynomials.rational_function import RationalFunction

Content = TypeVar("Content")


class OnBorderError(ArithmeticError):
    """A number that was to stand for all numbers near it, but at which some sign changes.

    Parameters
    ----------
    polynomial
        The polynomial that is 0 at the number, but not everywhere.
    """

    def __init__(self, polynomial: Polynomial) -> None:
        super().__init__(f"expected a number between the roots of {polynomial}, got one of them")
        self.polynomial = polynomial


class LocalSigns:
    """Decides signs at a number; what was decided holds on the interval around it without roots of what is recorded.

    Parameters
    ----------
    near
        The number.
    is_point
        Whether the signs are asked for at the number alone, so that a function may be 0 there. Otherwise the number
        stands for all those near it.

    Attributes
    ----------
    recorded
        Primitive polynomials whose signs were asked for.

    Examples
    --------
    >>> from gametheory.polynomials import Polynomial, RationalFunction
    >>> signs = LocalSigns(RealRoot.rational(Fraction(3)))
    >>> signs.sign(RationalFunction(Polynomial([-2, 1]))), [str(polynomial) for polynomial in signs.recorded]
    (1, ['x - 2'])
    """

    def __init__(self, near: RealRoot, *, is_point: bool = False) -> None:
        self.near, self.is_point = near, is_point
        self.recorded: set[Polynomial] = set()

    def sign(self, function: RationalFunction) -> int:
        """Return the sign of a function, and record what decides it.

        Raises
        ------
        OnBorderError
            If the number stands for those near it, and the function is 0 there but not everywhere.
        """
        polynomial = function.sign_polynomial
        if polynomial.is_constant:
            return polynomial.sign_at(Fraction(0))
        sign = self.near.sign_of(polynomial)
        if not sign and not self.is_point:
            raise OnBorderError(polynomial)
        self.recorded.add(function.sign_primitive)
        return sign


class Stretch(NamedTuple, Generic[Content]):
    """An open interval on which all that was decided at a sample holds.

    Parameters
    ----------
    low, high
        Its ends.
    sample
        A rational inside.
    content
        What was found at the sample.
    """

    low: RealRoot
    high: RealRoot
    sample: Fraction
    content: Content


def stretches(
    found_near: Callable[[LocalSigns], Content],
    low: RealRoot,
    high: RealRoot,
    *,
    known: Callable[[Content], Collection[Polynomial]] | None = None,
    tick: Callable[[], object],
) -> list[Stretch[Content]]:
    """Return an open interval cut into stretches, on each of which a computation goes the same way.

    Parameters
    ----------
    found_near
        The computation, which asks for signs near a number.
    low, high
        Ends of the interval.
    known
        Further polynomials whose signs decided something, from what was found.
    tick
        Called between steps.

    Returns
    -------
    list
        In increasing order; where one ends the next begins. Together with the numbers between them they are the whole
        interval.

    Examples
    --------
    >>> from gametheory.polynomials import Polynomial, RationalFunction
    >>> ends = RealRoot.rational(Fraction(0)), RealRoot.rational(Fraction(3))
    >>> square = RationalFunction(Polynomial([-2, 0, 1]))
    >>> found = stretches(lambda signs: signs.sign(square), *ends, tick=lambda: None)
    >>> [(str(stretch.low), str(stretch.high), stretch.content) for stretch in found]
    [('0', 'sqrt(2)', -1), ('sqrt(2)', '3', 1)]
    """
    found, waiting = [], [(low, high)]
    while waiting:
        tick()
        start, end = waiting.pop()
        sample = between(start, end)
        signs = LocalSigns(RealRoot.rational(sample))
        try:
            content = found_near(signs)
        except OnBorderError:
            middle = RealRoot.rational(sample)
            waiting += [(start, middle), (middle, end)]
            continue
        recorded = signs.recorded | set(known(content) if known is not None else ())
        roots = sign_chart(list(recorded), start, end, tick=tick).roots
        below, above = [root for root in roots if root < sample], [root for root in roots if root > sample]
        if len(below) + len(above) < len(roots):
            middle = RealRoot.rational(sample)
            waiting += [(start, middle), (middle, end)]
            continue
        found.append(Stretch(below[-1] if below else start, above[0] if above else end, sample, content))
        waiting += [(start, below[-1])] if below else []
        waiting += [(above[0], end)] if above else []
    return sorted(found, key=lambda stretch: stretch.sample)

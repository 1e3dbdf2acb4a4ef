"""What makes counts an equilibrium at a value of a parameter: signs of gains, which are functions of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gametheory.models.formulas.rational_functions import RationalFunctionReader

if TYPE_CHECKING:
    from fractions import Fraction

    from gametheory.core.tiered_game import Counts, Deviation
    from gametheory.models.formulas.rational_functions import FunctionTape
    from gametheory.models.tier_payoffs import TierFormulas
    from gametheory.polynomials import LocalSigns, RationalFunction


class GainTest(NamedTuple):
    """A deviation that must not gain at some counts.

    Parameters
    ----------
    deviation
        What is compared.
    counts
        Before it.
    """

    deviation: Deviation
    counts: Counts


class CountCondition(NamedTuple):
    """Counts among which there is an equilibrium exactly at those values of a range that pass some tests.

    Parameters
    ----------
    low, high
        The range of the parameter, ends included.
    support
        For each player the actions that are chosen.
    counts
        One count vector, where there are no others.
    tests
        All must be passed; without any there is an equilibrium at every value of the range.
    """

    low: Fraction
    high: Fraction
    support: tuple[tuple[int, ...], ...]
    counts: Counts | None
    tests: tuple[GainTest, ...]


class GainSigns:
    """Signs of gains and payoffs near a value of the parameter, or at it.

    Parameters
    ----------
    payoffs
        With one parameter that varies.
    tapes
        Functions that were read so far, by counts.
    forms
        Decides which form formulas have near the value.
    signs
        Decides what functions are compared to.
    """

    def __init__(
        self, payoffs: TierFormulas, tapes: dict[Counts, FunctionTape], forms: LocalSigns, signs: LocalSigns
    ) -> None:
        self._payoffs, self._tapes, self._forms, self._signs = payoffs, tapes, forms, signs
        self._readers: dict[Counts, RationalFunctionReader] = {}

    def payoff(self, player: int, action: int, counts: Counts) -> RationalFunction:
        """Return the payoff of one who chooses an action, itself counted there."""
        if counts not in self._readers:
            if counts not in self._tapes:
                self._tapes[counts] = self._payoffs.functions(counts)
            self._readers[counts] = RationalFunctionReader(self._tapes[counts], self._forms)
        return self._readers[counts].value(self._payoffs.payoff_register(player, action, counts))

    def is_passed(self, test: GainTest) -> bool:
        """Whether a deviation gains nothing."""
        player, current, other = test.deviation.player, test.deviation.current, test.deviation.other
        moved = list(test.counts[player])
        moved[current] -= 1
        moved[other] += 1
        after = (*test.counts[:player], tuple(moved), *test.counts[player + 1 :])
        return self.compare(self.payoff(player, other, after), self.payoff(player, current, test.counts)) <= 0

    def compare(self, first: RationalFunction, second: RationalFunction) -> int:
        """Return the sign of the difference of two functions."""
        return 0 if first is second else self._signs.sign(first - second)

"""Odds that several information sets share: where the same mistakes stand against each other in all of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from gametheory.analysis.beliefs.belief_programs import BeliefCondition
from gametheory.analysis.beliefs.trembles import Mistake

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from gametheory.analysis.beliefs.unreached_beliefs import Demand, NodeClass

Powers: TypeAlias = "frozenset[tuple[Mistake, int]]"
"""Powers of mistakes in a product, those other than 0."""


@dataclass(slots=True)
class SharedOdds:
    """Information sets between which odds are shared: the same products of mistakes stand in them.

    ``variables`` number the products, up to a common factor. The weight of a product is its value times its unit, the
    share of the class that first brought it in: with one information set, weights are probabilities.
    """

    variables: dict[Powers, int] = field(default_factory=dict)
    units: list[Fraction] = field(default_factory=list)
    members: list[tuple[Demand, list[int]]] = field(default_factory=list)
    conditions: list[BeliefCondition] = field(default_factory=list)

    def shift(self, demand: Demand) -> Powers | None:
        """Return the common factor that makes most products of an information set known ones, at least two of them."""
        shifts = Counter(
            _quotient(known, _product(found.mistakes)) for found in demand.classes for known in self.variables
        )
        if not shifts:
            return None
        shift, number = max(shifts.items(), key=lambda item: (item[1], sorted(item[0])))
        return shift if number > 1 else None

    def add(self, demand: Demand, shift: Powers) -> None:
        """Take in an information set whose products are multiplied with a factor."""
        places = []
        for found in demand.classes:
            product = _quotient(_product(found.mistakes), _quotient(frozenset(), shift))
            if product not in self.variables:
                self.variables[product] = len(self.units)
                self.units.append(found.share)
            places.append(self.variables[product])
        self.members.append((demand, places))
        for condition in demand.conditions(range(len(places))):
            terms = {
                places[position]: coefficient * demand.classes[position].share / self.units[places[position]]
                for position, coefficient in condition.terms.items()
            }
            self.conditions.append(BeliefCondition(terms, condition.is_equality))


def shared_odds_of(pattern: Sequence[Demand]) -> list[SharedOdds]:
    """Return the information sets of a pattern, those together that share odds."""
    found: list[SharedOdds] = []
    for demand in pattern:
        for known in found:
            shift = known.shift(demand)
            if shift is not None:
                known.add(demand, shift)
                break
        else:
            found.append(SharedOdds())
            found[-1].add(demand, frozenset())
    return found


def _product(mistakes: frozenset[Mistake]) -> Powers:
    """Return each mistake to the power 1."""
    return frozenset((mistake, 1) for mistake in mistakes)


def _quotient(first: Powers, second: Powers) -> Powers:
    """Return the powers of one product divided by another."""
    powers = Counter(dict(first))
    powers.subtract(dict(second))
    return frozenset((mistake, power) for mistake, power in powers.items() if power)


def odds_powers(first: NodeClass, second: NodeClass) -> dict[Mistake, int]:
    """Return the powers of mistakes in the odds of one class against another."""
    return dict.fromkeys(sorted(first.mistakes - second.mistakes), 1) | dict.fromkeys(
        sorted(second.mistakes - first.mistakes), -1
    )

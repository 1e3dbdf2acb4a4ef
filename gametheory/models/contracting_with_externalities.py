"""Contracts that hurt those who do not sign: exclusive dealing with many buyers (Rasmusen, Ramseyer and Wiley 1991)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from math import lcm
from typing import TYPE_CHECKING

import numpy as np

from gametheory.core.normal_form import NormalFormGame
from gametheory.core.rationals import Number, to_fraction, to_payoff_array
from gametheory.core.tree_builder import TreeBuilder
from gametheory.errors import InvalidParameterError, UnsupportedGameError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.core.extensive_form import ExtensiveFormGame

MOST_BUYERS_OF_A_TABLE = 12
MOST_BUYERS_OF_A_TREE = 6
SIGN, REFUSE = "Sign", "Refuse"
_SKIP = "No offer"


@dataclass(frozen=True, slots=True)
class LinearDemand:
    """One buyer's demand ``1 - price``, served at a constant unit cost by an incumbent and a rival alike.

    Parameters
    ----------
    cost
        From 0 to less than 1.

    Raises
    ------
    InvalidParameterError
        If the cost is out of range.

    Examples
    --------
    >>> demand = LinearDemand("1/5")
    >>> [str(number) for number in (demand.monopoly_price, demand.monopoly_profit, demand.loss)]
    ['3/5', '4/25', '6/25']
    """

    cost: Fraction

    def __init__(self, cost: Number) -> None:
        object.__setattr__(self, "cost", to_fraction(cost))
        if not 0 <= self.cost < 1:
            raise InvalidParameterError(f"expected a unit cost from 0 to less than 1, got {cost}")

    @property
    def monopoly_price(self) -> Fraction:
        """The price at which marginal revenue, ``1 - 2 * quantity``, is the unit cost."""
        quantity = (1 - self.cost) / 2
        return 1 - quantity

    @property
    def monopoly_profit(self) -> Fraction:
        """What a monopoly earns from the buyer."""
        return self.profit(self.monopoly_price)

    @property
    def loss(self) -> Fraction:
        """What the buyer would pay to be served at cost, as under competition, and not at the monopoly price."""
        return self.surplus(self.cost) - self.surplus(self.monopoly_price)

    def profit(self, price: Fraction) -> Fraction:
        """Return what the incumbent earns from the buyer at a price up to 1."""
        return (price - self.cost) * (1 - price)

    def surplus(self, price: Fraction) -> Fraction:
        """Return the buyer's surplus at a price up to 1: the triangle under its demand."""
        return (1 - price) * (1 - price) / 2


@dataclass(frozen=True, slots=True)
class Offers:
    """What an incumbent has to pay for exclusion, and what exclusion earns.

    Parameters
    ----------
    payments
        To each buyer in the order in which they are approached; None for a buyer who gets no offer.
    profit
        Monopoly profits from all buyers less the payments, whether exclusion is worth them or not.
    """

    payments: tuple[Fraction | None, ...]
    profit: Fraction

    @property
    def cost(self) -> Fraction:
        """Sum of the payments."""
        return sum((payment for payment in self.payments if payment is not None), Fraction(0))

    @property
    def num_signatures(self) -> int:
        """How many buyers sign."""
        return sum(payment is not None for payment in self.payments)


@dataclass(frozen=True)
class ExclusionGame:
    """An incumbent who may buy exclusive contracts from buyers, so that too few are left for a rival.

    The rival comes only if enough buyers are free. If it does not, or to a buyer who has signed, the incumbent sells at
    the monopoly price, earns ``profit`` and the buyer loses ``loss`` against competition. Free buyers of a market with
    the rival pay the competitive price, and the incumbent earns nothing from them.

    Parameters
    ----------
    num_buyers
        At least 1.
    rival_scale
        How many free buyers the rival needs, from 1 to the number of buyers.
    profit, loss
        Above 0.

    Raises
    ------
    InvalidParameterError
        If a number is out of range.

    References
    ----------
    rasmusen1991; segal2000.

    Examples
    --------
    >>> game = ExclusionGame(100, 15, profit=1, loss="3/2")
    >>> game.num_signatures, game.simultaneous_offers().profit
    (86, Fraction(-29, 1))
    >>> offers = ExclusionGame(5, 2, profit=1, loss="3/2").sequential_offers()
    >>> [str(payment) for payment in offers.payments], offers.cost
    (['3/2', '3/2', '0', '0', 'None'], Fraction(3, 1))
    """

    num_buyers: int
    rival_scale: int
    profit: Fraction
    loss: Fraction

    def __init__(self, num_buyers: int, rival_scale: int, *, profit: Number, loss: Number) -> None:
        object.__setattr__(self, "num_buyers", num_buyers)
        object.__setattr__(self, "rival_scale", rival_scale)
        object.__setattr__(self, "profit", to_fraction(profit))
        object.__setattr__(self, "loss", to_fraction(loss))
        if not 1 <= rival_scale <= num_buyers or min(self.profit, self.loss) <= 0:
            raise InvalidParameterError(
                f"expected a rival that needs from 1 to {num_buyers} buyers, and profit and loss above 0, "
                f"got {rival_scale} buyers, profit {profit} and loss {loss}"
            )

    @property
    def num_signatures(self) -> int:
        """How many signatures keep the rival out."""
        return self.num_buyers - self.rival_scale + 1

    def is_excluded(self, num_signed: int) -> bool:
        """Whether so many signatures keep the rival out."""
        return self.num_buyers - num_signed < self.rival_scale

    def buyer_payoff(self, signs: bool, num_others: int, payment: Fraction) -> Fraction:
        """Return what a buyer gets against competition, where so many others sign and it is offered a payment."""
        if signs:
            return payment - self.loss
        return -self.loss if self.is_excluded(num_others) else Fraction(0)

    def incumbent_payoff(self, num_signed: int, paid: Fraction) -> Fraction:
        """Return what the incumbent gets once so many have signed, and been paid so much together."""
        served = self.num_buyers if self.is_excluded(num_signed) else num_signed
        return self.profit * served - paid

    def acceptance_game(self, payments: Sequence[Number]) -> NormalFormGame:
        """Return the buyers' game once offers are made: each signs or refuses, without seeing the others.

        Parameters
        ----------
        payments
            Offered to each buyer who signs.

        Raises
        ------
        InvalidParameterError
            If there is not one payment for each buyer.
        UnsupportedGameError
            If there are more than ``MOST_BUYERS_OF_A_TABLE`` buyers.
        """
        if len(payments) != self.num_buyers:
            raise InvalidParameterError(
                f"expected a payment for each of {self.num_buyers} buyers, got {len(payments)}; offer 0 to the others"
            )
        if self.num_buyers > MOST_BUYERS_OF_A_TABLE:
            raise UnsupportedGameError(
                f"expected at most {MOST_BUYERS_OF_A_TABLE} buyers for a table, got {self.num_buyers}; "
                f"simultaneous_offers() needs none"
            )
        offered = [to_fraction(payment) for payment in payments]
        table = np.empty((self.num_buyers, *[2] * self.num_buyers), dtype=object)
        for profile in np.ndindex(*table.shape[1:]):
            num_signed = profile.count(0)
            for buyer, action in enumerate(profile):
                others = num_signed - (action == 0)
                table[(buyer, *profile)] = self.buyer_payoff(action == 0, others, offered[buyer])
        return NormalFormGame(
            to_payoff_array(table.tolist()),
            players={f"buyer_{number}": f"Buyer {number}" for number in range(1, self.num_buyers + 1)},
            actions=[[SIGN, REFUSE]] * self.num_buyers,
            title="Naked exclusion, offers made",
        )

    def simultaneous_offers(self) -> Offers:
        """Return the least payments that leave the buyers no other equilibrium than exclusion.

        Buyers are won one by one: given that those before sign, the next one signs for certain if its payment makes up
        for what refusing could bring, whatever the others do. Each other buyer may then be offered nothing.
        """
        nothing = Fraction(0)
        # by how many others sign, from all of them down to none: what at least so many others may make a buyer ask
        stakes = accumulate(
            (
                self.buyer_payoff(False, others, nothing) - self.buyer_payoff(True, others, nothing)
                for others in reversed(range(self.num_buyers))
            ),
            max,
        )
        payments = [*stakes][::-1][: self.num_signatures]
        total = sum(payments, nothing)
        refused = [None] * (self.num_buyers - self.num_signatures)
        return Offers((*payments, *refused), self.incumbent_payoff(self.num_signatures, total))

    def sequential_offers(self) -> Offers | None:
        """Return what buyers are paid who are approached one after another, or None where exclusion does not happen.

        Backward induction over the buyers still to come and the signatures still missing. Whoever is indifferent does
        what excludes the rival.
        """
        plan = _SequentialPlan(self)
        return plan.offers() if plan.excludes(self.num_buyers, self.num_signatures) else None

    def offer_tree(self, payments: Sequence[Number]) -> ExtensiveFormGame:
        """Return the game of one offer after another as a tree: to each buyer one of some payments, or no offer.

        Parameters
        ----------
        payments
            What may be offered.

        Raises
        ------
        InvalidParameterError
            If no payment is given.
        UnsupportedGameError
            If there are more than ``MOST_BUYERS_OF_A_TREE`` buyers.
        """
        if not payments:
            raise InvalidParameterError("expected at least one payment that may be offered, got none")
        if self.num_buyers > MOST_BUYERS_OF_A_TREE:
            raise UnsupportedGameError(
                f"expected at most {MOST_BUYERS_OF_A_TREE} buyers for a tree, got {self.num_buyers}; "
                f"sequential_offers() needs none"
            )
        buyers = {f"buyer_{number}": f"Buyer {number}" for number in range(1, self.num_buyers + 1)}
        builder = TreeBuilder({"incumbent": "Incumbent"} | buyers)
        offers = {f"Offer {payment}": to_fraction(payment) for payment in payments}
        waiting: list[tuple[int, tuple[Fraction | None, ...]]] = [(0, ())]
        while waiting:
            node, signed = waiting.pop()
            if len(signed) == self.num_buyers:
                builder.payoffs(node, self._payoffs_of(signed))
                continue
            skipped, *offered = builder.move(node, "incumbent", [_SKIP, *offers])
            waiting.append((skipped, (*signed, None)))
            for payment, asked in zip(offers.values(), offered, strict=True):
                accepted, refused = builder.move(asked, f"buyer_{len(signed) + 1}", [SIGN, REFUSE])
                waiting += [(accepted, (*signed, payment)), (refused, (*signed, None))]
        return builder.build(title="Naked exclusion, one offer after another")

    def _payoffs_of(self, signed: Sequence[Fraction | None]) -> list[Fraction]:
        """Return the payoffs of incumbent and buyers, given what those who signed were paid."""
        paid = [payment for payment in signed if payment is not None]
        own = self.incumbent_payoff(len(paid), sum(paid, Fraction(0)))
        return [own] + [
            self.buyer_payoff(payment is not None, len(paid) - (payment is not None), payment or Fraction(0))
            for payment in signed
        ]


class _SequentialPlan:
    """What follows with so many buyers to come and so many signatures missing, in integers of one unit.

    ``_costs[num_left][num_missing]`` is what exclusion costs from there on, None where it does not happen.
    """

    def __init__(self, game: ExclusionGame) -> None:
        self._game = game
        self._unit = Fraction(1, lcm(game.profit.denominator, game.loss.denominator))
        self._profit, self._loss = int(game.profit / self._unit), int(game.loss / self._unit)
        costs: list[int | None] = [0, *[None] * game.num_signatures]
        self._costs = [costs]
        for _ in range(game.num_buyers):
            costs = [0, *(self._cost(costs, num_missing) for num_missing in range(1, game.num_signatures + 1))]
            self._costs.append(costs)

    def _cost(self, after: list[int | None], num_missing: int) -> int | None:
        """Return what exclusion costs before a buyer, given what it costs after it."""
        refused, signed = after[num_missing], after[num_missing - 1]
        choices = [] if refused is None else [refused]
        if signed is not None:
            choices.append(signed + self._price(refused))
        # exclusion brings the profit from every buyer who has not signed yet
        worth = self._profit * (self._game.num_buyers - self._game.num_signatures + num_missing)
        least = min(choices, default=worth + 1)
        return least if least <= worth else None

    def _price(self, refused: int | None) -> int:
        """Return what a buyer asks for its signature: its loss where refusing would let the rival in."""
        return self._loss if refused is None else 0

    def excludes(self, num_left: int, num_missing: int) -> bool:
        """Whether exclusion happens from there on."""
        return self._costs[num_left][num_missing] is not None

    def offers(self) -> Offers:
        """Return the payments along the play, the first of equally cheap choices being to make an offer."""
        num_missing = self._game.num_signatures
        payments: list[Fraction | None] = []
        for num_left in range(self._game.num_buyers, 0, -1):
            after = self._costs[num_left - 1]
            cost, signed = self._costs[num_left][num_missing], after[num_missing - 1] if num_missing else None
            price = self._price(after[num_missing])
            if signed is not None and signed + price == cost:
                payments.append(price * self._unit)
                num_missing -= 1
            else:
                payments.append(None)
        paid = sum((payment for payment in payments if payment is not None), Fraction(0))
        num_signed = sum(payment is not None for payment in payments)
        return Offers(tuple(payments), self._game.incumbent_payoff(num_signed, paid))

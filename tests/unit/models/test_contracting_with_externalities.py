"""Exclusive contracts with many buyers: recursion against trees, payments against the engine, sizes and limits."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from itertools import product
from typing import Any

import pytest

from gametheory import InvalidParameterError, UnsupportedGameError, solve
from gametheory.models import ExclusionGame, LinearDemand, Offers

LOSS = Fraction(3, 2)


def game(num_buyers: int, rival_scale: int, loss: Fraction | int | str = LOSS) -> ExclusionGame:
    return ExclusionGame(num_buyers, rival_scale, profit=1, loss=loss)


def numbers_of_signers(exclusion: ExclusionGame, payments: list[Fraction]) -> list[int]:
    """How many buyers sign in each pure equilibrium, by the engine."""
    solution = solve(exclusion.acceptance_game(payments), "pure")
    found = [
        sum(int(equilibrium[player.key]["Sign"]) for player in solution.game.players)
        for equilibrium in solution.equilibria
    ]
    return sorted(found)


@pytest.mark.parametrize("cost", ["0", "1/5", "2/3", "99/100"])
def test_linear_demand(cost: str) -> None:
    demand = LinearDemand(cost)
    margin = 1 - Fraction(cost)
    assert demand.monopoly_profit == margin**2 / 4
    assert demand.loss == 3 * margin**2 / 8
    around = [demand.profit(demand.monopoly_price + shift) for shift in (Fraction(-1, 1000), Fraction(1, 1000))]
    assert max(around) < demand.monopoly_profit


@pytest.mark.parametrize("cost", [-1, 1, "3/2"])
def test_demand_needs_a_cost_below_one(cost: int | str) -> None:
    with pytest.raises(InvalidParameterError, match="expected a unit cost from 0 to less than 1"):
        LinearDemand(cost)


def test_the_engine_finds_that_buyers_may_fail_to_coordinate() -> None:
    assert numbers_of_signers(game(3, 2), [Fraction(0)] * 3) == [0, 3]
    assert numbers_of_signers(game(3, 2), [Fraction(1, 10)] * 3) == [0, 3]
    assert numbers_of_signers(game(3, 1), [Fraction(1, 10)] * 3) == [0]
    assert numbers_of_signers(game(4, 3), [Fraction(1, 10)] * 4) == [0, 4]
    assert numbers_of_signers(game(3, 2), [Fraction(2)] * 3) == [3]


def test_two_buyers_in_all_equilibria() -> None:
    solution = solve(game(2, 2).acceptance_game(["1/10", "1/10"]), "nash")
    assert solution.coverage.is_complete
    assert [str(equilibrium["buyer_1"]["Sign"]) for equilibrium in solution.equilibria] == ["1", "14/15", "0"]


@pytest.mark.parametrize(("num_buyers", "rival_scale"), [(2, 1), (3, 1), (3, 2), (4, 2), (4, 3), (5, 3), (5, 5)])
def test_least_payments_at_once(num_buyers: int, rival_scale: int) -> None:
    exclusion = game(num_buyers, rival_scale)
    offers = exclusion.simultaneous_offers()
    more, less = Fraction(1, 100), Fraction(-1, 100)
    paid = [Fraction(0) if payment is None else payment for payment in offers.payments]
    needed = exclusion.num_signatures
    # a little more to those who are paid leaves no equilibrium without exclusion
    assert min(numbers_of_signers(exclusion, [pay + more if pay else pay for pay in paid])) >= needed
    # a little less to any one of them leaves one
    for cut in range(offers.num_signatures):
        offered = [pay + (less if buyer == cut else more) if pay else pay for buyer, pay in enumerate(paid)]
        assert min(numbers_of_signers(exclusion, offered)) < needed


@pytest.mark.parametrize("num_buyers", [5, 12, 99, 100, 300])
def test_threshold_at_once(num_buyers: int) -> None:
    # Segal and Whinston (2000): signatures times loss against the profits from all buyers
    scales = range(1, num_buyers + 1)
    profits = [game(num_buyers, scale).simultaneous_offers().profit for scale in scales]
    assert profits == [num_buyers - (num_buyers - scale + 1) * LOSS for scale in scales]


def test_numbers_of_the_literature() -> None:
    assert game(100, 15).num_signatures == 86
    assert game(100, 15).simultaneous_offers().profit == -29
    for num_buyers, threshold in ((99, 34), (100, 35), (300, 101)):
        profits = [game(num_buyers, scale).simultaneous_offers().profit for scale in (threshold - 1, threshold)]
        assert profits[0] < 0 <= profits[1]


def best_of_incumbent(exclusion: ExclusionGame) -> Fraction:
    """What the incumbent gets from offers in turn, by plain recursion over histories, buyers paid exactly enough."""

    @cache
    def excluded_and_worth(signed: int, buyer: int) -> tuple[bool, Fraction]:
        """Whether exclusion happens, and what the incumbent gets from here on beside what was paid before."""
        if buyer == exclusion.num_buyers:
            return exclusion.is_excluded(signed), exclusion.incumbent_payoff(signed, Fraction(0))
        skipped = excluded_and_worth(signed, buyer + 1)
        accepted = excluded_and_worth(signed + 1, buyer + 1)
        refusing = -exclusion.loss if skipped[0] else Fraction(0)
        price = refusing + exclusion.loss
        offered = (accepted[0], accepted[1] - price)
        return max(offered, skipped, key=lambda choice: (choice[1], choice[0]))

    return excluded_and_worth(0, 0)[1]


@pytest.mark.parametrize("loss", [LOSS, Fraction(11, 10), Fraction(5, 2), Fraction(7)])
def test_offers_in_turn_are_backward_induction(loss: Fraction) -> None:
    for num_buyers, share in product((1, 2, 3, 4, 5, 9, 14), range(1, 15)):
        if share > num_buyers:
            continue
        exclusion = game(num_buyers, share, loss)
        offers = exclusion.sequential_offers()
        assert (Fraction(0) if offers is None else offers.profit) == best_of_incumbent(exclusion)
        if offers is not None:
            assert offers.profit == num_buyers - offers.cost
            assert exclusion.is_excluded(offers.num_signatures)


@pytest.mark.parametrize(("num_buyers", "rival_scale"), [(2, 1), (2, 2), (3, 2), (3, 3)])
def test_offers_in_turn_are_those_of_the_tree(num_buyers: int, rival_scale: int) -> None:
    # a loss at which exclusion is nowhere worth exactly what it costs, so that ticks decide nothing
    exclusion = game(num_buyers, rival_scale, Fraction(29, 20))
    tick = Fraction(1, 100)
    solution = solve(exclusion.offer_tree([tick, exclusion.loss + tick]), "subgame_perfect")
    found = {equilibrium.payoffs[0] for equilibrium in solution.equilibria}
    offers = exclusion.sequential_offers()
    expected = Fraction(0) if offers is None else offers.profit - tick * offers.num_signatures
    assert found == {expected}


@pytest.mark.parametrize(
    ("num_buyers", "rival_scale", "cost"), [(100, 15, "0"), (5, 2, "3"), (4, 2, "3/2"), (3, 1, None), (2, 1, None)]
)
def test_costs_in_turn(num_buyers: int, rival_scale: int, cost: str | None) -> None:
    offers = game(num_buyers, rival_scale).sequential_offers()
    assert (None if offers is None else str(offers.cost)) == cost


def test_ties_decide_some_costs() -> None:
    above, below = LOSS + Fraction(1, 1000), LOSS - Fraction(1, 1000)
    for (num_buyers, scale), counts in {(5, 2): (2, 2, 3), (4, 2): (1, 1, 2), (3, 2): (0, 0, 1)}.items():
        for loss, count in zip((below, LOSS, above), counts, strict=True):
            offers = game(num_buyers, scale, loss).sequential_offers()
            assert offers is not None
            assert offers.cost == count * loss
    assert game(50, 3, below).sequential_offers() is not None
    assert game(50, 3, above).sequential_offers() is None


def test_early_buyers_are_paid_and_later_ones_are_not() -> None:
    payments = (LOSS, LOSS, Fraction(0), Fraction(0), None)
    assert game(5, 2).sequential_offers() == Offers(payments, Fraction(2))


def test_signed_buyers_get_payment_less_loss() -> None:
    table = game(3, 2).acceptance_game([1, "1/2", 0])
    assert [str(table.payoff(player, (0, 0, 1))) for player in range(3)] == ["-1/2", "-1", "-3/2"]
    assert [str(table.payoff(player, (1, 0, 1))) for player in range(3)] == ["0", "-1", "0"]


def test_refusals() -> None:
    with pytest.raises(InvalidParameterError, match="expected a payment for each of 3 buyers, got 2; offer 0"):
        game(3, 2).acceptance_game([1, 1])
    with pytest.raises(UnsupportedGameError, match=r"at most 12 buyers for a table, got 13; simultaneous_offers\(\)"):
        game(13, 2).acceptance_game([0] * 13)
    with pytest.raises(UnsupportedGameError, match=r"at most 6 buyers for a tree, got 7; sequential_offers\(\)"):
        game(7, 2).offer_tree([0])
    with pytest.raises(InvalidParameterError, match="expected at least one payment that may be offered"):
        game(3, 2).offer_tree([])


@pytest.mark.parametrize(
    "numbers",
    [
        {"num_buyers": 3, "rival_scale": 0},
        {"num_buyers": 3, "rival_scale": 4},
        {"num_buyers": 3, "rival_scale": 2, "profit": 0},
        {"num_buyers": 3, "rival_scale": 2, "loss": -1},
    ],
)
def test_ranges(numbers: dict[str, Any]) -> None:
    values: dict[str, Any] = {"profit": 1, "loss": LOSS} | numbers
    with pytest.raises(InvalidParameterError, match="expected a rival that needs from 1 to 3 buyers"):
        ExclusionGame(**values)

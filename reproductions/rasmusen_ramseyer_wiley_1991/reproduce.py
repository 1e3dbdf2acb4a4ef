"""Naked exclusion (Rasmusen, Ramseyer and Wiley 1991): buying off buyers to keep a rival out."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from gametheory import solve
from gametheory.cli.reproduce import run_script
from gametheory.models import ExclusionGame, LinearDemand
from gametheory.rendering.pictures.series_plot import Panel, Series, draw_panels
from gametheory.studies.reproduction import Reproduction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gametheory.models import Offers
    from gametheory.rendering.draw import Picture
    from gametheory.studies.reproduction import RunSettings

FOLDER = Path(__file__).resolve().parent
COSTS = (Fraction(0), Fraction(1, 5), Fraction(2, 3))
"""Unit costs at which a buyer's loss is compared with the monopoly profit."""
MOST_BUYERS_OF_FIGURE = 60


def loss_in_profits() -> Fraction:
    """Return a buyer's loss from monopoly in units of the monopoly profit, the same at all costs."""
    ratios = {LinearDemand(cost).loss / LinearDemand(cost).monopoly_profit for cost in COSTS}
    (ratio,) = ratios
    return ratio


def game(num_buyers: int, rival_scale: int) -> ExclusionGame:
    """Return the game with linear demand, payoffs in monopoly profits from one buyer."""
    return ExclusionGame(num_buyers, rival_scale, profit=1, loss=loss_in_profits())


def is_bought_at_once(exclusion: ExclusionGame) -> bool:
    """Whether offers made all at once pay although they leave buyers no other equilibrium."""
    return exclusion.simultaneous_offers().profit >= 0


def is_bought_in_turn(exclusion: ExclusionGame) -> bool:
    """Whether buyers approached one after another are excluded."""
    return exclusion.sequential_offers() is not None


def is_free(exclusion: ExclusionGame) -> bool:
    """Whether they are excluded for nothing."""
    offers = exclusion.sequential_offers()
    return offers is not None and offers.cost == 0


def least_scale(num_buyers: int, excludes: Callable[[ExclusionGame], bool]) -> int:
    """Return the smallest scale of the rival at which it is kept out."""
    return next(scale for scale in range(1, num_buyers + 1) if excludes(game(num_buyers, scale)))


def cost_text(offers: Offers | None) -> Fraction | str:
    """Return what exclusion costs, or that there is none."""
    return "no exclusion" if offers is None else offers.cost


def pure_equilibria(num_buyers: int, rival_scale: int, payment: Fraction) -> str:
    """Return how many buyers sign in the pure equilibria of the buyers' game, all offered the same payment."""
    table = game(num_buyers, rival_scale).acceptance_game([payment] * num_buyers)
    counts = {
        sum(int(equilibrium[player.key]["Sign"]) for player in table.players)
        for equilibrium in solve(table, "pure").equilibria
    }
    return " or ".join(map(str, sorted(counts)))


def numbers(settings: RunSettings) -> Iterator[tuple[str, object]]:
    """Yield the numbers of ``reported.csv``."""
    yield "signatures that exclude, 100 buyers, rival needs 15", game(100, 15).num_signatures
    yield "buyer's loss over monopoly profit, linear demand", loss_in_profits()
    small = Fraction(1, 10)
    yield "buyers who sign: 3 buyers, rival needs 2, offered 0", pure_equilibria(3, 2, Fraction(0))
    yield "buyers who sign: 3 buyers, rival needs 2, offered 1/10", pure_equilibria(3, 2, small)
    yield "buyers who sign: 5 buyers, rival needs 3, offered 1/10", pure_equilibria(5, 3, small)
    yield "buyers who sign: 3 buyers, rival needs 2, offered 2", pure_equilibria(3, 2, Fraction(2))
    for num_buyers in (99, 100) if settings.is_quick else (99, 100, 300):
        yield f"at once: least scale excluded, {num_buyers} buyers", least_scale(num_buyers, is_bought_at_once)
    yield "at once: profit, 100 buyers, rival needs 15", game(100, 15).simultaneous_offers().profit
    for num_buyers, scale in ((100, 15), (5, 2), (4, 2), (3, 1), (2, 1)):
        cost = cost_text(game(num_buyers, scale).sequential_offers())
        yield f"in turn: cost of exclusion, {num_buyers} buyers, rival needs {scale}", cost
    for num_buyers in (5, 10, 20, 50, 100):
        yield f"in turn: least scale excluded, {num_buyers} buyers", least_scale(num_buyers, is_bought_in_turn)
    for num_buyers in (5, 10, 20, 50, 100):
        yield f"in turn: least scale excluded for nothing, {num_buyers} buyers", least_scale(num_buyers, is_free)


def figures(settings: RunSettings) -> Iterator[tuple[str, Picture]]:
    """Yield the scales, as shares of the buyers, from which on a rival is kept out."""
    most = 40 if settings.is_quick else MOST_BUYERS_OF_FIGURE
    lines = tuple(
        Series(
            label,
            tuple((float(count), least_scale(count, excludes) / count) for count in range(2, most + 1)),
            is_filled=excludes is not is_free,
        )
        for label, excludes in (
            ("offers in turn exclude", is_bought_in_turn),
            ("offers at once exclude", is_bought_at_once),
            ("offers in turn exclude for nothing", is_free),
        )
    )
    yield (
        "exclusion",
        draw_panels(
            [Panel("Rival's scale as a share of the buyers, from which on it is kept out", lines, (0, 1))],
            title="Naked exclusion, linear demand",
            across="buyers",
            notes=(
                "Offers at once pay the least that leaves the buyers no other equilibrium. Offers in turn need not: "
                "early buyers know that the later ones will sign.",
            ),
        ),
    )


REPRODUCTION = Reproduction(FOLDER, numbers, figures)

if __name__ == "__main__":
    run_script(REPRODUCTION)

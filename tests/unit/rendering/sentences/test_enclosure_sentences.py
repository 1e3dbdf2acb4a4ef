"""What is said of equilibria with irrational probabilities."""

from __future__ import annotations

import numpy as np

from gametheory import NormalFormGame, TreeBuilder, solve
from gametheory.rendering.sentences.enclosure_sentences import enclosure_sentences, is_enclosed

NAU = NormalFormGame(
    [
        [[[3, 1], [0, 0]], [[0, 0], [1, 2]]],
        [[[0, 0], [2, 1]], [[1, 3], [0, 0]]],
        [[[2, 0], [0, 0]], [[0, 0], [0, 3]]],
    ]
)


def test_formulas_are_told() -> None:
    solution = solve(NAU)
    assert is_enclosed(solution.equilibria[0])
    proved, *exactly = enclosure_sentences(solution, [1])
    assert proved == (
        "Probabilities of equilibrium 1 are irrational and rounded here. Next to what is told of it there is exactly "
        "one equilibrium."
    )
    assert exactly == [
        "Exactly, Player 1 chooses “1” with probability (53 - sqrt(601))/46.",
        "Exactly, Player 2 chooses “1” with probability (-13 + sqrt(601))/24.",
        "Exactly, Player 3 chooses “1” with probability (-23 + sqrt(601))/4.",
    ]


def test_rational_equilibria_need_no_word() -> None:
    solution = solve(NormalFormGame.zero_sum([[3, 1], [0, 2]]))
    assert not is_enclosed(solution.equilibria[0])
    assert enclosure_sentences(solution, []) == []


def test_intervals_are_told_by_their_width() -> None:
    payoffs = np.random.default_rng(2).integers(0, 10**6 + 1, (3, 3, 3, 3))
    solution = solve(NormalFormGame(payoffs))
    assert solution.arithmetic == "interval"
    numbers = [number for number, found in enumerate(solution.equilibria, 1) if is_enclosed(found)]
    proved, *_ = enclosure_sentences(solution, numbers)
    assert "exactly one equilibrium, within 1e-12 of every probability." in proved


def test_formulas_of_trees_stand_at_information_sets() -> None:
    builder = TreeBuilder(["first", "second", "third"])
    for one, node in enumerate(builder.move(0, "first", ["T", "B"], infoset="one")):
        for two, after in enumerate(builder.move(node, "second", ["L", "R"], infoset="two")):
            for three, leaf in enumerate(builder.move(after, "third", ["l", "r"], infoset="three")):
                builder.payoffs(leaf, [NAU.payoff(player, (one, two, three)) for player in range(3)])
    solution = solve(builder.build(), "nash")
    _, exactly, *_ = enclosure_sentences(solution, [1])
    assert "first at “one” chooses “T” with probability (53 - sqrt(601))/46" in exactly


def test_formulas_of_long_numbers_are_not_told() -> None:
    payoffs = np.random.default_rng(11).integers(0, 10**6, (3, 2, 2, 2))
    solution = solve(NormalFormGame(payoffs))
    numbers = [number for number, found in enumerate(solution.equilibria, 1) if is_enclosed(found)]
    (proved,) = enclosure_sentences(solution, numbers)
    assert "are irrational and rounded here" in proved

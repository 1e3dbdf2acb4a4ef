"""Many equilibria: which are subgame perfect, and where the others fail."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from gametheory import Solution
from gametheory.core.certificate import SubgameFailure
from gametheory.rendering.sentences.failure_groups import equilibria_text, failure_groups, verdict_sentences
from unit.rendering.told_games import forgetful, solved


def judged(*verdicts: bool | SubgameFailure | None) -> Solution:
    """Equilibria of the trust game with these verdicts."""
    found = solved("trust_game", "nash")
    equilibria = [
        replace(
            found.equilibria[1],
            is_subgame_perfect=False if isinstance(verdict, SubgameFailure) else verdict,
            subgame_failures=(verdict,) if isinstance(verdict, SubgameFailure) else (),
        )
        for verdict in verdicts
    ]
    return found.replace(equilibria=tuple(equilibria))


def failing(gain: str, *, node: int = 1, player: int = 1) -> SubgameFailure:
    return SubgameFailure(node, player, Fraction(gain))


@pytest.mark.parametrize(
    ("indices", "text"),
    [
        ([6], "equilibrium 7"),
        ([6, 7], "equilibria 7 and 8"),
        ([6, 7, 8], "equilibria 7 to 9"),
        ([7, 10, 13, 14, 15, 20, 21], "equilibria 8, 11, 14 to 16, 21 and 22"),
        (range(10_000), "equilibria 1 to 10000"),
    ],
)
def test_runs_are_ranges(indices: list[int], text: str) -> None:
    assert equilibria_text(indices) == text


def test_equilibria_that_fail_at_one_place_are_told_together_with_the_range_of_gains() -> None:
    solution = judged(failing("1/2"), True, failing("1/4"), failing("1/4", player=0), failing("1/2"), None)
    groups = failure_groups(solution, range(6), "points")
    assert [group.text for group in groups] == [
        "Equilibrium 4: after “Trust”, the buyer would gain 0.25 points by changing.",
        "Equilibria 1, 3 and 5: after “Trust”, the seller would gain 0.25 to 0.5 points by changing.",
    ]
    assert [group.members for group in groups] == [(3,), (0, 2, 4)]
    assert failure_groups(solution, [1, 5], "") == []


def test_the_whole_game_can_fail() -> None:
    (told,) = failure_groups(judged(failing("3", node=0)), [0], "")
    assert told.clause == "at the start, the seller would gain 3 by changing"


def test_the_others_are_named_too() -> None:
    solution = judged(True, None, failing("1"), True, None)
    assert verdict_sentences(solution, range(5)) == [
        "Subgame perfect among them: equilibria 1 and 4.",
        "Not decided whether subgame perfect: equilibria 2 and 5.",
    ]
    assert verdict_sentences(solution, [2]) == []
    assert verdict_sentences(judged(True, True).replace(concept="subgame_perfect"), range(2)) == []


def test_where_nothing_was_judged_nothing_is_told() -> None:
    assert verdict_sentences(forgetful(), [0]) == []
    assert failure_groups(forgetful(), [0], "") == []
    assert verdict_sentences(solved("hawk_dove"), range(3)) == []
    assert failure_groups(solved("hawk_dove"), range(3), "") == []


def test_each_of_many_equilibria_is_in_one_group() -> None:
    solution = judged(*(failing(f"{number % 3 + 1}", player=number % 2) for number in range(500)))
    first, second = failure_groups(solution, range(500), "")
    assert first.text.startswith("Equilibria 1, 3, 5, 7, ")
    assert second.text.endswith("496, 498 and 500: after “Trust”, the seller would gain 1 to 3 by changing.")

"""Which of many equilibria are subgame perfect, and where the others fail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gametheory.core.concepts import CONCEPTS
from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.rendering.sentences.numbers import told_apart
from gametheory.rendering.sentences.wording import amount_text, joined, node_text, sentence_text, who

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from gametheory.core.certificate import SubgameFailure
    from gametheory.core.solution import Solution

SHORTEST_RANGE = 3
"""Consecutive numbers that are told as a range."""


def verdict_sentences(solution: Solution, indices: Sequence[int]) -> list[str]:
    """Return which of some equilibria are subgame perfect, and of which that was not decided; empty where neither.

    Parameters
    ----------
    solution
        Any solution. In normal forms, and where players forget, there is nothing to tell.
    indices
        Of the equilibria that are meant, in increasing order.
    """
    if not any(equilibrium.is_subgame_perfect is not None for equilibrium in solution.equilibria):
        return []
    sentences = []
    if (perfect := _with_verdict(solution, indices, True)) and not CONCEPTS[solution.concept].holds_in_subgames:
        sentences.append(f"Subgame perfect among them: {equilibria_text(perfect)}.")
    if undecided := _with_verdict(solution, indices, None):
        sentences.append(f"Not decided whether subgame perfect: {equilibria_text(undecided)}.")
    return sentences


@dataclass(frozen=True, slots=True)
class FailureGroup:
    """Equilibria that fail first in the same subgame, where the same player gains.

    Parameters
    ----------
    members
        Indices of the equilibria.
    clause
        Where they fail, who gains and how much.
    """

    members: tuple[int, ...]
    clause: str

    @property
    def text(self) -> str:
        """The group as an item of a list."""
        return sentence_text(f"{equilibria_text(self.members)}: {self.clause}")


def failure_groups(solution: Solution, indices: Sequence[int], unit: str) -> list[FailureGroup]:
    """Return for each subgame and player the equilibria that fail there first, all that are not subgame perfect.

    Parameters
    ----------
    solution, indices
        As for `verdict_sentences`.
    unit
        Unit of payoffs, or an empty text.
    """
    if not isinstance(solution.game, ExtensiveFormGame):
        return []
    groups: dict[tuple[int, int], dict[int, SubgameFailure]] = {}
    for index in _with_verdict(solution, indices, False):
        for failure in solution.equilibria[index].subgame_failures[:1]:
            groups.setdefault((failure.node, failure.player), {})[index] = failure
    return [
        FailureGroup(
            tuple(members),
            f"{node_text(solution.game, node)}, {who(solution.game, player)} would gain "
            f"{_range_text([failure.gain for failure in members.values()], unit)} by changing",
        )
        for (node, player), members in sorted(groups.items(), key=lambda group: group[0])
    ]


def equilibria_text(indices: Sequence[int]) -> str:
    """Return equilibria by number, counted from 1, with runs of numbers as ranges.

    Examples
    --------
    >>> equilibria_text([7, 10, 13, 14, 15]), equilibria_text([0, 1])
    ('equilibria 8, 11 and 14 to 16', 'equilibria 1 and 2')
    """
    runs: list[list[int]] = []
    for number in (index + 1 for index in indices):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [
        part for run in runs for part in (map(str, run) if len(run) < SHORTEST_RANGE else [f"{run[0]} to {run[-1]}"])
    ]
    return f"{'equilibrium' if len(indices) == 1 else 'equilibria'} {joined(parts)}"


def _with_verdict(solution: Solution, indices: Sequence[int], verdict: bool | None) -> list[int]:
    return [index for index in indices if solution.equilibria[index].is_subgame_perfect is verdict]


def _range_text(gains: Sequence[Fraction], unit: str) -> str:
    """Return the smallest and the largest of some gains, once where they are the same."""
    low, high = min(gains), max(gains)
    return amount_text(high, unit) if low == high else f"{' to '.join(told_apart(low, high))} {unit}".rstrip()

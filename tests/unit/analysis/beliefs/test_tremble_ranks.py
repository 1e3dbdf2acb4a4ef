"""Ranks of mistakes: found with a proof, or refuted."""

from __future__ import annotations

from random import Random

import pytest

from gametheory.analysis.beliefs.tremble_ranks import RankRow, solve_ranks

CHANCE = (~3, 0)


def total(row: RankRow, ranks: dict[tuple[int, int], int]) -> int:
    return sum(power * ranks[mistake] for mistake, power in row.powers.items())


@pytest.mark.parametrize("seed", range(60))
def test_ranks_keep_the_rows_and_conflicts_contradict(seed: int) -> None:
    rng = Random(seed)
    mistakes = [(place, 0) for place in range(rng.randint(2, 5))]
    rows = []
    for _ in range(rng.randint(1, 5)):
        powers = {mistake: power for mistake in mistakes if (power := rng.randint(-1, 1))}
        rows.append(RankRow(powers or {mistakes[0]: 1}, is_tie=rng.random() < 0.3))
    found = solve_ranks(rows)
    if not found.conflict:
        ranks = dict(found.ranks)
        assert min(ranks.values()) >= 1
        assert all(total(row, ranks) == 0 if row.is_tie else total(row, ranks) >= 1 for row in rows)
        return
    assert all(weight >= 0 or row.is_tie for weight, row in zip(found.conflict, rows, strict=True))
    combined = {
        mistake: sum(weight * row.powers.get(mistake, 0) for weight, row in zip(found.conflict, rows, strict=True))
        for mistake in mistakes
    }
    strict = sum(weight for weight, row in zip(found.conflict, rows, strict=True) if not row.is_tie)
    assert max(combined.values()) <= 0
    assert strict - sum(combined.values()) > 0


def test_chance_is_rarer_than_all_players_together() -> None:
    ann, bob = (0, 1), (1, 1)
    found = solve_ranks([RankRow({CHANCE: 1, ann: -1, bob: -1}, is_tie=False)])
    assert found.ranks[CHANCE] > found.ranks[ann] + found.ranks[bob]
    assert solve_ranks([RankRow({CHANCE: -1, ann: 1, bob: 1}, is_tie=False)]).conflict


def test_what_only_helps_is_raised_without_a_program() -> None:
    """Each mistake makes rarer what has to be rarer: the last rows settle themselves."""
    rows = [RankRow({(0, 0): 1, (1, 0): -1}, is_tie=False), RankRow({(1, 0): 1, (2, 0): -1}, is_tie=False)]
    assert dict(solve_ranks(rows).ranks) == {(2, 0): 1, (1, 0): 2, (0, 0): 3}


def test_no_rows_no_ranks() -> None:
    assert dict(solve_ranks([]).ranks) == {}

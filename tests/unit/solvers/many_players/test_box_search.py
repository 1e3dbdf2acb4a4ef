"""All isolated equilibria by boxes: known games, planted equilibria, units, ties, threads."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import pairwise, product

import numpy as np
import pytest

from gametheory import NormalFormGame, solve
from gametheory.solvers.many_players import box_search
from gametheory.solvers.many_players.box_records import EnclosedRoot
from gametheory.solvers.many_players.box_search import BoxSearch
from unit.kernels.boxes_of_games import planted_payoffs, random_payoffs


def complete(num_actions: tuple[int, ...], payoffs: object, **options: int) -> list[EnclosedRoot]:
    """All roots of a search that leaves nothing open, in an order that does not depend on the search."""
    search = BoxSearch(num_actions, payoffs, **options)  # type: ignore[arg-type]
    roots = [root for root in search.run() if root]
    assert search.record().open_boxes == ()
    assert search.share_done == 1.0
    return sorted(roots, key=lambda root: (root.supports, root.lower))


def index_of(root: EnclosedRoot, tables: list[np.ndarray]) -> int:
    """Sign of the determinant of the negative slopes of the gains, which is the index of a regular equilibrium."""
    weights = [
        np.array([(low + high) / 2 for low, high in zip(*own, strict=True)])
        for own in zip(root.lower, root.upper, strict=True)
    ]
    unknowns = [(player, action) for player, own in enumerate(root.supports) for action in own[1:]]
    slopes = np.zeros((len(unknowns), len(unknowns)))
    for row, (player, action) in enumerate(unknowns):
        gap = np.take(tables[player], action, player) - np.take(tables[player], root.supports[player][0], player)
        others = [other for other in range(len(tables)) if other != player]
        for column, (other, chosen) in enumerate(unknowns):
            if other == player:
                continue
            place = others.index(other)
            left = np.take(gap, chosen, place) - np.take(gap, root.supports[other][0], place)
            for third in reversed([one for one in others if one != other]):
                left = (
                    left @ weights[third] if left.ndim == 1 else np.tensordot(left, weights[third], (left.ndim - 1, 0))
                )
            slopes[row, column] = left
    return int(np.sign(np.linalg.det(-slopes))) if unknowns else 1


@pytest.mark.parametrize(("shape", "num_games"), [((2, 2, 2), 40), ((2, 2, 3), 25), ((2, 2, 2, 2), 6)])
def test_numbers_are_odd_and_indices_add_up(shape: tuple[int, ...], num_games: int) -> None:
    for seed in range(num_games):
        payoffs = random_payoffs(shape, seed)
        roots = complete(shape, payoffs)
        assert len(roots) % 2 == 1
        assert all(root.is_certified for root in roots)
        tables = [np.array(own, float).reshape(shape) for own in payoffs]
        assert sum(index_of(root, tables) for root in roots) == 1


@pytest.mark.parametrize("seed", range(12))
def test_planted_equilibria_are_found(seed: int) -> None:
    rng = random.Random(seed)
    shape = [(2, 2, 2), (2, 3, 2), (2, 2, 2, 2)][seed % 3]
    profile = []
    for size in shape:
        parts = [rng.randint(1, 9) for _ in range(size)]
        profile.append([Fraction(part, sum(parts)) for part in parts])
    roots = complete(shape, planted_payoffs(profile, seed))
    assert len(roots) % 2 == 1
    assert any(_holds(root, profile) for root in roots)


@pytest.mark.parametrize("quarters", list(product([1, 2, 3], repeat=3)))
def test_equilibria_where_boxes_could_be_split(quarters: tuple[int, ...]) -> None:
    """Weights 1/4, 1/2 and 3/4 for everybody."""
    profile = [[Fraction(number, 4), 1 - Fraction(number, 4)] for number in quarters]
    roots = complete((2, 2, 2), planted_payoffs(profile, sum(quarters)))
    assert sum(_holds(root, profile) for root in roots) == 1
    assert len(roots) % 2 == 1


def _holds(root: EnclosedRoot, profile: list[list[Fraction]]) -> bool:
    return all(
        Fraction(low) <= weight <= Fraction(high)
        for own in zip(root.lower, root.upper, profile, strict=True)
        for low, high, weight in zip(*own, strict=True)
    )


@pytest.mark.parametrize("unit", [Fraction(1, 10**12), 10**10, Fraction(10**40, 7)])
def test_units_do_not_matter(unit: Fraction) -> None:
    shape = (2, 3, 2)
    payoffs = random_payoffs(shape, 8)
    plain = complete(shape, payoffs)
    scaled = complete(shape, [[unit * one + 10**9 for one in own] for own in payoffs])
    assert len(plain) == len(scaled) > 0
    for one, other in zip(plain, scaled, strict=True):
        assert one.supports == other.supports
        assert np.concatenate(one.lower) == pytest.approx(np.concatenate(other.lower), abs=1e-9)


@pytest.mark.parametrize("seed", range(10))
def test_two_players_as_by_the_tree_of_labels(seed: int) -> None:
    shape = (3, 4)
    payoffs = random_payoffs(shape, seed)
    game = NormalFormGame(np.array(payoffs).reshape(2, *shape))
    expected = [equilibrium.profile.strategies for equilibrium in solve(game, method="label_tree").equilibria]
    roots = complete(shape, payoffs)
    assert len(roots) == len(expected) > 0
    assert all(any(_holds(root, [list(own) for own in one]) for root in roots) for one in expected)


def test_relabeled_players_and_actions_have_the_same_equilibria() -> None:
    shape = (2, 3, 2)
    table = np.array(random_payoffs(shape, 4)).reshape(3, *shape)
    moved = np.stack([table[player].transpose(1, 2, 0)[::-1] for player in (1, 2, 0)])
    roots = complete(shape, table.reshape(3, 12))
    others = complete((3, 2, 2), moved.reshape(3, 12))
    back = sorted((tuple(own[2]), tuple(own[0][::-1]), tuple(own[1])) for own in (root.lower for root in others))
    assert len(back) == len(roots) > 0
    for one, other in zip(sorted(root.lower for root in roots), back, strict=True):
        assert np.concatenate(one) == pytest.approx(np.concatenate(other), abs=1e-9)


def test_players_without_a_choice() -> None:
    roots = complete((1, 2, 1), [[0, 0], [3, 5], [1, 1]])
    assert [(root.supports, root.lower) for root in roots] == [(((0,), (1,), (0,)), ((1.0,), (0.0, 1.0), (1.0,)))]


def test_threads_and_compiled_kernels_find_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    shape = (3, 3, 3)
    payoffs = random_payoffs(shape, 6)
    monkeypatch.setattr(box_search, "LOADING_SECONDS", 100.0)
    interpreted = complete(shape, payoffs)
    monkeypatch.setattr(box_search, "LOADING_SECONDS", 0.0)
    monkeypatch.setattr(box_search, "LOADED_PROFILES", 1)
    monkeypatch.setattr(box_search, "COMPILED_PROFILES", 1)
    monkeypatch.setattr(box_search, "FIRST_BUDGET", 3_000)
    monkeypatch.setattr(box_search, "FIRST_ROOM", 4)
    one, two = (complete(shape, payoffs, num_threads=number) for number in (1, 2))
    assert len(interpreted) == len(one) == len(two) > 0
    for first, second, third in zip(interpreted, one, two, strict=True):
        assert first.supports == second.supports == third.supports
        for other in (second, third):
            assert np.concatenate(first.lower) == pytest.approx(np.concatenate(other.lower), abs=1e-12)


def test_a_search_that_is_stopped_tells_what_is_open() -> None:
    search = BoxSearch((5, 5, 5), random_payoffs((5, 5, 5), 4))
    running = search.run()
    shares = [search.share_done]
    for _ in range(3):
        next(running)
        shares.append(search.share_done)
    assert all(one <= other for one, other in pairwise(shares))
    record = search.record()
    assert 0.0 < record.volume_open < 1.0
    assert {box.reason for box in record.open_boxes} == {"unfinished"}
    assert record.num_boxes > 0

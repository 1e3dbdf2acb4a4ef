"""Trees that made published engines answer wrongly: exact strategies at every information set.

A profile is written by player and information set in the order of the game, ``-`` where the player's own choice
excludes the set.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from gametheory import BehaviorProfile, Coverage, ExtensiveFormGame, MixedProfile, Solution, UnsupportedGameError, solve
from oracles import classic_trees as trees


@dataclass(frozen=True)
class Row:
    """A tree, the concept, the profiles with whether they are subgame perfect, components, and the source."""

    tree: Callable[[], ExtensiveFormGame]
    concept: str
    expected: dict[str, bool]
    num_components: int | None
    coverage: Coverage
    source: str


def ultimatum_0_1_2() -> ExtensiveFormGame:
    return trees.ultimatum([0, 1, 2], 2)


KREPS = "Kreps (1990), the trust game: backward induction by hand"
KOHLBERG_MERTENS = "Kohlberg and Mertens (1986): outside option and battle of the sexes"
SELTEN = "Selten (1975), figure 1"
BY_HAND = "best replies by hand"

ULTIMATUM = {
    "1 0 0 | 1 0 | 1 0 | 1 0": True,
    "1 0 0 | 1 0 | 1 0 | 0 1": False,
    "1 0 0 | 1 0 | 0 1 | 1 0": False,
    "1 0 0 | 1 0 | 0 1 | 0 1": False,
    "1 0 0 | 1/2 1/2 | 1 0 | 1 0": True,
    "1 0 0 | 1/2 1/2 | 1 0 | 0 1": False,
    "1 0 0 | 0 1 | 0 1 | 1 0": False,
    "1 0 0 | 0 1 | 0 1 | 0 1": False,
    "0 1 0 | 1/2 1/2 | 1 0 | 1 0": True,
    "0 1 0 | 1/2 1/2 | 1 0 | 0 1": False,
    "0 1 0 | 0 1 | 1 0 | 1 0": True,
    "0 1 0 | 0 1 | 1 0 | 0 1": False,
    "0 0 1 | 0 1 | 0 1 | 1 0": False,
}
ROWS = {
    "trust, Nash": Row(trees.trust, "nash", {"0 1 | 1/2 1/2": False, "0 1 | 0 1": True}, 1, Coverage.ALL, KREPS),
    "trust, pure": Row(trees.trust, "pure", {"0 1 | 0 1": True}, None, Coverage.ALL_PURE, KREPS),
    "trust, subgame perfect": Row(trees.trust, "subgame_perfect", {"0 1 | 0 1": True}, 1, Coverage.ALL, KREPS),
    "payoff on the way, Nash": Row(
        trees.payoff_on_the_way,
        "nash",
        {"1 0 | 1 0": False, "1 0 | 1/3 2/3": False, "0 1 | 0 1": True},
        2,
        Coverage.ALL,
        BY_HAND,
    ),
    "payoff on the way, subgame perfect": Row(
        trees.payoff_on_the_way, "subgame_perfect", {"0 1 | 0 1": True}, 1, Coverage.ALL, BY_HAND
    ),
    "outside option, Nash": Row(
        trees.outside_option,
        "nash",
        {"1 0 | - | 2/3 1/3": False, "1 0 | - | 0 1": True, "0 1 | 1 0 | 1 0": True},
        2,
        Coverage.ALL,
        KOHLBERG_MERTENS,
    ),
    "outside option, subgame perfect": Row(
        trees.outside_option,
        "subgame_perfect",
        {"1 0 | 3/4 1/4 | 1/4 3/4": True, "1 0 | 0 1 | 0 1": True, "0 1 | 1 0 | 1 0": True},
        3,
        Coverage.ALL,
        KOHLBERG_MERTENS,
    ),
    "Selten's horse, Nash": Row(
        trees.selten_horse,
        "nash",
        {"1 0 | 1 0 | 0 1": True, "1 0 | 1 0 | 1/4 3/4": True, "0 1 | 1/3 2/3 | 1 0": True, "0 1 | 1 0 | 1 0": True},
        2,
        Coverage.ALL,
        SELTEN,
    ),
    "Selten's horse, its only subgame is itself": Row(
        trees.selten_horse,
        "subgame_perfect",
        {"1 0 | 1 0 | 0 1": True, "0 1 | 1 0 | 1 0": True},
        None,
        Coverage.PARTIAL,
        SELTEN,
    ),
    "chance of probability 0, Nash": Row(
        trees.impossible_branch, "nash", {"1 0 | 1 0": True, "1 0 | 0 1": False}, 1, Coverage.ALL, BY_HAND
    ),
    "chance of probability 0, subgame perfect": Row(
        trees.impossible_branch, "subgame_perfect", {"1 0 | 1 0": True}, 1, Coverage.ALL, BY_HAND
    ),
    "ultimatum, Nash": Row(
        ultimatum_0_1_2,
        "nash",
        ULTIMATUM,
        1,
        Coverage.ALL,
        "vertices in realization plans: 13, of 21 in the normal form",
    ),
    "ultimatum, subgame perfect": Row(
        ultimatum_0_1_2,
        "subgame_perfect",
        {
            "1 0 0 | 1 0 | 1 0 | 1 0": True,
            "1 0 0 | 1/2 1/2 | 1 0 | 1 0": True,
            "0 1 0 | 1/2 1/2 | 1 0 | 1 0": True,
            "0 1 0 | 0 1 | 1 0 | 1 0": True,
        },
        1,
        Coverage.ALL,
        "offer 0 is accepted with any probability; from 1/2 on nothing is offered, up to 1/2 offer 1 is best",
    ),
}


def told(solution: Solution) -> dict[str, bool | None]:
    """The profiles in words, each with the verdict on it."""
    listed = [(text(equilibrium.profile), equilibrium.is_subgame_perfect) for equilibrium in solution.equilibria]
    assert len(dict(listed)) == len(listed) > 0
    return dict(listed)


def text(profile: BehaviorProfile | MixedProfile) -> str:
    assert isinstance(profile, BehaviorProfile)
    tree = profile.game
    order = [infoset for player in range(tree.num_players) for infoset in tree.player_infosets(player)]
    chosen = (profile.strategies[infoset] for infoset in order)
    return " | ".join("-" if strategy is None else " ".join(map(str, strategy)) for strategy in chosen)


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_tree(row: Row) -> None:
    solution = solve(row.tree(), row.concept)
    assert told(solution) == row.expected
    assert solution.num_extreme == len(row.expected)
    assert (solution.num_components, solution.coverage) == (row.num_components, row.coverage)
    assert bool(solution.unresolved) == (row.coverage is Coverage.PARTIAL)


def test_the_continuum_is_a_set() -> None:
    solution = solve(ultimatum_0_1_2(), "subgame_perfect")
    assert sorted(subset.equilibria for subset in solution.nash_subsets) == [(0, 1), (1, 2), (2, 3)]


def test_a_player_who_forgets_is_answered_in_mixed_strategies() -> None:
    solution = solve(trees.forgetful())
    profiles = [equilibrium.profile for equilibrium in solution.equilibria]
    assert all(isinstance(profile, MixedProfile) for profile in profiles)
    supports = [[name for name, weight in profile["1"].items() if weight] for profile in profiles]
    assert supports == [["first=L; second=L"], ["first=R; second=R"]]
    assert {equilibrium.payoffs for equilibrium in solution.equilibria} == {(1,)}
    assert isinstance(solution.game, ExtensiveFormGame)
    assert (solution.coverage, solution.num_components) == (Coverage.ALL, 1)


def test_subgame_perfection_needs_recall() -> None:
    with pytest.raises(UnsupportedGameError, match="1 forgets at 'second' what it chose at 'first'"):
        solve(trees.forgetful(), "subgame_perfect")

"""Sequential equilibria from the literature: who does what, with which beliefs, and which do not survive.

A profile is written by information set in the order of the game.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

import pytest

from gametheory import BehaviorProfile, Coverage, ExtensiveFormGame
from gametheory.analysis.beliefs.assessment_certificate import judge_assessment
from gametheory.analysis.beliefs.forward_induction import intuitive_criterion
from gametheory.core.assessments import Assessment
from gametheory.core.rationals import brief_fraction
from gametheory.solvers.subgames import perfect_bayesian, sequential
from oracles import assessed_trees as trees
from oracles.assessed_trees import Search, run, tree_of
from oracles.reputation_chain import recursion


@dataclass(frozen=True)
class Row:
    """A tree, the method, the profiles, how complete they are, and the source."""

    tree: Callable[[], ExtensiveFormGame]
    search: Search
    expected: tuple[str, ...]
    coverage: Coverage
    source: str


def horse() -> ExtensiveFormGame:
    return tree_of("selten_horse")


def beer_quiche() -> ExtensiveFormGame:
    return tree_of("beer_quiche")


def education() -> ExtensiveFormGame:
    return trees.spence([4, 2], [1, 3], ["1/3", "2/3"])


def outside_option() -> ExtensiveFormGame:
    return tree_of("outside_option")


BEER_QUICHE = (
    "1 0 | 0 1 | 1 0 | 1 0",
    "1 0 | 0 1 | 1/2 1/2 | 1 0",
    "0 1 | 1 0 | 0 1 | 0 1",
    "0 1 | 1/2 1/2 | 0 1 | 0 1",
)
ROWS = {
    "Selten's horse": Row(
        horse,
        sequential.search,
        ("1 0 | 1 0 | 0 1",),
        Coverage.ALL_PURE,
        "Selten (1975), figure 1, and by hand: only (A, a) with L at most 1/4; pure: R",
    ),
    "beer and quiche": Row(
        beer_quiche, sequential.search, BEER_QUICHE, Coverage.ALL, "Cho and Kreps (1987): both types pool"
    ),
    "education": Row(
        education,
        sequential.search,
        ("1 0 | 0 1 | 1/2 1/2 | 1 0", "1 0 | 0 1 | 0 1 | 1 0", "0 1 | 0 1 | 1 0 | 1 0"),
        Coverage.ALL,
        "Spence (1973), by hand: a degree costs the able 1 and the others 3, and brings 2; or nobody takes one",
    ),
    "entry with beliefs": Row(
        trees.entry_with_beliefs,
        sequential.search,
        ("0 1 0 | 0 1",),
        Coverage.ALL,
        "Mas-Colell, Whinston and Green (1995), section 9.C: fighting is best under no belief",
    ),
    "entry, then both": Row(
        trees.entry_then_both,
        sequential.search,
        ("0 1 | 0 1 | 0 1",),
        Coverage.ALL,
        "Mas-Colell, Whinston and Green (1995), section 9.C: the only subgame-perfect one",
    ),
    "two mistakes": Row(
        trees.second_mistake, sequential.search, ("1 0 | 1 0 | 0 1",), Coverage.ALL, "by hand, from the definition"
    ),
    "two mistakes, weak": Row(
        trees.second_mistake,
        perfect_bayesian.search,
        ("1 0 | 1 0 | 1 0", "1 0 | 1 0 | 0 1"),
        Coverage.ALL_PURE,
        "by hand, from the definition",
    ),
}


def told(strategies: object) -> str:
    return " | ".join(" ".join(map(brief_fraction, own)) for own in strategies if own is not None)  # type: ignore[attr-defined]


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_row(row: Row) -> None:
    found, conclusion = run(row.search, row.tree())
    assert sorted(told(given.profile.strategies) for given in found) == sorted(row.expected)
    assert conclusion.coverage is row.coverage


def horse_assessment(left: str, belief: str) -> Assessment:
    down = Fraction(belief)
    mixed = (Fraction(left), 1 - Fraction(left))
    return trees.assessment(horse(), [(1, 0), (1, 0), mixed], [[1], [1], [1 - down, down]])


@pytest.mark.parametrize("left", ["0", "1/8", "1/4"])
def test_the_family_of_the_horse(left: str) -> None:
    """(A, a, L at most 1/4) with odds 2 to 1 that it was the second player who erred, where the third mixes."""
    assert judge_assessment(horse_assessment(left, "1/3")).is_sequential


def test_the_family_ends_at_a_quarter() -> None:
    certificate = judge_assessment(horse_assessment("1/3", "1/3"))
    assert certificate.max_regret == Fraction(1, 3)


def test_the_belief_of_the_horse_is_the_only_one_that_mixes() -> None:
    assert not judge_assessment(horse_assessment("1/8", "2/5")).is_rational


def test_quiche_is_not_intuitive() -> None:
    """Cho and Kreps (1987)."""
    found, _ = run(sequential.search, beer_quiche())
    by_breakfast = {told(given.profile.strategies)[:3]: intuitive_criterion(given).is_met for given in found}
    assert by_breakfast == {"1 0": True, "0 1": False}


def test_every_moved_belief_of_beer_is_judged() -> None:
    """After quiche the bully duels if the weak are at least as likely; it mixes only at even odds."""
    tree = beer_quiche()
    for quarter in range(5):
        share = Fraction(quarter, 4)
        beliefs = [None, [1], ["9/10", "1/10"], [share, 1 - share], [1]]
        pure = trees.assessment(tree, [None, (1, 0), (0, 1), (1, 0), (1, 0)], beliefs)
        mixed = trees.assessment(tree, [None, (1, 0), (0, 1), ("1/2", "1/2"), (1, 0)], beliefs)
        assert judge_assessment(pure).is_sequential == (share <= Fraction(1, 2))
        assert judge_assessment(mixed).is_sequential == (share == Fraction(1, 2))


@pytest.mark.parametrize("num_markets", [1, 2, 3])
@pytest.mark.parametrize("prior", ["1/10", "1/5", "1/3"])
def test_the_recursion_of_the_chain_store(num_markets: int, prior: str) -> None:
    """Kreps and Wilson (1982), "Reputation and imperfect information": every information set is judged."""
    given = recursion(num_markets, Fraction(prior))
    certificate = judge_assessment(given)
    assert certificate.is_sequential
    assert len(certificate.belief_replies) == len(given.game.infosets) - 1


def moved(given: Assessment, infoset: int, *, is_belief: bool) -> Assessment:
    """The assessment with one probability of two halved, or raised halfway to 1."""
    listed = list(given.beliefs if is_belief else given.profile.strategies)
    first = Fraction((listed[infoset] or ())[0])
    first = first / 2 if first > Fraction(1, 2) else (first + 1) / 2
    listed[infoset] = (first, 1 - first)
    if is_belief:
        return Assessment(given.profile, tuple(listed))
    return Assessment(BehaviorProfile(given.game, tuple(listed)), given.beliefs)


def test_what_is_moved_in_the_chain_store_is_rejected() -> None:
    """Each mixture, and each belief on the way of play, is the only one."""
    given = recursion(3, Fraction(1, 10))
    certificate = judge_assessment(given)
    mixing = [
        place for place, strategy in enumerate(given.profile.strategies) if strategy is not None and max(strategy) < 1
    ]
    believing = [
        reply.infoset
        for reply in certificate.infosets
        if reply.reach and len(given.game.infoset_nodes(reply.infoset)) > 1
    ]
    assert len(mixing) >= 3
    assert len(believing) >= 3
    for place in mixing:
        assert not judge_assessment(moved(given, place, is_belief=False)).is_sequential
    for place in believing:
        assert not judge_assessment(moved(given, place, is_belief=True)).consistency.is_consistent

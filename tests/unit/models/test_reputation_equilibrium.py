"""The recursion over markets and beliefs against the formulas of Kreps and Wilson, and against the general engine."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

import pytest

from gametheory import BehaviorProfile, InvalidParameterError, judge
from gametheory.analysis import judge_situations
from gametheory.analysis.beliefs.assessment_certificate import judge_assessment
from gametheory.core.assessments import Assessment
from gametheory.models import MarketPlay, ReputationEquilibrium, ReputationGame
from gametheory.models.reputation_equilibrium import _indifference

SETTINGS = [("1/10", 2, "1/2"), ("1/3", "3/2", "2/5"), ("1/50", 7, "9/10"), ("9/10", "11/10", "1/4")]


def chain(num_markets: int, prior: str = "1/10", monopoly: int | str = 2, entry: str = "1/2") -> ReputationEquilibrium:
    return ReputationGame(num_markets, prior=prior, monopoly=monopoly, entry=entry).equilibrium()


def formula(markets_left: int, belief: Fraction, profit: Fraction, monopoly: Fraction) -> tuple[Fraction, ...]:
    """Entry, fight and belief after a fight as Kreps and Wilson (1982) give them, for beliefs between 0 and 1."""
    cutoff, target = profit**markets_left, profit ** (markets_left - 1)
    entry = Fraction(1) if belief < cutoff else Fraction(0) if belief > cutoff else 1 - 1 / monopoly
    if markets_left == 1:
        fight = Fraction(0)
    elif belief >= target:
        fight = Fraction(1)
    else:
        fight = belief * (1 - target) / ((1 - belief) * target)
    return entry, fight, max(target, belief)


@pytest.mark.parametrize(("prior", "monopoly", "entry"), SETTINGS)
def test_every_market_is_as_the_paper_says(prior: str, monopoly: int | str, entry: str) -> None:
    equilibrium = chain(12, prior, monopoly, entry)
    profit, gain = Fraction(entry), Fraction(monopoly)
    generator = random.Random(7)
    for markets_left in range(1, 13):
        beliefs = [Fraction(generator.randint(1, 99), 100) for _ in range(20)]
        for belief in [*beliefs, *(profit**power for power in range(1, 13))]:
            play = equilibrium.at(markets_left, belief)
            assert (play.entry, play.fight, play.belief_after_fight) == formula(markets_left, belief, profit, gain)


@pytest.mark.parametrize(("prior", "monopoly", "entry"), SETTINGS)
def test_values(prior: str, monopoly: int | str, entry: str) -> None:
    equilibrium = chain(40, prior, monopoly, entry)
    needed = equilibrium.num_markets_to_deter(prior)
    assert equilibrium.value == Fraction(monopoly) * (40 - needed + 1)
    entries = [equilibrium.at(markets_left, prior).entry for markets_left in range(1, 41)]
    assert [entry > 0 for entry in entries] == [True] * (needed - 1) + [False] * (41 - needed)


@pytest.mark.parametrize(
    ("entry", "expected"),
    [("1/4", [1, 2, 4, 5, 7]), ("1/2", [2, 4, 7, 10, 14]), ("3/4", [3, 9, 17, 25, 33]), ("9/10", [7, 22, 44, 66, 88])],
)
def test_table_of_cutoffs(entry: str, expected: list[int]) -> None:
    # the least n with entry**n < p
    equilibrium = chain(1, entry=entry)
    priors = ["1/2", "1/10", "1/100", "1/1000", "1/10000"]
    assert [equilibrium.num_markets_to_deter(prior) for prior in priors] == expected
    assert equilibrium.cutoff(6) == Fraction(entry) ** 6


@pytest.mark.parametrize(("prior", "monopoly", "entry"), [*SETTINGS, ("1/8", 2, "1/2")])
@pytest.mark.parametrize("num_markets", [1, 2, 3, 4])
def test_assessment_is_sequential(num_markets: int, prior: str, monopoly: int | str, entry: str) -> None:
    equilibrium = chain(num_markets, prior, monopoly, entry)
    assessment = equilibrium.assessment()
    assert judge_assessment(assessment).is_sequential
    situations = equilibrium.situations()
    assert all(reply.holds for reply in judge_situations(situations))
    assert {situation.player for situation in situations} == set(range(num_markets + 1))


@pytest.mark.parametrize("num_markets", [2, 3])
def test_moved_numbers_are_rejected(num_markets: int) -> None:
    assessment = chain(num_markets).assessment()
    shift = Fraction(1, 50)
    for index, strategy in enumerate(assessment.profile.strategies):
        if strategy is not None:
            moved = (strategy[0] - shift, strategy[1] + shift) if strategy[0] else (shift, 1 - shift)
            strategies = (*assessment.profile.strategies[:index], moved, *assessment.profile.strategies[index + 1 :])
            other = Assessment(BehaviorProfile(assessment.game, strategies), assessment.beliefs)
            assert not judge_assessment(other).is_sequential
    place = assessment.game.infoset_index("entrant_2", "entry 2: Fight")
    beliefs = (*assessment.beliefs[:place], (Fraction(1, 3), Fraction(2, 3)), *assessment.beliefs[place + 1 :])
    assert not judge_assessment(replace(assessment, beliefs=beliefs)).is_sequential


def test_fights_raise_the_belief_to_the_next_cutoff() -> None:
    fought = chain(8).fought_play()
    assert [market.markets_left for market in fought] == [8, 7, 6, 5, 4, 3, 2, 1]
    assert [str(market.belief) for market in fought[4:]] == ["1/10", "1/10", "1/4", "1/2"]
    assert [str(market.entry) for market in fought] == ["0"] * 5 + ["1", "1/2", "1/2"]


def test_situations_find_a_moved_number() -> None:
    situations = list(chain(10).situations())
    place = next(index for index, found in enumerate(situations) if found.label == "answer with 3 left, belief 1/10")
    mixed = situations[place].strategies[1]
    assert mixed == (Fraction(2, 3), Fraction(1, 3))
    situations[place] = replace(situations[place], strategies=(situations[place].strategies[0], mixed[::-1]))
    failing = [reply.label for reply in judge_situations(situations) if not reply.holds]
    assert failing == ["entry with 3 left, belief 1/10", "answer with 3 left, belief 1/10"]


def test_payoffs_of_the_tree_are_those_of_the_recursion() -> None:
    equilibrium = chain(5, "1/3")
    assessment = equilibrium.assessment()
    certificate = judge(assessment.game, assessment.profile)
    assert certificate.payoffs[0] == equilibrium.value * Fraction(2, 3) + _strong_value(equilibrium) * Fraction(1, 3)


def _strong_value(equilibrium: ReputationEquilibrium) -> Fraction:
    """What a strong incumbent gets who fights all who enter, which costs it nothing."""
    weights = {equilibrium.game.prior: Fraction(1)}
    total = Fraction(0)
    for markets_left in range(equilibrium.game.num_markets, 0, -1):
        after: dict[Fraction, Fraction] = {}
        for belief, weight in weights.items():
            market = equilibrium.at(markets_left, belief)
            total += weight * (1 - market.entry) * equilibrium.game.monopoly
            for following, share in ((belief, 1 - market.entry), (market.belief_after_fight, market.entry)):
                after[following] = after.get(following, Fraction(0)) + weight * share
        weights = after
    return total


def test_who_is_known_to_be_weak_is_entered_upon() -> None:
    equilibrium = chain(4)
    assert equilibrium.at(3, 0) == MarketPlay(3, Fraction(0), Fraction(1), Fraction(0), Fraction(0), Fraction(0))
    assert equilibrium.at(1, 0).belief_after_fight == 0
    assert equilibrium.at(2, 1).fight == 1
    with pytest.raises(InvalidParameterError, match="expected a belief above 0, got 0; who is known to be weak"):
        equilibrium.num_markets_to_deter(0)


def test_questions_outside_the_chain() -> None:
    with pytest.raises(InvalidParameterError, match="expected at least 1 market left, got 0"):
        chain(4).cutoff(0)
    with pytest.raises(InvalidParameterError, match="expected a probability that the incumbent is strong, got 3/2"):
        chain(4).at(2, "3/2")


def test_indifference_needs_payoffs_that_allow_it() -> None:
    assert _indifference([[Fraction(0), Fraction(3)], [Fraction(0), Fraction(-1)]]) == Fraction(1, 4)
    with pytest.raises(InvalidParameterError, match="one action is always better"):
        _indifference([[Fraction(1), Fraction(0)], [Fraction(2), Fraction(0)]])

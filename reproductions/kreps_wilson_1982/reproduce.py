"""Reputation and imperfect information (Kreps and Wilson 1982): the fear of a strong incumbent."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from gametheory import BehaviorProfile, analysis
from gametheory.analysis.beliefs.assessment_certificate import judge_assessment
from gametheory.cli.reproduce import run_script
from gametheory.core.assessments import Assessment
from gametheory.models import ReputationGame
from gametheory.rendering.pictures.series_plot import Panel, Series, draw_panels
from gametheory.studies.reproduction import Reproduction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gametheory.models import ReputationEquilibrium
    from gametheory.rendering.draw import Picture
    from gametheory.studies.reproduction import RunSettings

FOLDER = Path(__file__).resolve().parent
ENTRY = ("1/4", "1/2", "3/4", "9/10")
"""What an entrant earns who is not fought, b in the paper."""
PRIORS = ("1/2", "1/10", "1/100", "1/1000", "1/10000")
SHIFT = Fraction(1, 1000)
"""By how much a probability is moved, to see that the assessment is then rejected."""


def chain(num_markets: int, prior: str = "1/10", entry: str = "1/2") -> ReputationEquilibrium:
    """Solve a chain of markets in which a monopoly earns 2, a in the paper."""
    return ReputationGame(num_markets, prior=prior, monopoly=2, entry=entry).equilibrium()


def table_of_cutoffs() -> Iterator[tuple[str, object]]:
    """Yield with how many markets left, or more, entry is deterred."""
    for prior in PRIORS:
        for entry in ENTRY:
            yield f"k(p) at p = {prior}, b = {entry}", chain(1, entry=entry).num_markets_to_deter(prior)


def play() -> Iterator[tuple[str, object]]:
    """Yield what a weak incumbent does in the last of ten markets, and what that makes entrants believe."""
    equilibrium = chain(10)
    for markets_left, belief in ((4, "1/10"), (3, "1/10"), (2, "1/4"), (1, "1/2")):
        found = equilibrium.at(markets_left, belief)
        yield f"weak fights, {markets_left} left, belief {belief}", found.fight
    on_path = {market.markets_left: market for market in equilibrium.fought_play()}
    for markets_left in (4, 3, 2, 1):
        yield f"belief, {markets_left} left, if all entry was fought", on_path[markets_left].belief
    for markets_left in (4, 3, 2, 1):
        yield f"entry, {markets_left} left, if all entry was fought", on_path[markets_left].entry


def verification(num_markets: int, prior: str) -> Iterator[tuple[str, object]]:
    """Yield the value of a long chain, and how many of its situations fail the test of ``analysis``."""
    equilibrium = chain(num_markets, prior)
    yield f"weak incumbent's value, {num_markets} markets, prior {prior}", equilibrium.value
    replies = analysis.judge_situations(equilibrium.situations())
    yield (
        f"situations with a gain, {num_markets} markets, prior {prior}",
        sum(reply.regret > 0 for reply in replies),
    )
    yield (
        f"beliefs against Bayes' rule, {num_markets} markets, prior {prior}",
        sum(bool(reply.mistaken) for reply in replies),
    )


def moved_strategies(assessment: Assessment) -> Iterator[Assessment]:
    """Yield the assessment with the probability of one action moved, a certain one to a little less."""
    strategies = assessment.profile.strategies
    for index, strategy in enumerate(strategies):
        if strategy is not None:
            first, second = strategy
            shift = SHIFT if first < 1 else -SHIFT
            moved = (first + shift, second - shift)
            profile = BehaviorProfile(assessment.game, (*strategies[:index], moved, *strategies[index + 1 :]))
            yield Assessment(profile, assessment.beliefs)


def moved_beliefs(assessment: Assessment) -> Iterator[Assessment]:
    """Yield the assessment with one belief moved that is not certainty."""
    beliefs = assessment.beliefs
    for index, belief in enumerate(beliefs):
        if belief is not None and len(belief) == 2 and 0 < belief[0] < 1:
            moved = (belief[0] + SHIFT, belief[1] - SHIFT)
            yield replace(assessment, beliefs=(*beliefs[:index], moved, *beliefs[index + 1 :]))


def judged(assessment: Assessment, told: str) -> tuple[str, str]:
    """Return what the general engine says of the assessment on the tree."""
    is_sequential = judge_assessment(assessment).is_sequential
    return f"the assessment on the tree, {told}", "sequential" if is_sequential else "not sequential"


def trees(num_markets: int) -> Iterator[tuple[str, object]]:
    """Yield what the general engine says of the assessment on the tree, and of it with one number moved."""
    assessment = chain(num_markets).assessment()
    told = f"{num_markets} market{'s' * (num_markets > 1)}"
    yield judged(assessment, told)
    for kind, others in (("probability of play", moved_strategies), ("belief", moved_beliefs)):
        moved = list(others(assessment))
        rejected = sum(not judge_assessment(other).is_sequential for other in moved)
        yield f"one {kind} moved, {told}: rejected", f"{rejected} of {len(moved)}"


def numbers(settings: RunSettings) -> Iterator[tuple[str, object]]:
    """Yield the numbers of ``reported.csv``."""
    yield from table_of_cutoffs()
    yield from play()
    yield from verification(10, "1/10")
    yield from verification(20, "1/1000")
    for num_markets in (1, 2) if settings.is_quick else (1, 2, 3):
        yield from trees(num_markets)
    if not settings.is_quick:
        yield judged(chain(6).assessment(), "6 markets")


def figures(settings: RunSettings) -> Iterator[tuple[str, Picture]]:
    """Yield entry, fights and beliefs from market to market, as long as all entry is fought."""
    del settings
    equilibrium = chain(10)
    markets = equilibrium.fought_play()
    cutoffs = tuple(
        (float(number), float(equilibrium.cutoff(market.markets_left))) for number, market in enumerate(markets, 1)
    )

    def line(label: str, attribute: str) -> Series:
        return Series(
            label, tuple((float(number), float(getattr(market, attribute))) for number, market in enumerate(markets, 1))
        )

    yield (
        "reputation",
        draw_panels(
            [
                Panel("Probability", (line("entry", "entry"), line("a weak incumbent fights it", "fight")), (0, 1)),
                Panel(
                    "Probability that the incumbent is strong",
                    (line("as entrants believe", "belief"), Series("above which they stay out", cutoffs)),
                    (0, 1),
                ),
            ],
            title="Reputation over ten markets: a = 2, b = 1/2, prior 1/10",
            across="market, as long as whoever entered before was fought",
            notes=(
                "A weak incumbent's fights make entrants believe just what leaves them indifferent in the next market; "
                "in the first seven markets nobody enters, and nothing is learned.",
            ),
        ),
    )


REPRODUCTION = Reproduction(FOLDER, numbers, figures)

if __name__ == "__main__":
    run_script(REPRODUCTION)

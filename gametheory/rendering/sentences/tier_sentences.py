"""What tiers do and why nobody wants to change, and how complete what was found is."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.core.count_profile import CountProfile
from gametheory.core.led_plan import LedPlan
from gametheory.core.led_tiered_game import NO_MOVE
from gametheory.core.solution import Coverage
from gametheory.core.symmetric_profile import SymmetricProfile
from gametheory.core.tiered_game import Deviation, TieredGame
from gametheory.rendering.sentences.numbers import told_apart, told_payoff, told_text
from gametheory.rendering.sentences.wording import (
    Passage,
    joined,
    listed,
    opening_text,
    passage_of,
    quoted,
    sentence_text,
    who,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gametheory.core.equilibrium import Equilibrium, TierProfile
    from gametheory.core.solution import Solution

MOST_OTHERS = 5
"""Other equilibria that are told one by one."""


def tier_play_sentences(profile: TierProfile, payoffs: Sequence[Fraction], unit: str) -> list[str]:
    """Return what the sellers of each tier choose, how many of them, and what each gets."""
    game = profile.game
    sentences = [
        sentence_text(f"{who(game, player)} {choice_text(profile, player)}") for player in range(game.num_players)
    ]
    amounts = [
        f"{who(game, player)} {told_payoff(payoff)}{' a seller' if game.counts[player] > 1 else ''}"
        for player, payoff in enumerate(payoffs)
    ]
    average = "" if isinstance(profile, CountProfile) and profile.is_single else "on average, "
    return [*sentences, sentence_text(f"{average}payoffs are {joined(amounts)} {unit}".rstrip())]


def choice_text(profile: TierProfile, player: int) -> str:
    """Return what the sellers of a tier, or a single player, choose."""
    game = profile.game
    names, count = game.actions[player], game.counts[player]
    shares = profile[player]
    chosen = [name for name in names if shares[name]]
    if chosen == [NO_MOVE]:
        return f"{'has' if count == 1 else 'have'} no move"
    if count == 1:
        return f"chooses {' or '.join(map(quoted, chosen))}{_drawn_text(profile, player)}"
    if len(chosen) == 1 and not _varies(profile, player):
        return f"all choose {quoted(chosen[0])}"
    if isinstance(profile, CountProfile):
        ranges = dict(zip(names, profile.ranges[player], strict=True))
        own = f"split: {joined([_counted(name, *ranges[name], count) for name in names if ranges[name][1]])}"
        return own + _together_text(profile, player) + _drawn_text(profile, player)
    parts = [f"{quoted(name)} {_percent(shares[name])}" for name in chosen]
    return f"{'spread' if profile.is_limit else 'each draw by the same lot'}: {joined(parts)}"


def _drawn_text(profile: TierProfile, player: int) -> str:
    """Return that chance, which moves first, settles what is chosen; empty where it does not."""
    is_open = isinstance(profile, LedPlan) and profile.led_game.has_chance
    return ", as chance has it" if is_open and 0 < max(profile[player].values()) < 1 else ""


def _together_text(profile: CountProfile, player: int) -> str:
    """Return how many choose what together with tiers that are alike; empty where there are none."""
    game = profile.game
    pool = next((pool for pool in profile.pools if player in pool.tiers), None)
    if pool is None:
        return ""
    count = sum(game.counts[tier] for tier in pool.tiers)
    totals = zip(game.actions[player], pool.totals, strict=True)
    others = joined([who(game, tier) for tier in pool.tiers if tier != player])
    told = joined([_counted(name, *ends, count) for name, ends in totals if ends[1]])
    return f", with {others} in all {told}"


def _varies(profile: TierProfile, player: int) -> bool:
    """Whether a box leaves the counts of a tier open."""
    return isinstance(profile, CountProfile) and any(low < high for low, high in profile.ranges[player])


def _counted(name: str, low: int, high: int, count: int) -> str:
    """Return how many choose an action, with the share of the tier."""
    if low < high:
        return f"{low:,} to {high:,} choose {quoted(name)}"
    return f"{low:,} choose {quoted(name)} ({_percent(Fraction(low, count))})"


def _percent(share: Fraction) -> str:
    """Return a share as a percentage."""
    return f"{told_text(share * 100)} %"


def tier_passages(solution: Solution, leading: int, unit: str) -> list[Passage]:
    """Return what the leading equilibrium of a game of tiers is, why nobody changes, and the others shortly."""
    equilibrium = solution.equilibria[leading]
    profile = _tier_profile(equilibrium)
    sentences = tier_play_sentences(profile, equilibrium.payoffs, unit)
    if len(solution.equilibria) > 1:
        sentences.insert(0, f"Equilibrium {leading + 1} is told in full: {solution.leading_reason}.")
    reasons = list(count_reasons(profile)) if isinstance(profile, CountProfile) else []
    others = [index for index in range(len(solution.equilibria)) if index != leading]
    told = [_short(solution, index) for index in others[:MOST_OTHERS]]
    if len(others) > MOST_OTHERS:
        told.append(f"{len(others) - MOST_OTHERS:,} more are listed by `gametheory solve`.")
    return [
        *passage_of(sentences),
        *listed(opening_text("Why nobody wants to change", unit), reasons),
        *listed("The other equilibria:", told),
    ]


def _short(solution: Solution, index: int) -> str:
    """Return one equilibrium in a sentence."""
    profile = _tier_profile(solution.equilibria[index])
    choices = [
        f"{who(profile.game, player)} {choice_text(profile, player)}" for player in range(profile.game.num_players)
    ]
    return sentence_text(f"equilibrium {index + 1}: {'; '.join(choices)}")


def _tier_profile(equilibrium: Equilibrium) -> TierProfile:
    """Return what tiers do in an equilibrium.

    Raises
    ------
    TypeError
        If it is none of tiers.
    """
    if not isinstance(equilibrium.play, CountProfile | SymmetricProfile):
        raise TypeError(f"expected what tiers do, got {equilibrium.play!r}")
    return equilibrium.play


def count_reasons(profile: CountProfile, before: str = "") -> Iterator[str]:
    """Yield for each player and action that somebody chooses what the best other action would bring.

    Parameters
    ----------
    profile
        What is played.
    before
        Words that each sentence begins with.
    """
    game, counts = profile.game, profile.lead
    for player in range(game.num_players):
        for current, count in enumerate(counts[player]):
            others = [other for other in range(game.num_actions[player]) if other != current]
            if not count or not others:
                continue
            payoff = game.payoff(player, current, counts)
            gain, best = max((game.gain(Deviation(player, current, other), counts), other) for other in others)
            has, would = told_apart(payoff, payoff + gain)
            name = who(game, player) if game.counts[player] == 1 else f"one of {who(game, player)}"
            at, to = quoted(game.actions[player][current]), quoted(game.actions[player][best])
            if gain == 0:
                yield sentence_text(f"{before}{name} at {at} gets {has} and would get the same at {to}")
            else:
                yield sentence_text(f"{before}{name} at {at} gets {has} and would get {would} at {to}")


def tier_coverage(solution: Solution) -> str:
    """Return what a list of equilibria of tiers leaves out; empty where the general words fit."""
    if solution.coverage is Coverage.ALL and solution.concept == "pure":
        return "These are all of them: every other count vector was ruled out."
    if solution.coverage is Coverage.ALL_PURE:
        return "These are all pure ones by counts; concept 'symmetric' looks for mixed ones."
    return ""


def distance_sentences(solution: Solution) -> list[str]:
    """Return how far equilibria of the finite game are from the limit of ever larger tiers."""
    statistics, game = solution.statistics, solution.game
    if solution.concept != "large_population" or not isinstance(game, TieredGame):
        return []
    count = max(game.counts)
    unproved = f"Of {statistics.get('distance_unproved')} no distance from {count:,} sellers is proved."
    sentences = [unproved] if statistics.get("distance_unproved") else []
    if "distance" not in statistics:
        return sentences
    nearest = f"at most {statistics['distance']} to a symmetric equilibrium"
    if "distance_counts" in statistics:
        nearest += f", and {statistics['distance_counts']} to one in counts except where sellers tip"
    order = f" (of the order {statistics['distance_order']})" if statistics["distance_order"] != "0" else ""
    return [f"Distance in shares from {count:,} sellers, proved: {nearest}{order}.", *sentences]

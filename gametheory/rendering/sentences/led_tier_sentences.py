"""What leaders and the tiers that follow them do, also where play never comes, and why nobody wants to change."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.analysis.tiers.led_symmetric_certificate import branch_payoffs
from gametheory.core.count_profile import CountProfile
from gametheory.core.led_count_profile import LedCountProfile
from gametheory.core.led_symmetric_profile import LedSymmetricProfile
from gametheory.rendering.sentences.led_histories import elsewhere, moves_made
from gametheory.rendering.sentences.numbers import told_apart
from gametheory.rendering.sentences.tier_sentences import (
    MOST_OTHERS,
    choice_text,
    count_reasons,
    tier_play_sentences,
)
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
    from collections.abc import Iterator

    from gametheory.core.led_tiered_game import History, LedTieredGame
    from gametheory.core.solution import Solution

_ELSEWHERE = "What would be done where play does not come:"
MOST_PLACES = 12
"""Histories that play never comes to of which it is told what would be done."""


def led_tier_passages(solution: Solution, leading: int, unit: str) -> list[Passage]:
    """Return what play comes to in the leading equilibrium, what is done elsewhere, and why nobody changes.

    Parameters
    ----------
    solution
        A solution of a game of tiers that follow leaders.
    leading
        The equilibrium that is told in full.
    unit
        Of payoffs.
    """
    equilibrium = solution.equilibria[leading]
    profile = led_profile(equilibrium.play)
    game = profile.led_game
    sentences = [*_order(game), *tier_play_sentences(profile, equilibrium.payoffs, unit)]
    if len(solution.equilibria) > 1:
        sentences.insert(0, f"Equilibrium {leading + 1} is told in full: {solution.leading_reason}.")
    told_there = [sentence_text(f"after {where} {done}") for where, done in told_elsewhere(profile)]
    if len(told_there) > MOST_PLACES:
        told_there = [
            *told_there[:MOST_PLACES],
            f"After {len(told_there) - MOST_PLACES:,} more histories: see the JSON.",
        ]
    reasons = list(_leader_reasons(profile))
    for end, probability in profile.ends(()):
        reached = profile.branch(end)
        if isinstance(reached, CountProfile):
            reasons += count_reasons(reached, "" if probability == 1 else f"after {moves_text(game, end)} ")
    drawn = any(0 < probability < 1 for _, probability in profile.ends(()))
    where = "What is done after what chance does, and would be done elsewhere:" if drawn else _ELSEWHERE
    others = [index for index in range(len(solution.equilibria)) if index != leading]
    told = [_short(solution, index) for index in others[:MOST_OTHERS]]
    if len(others) > MOST_OTHERS:
        told.append(f"{len(others) - MOST_OTHERS:,} more are listed by `gametheory solve`.")
    return [
        *passage_of(sentences),
        *listed(where, told_there),
        *listed(opening_text("Why nobody wants to change", unit), reasons),
        *listed("The other equilibria:", told),
    ]


def led_profile(play: object) -> LedCountProfile | LedSymmetricProfile:
    """Return a plan of leaders and tiers as what it is.

    Raises
    ------
    TypeError
        If it is none.
    """
    if not isinstance(play, LedCountProfile | LedSymmetricProfile):
        raise TypeError(f"expected a plan of leaders and tiers, got {play!r}")
    return play


def told_elsewhere(profile: LedCountProfile | LedSymmetricProfile) -> Iterator[tuple[str, str]]:
    """Yield for each history that play is not certain to come to where that is, and what is done next, in words."""
    game = profile.led_game
    for leader, history in elsewhere(profile):
        if leader is None:
            yield moves_text(game, history), _tiers_text(profile, history)
        else:
            chosen = quoted(game.actions[leader][profile.action_after(history)])
            yield moves_text(game, history), f"{who(game, leader)} chooses {chosen}"


def moves_text(game: LedTieredGame, history: History) -> str:
    """Return what came first in its order: ``“Demand” and “Wait”``."""
    return joined([quoted(name) for name in moves_made(game, history)])


def _tiers_text(profile: LedCountProfile | LedSymmetricProfile, history: History) -> str:
    """Return what tiers do after all that comes first."""
    game, branch = profile.led_game, profile.branch(history)
    return joined([f"{who(game, tier)} {choice_text(branch, tier)}" for tier in game.tiers])


def _order(game: LedTieredGame) -> Iterator[str]:
    """Yield who moves before whom."""
    first = joined([who(game, stage.leader) if stage.leader is not None else "chance" for stage in game.stages])
    verb = "moves" if len(game.stages) == 1 else "move in this order,"
    tiers = joined([who(game, tier) for tier in game.tiers])
    yield sentence_text(f"{first} {verb} and {tiers} see it before they choose")


def _leader_reasons(profile: LedCountProfile | LedSymmetricProfile) -> Iterator[str]:
    """Yield for each leader what its best other move would bring, with what follows it."""
    game = profile.led_game
    payoffs: dict[History, tuple[Fraction, ...]] = {}

    def mean(leader: int, history: History) -> Fraction:
        total = Fraction(0)
        for end, chance in profile.ends(history):
            if end not in payoffs:
                payoffs[end] = branch_payoffs(profile.branch(end))
            total += chance * payoffs[end][leader]
        return total

    for number, leader in game.leading_stages:
        for history in dict.fromkeys(end[:number] for end, _ in profile.ends(())):
            means = {move: mean(leader, (*history, move)) for move in game.chances_after(history)}
            taken = profile.action_after(history)
            others = [move for move in means if move != taken]
            if not others:
                continue
            best = max(others, key=lambda move: means[move])
            has, would = told_apart(means[taken], means[best])
            names = game.actions[leader]
            drawn = any(game.stages[earlier].leader is None for earlier in range(number))
            told = f"after {moves_text(game, history)} " if drawn else ""
            told += f"{who(game, leader)} at {quoted(names[taken])} gets {has} and would get "
            told += f"{'the same' if means[best] == means[taken] else would} at {quoted(names[best])}"
            yield sentence_text(told + _follow_text(profile, (*history, best)))


def _follow_text(profile: LedCountProfile | LedSymmetricProfile, history: History) -> str:
    """Return what follows a move, where chance leaves that open nothing."""
    game, ends = profile.led_game, profile.ends(history)
    if len(ends) > 1:
        return " on average"
    end, _ = ends[0]
    follow = [
        f"{who(game, leader)} chooses {quoted(game.actions[leader][end[number]])}"
        for number, leader in game.leading_stages
        if number >= len(history) and len(game.chances_after(end[:number])) > 1
    ]
    return f", after which {joined([*follow, _tiers_text(profile, end)])}"


def _short(solution: Solution, index: int) -> str:
    """Return one equilibrium in a sentence."""
    profile = led_profile(solution.equilibria[index].play)
    game = profile.led_game
    choices = [f"{who(game, player)} {choice_text(profile, player)}" for player in range(game.num_players)]
    return sentence_text(f"equilibrium {index + 1}: {'; '.join(choices)}")

"""What leaders and the tiers that follow them do, also where play never comes, and why nobody wants to change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.analysis.tiers.led_symmetric_certificate import branch_payoffs
from gametheory.core.count_profile import CountProfile
from gametheory.core.led_count_profile import LedCountProfile
from gametheory.core.led_symmetric_profile import LedSymmetricProfile
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
    elsewhere = [sentence_text(f"after {where} {done}") for where, done in unreached_play(profile)]
    if len(elsewhere) > MOST_PLACES:
        elsewhere = [*elsewhere[:MOST_PLACES], f"After {len(elsewhere) - MOST_PLACES:,} more histories: see the JSON."]
    reached = profile.branch(profile.reached)
    reasons = list(_leader_reasons(profile))
    if isinstance(reached, CountProfile):
        reasons += count_reasons(reached)
    others = [index for index in range(len(solution.equilibria)) if index != leading]
    told = [_short(solution, index) for index in others[:MOST_OTHERS]]
    if len(others) > MOST_OTHERS:
        told.append(f"{len(others) - MOST_OTHERS:,} more are listed by `gametheory solve`.")
    return [
        *passage_of(sentences),
        *listed("What would be done where play does not come:", elsewhere),
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


def unreached_play(profile: LedCountProfile | LedSymmetricProfile) -> Iterator[tuple[str, str]]:
    """Yield for each history that play does not come to where that is, and what is done there next, in words."""
    game = profile.led_game
    for stage in range(1, len(game.leaders) + 1):
        for history in game.histories_before(stage):
            if history == profile.reached[:stage]:
                continue
            if stage < len(game.leaders):
                leader = game.leaders[stage]
                yield moves_text(game, history), f"{who(game, leader)} chooses {_moved(profile, history)}"
            else:
                yield moves_text(game, history), _tiers_text(profile, history)


def moves_text(game: LedTieredGame, history: History) -> str:
    """Return moves of leaders in their order: ``“Demand” and “Wait”``."""
    return joined([quoted(game.actions[leader][action]) for leader, action in zip(game.leaders, history, strict=False)])


def _moved(profile: LedCountProfile | LedSymmetricProfile, history: History) -> str:
    """Return the action of the leader who moves after a history."""
    game = profile.led_game
    return quoted(game.actions[game.leaders[len(history)]][profile.action_after(history)])


def _tiers_text(profile: LedCountProfile | LedSymmetricProfile, history: History) -> str:
    """Return what tiers do after all leaders' moves."""
    game, branch = profile.led_game, profile.branch(history)
    return joined([f"{who(game, tier)} {choice_text(branch, tier)}" for tier in game.tiers])


def _order(game: LedTieredGame) -> Iterator[str]:
    """Yield who moves before whom."""
    first = joined([who(game, leader) for leader in game.leaders])
    verb = "moves" if len(game.leaders) == 1 else "move in this order,"
    tiers = joined([who(game, tier) for tier in game.tiers])
    yield sentence_text(f"{first} {verb} and {tiers} see it before they choose")


def _leader_reasons(profile: LedCountProfile | LedSymmetricProfile) -> Iterator[str]:
    """Yield for each leader what its best other move would bring, with what follows it."""
    game = profile.led_game
    for stage, leader in enumerate(game.leaders):
        before = profile.reached[:stage]
        taken = profile.reached[stage]
        payoffs = {
            action: branch_payoffs(profile.branch(profile.after((*before, action))))[leader]
            for action in range(game.num_actions[leader])
        }
        others = [action for action in payoffs if action != taken]
        if not others:
            continue
        best = max(others, key=lambda action: payoffs[action])
        has, would = told_apart(payoffs[taken], payoffs[best])
        names = game.actions[leader]
        then = profile.after((*before, best))
        follow = [
            f"{who(game, game.leaders[later])} chooses {quoted(game.actions[game.leaders[later]][then[later]])}"
            for later in range(stage + 1, len(game.leaders))
        ]
        follow += [f"{who(game, tier)} {choice_text(profile.branch(then), tier)}" for tier in game.tiers]
        told = f"{who(game, leader)} at {quoted(names[taken])} gets {has} and would get "
        told += f"{'the same' if payoffs[best] == payoffs[taken] else would} at {quoted(names[best])}"
        yield sentence_text(f"{told}, after which {joined(follow)}")


def _short(solution: Solution, index: int) -> str:
    """Return one equilibrium in a sentence."""
    profile = led_profile(solution.equilibria[index].play)
    game = profile.led_game
    choices = [f"{who(game, player)} {choice_text(profile, player)}" for player in range(game.num_players)]
    return sentence_text(f"equilibrium {index + 1}: {'; '.join(choices)}")

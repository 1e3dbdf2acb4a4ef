"""Commitments in sentences: what the leader announces, how the follower answers, and what it is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.core.commitments import Commitment
from gametheory.rendering.sentences.numbers import told_apart, told_text
from gametheory.rendering.sentences.payoff_sentence import payoff_sentence
from gametheory.rendering.sentences.wording import (
    Passage,
    amount_text,
    joined,
    listed,
    mixture_text,
    opening_text,
    passage_of,
    quoted,
    sentence_text,
    who,
)
from gametheory.studies.nash_payoffs import nash_payoffs

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from gametheory.core.certificate import BestReply
    from gametheory.core.equilibrium import Equilibrium
    from gametheory.core.solution import Solution

NASH_SECONDS = 5.0
"""For the search of the Nash equilibria to compare with."""


def commitment_passages(solution: Solution, equilibrium: Equilibrium, unit: str) -> list[Passage]:
    """Return all that is to be said of a commitment of a solution; nothing of other equilibria.

    Parameters
    ----------
    solution
        Of the concept ``stackelberg``.
    equilibrium
        One of its equilibria.
    unit
        Unit of payoffs, or an empty text.
    """
    play = equilibrium.play
    if not isinstance(play, Commitment):
        return []
    announced = [
        announcement_sentence(play),
        payoff_sentence(play.game, equilibrium.payoffs, unit, is_certain=play.is_pure),
        *worth_sentences(equilibrium, unit),
    ]
    is_weak = solution.options.get("tie") == "weak"
    reasons = [*follower_sentences(equilibrium, is_weak=is_weak), *leader_sentences(equilibrium)]
    return [*passage_of(announced), *listed(opening_text("Why this is the answer", unit), reasons)]


def announcement_sentence(play: Commitment) -> str:
    """Return what the leader commits itself to, and the answer."""
    game, leader = play.game, play.leader
    answers = [
        f"{who(game, player)} answers with {mixture_text(play.profile[player])}"
        for player in range(game.num_players)
        if player != leader and game.num_actions[player] > 1
    ]
    announced = f"{who(game, leader)} commits itself to {mixture_text(play.profile[leader])}"
    near = "" if play.is_attained else f", or rather to something near it, as {who(game, leader)} likes"
    return sentence_text("; ".join([announced + near, *answers]))


def worth_sentences(equilibrium: Equilibrium, unit: str) -> list[str]:
    """Return what commitment is worth to the leader beside its best payoff in a Nash equilibrium.

    Where mixed Nash equilibria may be missing, the payoffs are compared without saying what commitment is worth.

    Parameters
    ----------
    equilibrium
        A commitment.
    unit
        Unit of payoffs, or an empty text.
    """
    play = equilibrium.play
    found = nash_payoffs(play.game, seconds=NASH_SECONDS) if isinstance(play, Commitment) else None
    if found is None or not isinstance(play, Commitment):
        return []
    name, payoff, nash = who(play.game, play.leader), equilibrium.payoffs[play.leader], found.best(play.leader)
    known = found.best_in_words
    if payoff == nash:
        worth = f"commitment is worth nothing to {name}: {known} pays it {told_text(nash)} too"
        return [sentence_text(worth if found.is_complete else f"{known} pays {name} {told_text(nash)} too")]
    less, more = told_apart(nash, payoff)
    if payoff < nash:
        return [
            sentence_text(
                f"{known} pays {name} more, {less} instead of {more}: it can hope for that, but not count on it"
            )
        ]
    if not found.is_complete:
        return [sentence_text(f"{known} pays {name} {less}, the commitment {more}")]
    worth = amount_text(payoff - nash, unit)
    return [sentence_text(f"commitment is worth {worth} to {name}: {known} pays it {less}, the commitment {more}")]


def follower_sentences(equilibrium: Equilibrium, *, is_weak: bool) -> list[str]:
    """Return why the follower answers as it does; amounts are told without their unit.

    Parameters
    ----------
    equilibrium
        A commitment with its certificate.
    is_weak
        Whether the follower answers as the leader fears where it is indifferent.
    """
    play = equilibrium.play
    if not isinstance(play, Commitment):
        return []
    sentences = []
    for reply in equilibrium.certificate.replies:
        names = play.game.actions[reply.player]
        if reply.player == play.leader or len(names) < 2:
            continue
        answer = next(action for action, share in enumerate(play.profile.strategies[reply.player]) if share)
        equal = [action for action in reply.best_actions if action != answer]
        others = [action for action in range(len(names)) if action not in (answer, *equal)]
        name = who(play.game, reply.player)
        if equal:
            also = joined([quoted(names[action]) for action in equal])
            would = f"{name} would get exactly as much, {told_text(reply.payoff)}, with {also}"
            leader = who(play.game, play.leader)
            if play.is_attained:
                would += f", but answers as {leader} {'fears' if is_weak else 'likes'}"
            else:
                would += f"; {leader} has to change its strategy a little to make {quoted(names[answer])} better"
            sentences.append(sentence_text(would))
        if others:
            sentences.append(sentence_text(f"{name}: {_next_best(reply, names, others)}"))
    return sentences


def _next_best(reply: BestReply, names: Sequence[str], others: Sequence[int]) -> str:
    """Return what the best of some worse actions would bring."""
    second = max(others, key=lambda action: reply.action_payoffs[action])
    return f"{quoted(names[second])} would bring {_less(reply.action_payoffs[second], reply.payoff)}"


def _less(other: Fraction, payoff: Fraction) -> str:
    instead, now = told_apart(other, payoff)
    return f"{told_text(payoff - other)} less ({instead} instead of {now})"


def leader_sentences(equilibrium: Equilibrium) -> list[str]:
    """Return what tempts the leader away from its commitment, once it is answered; nothing if it is a best reply."""
    play = equilibrium.play
    if not isinstance(play, Commitment):
        return []
    reply = equilibrium.certificate.replies[play.leader]
    if not reply.regret:
        return []
    name, action = who(play.game, play.leader), play.game.actions[play.leader][reply.best_actions[0]]
    instead, now = told_apart(reply.best_payoff, reply.payoff)
    tempting = f"once answered, {name} would rather play {quoted(action)} and get {instead} instead of {now}"
    return [sentence_text(f"{tempting}: it has to be bound")]

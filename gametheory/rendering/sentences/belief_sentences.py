"""What players learn from what they see, and what they would have to believe where play never comes."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.analysis.beliefs import beliefs, hidden_action
from gametheory.analysis.expected_payoffs import exact_choices
from gametheory.core.profiles import BehaviorProfile
from gametheory.rendering.sentences.numbers import bracketed_probability, told_probability
from gametheory.rendering.sentences.places import place_of, place_text
from gametheory.rendering.sentences.wording import counted, in_order_of_play, joined, quoted, sentence_text, who

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gametheory.core.solution import Equilibrium

MAX_SIGNALS = 8
"""Information sets whose beliefs are told."""
MAX_HIDDEN = 4
"""Hidden moves of one information set whose probabilities are told."""


def signal_sentences(equilibrium: Equilibrium) -> list[str]:
    """Return what players believe, by Bayes' rule, at the information sets on the way that hide a move made by lot.

    Parameters
    ----------
    equilibrium
        An equilibrium; in normal forms there is nothing to tell.
    """
    profile = equilibrium.profile
    if not isinstance(profile, BehaviorProfile):
        return []
    told = list(_signals(profile))
    if len(told) > MAX_SIGNALS:
        more = counted(len(told) - MAX_SIGNALS, "more is", "more are")
        told[MAX_SIGNALS:] = [sentence_text(f"{more} left out here")]
    return told


def _signals(profile: BehaviorProfile) -> Iterator[str]:
    game = profile.game
    choices, held = exact_choices(game, profile), beliefs(game, profile)
    for index in in_order_of_play(game, held):
        move = hidden_action(game, [int(node) for node in game.infoset_nodes(index)])
        before = choices[move.infoset] if move else None
        if move is None or before is None or len(before) < 2:
            continue
        after: dict[int, Fraction] = defaultdict(Fraction)
        for action, probability in zip(move.actions, held[index], strict=True):
            after[action] += probability
        if dict(after) == before and not place_of(game, index).seen:
            continue
        names = game.infosets[move.infoset].actions
        told = _learnt({names[action]: (odds, after[action]) for action, odds in sorted(before.items())})
        yield sentence_text(f"{place_text(game, index)}, {who(game, game.infosets[index].player)} {told}")


def _learnt(odds: Mapping[str, tuple[Fraction, Fraction]]) -> str:
    """Return what somebody believes of some moves, whose probabilities are given as (before, after)."""
    for name, (before, after) in odds.items():
        if after == 1:
            return f"is sure of {quoted(name)} ({bracketed_probability(before)} before)"
    told = list(odds.items())[: MAX_HIDDEN if len(odds) > 2 else 1]
    if all(before == after for before, after in odds.values()):
        held = joined([f"of {quoted(name)} at {told_probability(after)}" for name, (_, after) in told])
        return f"puts the chance {held}, as before: the signal tells nothing"
    held = joined(
        [f"of {quoted(name)} at {told_probability(after)}, {_change(before, after)}" for name, (before, after) in told]
    )
    return f"puts the chance {held}"


def _change(before: Fraction, after: Fraction) -> str:
    """Return how a probability has changed."""
    if before == after:
        return "as before"
    return f"{'up' if after > before else 'down'} from {told_probability(before)}"


def belief_condition(profile: BehaviorProfile, infoset: int, belief: tuple[Fraction, Fraction] | None) -> str:
    """Return under which belief a choice that is never put to the test is best.

    Parameters
    ----------
    profile, infoset
        The profile, and an information set that play never comes to.
    belief
        Least and largest probability of the first of its two nodes; None where they are not known.
    """
    game = profile.game
    player = who(game, game.infosets[infoset].player)
    move = hidden_action(game, [int(node) for node in game.infoset_nodes(infoset)])
    if belief is None or move is None:
        return f"whether that is best depends on what {player} then believes"
    low, high = belief
    action = move.actions[0]
    name = quoted(game.infosets[move.infoset].actions[action])
    if low == high:
        odds = f"exactly {told_probability(low)}"
    elif high == 1:
        odds = f"{told_probability(low)} or more"
    else:
        odds = (
            f"{told_probability(high)} or less" if low == 0 else f"{told_probability(low)} to {told_probability(high)}"
        )
    before = game.infosets[move.infoset].probabilities
    known = f" ({bracketed_probability(before[action])} at the start)" if before else ""
    return f"that is best if {player} then puts the chance of {name} at {odds}{known}"

"""What players learn from what they see, and what they would have to believe where play never comes."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from math import prod
from typing import TYPE_CHECKING, NamedTuple

from gametheory.analysis.trees.beliefs import beliefs, hidden_actions
from gametheory.analysis.trees.play_order import in_order_of_play
from gametheory.analysis.trees.reach import exact_choices
from gametheory.core.profiles import BehaviorProfile
from gametheory.rendering.sentences.numbers import bracketed_probability, told_probability
from gametheory.rendering.sentences.places import Places
from gametheory.rendering.sentences.wording import counted, joined, quoted, sentence_text, who

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gametheory.analysis.trees.beliefs import HiddenAction
    from gametheory.analysis.trees.reach import Choices
    from gametheory.core.equilibrium import Equilibrium
    from gametheory.core.extensive_form import ExtensiveFormGame

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
    choices, held, places = exact_choices(game, profile), beliefs(game, profile), Places(game)
    for index in in_order_of_play(game, held):
        nodes = [int(node) for node in game.infoset_nodes(index)]
        signal = _Signal(held[index], _drawn_moves(game, nodes, choices))
        if not signal.odds or (signal.tells_nothing and not places[index].seen):
            continue
        told = f"{places[index].text}, {who(game, game.infosets[index].player)} {_learnt(game, signal)}"
        yield sentence_text(told)


def _drawn_moves(game: ExtensiveFormGame, nodes: Sequence[int], choices: Choices) -> list[_DrawnMove]:
    """Return the moves made by lot that an information set hides."""
    hidden = [(move, choices[move.infoset]) for move in hidden_actions(game, nodes)]
    return [_DrawnMove(move, before) for move, before in hidden if before is not None and len(before) > 1]


class _DrawnMove(NamedTuple):
    """A hidden move and the probabilities with which it is made."""

    move: HiddenAction
    before: Mapping[int, Fraction]


class _Signal:
    """What an information set says of hidden moves made by lot.

    Parameters
    ----------
    held
        How likely each of its nodes is.
    moves
        The hidden moves.
    """

    def __init__(self, held: Sequence[Fraction], moves: Sequence[_DrawnMove]) -> None:
        self._held = held
        self._moves = moves
        self.odds = [(drawn.move.infoset, self._odds(drawn)) for drawn in moves]

    def _odds(self, drawn: _DrawnMove) -> dict[int, tuple[Fraction, Fraction]]:
        """Return the probabilities of a hidden move's actions, before and after."""
        after: dict[int, Fraction] = defaultdict(Fraction)
        for action, probability in zip(drawn.move.actions, self._held, strict=True):
            after[action] += probability
        return {action: (before, after[action]) for action, before in sorted(drawn.before.items())}

    @property
    def tells_nothing(self) -> bool:
        """Whether all hidden moves are as likely as before, together and not only one by one."""
        ways = list(zip(*(drawn.move.actions for drawn in self._moves), strict=True))
        before = [
            prod(drawn.before.get(action, 0) for drawn, action in zip(self._moves, way, strict=True)) for way in ways
        ]
        return len(set(ways)) == len(ways) and before == list(self._held)


def _learnt(game: ExtensiveFormGame, signal: _Signal) -> str:
    """Return what somebody believes of hidden moves: of those that the signal tells something of, or of all."""
    named = [
        {game.infosets[infoset].actions[action]: pair for action, pair in odds.items()} for infoset, odds in signal.odds
    ]
    changed = [odds for odds in named if any(before != after for before, after in odds.values())]
    told = joined([_held(odds) for odds in changed or named])
    if changed:
        return told
    return f"{told}, as before{': the signal tells nothing' if signal.tells_nothing else ''}"


def _held(odds: Mapping[str, tuple[Fraction, Fraction]]) -> str:
    """Return what somebody believes of one move, whose probabilities are given as (before, after)."""
    for name, (before, after) in odds.items():
        if after == 1:
            return f"is sure of {quoted(name)} ({bracketed_probability(before)} before)"
    told = list(odds.items())[: MAX_HIDDEN if len(odds) > 2 else 1]
    has_changed = any(before != after for before, after in odds.values())
    held = joined(
        [
            f"of {quoted(name)} at {told_probability(after)}{f', {_change(before, after)}' if has_changed else ''}"
            for name, (before, after) in told
        ]
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
    hidden = hidden_actions(game, [int(node) for node in game.infoset_nodes(infoset)])
    if belief is None or not hidden:
        return f"whether that is best depends on what {player} then believes"
    move = hidden[0]
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

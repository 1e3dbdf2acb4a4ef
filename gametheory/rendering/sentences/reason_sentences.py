"""Why nobody wants to change: the second-best action of each, what it would cost, and what keeps mixers indifferent."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.analysis.certificate import judge
from gametheory.analysis.profiles.action_payoffs import action_payoffs
from gametheory.analysis.trees.play_order import in_order_of_play
from gametheory.core.profiles import BehaviorProfile, MixedProfile
from gametheory.rendering.sentences.numbers import told_apart, told_text
from gametheory.rendering.sentences.places import Places, rounds_text
from gametheory.rendering.sentences.wording import counted, joined, quoted, sentence_text, who

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gametheory.core.certificate import InfosetReply
    from gametheory.core.equilibrium import Equilibrium
    from gametheory.core.profiles import Strategy
    from gametheory.rendering.sentences.places import Place

MAX_REASONS = 24
"""Sentences that are told."""
MAX_EQUAL = 5
"""Actions of a mixture that are told one by one."""
MAX_TIPPING = 12
"""Information sets of a tree whose mixing is held against the indifference of others."""


def reason_sentences(equilibrium: Equilibrium) -> list[str]:
    """Return for each player, in trees for each choice on the way, why another action is no better.

    Parameters
    ----------
    equilibrium
        An equilibrium with its certificate. Amounts are told without their unit, which the list's opening names.
    """
    profile = equilibrium.profile
    if isinstance(profile, BehaviorProfile):
        told = list(map(sentence_text, _rounds_together(list(_tree_reasons(profile, equilibrium)))))
    else:
        told = list(map(sentence_text, _normal_form_reasons(profile, equilibrium)))
    if len(told) > MAX_REASONS:
        more = counted(len(told) - MAX_REASONS, "more is", "more are")
        told[MAX_REASONS:] = [sentence_text(f"{more} left out here")]
    return told


def _normal_form_reasons(profile: MixedProfile, equilibrium: Equilibrium) -> Iterator[str]:
    game = profile.game
    for reply in equilibrium.certificate.replies:
        strategy = profile.strategies[reply.player]
        choice = _Choice("", game.actions[reply.player], strategy, reply.action_payoffs)
        for reason in _choice_reasons(choice):
            yield f"{who(game, reply.player)}{reason}"
        if max(strategy) < 1:
            yield from _indifference_sentences(profile, reply.player)


def _indifference_sentences(profile: MixedProfile, player: int) -> Iterator[str]:
    """Yield for each other player that mixes what would tip the balance that keeps this one indifferent."""
    game = profile.game
    mine = game.actions[player]
    played = [action for action, probability in enumerate(profile.strategies[player]) if probability]
    for other, theirs in enumerate(profile.strategies):
        if other != player and max(theirs) < 1:
            tipping = next(action for action, probability in enumerate(theirs) if probability)
            certain = tuple(Fraction(action == tipping) for action in range(len(theirs)))
            tipped = MixedProfile(game, (*profile.strategies[:other], certain, *profile.strategies[other + 1 :]))
            payoffs = action_payoffs(game, tipped, player)
            preferred = _preferred(payoffs, played)
            if len(preferred) < len(played):
                yield (
                    f"{who(game, other)} keeps it so: with {quoted(game.actions[other][tipping])} more often, "
                    f"{who(game, player)} would prefer {joined([quoted(mine[action]) for action in preferred], 'or')}"
                )


def _preferred(payoffs: Sequence[Fraction], played: list[int]) -> list[int]:
    """Return those of the actions that are played that pay most."""
    best = max(payoffs[action] for action in played)
    return [action for action in played if payoffs[action] == best]


def _rounds_together(reasons: Sequence[_Reason]) -> Iterator[str]:
    """Yield the reasons in words; the same one in several rounds is told once."""
    groups: dict[object, list[_Reason]] = {}
    for number, reason in enumerate(reasons):
        likeness = (reason.chooser, reason.place.stage, reason.text) if reason.place.round else number
        groups.setdefault(likeness, []).append(reason)
    for first, *others in groups.values():
        rounds = [reason.place.round for reason in (first, *others)]
        place = f"at {quoted(first.place.stage)} {rounds_text(rounds)}" if others else first.place.text
        yield f"{first.chooser} {place}{first.text}" if first.chooser else first.text


@dataclass(frozen=True, slots=True)
class _Reason:
    """Why another action is no better: who chooses where, and what is to be said of it; no chooser, if all is said."""

    chooser: str
    place: Place
    text: str


def _tree_reasons(profile: BehaviorProfile, equilibrium: Equilibrium) -> Iterator[_Reason]:
    game = profile.game
    replies = {reply.infoset: reply for reply in equilibrium.certificate.infosets if reply.reach}
    drawn = {name for infoset in game.infosets if infoset.is_chance for name in infoset.actions}
    places = Places(game)
    tippings = _tippings(profile, in_order_of_play(game, replies))
    for index in in_order_of_play(game, replies):
        payoffs, strategy = replies[index].action_payoffs, profile.strategies[index]
        if payoffs is not None and strategy is not None:
            infoset, place = game.infosets[index], places[index]
            chooser = who(game, infoset.player)
            is_told = replies[index].reach == 1 or not drawn.isdisjoint(place.seen)
            opening = "" if is_told else ", if play gets there"
            for reason in _choice_reasons(_Choice(opening, infoset.actions, strategy, payoffs)):
                yield _Reason(chooser, place, reason)
            if max(strategy) < 1:
                for reason in _tree_indifference_sentences(profile, index, tippings, places):
                    yield _Reason("", place, reason)


@dataclass(frozen=True, slots=True)
class _Tipping:
    """What each information set's actions would pay if one that is mixed were certain somewhere."""

    infoset: int
    action: int
    replies: dict[int, InfosetReply]


def _tippings(profile: BehaviorProfile, infosets: list[int]) -> list[_Tipping]:
    """Return for the information sets at which somebody mixes what making the first action certain would do."""
    tippings = []
    game, strategies = profile.game, profile.strategies
    mixing = [(index, strategy) for index in infosets if (strategy := strategies[index]) and max(strategy) < 1]
    is_contested = len({game.infosets[index].player for index, _ in mixing}) > 1
    for index, strategy in mixing[:MAX_TIPPING] if is_contested else []:
        tipping = next(action for action, probability in enumerate(strategy) if probability)
        certain = tuple(Fraction(action == tipping) for action in range(len(strategy)))
        tipped = BehaviorProfile(game, (*strategies[:index], certain, *strategies[index + 1 :]))
        replies = {reply.infoset: reply for reply in judge(game, tipped).infosets}
        tippings.append(_Tipping(index, tipping, replies))
    return tippings


def _tree_indifference_sentences(
    profile: BehaviorProfile, index: int, tippings: list[_Tipping], places: Places
) -> Iterator[str]:
    """Yield for each information set of others where mixing keeps a player indifferent what would tip the balance."""
    game, infoset = profile.game, profile.game.infosets[index]
    played = [action for action, probability in enumerate(profile.strategies[index] or ()) if probability]
    for tipping in tippings:
        other, payoffs = game.infosets[tipping.infoset], tipping.replies[index].action_payoffs
        if other.player == infoset.player or payoffs is None:
            continue
        preferred = _preferred(payoffs, played)
        if len(preferred) < len(played):
            yield (
                f"{who(game, other.player)} {places[tipping.infoset].text} keeps it so: "
                f"if {quoted(other.actions[tipping.action])} were certain there, {who(game, infoset.player)} would "
                f"prefer {joined([quoted(infoset.actions[action]) for action in preferred], 'or')}"
            )


@dataclass(frozen=True, slots=True)
class _Choice:
    """On what condition a choice is made, among what, with which probabilities, and what each action pays."""

    given: str
    actions: tuple[str, ...]
    strategy: Strategy
    payoffs: Sequence[Fraction]


def _choice_reasons(choice: _Choice) -> Iterator[str]:
    """Yield one or two sentences on one choice: what is played, and the best of what is not."""
    names, payoffs = [quoted(action) for action in choice.actions], choice.payoffs
    played = [index for index, probability in enumerate(choice.strategy) if probability]
    others = [index for index in range(len(names)) if index not in played]
    best = payoffs[played[0]]
    if len(played) > 1:
        equal = joined([names[index] for index in played]) if len(played) <= MAX_EQUAL else "all that is mixed"
        yield f"{choice.given}: {equal} bring the same, {told_text(best)}, so mixing costs nothing"
    elif not others:
        yield f"{choice.given} has no other choice than {names[played[0]]}"
    if others:
        second = max(others, key=lambda index: payoffs[index])
        is_tie = payoffs[second] in [payoffs[index] for index in played]
        comparison = f"exactly as much, {told_text(best)}" if is_tie else _comparison(best, payoffs[second])
        yield f"{choice.given}: {names[second]} would bring {comparison}"


def _comparison(best: Fraction, second: Fraction) -> str:
    """Return how much less the best of the actions that are not played would bring."""
    instead, now = told_apart(second, best)
    return f"{told_text(best - second)} less ({instead} instead of {now})"

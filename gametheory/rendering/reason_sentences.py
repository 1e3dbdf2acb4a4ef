"""Why nobody wants to change: the second-best action of each, what it would cost, and what keeps mixers indifferent."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.analysis.certificate import judge
from gametheory.analysis.expected_payoffs import action_payoffs
from gametheory.core.profiles import BehaviorProfile, MixedProfile
from gametheory.rendering.numbers import payoff_text
from gametheory.rendering.wording import amount_text, in_order_of_play, joined, place_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gametheory.core.certificate import InfosetReply
    from gametheory.core.profiles import Strategy
    from gametheory.core.solution import Equilibrium

MAX_TIPPING = 12
"""Information sets of a tree whose mixing is held against the indifference of others."""


def reason_sentences(equilibrium: Equilibrium, unit: str) -> list[str]:
    """Return for each player, in trees for each choice on the way, why another action is no better.

    Parameters
    ----------
    equilibrium
        An equilibrium with its certificate.
    unit
        Unit of payoffs, or an empty text.
    """
    profile = equilibrium.profile
    if isinstance(profile, BehaviorProfile):
        return list(_tree_reasons(profile, equilibrium, unit))
    return list(_normal_form_reasons(profile, equilibrium, unit))


def _normal_form_reasons(profile: MixedProfile, equilibrium: Equilibrium, unit: str) -> Iterator[str]:
    game = profile.game
    for reply in equilibrium.certificate.replies:
        label = game.players[reply.player].label
        strategy = profile.strategies[reply.player]
        choice = _Choice(label, game.actions[reply.player], strategy, reply.action_payoffs)
        yield from _choice_reasons(choice, unit)
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
                    f"The mixture of {game.players[other].label} keeps it so: with “{game.actions[other][tipping]}” "
                    f"more often, {game.players[player].label} would prefer "
                    f"{joined([f'“{mine[action]}”' for action in preferred], 'or')}."
                )


def _preferred(payoffs: Sequence[Fraction], played: list[int]) -> list[int]:
    """Return those of the actions that are played that pay most."""
    best = max(payoffs[action] for action in played)
    return [action for action in played if payoffs[action] == best]


def _tree_reasons(profile: BehaviorProfile, equilibrium: Equilibrium, unit: str) -> Iterator[str]:
    game = profile.game
    replies = {reply.infoset: reply for reply in equilibrium.certificate.infosets if reply.reach}
    tippings = _tippings(profile, in_order_of_play(game, replies))
    for index in in_order_of_play(game, replies):
        payoffs, strategy = replies[index].action_payoffs, profile.strategies[index]
        if payoffs is not None and strategy is not None:
            infoset = game.infosets[index]
            label = f"{game.players[infoset.player].label} {place_text(game, index)}"
            given = "" if replies[index].reach == 1 else "once there, "
            yield from _choice_reasons(_Choice(label, infoset.actions, strategy, payoffs, given), unit)
            if max(strategy) < 1:
                yield from _tree_indifference_sentences(profile, index, tippings)


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


def _tree_indifference_sentences(profile: BehaviorProfile, index: int, tippings: list[_Tipping]) -> Iterator[str]:
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
                f"The mixture of {game.players[other.player].label} {place_text(game, tipping.infoset)} keeps it so: "
                f"if “{other.actions[tipping.action]}” were certain there, {game.players[infoset.player].label} would "
                f"prefer {joined([f'“{infoset.actions[action]}”' for action in preferred], 'or')}."
            )


@dataclass(frozen=True, slots=True)
class _Choice:
    """Who chooses, among what, with which probabilities, what each action pays, and on what condition."""

    label: str
    actions: tuple[str, ...]
    strategy: Strategy
    payoffs: tuple[Fraction, ...]
    given: str = ""


def _choice_reasons(choice: _Choice, unit: str) -> Iterator[str]:
    """Yield one or two sentences on one choice: what is played, and the best of what is not."""
    names, payoffs = [f"“{action}”" for action in choice.actions], choice.payoffs
    opening = f"{choice.label}: {choice.given}"
    played = [index for index, probability in enumerate(choice.strategy) if probability]
    others = [index for index in range(len(names)) if index not in played]
    best = payoffs[played[0]]
    if len(played) > 1:
        equal = joined([names[index] for index in played])
        yield f"{opening}{equal} are equally good, {amount_text(best, unit)} each, so mixing them costs nothing."
    elif not others:
        yield f"{choice.label} has no other choice than {names[played[0]]}."
    if others:
        second = max(others, key=lambda index: payoffs[index])
        yield _second_best_sentence(f"{opening}{names[second]} would give", best, payoffs[second], unit)


def _second_best_sentence(opening: str, best: Fraction, second: Fraction, unit: str) -> str:
    """Return what the best of the actions that are not played would give, and cost."""
    if best == second:
        return f"{opening} exactly as much, {amount_text(best, unit)}; nothing is gained by it."
    given = f"{payoff_text(second)} rather than {amount_text(best, unit)}"
    return f"{opening} {given}, a loss of {payoff_text(best - second)}."

"""What happens in an equilibrium, and what everybody gets."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.analysis.expected_payoffs import reach_probabilities
from gametheory.core.profiles import BehaviorProfile, MixedProfile
from gametheory.rendering.numbers import payoff_text, percent_text
from gametheory.rendering.wording import amount_text, in_order_of_play, joined, mixture_text, place_text, sentence_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gametheory.core.profiles import Probability
    from gametheory.core.solution import Equilibrium


def play_sentences(equilibrium: Equilibrium, unit: str) -> list[str]:
    """Return what the players do where play leads, and what they get.

    Parameters
    ----------
    equilibrium
        Any equilibrium.
    unit
        Unit of payoffs, or an empty text.
    """
    profile = equilibrium.profile
    if isinstance(profile, MixedProfile):
        return [_normal_form_play(profile), _payoff_sentence(equilibrium, unit, is_certain=profile.is_pure)]
    reach = reach_probabilities(profile.game, profile)
    ends = [end for end in profile.game.terminals if reach[end]]
    totals = [profile.game.path_payoffs(player).values for player in range(profile.game.num_players)]
    is_certain = len({tuple(values.item(end) for values in totals) for end in ends}) == 1
    return [*_tree_play(profile, reach), _payoff_sentence(equilibrium, unit, is_certain=is_certain)]


def _payoff_sentence(equilibrium: Equilibrium, unit: str, *, is_certain: bool) -> str:
    """Say what everybody gets, on average unless play is certain; the unit stands once, at the end."""
    *others, last = equilibrium.payoffs
    amounts = [*map(payoff_text, others), amount_text(last, unit)]
    players = equilibrium.profile.game.players
    gains = joined([f"{player.label} gets {amount}" for player, amount in zip(players, amounts, strict=True)])
    return f"{gains}." if is_certain else f"On average {gains}."


def _normal_form_play(profile: MixedProfile) -> str:
    choices = [f"{player.label} chooses {mixture_text(profile[player.key])}" for player in profile.game.players]
    return f"{'; '.join(choices)}."


def _tree_play(profile: BehaviorProfile, reach: Sequence[Fraction]) -> Iterator[str]:
    """Yield one sentence for each information set that play reaches, chance included, in the order of play."""
    game = profile.game
    reached = {
        index: nodes
        for index in range(len(game.infosets))
        if (nodes := [node for node in game.infoset_nodes(index) if reach[node]])
    }
    before = -1
    for index in in_order_of_play(game, reached):
        depth = min(int(game.depth[node]) for node in reached[index])
        opening = "Then " if depth > before >= 0 else ""
        if before < 0 and len(reached) > 1:
            opening = "First, "
        before = depth
        odds = sum((reach[node] for node in reached[index]), Fraction(0))
        decision = _decision(profile, index, odds)
        yield f"{opening}{decision}." if opening else sentence_text(decision)


def _decision(profile: BehaviorProfile, index: int, odds: Fraction) -> str:
    """Return who decides what at an information set, and how likely play gets there."""
    game, infoset = profile.game, profile.game.infosets[index]
    when = "" if odds == 1 else f" (play gets there with probability {percent_text(odds)})"
    if infoset.probabilities is not None:
        branches: Mapping[str, Probability] = dict(zip(infoset.actions, infoset.probabilities, strict=True))
        place = f" {place_text(game, index)}" if when else ""
        return f"chance decides{place}{when}: {mixture_text(branches)}"
    choice = dict(zip(infoset.actions, profile.strategies[index] or (), strict=True))
    label = game.players[infoset.player].label
    return f"{label} chooses {mixture_text(choice)} {place_text(game, index)}{when}"

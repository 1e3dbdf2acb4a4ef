"""What happens in an equilibrium, and what everybody gets."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.analysis.expected_payoffs import reach_probabilities
from gametheory.core.profiles import BehaviorProfile, MixedProfile
from gametheory.rendering.numbers import percent_text
from gametheory.rendering.wording import amount_text, joined, mixture_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gametheory.core.infosets import Infoset
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
    played = _tree_play(profile) if isinstance(profile, BehaviorProfile) else _normal_form_play(profile)
    sentences = list(played)
    payoffs = [
        f"{player.label} gets {amount_text(payoff, unit)}"
        for player, payoff in zip(profile.game.players, equilibrium.payoffs, strict=True)
    ]
    return [*sentences, f"On average {joined(payoffs)}." if not profile.is_pure else f"{joined(payoffs)}."]


def _normal_form_play(profile: MixedProfile) -> Iterator[str]:
    choices = [_choice_text(player.label, profile[player.key]) for player in profile.game.players]
    yield f"{'; '.join(choices)}."


def _tree_play(profile: BehaviorProfile) -> Iterator[str]:
    """Yield one sentence for each information set that play reaches, chance included, in the order of play."""
    game = profile.game
    reach = reach_probabilities(game, profile)
    stations = [
        (index, [node for node in game.infoset_nodes(index) if reach[node]]) for index in range(len(game.infosets))
    ]
    stations = [(index, nodes) for index, nodes in stations if nodes]
    stations.sort(key=lambda station: min(int(game.depth[node]) for node in station[1]))
    for position, (index, nodes) in enumerate(stations):
        infoset = game.infosets[index]
        opening = "Then" if position else "First"
        odds = sum((reach[node] for node in nodes), Fraction(0))
        when = "" if odds == 1 else f" (play gets there with probability {percent_text(odds)})"
        if infoset.probabilities is not None:
            branches = dict(zip(infoset.actions, infoset.probabilities, strict=True))
            yield f"{opening} chance decides{when}: {mixture_text(branches)}."
        else:
            player = game.players[infoset.player]
            choice = profile[player.key][infoset.key] or {}
            yield f"{opening} {_choice_text(player.label, choice, _place(infoset))}{when}."


def _place(infoset: Infoset) -> str:
    return f" at “{infoset.label}”" if infoset.label else ""


def _choice_text(label: str, choice: Mapping[str, Probability], place: str = "") -> str:
    return f"{label} chooses {mixture_text(choice)}{place}"

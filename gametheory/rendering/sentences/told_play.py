"""What happens in an equilibrium in a few sentences, whatever is played in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.core.commitments import Commitment
from gametheory.core.count_profile import CountProfile
from gametheory.core.distributions import Distribution
from gametheory.core.markov_profile import MarkovProfile
from gametheory.core.symmetric_profile import SymmetricProfile
from gametheory.rendering.sentences.commitment_sentences import announcement_sentence
from gametheory.rendering.sentences.distribution_sentences import distribution_passages
from gametheory.rendering.sentences.payoff_sentence import payoff_sentence
from gametheory.rendering.sentences.play_sentences import play_sentences
from gametheory.rendering.sentences.state_sentences import state_play_sentences
from gametheory.rendering.sentences.tier_sentences import tier_play_sentences

if TYPE_CHECKING:
    from gametheory.core.equilibrium import Equilibrium
    from gametheory.core.solution import Solution


def told_play(solution: Solution, equilibrium: Equilibrium, unit: str) -> list[str]:
    """Return what is played, or recommended, or announced and answered, and what everybody gets.

    Parameters
    ----------
    solution, equilibrium
        A solution and one of its equilibria.
    unit
        Unit of payoffs, or an empty text.
    """
    play = equilibrium.play
    if isinstance(play, Distribution):
        first = distribution_passages(solution, equilibrium, unit)[:2]
        return [
            " ".join([passage.opening, *(item[:1].upper() + item[1:] for item in passage.items)]) for passage in first
        ]
    if isinstance(play, Commitment):
        paid = payoff_sentence(play.game, equilibrium.payoffs, unit, is_certain=play.is_pure)
        return [announcement_sentence(play), paid]
    if isinstance(play, CountProfile | SymmetricProfile):
        return tier_play_sentences(play, equilibrium.payoffs, unit)
    if isinstance(play, MarkovProfile):
        return state_play_sentences(play, equilibrium.payoffs, unit)
    return play_sentences(equilibrium, unit)

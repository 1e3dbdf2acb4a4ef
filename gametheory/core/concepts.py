"""The solution concepts: one record for each, read by methods, sentences, pictures and the command."""

from __future__ import annotations

from dataclasses import dataclass

from gametheory.core.names import nearest
from gametheory.errors import UnsupportedGameError


@dataclass(frozen=True, slots=True)
class Concept:
    """A solution concept and its words.

    Parameters
    ----------
    name
        As in ``solve(game, concept=...)``, game files and JSON.
    singular, plural
        What one answer is called, and several.
    meaning
        What it demands, in a sentence.
    holds_in_subgames
        Whether it demands an equilibrium in every subgame, so that a profile which is none in one refutes the method.
    """

    name: str
    singular: str
    plural: str
    meaning: str
    holds_in_subgames: bool = False


CONCEPTS = {
    concept.name: concept
    for concept in (
        Concept("nash", "Nash equilibrium", "Nash equilibria", "Nash equilibria: nobody gains by deviating alone."),
        Concept("pure", "pure equilibrium", "pure equilibria", "Nash equilibria in which nobody randomizes."),
        Concept(
            "subgame_perfect",
            "subgame-perfect equilibrium",
            "subgame-perfect equilibria",
            "Profiles of a tree that are Nash equilibria in every subgame.",
            holds_in_subgames=True,
        ),
        Concept(
            "perfect_bayesian",
            "weak perfect Bayesian equilibrium",
            "weak perfect Bayesian equilibria",
            "Assessments in which every choice is best under beliefs that follow Bayes' rule where play comes.",
        ),
        Concept(
            "sequential",
            "sequential equilibrium",
            "sequential equilibria",
            "Assessments in which every choice is best under beliefs that small mistakes would give.",
            holds_in_subgames=True,
        ),
        Concept(
            "quasi_perfect",
            "quasi-perfect equilibrium",
            "quasi-perfect equilibria",
            "Best replies everywhere to vanishing mistakes of others, own later mistakes not counted.",
            holds_in_subgames=True,
        ),
        Concept(
            "perfect",
            "perfect equilibrium",
            "perfect equilibria",
            "Nash equilibria of two players that survive some small trembles: no strategy is weakly dominated.",
        ),
        Concept(
            "proper",
            "proper equilibrium",
            "proper equilibria",
            "Perfect equilibria in which costlier mistakes are made far less often.",
        ),
        Concept(
            "strict",
            "strict equilibrium",
            "strict equilibria",
            "Pure equilibria in which every deviation alone costs something.",
        ),
        Concept(
            "essential",
            "essential equilibrium",
            "essential equilibria",
            "Nash equilibria in components that no small change of payoffs makes vanish.",
        ),
        Concept(
            "payoff_dominant",
            "payoff-dominant equilibrium",
            "payoff-dominant equilibria",
            "Nash equilibria that no other one improves for some player and worsens for none.",
        ),
        Concept(
            "risk_dominant",
            "risk-dominant equilibrium",
            "risk-dominant equilibria",
            "Of two strict equilibria the one that is dearer to leave, by the product of the players' losses.",
        ),
        Concept(
            "evolutionarily_stable",
            "evolutionarily stable strategy",
            "evolutionarily stable strategies",
            "Strategies of a symmetric game that a small group playing anything else cannot invade.",
        ),
        Concept(
            "symmetric",
            "symmetric equilibrium",
            "symmetric equilibria",
            "Nash equilibria in which players who can change places, or all sellers of a tier, play alike.",
        ),
        Concept(
            "large_population",
            "large-population equilibrium",
            "large-population equilibria",
            "Shares of tiers at which nobody gains who is too small to move them: the limit of ever larger tiers.",
        ),
        Concept(
            "correlated",
            "correlated equilibrium",
            "correlated equilibria",
            "Distributions of recommended actions that nobody gains by disobeying once its own is heard.",
        ),
        Concept(
            "coarse_correlated",
            "coarse correlated equilibrium",
            "coarse correlated equilibria",
            "Distributions of recommended actions that nobody gains by leaving before its own is heard.",
        ),
        Concept(
            "extensive_form_correlated",
            "extensive-form correlated equilibrium",
            "extensive-form correlated equilibria",
            "Distributions of plans, told one move at a time, that nobody gains by disobeying.",
        ),
        Concept(
            "agent_form_correlated",
            "agent-form correlated equilibrium",
            "agent-form correlated equilibria",
            "Distributions of moves, told one information set at a time, that no set gains by disobeying alone.",
        ),
        Concept(
            "stackelberg",
            "commitment",
            "commitments",
            "The best mixed strategy that a leader can announce, with the answer of the follower.",
        ),
    )
}
"""Solution concepts by name, the most general first."""


def nearest_concept(name: str) -> str:
    """Return ``; did you mean '...'?`` with the concept that a name or its initials stand for, or nothing.

    Examples
    --------
    >>> nearest_concept("Subgame-Perfect"), nearest_concept("PBE"), nearest_concept("Walras")
    ("; did you mean 'subgame_perfect'?", "; did you mean 'perfect_bayesian'?", '')
    """
    initials = {known: _initials(concept.singular) for known, concept in CONCEPTS.items()}
    meant = [known for known, letters in initials.items() if len(name) > 1 and letters.endswith(name.lower())]
    return nearest(meant[0] if len(meant) == 1 else name, CONCEPTS)


def _initials(words: str) -> str:
    """Return the first letters of words, in small ones."""
    return "".join(word[0] for word in words.replace("-", " ").lower().split())


def concept_named(name: str) -> Concept:
    """Return the concept of this name.

    Raises
    ------
    UnsupportedGameError
        If there is none; the nearest name is told.

    Examples
    --------
    >>> concept_named("subgame_perfect").plural
    'subgame-perfect equilibria'
    """
    if name not in CONCEPTS:
        near = nearest_concept(name)
        there_are = f"{near} There are" if near else "; there are"
        raise UnsupportedGameError(f"unknown concept {name!r}{there_are} {', '.join(CONCEPTS)}")
    return CONCEPTS[name]

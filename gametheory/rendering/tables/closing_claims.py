"""What an answer claims beyond being an equilibrium: that none is better, what a refinement adds, and the value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.core.commitments import Commitment
from gametheory.core.concepts import CONCEPTS
from gametheory.core.solution import Coverage
from gametheory.rendering.sentences.wording import sentence_text, who

if TYPE_CHECKING:
    from gametheory.core.solution import Solution

_REFINEMENTS = {
    "perfect": "no strategy in them is weakly dominated by another one or by a mixture",
    "proper": "for each there are trembles in which costlier mistakes are made far less often",
    "strict": "every deviation alone costs something",
    "essential": "the index of their components is not 0, so no small change of payoffs makes these vanish",
    "payoff_dominant": "no Nash equilibrium, listed or not, pays one player more and the other as much",
    "evolutionarily_stable": "no small group that plays anything else can invade",
}
"""By concept what its method decides about every answer beside Nash's condition."""

_ONE_OF_INFINITELY_MANY = (
    "There may be others: there are infinitely many Nash equilibria, and only the extreme ones were tested."
)
_ONE_BY_THIS_METHOD = "This method looks for one only; method label_tree lists all."


def reason_for_one(solution: Solution) -> str | None:
    """Return in which sense an answer that need not be the only one is the best, or why no more were looked for.

    Parameters
    ----------
    solution
        Any solution; None is returned where there is nothing to say beyond that there may be others.
    """
    if solution.coverage is not Coverage.AT_LEAST_ONE or not solution.equilibria:
        return None
    if solution.concept in {"correlated", "coarse_correlated", "extensive_form_correlated", "agent_form_correlated"}:
        return _best_by_objective(solution)
    if solution.concept == "stackelberg":
        return _best_commitment(solution)
    if solution.concept == "proper" and not solution.unresolved and not solution.termination.was_cut_short:
        return _ONE_OF_INFINITELY_MANY
    if solution.method == "one_equilibrium" and solution.termination.value == "converged":
        return f"There may be others. {_ONE_BY_THIS_METHOD}"
    return None


def _best_by_objective(solution: Solution) -> str | None:
    """Say by which objective no other (coarse) correlated equilibrium is better."""
    concept, objective = CONCEPTS[solution.concept].singular, solution.options.get("objective")
    if objective is None:
        return None
    if objective == "welfare":
        return f"No {concept} has a larger sum of payoffs; others may have the same."
    if objective == "egalitarian":
        return f"In no {concept} does whoever gets least get more; others may be as good."
    name = who(solution.game, solution.game.player_index(str(objective)))
    return f"In no {concept} does {name} get more; others may pay it the same."


def _best_commitment(solution: Solution) -> str | None:
    """Say which leader no commitment pays more, and how the follower answers where it is indifferent."""
    play = solution.equilibria[0].play
    if not isinstance(play, Commitment):
        return None
    name = who(play.game, play.leader)
    if solution.options.get("tie") == "weak":
        return sentence_text(
            f"{name} leads and can count on no more with any commitment, "
            f"if an indifferent follower answers as {name} fears (weak); others may be worth the same"
        )
    return sentence_text(
        f"{name} leads and no commitment pays it more, "
        f"if an indifferent follower answers as {name} likes (strong); others may pay it the same"
    )


def refinement_sentences(solution: Solution) -> list[str]:
    """Return what was decided about every listed answer beside Nash's condition; empty for other concepts."""
    if not solution.equilibria:
        return []
    if solution.concept == "risk_dominant":
        if len(solution.equilibria) > 1:
            return ["Neither risk-dominates the other: the products of the players' losses are equal."]
        return [
            "Decided by the solver: the product of the players' losses from leaving it is larger than at the other one."
        ]
    said = _REFINEMENTS.get(solution.concept)
    return [f"Decided by the solver: {said}."] if said else []


def value_sentences(solution: Solution) -> list[str]:
    """Return the value of a zero-sum or constant-sum game, where the method found it."""
    statistics = solution.statistics
    if solution.method not in {"zero_sum", "interior_point"} or "value" not in statistics:
        return []
    first, second = who(solution.game, 0), who(solution.game, 1)
    if "guaranteed" not in statistics:
        return [f"Value of the game to {first}: {statistics['value']}."]
    value, guaranteed, conceded = (f"{statistics[name]:.10g}" for name in ("value", "guaranteed", "conceded"))
    return [
        f"Value of the game to {first}: {value}, rounded; "
        f"its strategy guarantees it at least {guaranteed}, that of {second} concedes it at most {conceded}."
    ]

"""Judgement of a given profile: payoffs, best responses, regret, dominance, structure, certificates.

Examples
--------
>>> from gametheory import NormalFormGame, analysis
>>> game = NormalFormGame.zero_sum([[1, 2], [3, 0]])
>>> analysis.is_zero_sum(game), analysis.is_symmetric(game)
(True, False)
"""

from __future__ import annotations

from gametheory.core.lazy_names import lazy_names

_HOMES = {
    "best_reply_proof": "dominance.rationalizability",
    "best_reply_table": "profiles.best_replies",
    "best_welfare": "shared_values.prices",
    "compare_risk": "stability.risk_dominance",
    "compare_with_agent_form": "trees.agent_form",
    "component_indices": "stability.component_index",
    "constant_sum": "structure",
    "critical_discount": "shared_values.repetition",
    "d1_criterion": "beliefs.forward_induction",
    "dominated_actions": "dominance.dominance",
    "eliminate": "dominance.elimination",
    "exchangeable_groups": "payoff_structure.exchangeability",
    "expected_payoffs": "profile_payoffs",
    "feasible_payoffs": "shared_values.payoff_polytope",
    "find_degeneracy": "stability.degeneracy",
    "forgetful_infosets": "structure",
    "has_perfect_information": "structure",
    "has_perfect_recall": "structure",
    "individually_rational_payoffs": "shared_values.payoff_polytope",
    "intuitive_criterion": "beliefs.forward_induction",
    "is_anonymous": "payoff_structure.decomposition",
    "is_constant_sum": "structure",
    "is_feasible": "shared_values.payoff_polytope",
    "is_individually_rational": "shared_values.payoff_polytope",
    "is_justified": "dominance.rationalizability",
    "is_polymatrix": "payoff_structure.decomposition",
    "is_symmetric": "structure",
    "is_zero_sum": "structure",
    "judge": "certificate",
    "judge_assessment": "beliefs.assessment_certificate",
    "judge_credibility": "beliefs.credibility",
    "judge_evolutionary_stability": "stability.evolutionary_stability",
    "judge_perfection": "stability.perfection",
    "judge_properness": "stability.properness",
    "judge_situations": "beliefs.public_beliefs",
    "judge_subgame_perfection": "trees.subgame_perfection",
    "maxmin": "shared_values.minmax_values",
    "minmax": "shared_values.minmax_values",
    "price_of_anarchy": "shared_values.prices",
    "price_of_stability": "shared_values.prices",
    "proper_equilibrium": "stability.properness",
    "rationalizable": "dominance.rationalizability",
    "reach_probabilities": "trees.reach",
    "signaling_form": "beliefs.signaling",
    "subgame_roots": "structure",
    "supporting_ranges": "beliefs.supporting_beliefs",
    "sustaining_discounts": "shared_values.repetition",
    "to_agent_form": "trees.agent_form",
    "verify": "dominance.elimination",
}
"""Public functions by name, each with the module that it is imported from on first use."""

__getattr__, __dir__ = lazy_names(__name__, _HOMES)

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
    "best_reply_proof": "rationalizability",
    "best_reply_table": "best_replies",
    "best_welfare": "prices",
    "compare_risk": "risk_dominance",
    "compare_with_agent_form": "agent_form",
    "component_indices": "component_index",
    "constant_sum": "structure",
    "critical_discount": "repetition",
    "d1_criterion": "forward_induction",
    "dominated_actions": "dominance",
    "eliminate": "elimination",
    "expected_payoffs": "profile_payoffs",
    "feasible_payoffs": "payoff_polytope",
    "find_degeneracy": "degeneracy",
    "forgetful_infosets": "structure",
    "has_perfect_information": "structure",
    "has_perfect_recall": "structure",
    "individually_rational_payoffs": "payoff_polytope",
    "intuitive_criterion": "forward_induction",
    "is_constant_sum": "structure",
    "is_feasible": "payoff_polytope",
    "is_individually_rational": "payoff_polytope",
    "is_justified": "rationalizability",
    "is_symmetric": "structure",
    "is_zero_sum": "structure",
    "judge": "certificate",
    "judge_assessment": "assessment_certificate",
    "judge_credibility": "credibility",
    "judge_evolutionary_stability": "evolutionary_stability",
    "judge_perfection": "perfection",
    "judge_properness": "properness",
    "judge_situations": "public_beliefs",
    "judge_subgame_perfection": "subgame_perfection",
    "maxmin": "minmax_values",
    "minmax": "minmax_values",
    "price_of_anarchy": "prices",
    "price_of_stability": "prices",
    "proper_equilibrium": "properness",
    "rationalizable": "rationalizability",
    "reach_probabilities": "reach",
    "signaling_form": "signaling",
    "subgame_roots": "structure",
    "supporting_ranges": "supporting_beliefs",
    "sustaining_discounts": "repetition",
    "to_agent_form": "agent_form",
    "verify": "elimination",
}
"""Public functions by name, each with the module that it is imported from on first use."""

__getattr__, __dir__ = lazy_names(__name__, _HOMES)

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
    "best_reply_table": "best_replies",
    "constant_sum": "structure",
    "dominated_actions": "dominance",
    "eliminate": "elimination",
    "expected_payoffs": "expected_payoffs",
    "forgetful_infosets": "structure",
    "has_perfect_information": "structure",
    "has_perfect_recall": "structure",
    "is_constant_sum": "structure",
    "is_symmetric": "structure",
    "is_zero_sum": "structure",
    "judge": "certificate",
    "reach_probabilities": "expected_payoffs",
    "subgame_perfection": "subgame_perfection",
    "subgame_roots": "structure",
    "verify": "elimination",
}
"""Public functions by name, each with the module that it is imported from on first use."""

__getattr__, __dir__ = lazy_names(__name__, _HOMES)

"""Parametric games: parameters, formulas, stages and tiers that become numbers at given values.

Examples
--------
>>> from gametheory import load, models
>>> isinstance(load("price_monitoring"), models.GameModel)
True
"""

from __future__ import annotations

from gametheory.core.lazy_names import lazy_names

_HOMES = {
    "ExclusionGame": "contracting_with_externalities",
    "GameModel": "model",
    "LinearDemand": "contracting_with_externalities",
    "MarketPlay": "reputation_equilibrium",
    "ModelDescription": "definitions",
    "Offers": "contracting_with_externalities",
    "Parameter": "definitions",
    "ReputationEquilibrium": "reputation_equilibrium",
    "ReputationGame": "reputation",
    "colonel_blotto": "constructed_games",
    "covariance_game": "random_games",
    "hard_to_solve_game": "constructed_games",
    "inspection_game": "constructed_games",
    "kuhn_poker": "poker",
    "leduc_poker": "poker",
    "liars_dice": "poker",
    "many_equilibria_game": "constructed_games",
    "parse_formula": "formulas.parser",
    "random_game": "random_games",
    "tournament_game": "random_games",
    "unit_vector_game": "random_games",
}
"""Public names, each with the module that it is imported from on first use."""

__getattr__, __dir__ = lazy_names(__name__, _HOMES)

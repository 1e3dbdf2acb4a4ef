"""Parametric games: parameters, formulas, stages and tiers that become numbers at given values."""

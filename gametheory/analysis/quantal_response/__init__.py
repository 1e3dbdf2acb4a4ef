"""Proof that profiles are logit quantal response equilibria."""

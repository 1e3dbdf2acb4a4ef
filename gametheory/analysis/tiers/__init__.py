"""Proofs of equilibria of games with tiers."""

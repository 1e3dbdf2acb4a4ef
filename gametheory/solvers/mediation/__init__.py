"""Correlated equilibria, and commitments of a leader."""

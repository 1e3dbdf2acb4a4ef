"""Refinements of Nash equilibria in normal form."""

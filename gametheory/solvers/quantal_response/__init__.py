"""Quantal response: the branch of logit equilibria, followed and judged."""

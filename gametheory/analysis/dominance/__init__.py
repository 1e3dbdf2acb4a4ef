"""Dominated actions, and what is left without them."""

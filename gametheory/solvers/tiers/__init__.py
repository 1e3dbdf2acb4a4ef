"""Equilibria of games with tiers of identical sellers."""

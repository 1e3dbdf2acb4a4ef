"""Equilibria: one module per algorithm, and `solve`, which picks one."""

"""Every tolerance of the package, named once. Exact methods use none."""

from __future__ import annotations

PROBABILITY_SUM = 1e-9
"""How far probabilities given as floats may sum from 1."""

EXPECTED_FLOAT = 1e-9
"""How far, relative to its size, a number of a game with irrational payoffs may be from what its file expects."""

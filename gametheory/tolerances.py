"""What an answer may be off by, named once; rounding bounds stand beside the arithmetic that they are of.

Exact methods use none of these.
"""

from __future__ import annotations

PROBABILITY_SUM = 1e-9
"""How far probabilities given as floats may sum from 1."""

EXPECTED_FLOAT = 1e-9
"""How far, relative to its size, a number of a game with irrational payoffs may be from what its file expects."""

ROUNDED_REGRET = 1e-6
"""How much, relative to the range of payoffs, a player may gain in an equilibrium that a method gives in floats."""

PLAY_MOVEMENT = 0.02
"""How much any share may still change over the second half of a run that is said to have converged."""

PLAY_REGRET = 0.01
"""How much any player may still gain, relative to its range of payoffs and to what is at stake at the profile, where a
run is said to have converged; also what share actions that are no best replies may have."""

FLOW_REGRET = 1e-4
"""The same relative to what is at stake where shares flow without chance and are near mixtures of best replies."""

CYCLE_RETURN = 0.05
"""How near, relative to the width of a cycle, shares must come to where they were to have returned."""

CYCLE_DRIFT = 0.02
"""How much, relative to its width, a cycle may change over the second half of a run."""

CYCLE_SHRINKAGE = 0.2
"""How much the share of all steps so far that one spell of play lasts may shrink over time in a cycle of beliefs."""

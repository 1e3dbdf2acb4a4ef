"""How long the steps along a branch of logit equilibria are, and when one is taken back: for both followers of it.

A point is a vector of log probabilities, then the precision; payoffs are between 0 and 1.
"""

from __future__ import annotations

FIRST_STEP = 0.1
"""Arc length of the first step."""
WORST_CORRECTION = 0.4
"""A first correction of a log probability by more than this takes the step back: it might lead to another branch."""
LEAST_COSINE = 0.9
"""A cosine of the tangents before and after a step below this takes it back."""
AIMED_CORRECTION = 0.1
"""The first correction that the next step aims at."""
MOST_GROWTH = 3.0
"""How many times as long the next step is at most."""
LEAST_GROWTH = 0.5
"""How many times as long the next step is at least."""
RETREAT = 0.5
"""How many times as long a step is that is tried again."""
SHORTEST_STEP = 1e-11
"""Shortest step, relative to 1 and the precision: where shorter ones would be needed the branch is lost."""
CROSSING_STEP = 1e-5
"""Length of steps, relative to 1 and the precision, at which a change of sign is a bifurcation and no jump."""
CORRECTED = 1e-11
"""A correction below this is the last one."""
NEAR = 1e-3
"""A correction below this leaves the tangent and the sign of its matrix as they are."""
ROUNDED = 2.0**-50
"""What equations leave, relative to 1 and the precision, that is no more than rounding: then corrections end, too."""
STAGNANT = 1e-6
"""What equations of trees, whose payoffs are rounded more, may leave where another correction does not halve it."""
MOST_CORRECTIONS = 8
"""Corrections of one point at most."""
TIED = 1e-11
"""Log probabilities nearer to each other than this, relative to 1 and the precision, after the first step are the same
by symmetry, and are kept the same."""
FLAT_FROM = 20.0
"""Precision from which on a step follows a line plus a multiple of 1 / precision, where the branch goes upwards."""
MOST_POINTS = 20_000
"""Points of one branch at most."""
END_REGRET = 1e-8
"""Regret, relative to each player's range of payoffs, at which a branch has come to its end."""
LEAST_END = 100.0
"""Precision below which it has not, even without any regret: so far paths of all games can be asked."""

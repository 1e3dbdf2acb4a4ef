"""Values of a game that need no equilibrium: security levels, feasible payoffs, prices of anarchy."""

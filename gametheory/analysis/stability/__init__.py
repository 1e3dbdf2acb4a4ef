"""Whether an equilibrium survives mistakes, entrants and changes of payoffs."""

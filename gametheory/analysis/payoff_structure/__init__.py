"""What payoffs depend on: players who can change places, sums over pairs, counts."""

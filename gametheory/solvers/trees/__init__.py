"""Nash and correlated equilibria of trees in sequence form."""

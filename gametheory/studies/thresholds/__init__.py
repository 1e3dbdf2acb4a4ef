"""Values of a parameter at which the answer changes."""

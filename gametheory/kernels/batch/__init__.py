"""All equilibria of many small two-player games at once, on plain arrays."""

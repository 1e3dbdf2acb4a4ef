"""Questions about many games at once: expectations, sweeps and thresholds of parameters."""

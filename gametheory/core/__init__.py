"""Games, profiles, solutions and the lossless conversions between representations: frozen data."""

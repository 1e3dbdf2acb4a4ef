"""Parameters that are not known exactly: distributions, and values that fit."""

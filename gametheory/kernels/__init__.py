"""Inner loops: arrays in, arrays out, no objects and no checks."""

"""Games on grids of parameters, solved chunk by chunk."""

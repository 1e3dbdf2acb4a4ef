"""Trees as pages to explore: one file that needs no network."""

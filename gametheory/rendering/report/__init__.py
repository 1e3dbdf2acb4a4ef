"""Reports: their sections, and the pages written from them."""

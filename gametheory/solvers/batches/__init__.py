"""Very many small games solved side by side."""

"""Game files in and out: the project's own format, its schema, and results as JSON."""

"""The `gametheory` command: one file per subcommand, no mathematics."""

"""Three and more players."""

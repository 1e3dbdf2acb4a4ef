"""What is said about games and solutions, in sentences."""

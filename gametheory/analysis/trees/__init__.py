"""What is true of a tree, and of a profile played in it."""

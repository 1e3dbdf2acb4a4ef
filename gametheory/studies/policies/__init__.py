"""What rules change: policies side by side, and the best value of an instrument."""

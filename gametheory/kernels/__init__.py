"""Inner loops: plain numbers and arrays, nothing of games and no checks of what a user gives."""

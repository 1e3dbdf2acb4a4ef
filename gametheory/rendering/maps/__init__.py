"""Maps over two parameters, and curves over one: where things stand, how they are colored, and the pictures."""

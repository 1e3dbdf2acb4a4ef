"""The label tree compiled, in integers of one and more machine words."""

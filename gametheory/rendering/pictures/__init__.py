"""Pictures of games and of the course of play: what stands where, and the painting of it."""

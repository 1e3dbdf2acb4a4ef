"""Tables of solutions, judgements and courses of play as text."""

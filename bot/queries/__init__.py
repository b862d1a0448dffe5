"""What a message asks of the facts: frames, how they are read, ranked and executed."""

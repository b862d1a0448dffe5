"""What a message names, and which of the facts of the letters is meant."""

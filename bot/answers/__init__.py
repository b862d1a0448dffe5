"""How a result is said: one way for each shape, in the phrases of the data files."""

"""The first minute: what is next, three questions to begin with, and the links that lead to a letter or a limit."""

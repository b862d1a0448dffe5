"""From a message to the question it puts: intent, mentions, period, and what was said before."""

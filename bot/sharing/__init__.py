"""Facts to drop into any chat: what the letters in force say to a few words, each with its source."""

"""The same application in a terminal: another side of the line instead of Telegram's, with no token and no network."""

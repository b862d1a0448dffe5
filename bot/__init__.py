"""What the bot says: questions understood, answers rendered from facts, reminders sent."""

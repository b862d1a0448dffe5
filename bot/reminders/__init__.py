"""Reminders of the deadlines: what is due (pure), how it is said, its delivery, its simulation."""

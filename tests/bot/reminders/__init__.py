"""Reminders: planned, sent once, simulated."""

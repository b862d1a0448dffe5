"""Deadlines and events as a file that any calendar takes."""

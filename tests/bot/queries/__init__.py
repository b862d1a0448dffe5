"""Frames: how they are read and executed."""

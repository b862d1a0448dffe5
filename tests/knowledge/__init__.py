"""Tests of what the letters say."""

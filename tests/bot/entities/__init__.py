"""Tests of what a message names."""

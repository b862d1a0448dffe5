"""Tests of the words of a message."""

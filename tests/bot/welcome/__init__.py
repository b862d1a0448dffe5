"""Tests of the first minute."""

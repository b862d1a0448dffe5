"""The tests of the reading of letters."""

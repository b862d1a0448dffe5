"""The tests of how a message is understood."""

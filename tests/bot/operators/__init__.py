"""The desk of the operators."""

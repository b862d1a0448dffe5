"""French as it is written: one way to fold it, so that no accent ever appears in a pattern."""

"""French time: read it, reason about it, say it."""

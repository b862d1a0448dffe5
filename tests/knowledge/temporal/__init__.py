"""French time: read, reasoned about, said."""

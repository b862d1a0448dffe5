"""Ports to listen on."""

import random
import socket

# A system lends the numbers above to what calls out: one of those may be taken between its choice and its use.
BELOW_OUTGOING = range(20_000, 32_000)


def free_port() -> int:
    """Return a port that nobody holds, and that no outgoing connection will take."""
    for port in random.sample(BELOW_OUTGOING, 50):
        with socket.socket() as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if tried.connect_ex(("127.0.0.1", port)) != 0:
                return port
    raise RuntimeError("no port is free")

"""How the service is, on a local port: a sign of life and figures, none of which tells who asked what."""

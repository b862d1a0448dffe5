"""What one may ask about: how it is asked and answered (TOML), what to look up (Python)."""

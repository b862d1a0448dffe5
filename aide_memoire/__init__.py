"""The program as it is installed: one command, `aide-memoire`, that works from any folder."""

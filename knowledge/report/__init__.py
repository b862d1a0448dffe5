"""The base as a small static site to look at: the letters, their calendar, and each fact where it stands."""

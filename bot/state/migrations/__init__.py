"""How the tables came to be what they are, step by step; Alembic takes a database through those that it lacks."""

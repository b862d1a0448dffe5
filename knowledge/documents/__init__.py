"""A file as it comes -> a Document: its text, and what each line of it is."""

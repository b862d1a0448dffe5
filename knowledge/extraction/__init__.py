"""A Document -> the facts of a letter, and what is doubtful in them."""

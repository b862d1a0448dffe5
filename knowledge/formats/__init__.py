"""From a file to the text of a letter, one module a format."""

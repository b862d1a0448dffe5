"""How results are said."""

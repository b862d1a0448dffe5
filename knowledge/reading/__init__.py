"""From the text of a letter to its facts, each with the span where it stands."""

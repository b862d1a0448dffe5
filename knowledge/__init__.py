"""What the letters say: their text read into facts, each with the span where it stands."""

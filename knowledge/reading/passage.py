"""A stretch of a letter: it lives with the documents now."""

from knowledge.documents.passage import Passage

__all__ = ["Passage"]

"""Plain text -> a document: lines that only the width of a page broke are joined; marks are those of Markdown."""

from knowledge.documents import markdown
from knowledge.documents.model import Document
from knowledge.documents.wrapping import unwrapped_text


def read(source: str, file: str) -> Document:
    """Return the document that a plain text holds."""
    return markdown.read(unwrapped_text(source), file)

"""Letters built for a test: only what matters is stated."""

from pathlib import Path
from typing import Any

from knowledge.documents import markdown
from knowledge.extraction.reader import read_letter
from knowledge.model import Letter, Problem

BODY = (
    "Madame, Monsieur,\n\nJe vous prie de bien vouloir répondre avant le 15 mai 2024 à la présente lettre.\n\n"
    "{more}\n\n"
    "Veuillez agréer, Madame, Monsieur, l'assurance de ma considération distinguée.\n\n{below}"
)
HEAD = ("Secrétariat général (SG)", "", "Genève, le 5 février 2024", "", "Réf.: CL-24/1", "", "Objet: Essai", "")
SIGNED = "(signé)\n\nIngrid VALDERRAMA\nSecrétaire générale\n"


def doubts_of(text: str, file: str = "lettre.md") -> tuple[Letter, tuple[Problem, ...]]:
    """Return a letter read from its text, and its doubts."""
    return read_letter(markdown.read(text, file), doubtful_below=0.6)


def read_file(file: Path) -> Letter:
    """Return the letter of a file in Markdown."""
    return doubts_of(file.read_text("utf-8"), file.name)[0]


def letter_with(*header: str, more: str = "", below: str = SIGNED) -> Letter:
    """Return a letter with a header, more in its body, or another end."""
    return doubts_of("\n".join(header or HEAD) + "\n\n" + BODY.format(more=more, below=below))[0]


def told(letter: Letter) -> list[tuple[str | None, ...]]:
    """Return the contacts of a letter, field by field."""
    return [(each.title, each.name, each.phone, each.fax, each.email) for each in letter.contacts]


def form_json(letter: Letter) -> dict[str, Any]:
    """Return what a letter says of itself, as the sets write it."""
    contact, signatory = ("name", "title", "phone", "fax", "email"), ("name", "title", "organisation")
    return {
        "reference": letter.reference,
        "date": letter.date.isoformat() if letter.date else None,
        "place": letter.place,
        "service": letter.service,
        "subject": letter.subject,
        "addressees": list(letter.addressees),
        "contacts": [{key: getattr(each, key) for key in contact} for each in letter.contacts],
        "signatories": [{key: getattr(each, key) for key in signatory} for each in letter.signatories],
        "annexes": [{"number": each.number, "title": each.title} for each in letter.annexes],
        "links": [each.url for each in letter.links],
        "cited": [each.text for each in letter.cited],
        "amends": letter.amends,
    }

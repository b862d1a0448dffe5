"""A letter built for a test: only what matters is stated."""

import datetime as dt

from knowledge.documents import markdown
from knowledge.extraction.reader import read_letter
from knowledge.model import Deadline, Event, Letter


def letter_of(body: str, subject: str = "Information", header: str = "", date: str = "5 février 2024") -> Letter:
    """Return a letter with a body, read."""
    text = (
        f"Secrétariat général (SG)\n\nGenève, le {date}\n\nRéf.: CL-24/1\n{header}\n\nAux États Membres de l'UIT\n\n"
        f"Objet: {subject}\n\nMadame, Monsieur,\n\n{body}\n\n"
        "Je vous prie d'agréer, Madame, Monsieur, l'assurance de ma considération distinguée.\n\n(signé)\n\n"
        "Ingrid Valderrama\nSecrétaire générale\n"
    )
    return read_letter(markdown.read(text, "lettre.md"), doubtful_below=0.6)[0]


def deadline_of(body: str, **letter: str) -> Deadline:
    """Return the one deadline that a body sets."""
    (deadline,) = letter_of(body, **letter).deadlines
    return deadline


def event_of(body: str, subject: str) -> Event:
    """Return the first event that a letter announces."""
    return letter_of(body, subject).events[0]


def day(iso: str) -> dt.date:
    """Return a day written in ISO."""
    return dt.date.fromisoformat(iso)

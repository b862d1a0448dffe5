"""A letter around the sentences that a test is about."""

from knowledge.documents.markdown import read
from knowledge.extraction.reader import read_letter
from knowledge.model import Letter, Problem

_FRAME = """Secrétariat général (SG)

Genève, le {date}

Réf.: {reference}
Contact: Mme Perpetua Lindén
Courriel: contact@itu.int

Aux États Membres de l'UIT

Objet: **{subject}**

Madame, Monsieur,

{body}

Veuillez agréer, Madame, Monsieur, l'assurance de ma considération distinguée.

(signé)

Ingeborg Castellane
Secrétaire générale
"""


def text_of(
    body: str,
    *,
    subject: str = "Forum mondial sur la résilience des câbles, Lisbonne (Portugal), 12-14 juin 2024",
    date: str = "10 janvier 2024",
    reference: str = "CL-24/9",
) -> str:
    """Return the text of a letter with this body."""
    return _FRAME.format(body=body, subject=subject, date=date, reference=reference)


def letter_of(body: str, **frame: str) -> tuple[Letter, tuple[Problem, ...]]:
    """Read a letter with this body."""
    return read_letter(read(text_of(body, **frame), "lettre.md"), doubtful_below=0.6)


def dues(body: str, **frame: str) -> list[tuple[str, bool, str]]:
    """Return the day, the sense and the action of each deadline of a body."""
    letter, _ = letter_of(body, **frame)
    return [(each.due.isoformat(), each.inclusive, each.action) for each in letter.deadlines]

"""Four small letters, and what a message asks of them."""

import datetime as dt
from dataclasses import replace

import pytest

from bot.assistant import Assistant
from bot.entities.dialogue import Dialogue
from bot.queries.execute import Rows, execute
from bot.queries.parse import listed
from bot.queries.rows import Tables
from knowledge.library import Library
from knowledge.model import Annex, Citation, Mode
from tests.bot.drafts import GENEVA, Draft

NOW = dt.datetime(2024, 4, 10, 9, tzinfo=GENEVA)


def _letters() -> Library:
    first = Draft("CA/1", "2023-03-01", subject="Séminaire des radiocommunications à Lomé")
    first.event(
        "Le séminaire a lieu à Lomé du 3 au 7 juin 2024.", "Séminaire mondial", "2024-06-03", "2024-06-07", place="Lomé"
    )
    first.deadline(
        "Les demandes de bourse parviendront d'ici au 2 avril 2024.",
        "2024-04-02",
        "demander une bourse",
        inclusive=True,
        event="Séminaire mondial",
    )
    first.deadline("Prière de vous inscrire d'ici au 15 mai 2024.", "2024-05-15", "s'inscrire en ligne", inclusive=True)
    second = Draft("CA/2", "2024-01-15", subject="Atelier sur les câbles sous-marins", addressees=("Régulateurs",))
    second.event(
        "L'atelier se tient en ligne le 20 mai 2024.",
        "Atelier sur les câbles",
        "2024-05-20",
        "2024-05-20",
        mode=Mode.VIRTUAL,
    )
    second.deadline(
        "Répondre avant le 2 mai 2024.", "2024-05-02", "proposer un orateur", event="Atelier sur les câbles"
    )
    third = Draft("CA/3", "2024-02-01", subject="Réunion de la Commission d'études 3")
    third.event(
        "La réunion a lieu à Genève.", "Réunion de la Commission d'études 3", "2024-09-02", "2024-09-13", place="Genève"
    )
    third.signatory("Awa Diop, Directrice", "Awa Diop", "Directrice")
    drafts = [first.letter, second.letter, third.letter]
    annex = Annex(span=first.letter.sentences[0], number=1, title="Programme")
    cited = Citation(span=second.letter.sentences[0], text="Résolution 71 (Rév. Dubaï, 2018)")
    return Library((replace(drafts[0], annexes=(annex,)), replace(drafts[1], cited=(cited,)), drafts[2]), "v1")


@pytest.fixture(scope="session")
def small() -> Assistant:
    """Return an assistant that knows the small letters."""
    return Assistant(_letters())


@pytest.fixture(scope="session")
def tables(small: Assistant) -> Tables:
    """Return their rows."""
    return Tables(small.catalogue)


def ask(small: Assistant, tables: Tables, text: str) -> Rows | None:
    """Return the rows that a message asks for, None when it asks for none."""
    question = small._understanding.read(text, Dialogue(), NOW)
    frame = listed(question, tables)
    return execute(frame, tables) if frame else None

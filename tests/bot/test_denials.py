"""No day is denied to what has one: a deadline found by its own words goes before the denial of a date."""

import datetime as dt
from dataclasses import replace

from bot.assistant import Assistant
from bot.entities.dialogue import Dialogue
from bot.phrasing import plain
from knowledge.french.text import Span
from knowledge.library import Library
from knowledge.model import Deadline, Event
from knowledge.temporal.moment import Moment
from tests.bot.builders import letter

NOW = dt.datetime(2021, 2, 15, 9, tzinfo=dt.UTC)
TEXT = "L'atelier aura lieu le 17 mai 2021. Les demandes de bourse sont attendues au plus tard le 12 mars 2021."
EVENT = Event(
    span=Span(0, 35),
    name="Atelier sur les câbles",
    edition=2021,
    start=Moment(dt.date(2021, 5, 17)),
    end=Moment(dt.date(2021, 5, 17)),
)
GRANT = Deadline(
    span=Span(36, len(TEXT)),
    due=dt.date(2021, 3, 12),
    inclusive=True,
    action="faire parvenir les demandes de bourse",
    event="Atelier sur les câbles",
)


def test_a_follow_up_finds_the_deadline_by_its_words() -> None:
    """After the event, "pour la bourse c'est quand ?" gets the day of the grants, and no denial."""
    held = replace(letter(GRANT), text=TEXT, events=(EVENT,), sentences=(Span(0, 35), Span(36, len(TEXT))))
    assistant = Assistant(Library((held,), "v1"))
    first = assistant.reply("quand a lieu l'atelier ?", Dialogue(), NOW)
    told = plain(assistant.reply("pour la bourse c'est quand ?", first.dialogue, NOW).answer)
    assert "12 mars 2021" in told
    assert "ne donne pas de date" not in told

"""How long an event lasts."""

import datetime as dt
from collections.abc import Callable

import pytest

from tests.bot.drafts import forum, part
from tests.bot.topics.conftest import Desk


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("combien de temps dure l'atelier ?", "3 jours (du 3 au 5 juin 2024)"),
        ("combien de temps dure le séminaire ?", "8 h 30, de 9 h à 17 h 30"),
        ("durée de la conférence de développement ?", "ne donne pas les jours exacts"),
    ],
)
def test_hours_days_or_months(question: str, told: str, desk: Desk) -> None:
    """Hours where both are printed, days with both ends counted, and no count where only months are known."""
    assert told in desk.ask(question)


def test_hours_of_several_days_are_not_counted(desk: Desk) -> None:
    """Asked in hours, a letter that gives only days does not tell."""
    assert not desk.answer("combien d'heures dure l'atelier ?").answered


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [("9:00", "10:00", "1 heure,"), ("9:00", "11:00", "2 heures,"), ("9:00", "9:45", "45 minutes")],
)
def test_a_length_is_said_as_people_do(start: str, end: str, told: str, open_desk: Callable[..., Desk]) -> None:
    """Whole hours, or minutes alone."""
    hours = {
        "start_time": dt.datetime.strptime(start, "%H:%M").time(),  # noqa: DTZ007 - a clock, not a moment
        "end_time": dt.datetime.strptime(end, "%H:%M").time(),  # noqa: DTZ007
    }
    there = open_desk(forum("Forum des jeunes", "CL-24/1", "2024-05-20", "2024-05-20", **hours))
    assert told in there.ask("combien de temps dure le forum ?")


def test_each_part_has_its_length(open_desk: Callable[..., Desk]) -> None:
    """The parts of an event are told with their own lengths; asked of one, it alone is."""
    parts = (part("Dialogue des maires", "2024-05-20"), part("Exposition de projets", "2024-05-20", "2024-05-21"))
    there = open_desk(forum("Forum des jeunes", "CL-24/1", "2024-05-20", "2024-05-22", parts=parts))
    whole = there.ask("combien de temps dure le forum ?")
    assert "3 jours" in whole
    assert "Dialogue des maires : 1 jour" in whole
    one = there.ask("combien de temps dure l'exposition de projets ?")
    assert "2 jours" in one
    assert "3 jours" not in one

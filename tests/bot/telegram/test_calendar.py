"""Files for calendars, by command and by button."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from bot.entities.editions import key_of
from bot.handlers.calendar import DEADLINE, EVENT, LETTER, data
from bot.reminders.told import Kind, dump
from bot.reminders.watching import identified
from bot.state.records import Change, Place, Wish
from bot.state.store import State
from knowledge import store
from knowledge.french.text import Span
from knowledge.library import Library
from knowledge.model import Event
from knowledge.temporal.moment import Moment
from tests.bot.builders import ASKED, NOW, deadline, letter
from tests.bot.builders import LETTER as REFERENCE
from tests.bot.calendars.builders import deadline as told_deadline
from tests.bot.calendars.builders import read
from tests.bot.telegram.office import GROUP, Call, Office

SPAN = Span(0, len(ASKED))
FORUM = Event(span=SPAN, name="Forum des villes", edition=2021, start=Moment(dt.date(2021, 5, 17)))
SUMMIT = Event(span=SPAN, name="Sommet des ports", edition=2021, start=Moment.parse("2021-09"))
OLD = Event(span=SPAN, name="Colloque des phares", edition=2019, start=Moment(dt.date(2019, 5, 17)))
ASKS = letter(replace(deadline(), event="Forum des villes"))
OTHER = letter(deadline(dt.date(2019, 4, 1), action="écrire"), reference="CL-19/7")


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base of two letters: a coming event with its deadline and one that has a month only; one of the past."""
    file = tmp_path_factory.mktemp("base") / "knowledge.db"
    letters = (replace(ASKS, events=(FORUM, SUMMIT)), replace(OTHER, events=(OLD,)))
    store.save(file, Library(letters, "v1"))
    return file


def file_of(calls: list[Call]) -> str:
    """Return the one file sent."""
    (sent,) = [call for call in calls if call.name == "sendDocument"]
    (content,) = sent.files.values()
    return content.decode()


def summaries(calls: list[Call]) -> set[str]:
    """Return what the entries of the file sent are called."""
    return {str(each.summary) for each in read(file_of(calls)).values()}


async def test_the_command_alone_gives_all_that_is_to_come(office: Office) -> None:
    """Deadlines and events that are not over, in one file; what is past and what has no day is left out."""
    calls = await office.write("/calendrier")
    assert summaries(calls) == {
        "Confirmer votre venue (Forum des villes 2021)",
        "Forum des villes 2021",
    }
    assert "1 échéance et 1 date d'événement" in calls[-1].caption
    assert "jour précis : Sommet des ports 2021" in calls[-1].caption


@pytest.mark.parametrize("command", ["/ics", "/ical", "/CALENDRIER"])
async def test_it_has_other_names(office: Office, command: str) -> None:
    """People type what they know."""
    assert summaries(await office.write(command))


async def test_all_there_is_comes_when_one_says_so(office: Office) -> None:
    """What is over is given to whoever asks for it."""
    assert "Colloque des phares 2019" in summaries(await office.write("/calendrier tout"))


async def test_an_event_that_is_named_comes_with_its_deadlines(office: Office) -> None:
    """Nothing else is in the file, whose name tells what it is."""
    calls = await office.write("/calendrier Forum des villes")
    assert len(summaries(calls)) == 2
    assert list(calls[-1].files) == ["forum-des-villes-2021.ics"]


async def test_a_letter_that_is_named_gives_all_it_holds(office: Office) -> None:
    """What it asks and what it announces."""
    assert len(summaries(await office.write(f"/calendrier {OTHER.reference}"))) == 2


async def test_what_has_a_month_only_is_not_put_on_a_day(office: Office) -> None:
    """A file without entry is not sent: why is told."""
    _, answer = await office.tap(data(EVENT, key_of("Sommet des ports", "2021")))
    assert "jour précis" in answer.text


async def test_what_nobody_knows_gets_no_file(office: Office) -> None:
    """A name that no letter holds is answered by how to name one."""
    (answer,) = await office.write("/calendrier la coupe du monde")
    assert answer.name == "sendMessage"
    assert "/calendrier Forum" in answer.text


async def test_when_all_is_over_it_says_so(office: Office) -> None:
    """An empty calendar is no answer."""
    office.move(dt.datetime(2030, 1, 1, tzinfo=dt.UTC))
    (answer,) = await office.write("/calendrier")
    assert "/calendrier tout" in answer.text


async def test_a_button_gives_one_deadline(office: Office) -> None:
    """Its identity is all that the button carries."""
    ((_, identity),) = identified(ASKS)
    assert len(summaries(await office.tap(data(DEADLINE, identity)))) == 1


async def test_a_button_gives_a_letter(office: Office) -> None:
    """By a key of its reference, which may be longer than a button holds."""
    assert len(summaries(await office.tap(data(LETTER, key_of(REFERENCE))))) == 2


@pytest.mark.parametrize("pressed", [data(EVENT, "0" * 8), data(DEADLINE, "0" * 16), data("x", "1"), data(LETTER, "")])
async def test_what_is_no_more_is_told_courteously(office: Office, pressed: str) -> None:
    """An old button of something that the letters no longer hold gives no file."""
    _, answer = await office.tap(pressed)
    assert "ne figure plus" in answer.text


async def test_a_group_is_answered_in_its_topic(office: Office) -> None:
    """The file comes where it was asked for, in reply."""
    calls = await office.write("/calendrier@aide_bot", GROUP, message_thread_id=3, is_topic_message=True, message_id=12)
    assert calls[-1].parameters["message_thread_id"] == 3
    assert calls[-1].parameters["reply_parameters"]["message_id"] == 12


async def test_the_place_rings_as_it_is_reminded(office: Office, state: State) -> None:
    """Lead times of the place's own are those of its calendar; a Sunday rings on the Friday before."""
    state.chats.set(Wish(place=Place(5), since=NOW, leads=(7,), hour=8), NOW)
    (entry,) = read(file_of(await office.tap(data(DEADLINE, next(identified(ASKS))[1])))).values()
    assert [each.trigger for each in entry.alarm] == [dt.timedelta(days=-9, hours=8)]


async def test_a_deadline_withdrawn_is_cancelled_in_the_file(office: Office, state: State) -> None:
    """Whoever keeps it in a calendar takes it out with the button that put it there."""
    gone = told_deadline(subject="9" * 16, title="Forum des villes 2021")
    change = Change(kind=Kind.DEADLINE, subject=gone.subject, before=dump(gone), after=None, at=NOW)
    state.facts.see(frozenset(), frozenset(), (change,))
    (entry,) = read(file_of(await office.tap(data(DEADLINE, gone.subject)))).values()
    assert (entry.status, entry.sequence) == ("CANCELLED", 1)
    assert any(each.startswith("Annulé") for each in summaries(await office.write("/calendrier")))


def test_what_a_button_carries_is_short() -> None:
    """Telegram takes 64 bytes."""
    assert max(len(data(each, "f" * 16).encode()) for each in (EVENT, DEADLINE, LETTER)) <= 64

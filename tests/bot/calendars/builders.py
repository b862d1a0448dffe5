"""Facts as they are told, and what another reader finds in the file made of them."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from ical.calendar_stream import IcsCalendarStream
from ical.event import Event as Read

from bot.calendars.entries import Bell, load_sentences, sheet
from bot.calendars.ics import write
from bot.reminders.told import Origin, Told, ToldDeadline, ToldEvent
from knowledge.temporal.moment import Moment

ZURICH = ZoneInfo("Europe/Zurich")
NOW = dt.datetime(2021, 2, 15, 9, tzinfo=ZURICH)
BELL = Bell(lead_days=(14, 7, 1, 0), event_days=(1,), hour=9, zone=ZURICH, now=NOW)
SAID = load_sentences()
QUOTE = "Je vous prie de confirmer, avant le 1er mars 2021 ; merci."
ORIGIN = Origin(reference="CL-21/4", written=dt.date(2021, 2, 3), quote=QUOTE)


def day(text: str) -> Moment:
    """Return "2021-03-01", or a month, as a moment."""
    return Moment.parse(text)


def deadline(**fields: Any) -> ToldDeadline:
    """Return a deadline: before 1 March 2021."""
    default = {"subject": "d1", "key": "k1", "origin": ORIGIN, "event": None, "title": "Forum du SMSI 2021"}
    asked = {"due": dt.date(2021, 3, 1), "inclusive": False, "action": "confirmer votre venue"}
    return ToldDeadline(**{**default, **asked, **fields})


def event(**fields: Any) -> ToldEvent:
    """Return an event from 17 to 21 May 2021."""
    default = {"subject": "e1", "origin": ORIGIN, "title": "Forum du SMSI 2021"}
    return ToldEvent(**{**default, "start": day("2021-05-17"), "end": day("2021-05-21"), **fields})


def written(*facts: Told, bell: Bell = BELL, **how: Any) -> str:
    """Return the file of some facts, as text."""
    return write(sheet(facts, SAID, bell, **how).entries, SAID.name, bell.now).decode()


def read(file: str) -> dict[str, Read]:
    """Return the events that another reader finds in a file, by UID."""
    return {str(each.uid): each for each in IcsCalendarStream.calendar_from_ics(file).events}


def only(*facts: Told, **how: Any) -> Read:
    """Return the one event that another reader finds."""
    (found,) = read(written(*facts, **how)).values()
    return found

"""The one door to icalendar: entries written as RFC 5545 wants them."""

import datetime as dt
from collections.abc import Iterable, Iterator

from icalendar import Alarm, Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from bot.calendars.entries import Entry
from bot.calendars.timezones import Change, changes

PRODUCT = "-//Aide-memoire//Lettres circulaires//FR"


def write(entries: Iterable[Entry], name: str, now: dt.datetime) -> bytes:
    """Return a calendar as the bytes of a .ics file. `now` stamps it; entries of one UID are there once."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    each = {entry.uid: entry for entry in entries}
    for entry in each.values():
        calendar.add_component(_event(entry, now))
    for zone in _zones(each.values()):
        calendar.add_component(zone)
    return bytes(calendar.to_ical())


def _zones(entries: Iterable[Entry]) -> Iterator[Timezone]:
    """Yield the zones in which some entries are written, once each."""
    moments = [each for entry in entries for each in (entry.start, entry.end) if isinstance(each, dt.datetime)]
    years = [each.year for each in moments]
    named = {str(each.tzinfo): each.tzinfo for each in moments if each.tzname() != "UTC"}
    for name, zone in named.items():
        if zone is not None:
            yield _zone(name, changes(zone, min(years), max(years)))


def _zone(name: str, every: Iterable[Change]) -> Timezone:
    made = Timezone()
    made.add("tzid", name)
    for each in every:
        part = TimezoneDaylight() if each.summer else TimezoneStandard()
        part.add("dtstart", each.onset)
        part.add("tzoffsetfrom", each.before)
        part.add("tzoffsetto", each.after)
        part.add("tzname", each.name)
        if each.yearly is not None:
            month, day = each.yearly
            part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": day})
        made.add_component(part)
    return made


def _event(entry: Entry, now: dt.datetime) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", now.astimezone(dt.UTC))
    event.add("sequence", entry.sequence)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("dtstart", _moment(entry.start))
    if entry.end is not None:
        event.add("dtend", _moment(entry.end))
    event.add("summary", entry.summary)
    event.add("description", entry.description)
    if entry.place:
        event.add("location", entry.place)
    if entry.beside.url:
        event.add("url", entry.beside.url)
    if entry.beside.contact:
        event.add("contact", entry.beside.contact)
    event.add("transp", "OPAQUE" if entry.busy else "TRANSPARENT")
    for trigger in entry.alarms:
        event.add_component(_alarm(trigger, entry.summary))
    return event


def _alarm(trigger: dt.timedelta, summary: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", trigger)
    return alarm


def _moment(when: dt.date | dt.datetime) -> dt.date | dt.datetime:
    """Return a moment as it is to be written: an hour of UTC needs no zone of its own."""
    if isinstance(when, dt.datetime) and when.tzname() == "UTC":
        return when.astimezone(dt.UTC)
    return when

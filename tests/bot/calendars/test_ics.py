"""The file itself: what RFC 5545 wants, whatever the letters say."""

import datetime as dt
import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bot.assistant import Assistant
from bot.calendars.choice import everything
from bot.calendars.entries import Entry, sheet
from bot.calendars.ics import PRODUCT, write
from bot.reminders.told import ToldDeadline, ToldEvent
from bot.shelf import open_library
from knowledge.settings import Settings
from knowledge.temporal.moment import Grain, Moment
from tests.bot.calendars.builders import BELL, NOW, ORIGIN, SAID, deadline, event, read, written

LETTERS = Path(__file__).parents[2] / "data" / "letters"
DAYS = st.dates(dt.date(1971, 1, 1), dt.date(2090, 12, 31))
TEXTS = st.text(min_size=1, max_size=120)
TIMES = st.none() | st.times(timezones=st.none()).map(lambda time: time.replace(microsecond=0, second=0))
ZONES = st.sampled_from((None, "UTC", "CEST", "heure de Genève", "heure locale", "heure de New York"))
DEADLINES = st.builds(
    ToldDeadline,
    subject=st.sampled_from(("a", "b", "c")),
    key=st.just("k"),
    origin=st.just(ORIGIN),
    event=st.none(),
    title=TEXTS,
    due=DAYS,
    inclusive=st.booleans(),
    action=TEXTS,
    audience=st.none() | TEXTS,
    time=TIMES,
    timezone=ZONES,
)
MOMENTS = st.builds(Moment, DAYS, st.sampled_from((Grain.DAY, Grain.MINUTE, Grain.MONTH, Grain.WEEK)))
EVENTS = st.builds(
    ToldEvent,
    subject=st.sampled_from(("e", "f")),
    origin=st.just(ORIGIN),
    title=TEXTS,
    start=st.none() | MOMENTS,
    end=st.none() | MOMENTS,
    start_time=TIMES,
    end_time=TIMES,
    timezone=ZONES,
    place=st.none() | TEXTS,
    cancelled=st.booleans(),
)


def lines(file: str) -> list[str]:
    """Return the logical lines of a file."""
    return file.replace("\r\n ", "").split("\r\n")


@given(st.lists(DEADLINES | EVENTS, max_size=6))
def test_whatever_the_facts_another_reader_finds_them_all(facts: list[ToldDeadline | ToldEvent]) -> None:
    """Any text, day, hour and zone makes a file that reads back: UIDs, days and summaries, in lines of 75 bytes."""
    made = {each.uid: each for each in sheet(facts, SAID, BELL).entries}
    file = write(made.values(), SAID.name, NOW).decode()
    assert re.findall(r"(?m)^UID:(.*)\r$", file) == list(made)
    assert all(len(line.encode()) <= 75 for line in file.split("\r\n"))
    found = read(file)
    assert set(found) == set(made)
    for uid, entry in made.items():
        assert found[uid].dtstart == entry.start
        assert found[uid].dtend == entry.end
        assert str(found[uid].summary or "").split() == entry.summary.split()
        assert (found[uid].status == "CANCELLED") == entry.cancelled


def test_a_calendar_says_who_made_it() -> None:
    """PRODID, VERSION and METHOD are there once, at its head."""
    head = lines(written(deadline()))[:8]
    for told in (f"PRODID:{PRODUCT}", "VERSION:2.0", "METHOD:PUBLISH"):
        assert head.count(told) == 1


def test_whole_days_are_dates_and_hours_name_their_zone() -> None:
    """A date is no midnight; an hour of Geneva comes with the rules of its zone, one of UTC needs none."""
    assert "DTSTART;VALUE=DATE:20210228" in lines(written(deadline()))
    timed = lines(written(deadline(inclusive=True, time=dt.time(12))))
    assert "DTSTART;TZID=Europe/Zurich:20210301T120000" in timed
    assert timed.count("TZID:Europe/Zurich") == 1
    universal = lines(written(deadline(inclusive=True, time=dt.time(12), timezone="UTC")))
    assert "DTSTART:20210301T120000Z" in universal
    assert "BEGIN:VTIMEZONE" not in universal


def test_text_is_escaped() -> None:
    """Commas, semicolons and backslashes of a letter are text, not structure."""
    entry = Entry(uid="u", summary="a, b; c\\d", description="1\n2", start=dt.date(2021, 1, 1), end=None)
    file = lines(write((entry,), "x", NOW).decode())
    assert r"SUMMARY:a\, b\; c\\d" in file
    assert r"DESCRIPTION:1\n2" in file


def test_one_uid_is_written_once() -> None:
    """A file that names an entry twice is refused by calendars."""
    assert len(read(written(event(), event()))) == 1


def test_every_fact_of_many_letters_reads_back(tmp_path: Path) -> None:
    """The deadlines and dated events of fifty letters are in one file, each once; what has only a month is not."""
    library = open_library(Settings(letters=(LETTERS,), database=tmp_path / "knowledge.db"))
    facts = everything(Assistant(library).catalogue)
    made = sheet(facts, SAID, BELL)
    found = read(write(made.entries, SAID.name, NOW).decode())
    assert len(found) == len(made.entries) == len({each.uid for each in made.entries})
    assert len(found) > 120
    months = [each for each in facts if isinstance(each, ToldEvent) and each.title in made.dayless]
    assert months
    assert all(f"{each.subject}@aide-memoire" not in found for each in months)

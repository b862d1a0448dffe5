"""Whom a reminder is for, and how each place wants it."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from bot.entities.editions import key_of
from bot.reminders.plan import Plan, Schedule, concerns
from bot.reminders.watching import Watched, watch
from bot.state.records import Follow, Place, Wish
from knowledge.french.text import Span
from knowledge.model import Event
from tests.bot.builders import deadline, letter, library

GENEVA = ZoneInfo("Europe/Zurich")
SCHEDULE = Schedule(lead_days=(30, 14, 7, 3, 1, 0), hour=9, zone=GENEVA, late=dt.timedelta(hours=1))
LONG_AGO = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
HERE = Wish(place=Place(7), since=LONG_AGO)
FORUM = key_of("Forum", "2021")
LETTER = replace(
    letter(replace(deadline(), event="Forum")), events=(Event(span=Span(0, 3), name="Forum", edition=2021),)
)
(WATCHED,) = watch(library(LETTER))


def leads(wish: Wish, now: str, watched: Watched = WATCHED) -> list[int]:
    """Return the lead times pushed at a moment of Geneva."""
    moment = dt.datetime.fromisoformat(now).replace(tzinfo=GENEVA)
    return [each.lead for push in Plan((watched,), (wish,), SCHEDULE).due((), moment) for each in push.reminders]


def test_a_place_has_its_own_lead_times_and_hour() -> None:
    """What it chose takes the place of what the operator set."""
    wish = replace(HERE, leads=(4,), hour=17)
    assert leads(wish, "2021-02-22T16:59") == []
    assert leads(wish, "2021-02-22T17:00") == [4]


def test_an_event_followed_has_lead_times_of_its_own() -> None:
    """They hold for its deadlines alone, even where the others are off."""
    follow = Follow(event=FORUM, leads=(10,), since=LONG_AGO)
    wish = replace(HERE, everything=False, follows=(follow,))
    assert leads(wish, "2021-02-16T09:00") == [10]
    assert leads(wish, "2021-02-16T09:00", replace(WATCHED, event=None)) == []


def test_an_event_not_wanted_is_silent() -> None:
    """All deadlines but those of one event."""
    wish = replace(HERE, follows=(Follow(event=FORUM, wanted=False, since=LONG_AGO),))
    assert leads(wish, "2021-02-23T09:00") == []
    assert leads(wish, "2021-02-23T09:00", replace(WATCHED, event="other")) == [3]


@pytest.mark.parametrize(
    ("audience", "addressees", "mine", "wanted"),
    [
        ("Membres de Secteur", (), "sector_member", True),
        ("Membres de Secteur", (), "member_state", False),
        (None, ("Ministres des États Membres de l'UIT",), "member_state", True),
        (None, ("Ministres des États Membres de l'UIT",), "academia", False),
        ("les candidats", ("Tous",), "academia", True),
        ("Membres de Secteur", ("États Membres",), None, True),
    ],
)
def test_a_deadline_concerns_those_whom_its_letter_names(
    audience: str | None,
    addressees: tuple[str, ...],
    mine: str | None,
    wanted: bool,  # noqa: FBT001  # a column of the table
) -> None:
    """The deadline's own audience decides, else the letter's addressees; where neither names a group, it is for all."""
    written = replace(letter(replace(deadline(), audience=audience)), addressees=addressees)
    (watched,) = watch(library(written))
    assert concerns(watched, replace(HERE, audience=mine)) is wanted


def test_what_comes_late_waits_for_the_end_of_the_quiet_hours() -> None:
    """A bot that was stopped at nine does not wake anybody at night, unless the morning would be too late."""
    wish = replace(HERE, quiet=(22, 7))
    assert leads(wish, "2021-02-23T23:00") == []
    assert leads(wish, "2021-02-24T07:00") == [3]
    assert leads(wish, "2021-02-28T23:00") == [0]

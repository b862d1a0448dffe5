"""What one is reminded of: what nobody doubts, one a deed, of nothing that was called off."""

import datetime as dt
from dataclasses import replace

from bot.reminders.watching import watch
from knowledge.model import Amending, Event, Status
from tests.bot.builders import deadline, letter, library

DAY = dt.timedelta(days=1)
EVENT = Event(span=letter(deadline()).deadlines[0].span, name="Forum", edition=2021)


def test_what_is_doubtful_has_no_reminder() -> None:
    """Until somebody has confirmed it."""
    assert watch(library(letter(replace(deadline(), doubtful=True)))) == ()
    assert len(watch(library(letter(replace(deadline(), confidence=0.3))))) == 1


def test_two_limits_of_one_deed_are_one_reminder() -> None:
    """The first counts; another deed, another audience or a limit weeks later has its own."""
    one = deadline(dt.date(2021, 3, 1))
    again = replace(one, due=dt.date(2021, 2, 28), inclusive=True)
    assert [each.deadline for each in watch(library(letter(one, again)))] == [one]
    earlier = replace(one, due=dt.date(2021, 2, 26), inclusive=True)
    assert [each.deadline for each in watch(library(letter(one, earlier)))] == [earlier]
    for other in (
        replace(again, action="payer"),
        replace(again, audience="Experts"),
        replace(one, due=one.due + 30 * DAY),
    ):
        assert len(watch(library(letter(one, other)))) == 2


def test_a_cancelled_event_leaves_no_reminder() -> None:
    """Neither when its own letter was amended nor when a later letter calls it off; what that one asks is asked."""
    asked = replace(letter(replace(deadline(), event="Forum")), events=(EVENT,), date=dt.date(2021, 1, 10))
    off = replace(EVENT, status=Status.CANCELLED)
    amended = replace(asked, events=(off,), amendments=(Amending(reference="CL-21/9"),))
    assert watch(library(amended)) == ()
    later = replace(
        letter(replace(deadline(), event="Forum"), reference="CL-21/9"), events=(off,), date=dt.date(2021, 1, 20)
    )
    assert [each.reference for each in watch(library(asked, later))] == ["CL-21/9"]


def test_the_last_working_day_leads() -> None:
    """Unless the letter was written after it."""
    (watched,) = watch(library(letter(deadline())))
    assert watched.leading == dt.date(2021, 2, 26)
    (watched,) = watch(library(letter(deadline(), date=dt.date(2021, 2, 27))))
    assert watched.leading == dt.date(2021, 2, 28)

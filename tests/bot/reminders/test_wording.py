"""How a push is said."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.phrasing import Answer, plain
from bot.reminders.plan import Plan, Push, Schedule
from bot.reminders.watching import watch
from bot.reminders.wording import load_sentences, phrase
from bot.state.records import Place, Wish
from knowledge.model import Deadline
from tests.bot.builders import deadline, letter, library

ZONE = ZoneInfo("Europe/Zurich")
SCHEDULE = Schedule(lead_days=(30, 14, 7, 3, 1, 0), hour=9, zone=ZONE, late=dt.timedelta(hours=1))
SAID = load_sentences()


def said(now: str, *deadlines: Deadline, since: str = "2020-01-01") -> Answer:
    """Return what a place is told at a moment of Geneva."""
    wish = Wish(place=Place(7), since=dt.datetime.fromisoformat(since).replace(tzinfo=ZONE))
    moment = dt.datetime.fromisoformat(now).replace(tzinfo=ZONE)
    (push,) = Plan(watch(library(letter(*deadlines))), (wish,), SCHEDULE).due((), moment)
    assert isinstance(push, Push)
    return phrase(push, SAID, ZONE)


def test_the_last_day_is_said_before_the_limit_of_the_letter() -> None:
    """What counts is the working day on which one can still act; the letter's own words follow."""
    lines = said("2021-02-25T09:00", deadline()).text.split("\n")
    assert "vendredi 26 février 2021" in lines[0]
    assert any("avant le 1er mars 2021" in line for line in lines[1:])


def test_an_inclusive_day_is_said_once() -> None:
    """Where the limit is the last day itself, it is not repeated."""
    text = said("2021-02-26T09:00", deadline(inclusive=True)).text
    assert text.count("1er mars 2021") == 1


def test_an_hour_is_told() -> None:
    """A limit at an hour names it with its zone."""
    text = said("2021-02-26T09:00", replace(deadline(inclusive=True), time=dt.time(16), timezone="UTC")).text
    assert "16 h" in text
    assert "UTC" in text


def test_for_whom_and_which_event_are_told_when_the_letter_says() -> None:
    """Everything that the deadline holds is in the message."""
    text = said("2021-02-25T09:00", replace(deadline(), audience="États Membres", event="Forum du SMSI")).text
    assert "États Membres" in text
    assert "Forum du SMSI" in text


def test_addresses_are_enumerated() -> None:
    """Several ways to answer are all told."""
    text = said("2021-02-25T09:00", replace(deadline(), reply_to=("a@itu.int", "b@itu.int", "https://c"))).text
    assert "a@itu.int, b@itu.int et https://c" in text


def test_the_last_day_has_its_own_heading() -> None:
    """On the day itself the message says that it is the last one."""
    assert "Dernier jour" in said("2021-02-28T09:00", deadline()).text
    assert "aujourd'hui" in said("2021-02-28T09:00", deadline()).text.replace("’", "'")


def test_several_are_numbered_and_each_is_cited() -> None:
    """A digest counts its deadlines and quotes each letter."""
    answer = said("2021-02-19T12:00", deadline(), deadline(dt.date(2021, 2, 25), action="payer"))
    assert "2 échéances" in answer.text
    assert "1. " in answer.text
    assert "2. " in answer.text
    assert len(answer.sources) == 2
    assert "CL-21/4" in plain(answer)


def test_only_a_late_one_says_so() -> None:
    """On time, and for whoever has just asked, there is no excuse."""
    assert "retard" not in said("2021-02-25T09:20", deadline()).text
    assert "retard" not in said("2021-02-24T15:00", deadline(), since="2021-02-24").text
    assert "mardi 23 février 2021 à 9 h" in said("2021-02-24T15:00", deadline()).text

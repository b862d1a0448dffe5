"""/agenda: a picture of what is to come, and the same in words."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from bot.handlers.agenda import items
from bot.handlers.menu import load_menu
from bot.pictures.agenda import Kind
from knowledge import store
from knowledge.french.text import Span
from knowledge.library import Library
from knowledge.model import Event
from knowledge.temporal.moment import Moment
from tests.bot.builders import ASKED, deadline, letter
from tests.bot.calendars.builders import deadline as told_deadline
from tests.bot.telegram.office import Call, Office

FORUM = Event(span=Span(0, len(ASKED)), name="Forum des villes", edition=2021, start=Moment(dt.date(2021, 5, 17)))


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base of one letter: an event to come, and what is to be done before it."""
    file = tmp_path_factory.mktemp("base") / "knowledge.db"
    asks = letter(replace(deadline(), event="Forum des villes"))
    store.save(file, Library((replace(asks, events=(FORUM,)),), "v1"))
    return file


def names(calls: list[Call]) -> list[str]:
    """Return the sends, in their order."""
    return [call.name for call in calls if call.name.startswith("send")]


async def test_the_picture_comes_before_the_words(office: Office) -> None:
    """The command alone shows the months ahead, then says what it shows."""
    calls = await office.write("/agenda")
    assert names(calls)[0] == "sendPhoto"
    (content,) = calls[0].files.values()
    assert content.startswith(b"\x89PNG")
    assert load_menu()["agenda"].question in calls[-1].text


async def test_a_dark_ground_is_for_the_asking(office: Office) -> None:
    """The same picture in the other theme, and the same words."""
    light = await office.write("/agenda")
    dark = await office.write("/agenda sombre")
    assert light[0].files != dark[0].files
    assert load_menu()["agenda"].question in dark[-1].text


async def test_other_months_are_told_in_words(office: Office) -> None:
    """Words after the command ask about another time, of which there is no picture."""
    assert names(await office.write("/agenda mai 2021")) == ["sendMessage"]


def test_a_limit_stands_on_its_last_day() -> None:
    """A day that is too late is not where the mark is."""
    fact = replace(told_deadline(), due=dt.date(2021, 3, 1), inclusive=False)
    (item,) = items([fact])
    assert (item.kind, item.last) == (Kind.LIMIT, dt.date(2021, 2, 28))
    assert "avant le" in item.told

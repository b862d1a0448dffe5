"""Answers that list more rows than a thumb wants: paged by buttons, in place, until another list is told."""

import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.application import assemble
from bot.assistant import Assistant
from bot.settings import Settings
from bot.shelf import Shelf
from bot.state.store import open_state
from knowledge import store
from knowledge.library import Library
from tests.bot.builders import NOW
from tests.bot.telegram.office import Office, Recorder
from tests.bot.telegram.test_paging import BEFORE, COUNT, NEXT, numbered, turned

ASKED = "quelles lettres de 2021 connais-tu ?"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base of many letters."""
    file = tmp_path_factory.mktemp("base") / "knowledge.db"
    store.save(file, Library(tuple(map(numbered, range(COUNT))), "v1"))
    return file


@pytest.fixture
async def asked(settings: Settings) -> AsyncIterator[Office]:
    """The application with an assistant who answers."""
    state = open_state(settings.state.database, dt.timedelta(hours=2))
    line, now = Recorder(), [NOW]
    house = assemble(settings, Shelf(settings.knowledge, Assistant), state, lambda: now[0], "1:x", line)
    async with house.application:
        yield Office(house=house, line=line, move=lambda moment: now.__setitem__(0, moment))
    state.close()


async def test_a_list_is_told_whole_page_by_page(asked: Office) -> None:
    """Each row once, its sources with it; the way back leads where one came from."""
    first = (await asked.write(ASKED))[-1]
    assert "… et 18 de plus." in first.text
    pages = await turned(asked, first)
    told = "\n".join(page.text.partition("<i>")[0] for page in pages)
    assert all(told.count(f"CL-21/{100 + number} ") == 1 for number in range(COUNT))
    assert "de plus" not in pages[-1].text
    assert (await turned(asked, pages[-1], BEFORE))[-1].text == first.text


async def test_a_list_is_paged_after_other_questions(asked: Office) -> None:
    """Until another list takes its place, or the conversation is forgotten: then the button says so."""
    first = (await asked.write(ASKED))[-1]
    await asked.write("merci beaucoup pour ton aide")
    assert [call.name for call in await asked.tap(first.buttons[NEXT])] == ["answerCallbackQuery", "editMessageText"]
    asked.move(NOW + dt.timedelta(hours=3))
    assert "n'est plus valable" in (await asked.tap(first.buttons[NEXT]))[-1].text


async def test_a_short_list_has_no_pages(asked: Office) -> None:
    """Nothing to turn."""
    told = (await asked.write("la prochaine échéance ?"))[-1]
    assert NEXT not in told.buttons


@pytest.mark.parametrize("data", ["1|rows|00000000.12", "1|rows|x", "1|rows|.", "1|rows|00000000.99999999"])
async def test_a_button_of_no_list_is_told_so(asked: Office, data: str) -> None:
    """Whatever it carries."""
    assert "n'est plus valable" in (await asked.tap(data))[-1].text

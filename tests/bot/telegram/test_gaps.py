"""What is kept of questions that the letters do not answer."""

import datetime as dt
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.application import assemble
from bot.settings import Settings
from bot.shelf import Shelf
from bot.state.store import State, open_state
from tests.bot.builders import NOW
from tests.bot.telegram.office import Office, Recorder


@pytest.fixture
def state(settings: Settings) -> State:
    """The state that the application writes to."""
    return open_state(settings.state.database, dt.timedelta(hours=2))


@pytest.fixture
async def office(settings: Settings, state: State) -> AsyncIterator[Office]:
    """The application with the assistant that answers, not its echo."""
    line = Recorder()
    house = assemble(settings, Shelf(settings.knowledge), state, lambda: NOW, "1:x", line)
    async with house.application:
        yield Office(house=house, line=line, move=lambda _: None)
    state.close()


async def test_a_question_without_an_answer_is_kept_masked(office: Office, state: State) -> None:
    """Its words and its day, nothing of who asked; a courtesy and an answer leave nothing."""
    for text in ("bonjour", "Awa Ndiaye : combien coûte l'hôtel, je suis au 06 12 34 56 78 ?", "tu es nul"):
        await office.write(text)
    (gap,) = state.talks.gaps()
    assert gap.question == "[nom] : combien coûte l'hôtel, je suis au [téléphone] ?"
    assert gap.day == NOW.date()


async def test_the_policy_tells_it(office: Office) -> None:
    """/confidentialite says for how long, and what is masked."""
    (call,) = await office.write("/confidentialite")
    assert "90 jours" in call.text


async def test_the_policy_tells_when_none_is_kept(settings: Settings, state: State) -> None:
    """With gap_days = 0 it says that no message is."""
    none = replace(settings, bot=replace(settings.bot, gap_days=0))
    line = Recorder()
    house = assemble(none, Shelf(none.knowledge), state, lambda: NOW, "1:x", line)
    async with house.application:
        (call,) = await Office(house=house, line=line, move=lambda _: None).write("/confidentialite")
    state.close()
    assert "Je ne garde pas vos messages." in call.text

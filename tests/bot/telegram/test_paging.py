"""Lists that are longer than a message, or than a thumb: paged by buttons, in place."""

import datetime as dt
import itertools
from dataclasses import replace
from pathlib import Path

import pytest

from bot.state.records import Place
from bot.state.store import State
from knowledge import store
from knowledge.library import Library
from knowledge.model import Event, Letter
from knowledge.temporal.moment import Moment
from tests.bot.builders import NOW, deadline, letter
from tests.bot.telegram.office import Call, Office

COUNT = 30
NEXT, BEFORE = "La suite", "Avant"


def numbered(number: int) -> Letter:
    """Return a letter with an event and a deadline of its own."""
    asks = deadline(dt.date(2021, 3, 1) + dt.timedelta(days=number), action=f"envoyer le rapport {number}")
    made = letter(asks, reference=f"CL-21/{100 + number}", date=dt.date(2021, 1, 1) + dt.timedelta(days=number))
    name = f"Colloque {'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[number % 26]}{number} des ports"
    start = Moment(dt.date(2021, 5, 1) + dt.timedelta(days=number))
    return replace(made, events=(Event(span=asks.span, name=name, edition=2021, start=start),))


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base of many letters."""
    file = tmp_path_factory.mktemp("base") / "knowledge.db"
    store.save(file, Library(tuple(map(numbered, range(COUNT))), "v1"))
    return file


async def turned(office: Office, first: Call, label: str = NEXT) -> list[Call]:
    """Turn the pages of a list to its end; return them all."""
    found = [first]
    while label in found[-1].buttons:
        calls = await office.tap(found[-1].buttons[label], message_id=len(found) + 100)
        assert [call.name for call in calls] == ["answerCallbackQuery", "editMessageText"]
        found.append(calls[-1])
        assert len(found) <= COUNT
    return found


@pytest.mark.parametrize("command", ["/lettres", "/echeances"])
async def test_a_list_is_shown_whole_page_by_page(office: Office, command: str) -> None:
    """Each entry once, and the way back leads where one came from."""
    (first,) = await office.write(command)
    pages = await turned(office, first)
    told = "\n".join(page.text for page in pages)
    assert all(told.count(f"CL-21/{100 + number}") == 1 for number in range(COUNT))
    assert (await turned(office, pages[-1], BEFORE))[-1].text == first.text


async def test_what_one_may_reply_to_is_offered_whole(office: Office) -> None:
    """Each deadline has its button on some page."""
    (first,) = await office.write("/reponse")
    pages = await turned(office, first)
    labels = list(itertools.chain.from_iterable(page.buttons for page in pages))
    assert sum(label.startswith("Envoyer le rapport") for label in labels) == COUNT
    beyond = (await office.tap("1|reply.page|900"))[-1]
    assert beyond.buttons == first.buttons


async def test_each_event_can_be_chosen_and_its_page_stays(office: Office, state: State) -> None:
    """A tap on an event of the last page shows that page again, with its mark."""
    state.chats.wish(Place(5), NOW)
    first = (await office.tap("r|page|events"))[-1]
    pages = await turned(office, first)
    labels = [label for page in pages for label in page.buttons if "Colloque" in label]
    assert len(set(labels)) == COUNT
    chosen = next(label for label in pages[-1].buttons if "Colloque" in label)
    shown = (await office.tap(pages[-1].buttons[chosen]))[-1]
    assert chosen.removeprefix("✓ ") in shown.buttons
    assert BEFORE in shown.buttons

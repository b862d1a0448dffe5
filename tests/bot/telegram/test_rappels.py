"""Reminders turned on and off."""

import pytest

from bot.handlers.reminders import OFF, ON, in_words
from bot.handlers.sentences import load_sentences
from bot.state.records import Place
from bot.state.store import State
from tests.bot.telegram.office import GROUP, Office

SAID = load_sentences().reminders
HERE = Place(5)


async def test_the_screen_tells_the_state_and_offers_the_contrary(office: Office, state: State) -> None:
    """Reminders are off at first; the lead times and the hour are told before one chooses."""
    (call,) = await office.write("/rappels")
    assert call.buttons == {SAID.turn_on: ON}
    assert "30, 14, 7 et 3 jours avant" in call.text
    assert "9 h" in call.text
    assert not state.chats.wished(HERE)


async def test_the_button_turns_them_on_where_it_stands(office: Office, state: State) -> None:
    """A tap changes the state, the text and the button."""
    _, edited = await office.tap(ON)
    assert edited.name == "editMessageText"
    assert edited.buttons == {SAID.turn_off: OFF}
    assert state.chats.wished(HERE)
    _, edited = await office.tap(OFF)
    assert edited.buttons == {SAID.turn_on: ON}
    assert not state.chats.wished(HERE)


@pytest.mark.parametrize("word", SAID.words_on)
async def test_a_word_turns_them_on(office: Office, state: State, word: str) -> None:
    """/rappels oui needs no button."""
    await office.write(f"/rappels {word.upper()}")
    assert state.chats.wished(HERE)


@pytest.mark.parametrize("word", [*SAID.words_off, "désactiver", "Arrêt"])
async def test_a_word_turns_them_off(office: Office, state: State, word: str) -> None:
    """/rappels non needs no button, accents or not."""
    await office.write("/rappels on")
    await office.write(f"/rappels {word}")
    assert not state.chats.wished(HERE)


async def test_another_word_changes_nothing(office: Office, state: State) -> None:
    """A word that is neither shows the screen."""
    await office.write("/rappels on")
    (call,) = await office.write("/rappels peut-être")
    assert call.buttons == {SAID.turn_off: OFF}
    assert state.chats.wished(HERE)


async def test_a_topic_has_reminders_of_its_own(office: Office, state: State) -> None:
    """Turned on in a topic, they come there and not in the whole group."""
    await office.write("/rappels on", GROUP, message_thread_id=3, is_topic_message=True)
    assert state.chats.wished(Place(-100, 3))
    assert not state.chats.wished(Place(-100))


async def test_turned_on_the_current_step_comes_at_the_next_tick(office: Office) -> None:
    """The reminder of the deadline in progress does not wait for the next lead time."""
    await office.write("/rappels on")
    assert await office.house.postman.tick() == 1
    assert "28 février 2021" in office.texts[-1]
    assert await office.house.postman.tick() == 0


@pytest.mark.parametrize(
    ("leads", "said"),
    [
        ((7,), "7 jours avant chaque échéance"),
        ((7, 3), "7 et 3 jours avant chaque échéance"),
        ((3, 7, 7, 0), "7 et 3 jours avant chaque échéance et le jour même"),
        ((1, 0), "la veille et le jour même"),
        ((), ""),
    ],
)
def test_lead_times_are_said_as_one_says_them(leads: tuple[int, ...], said: str) -> None:
    """In order, each once, the eve and the day by their names."""
    assert in_words(leads, SAID) == said

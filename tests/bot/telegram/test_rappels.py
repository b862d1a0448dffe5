"""The screen of the reminders: turned on and off, and what each tap changes."""

import pytest

from bot.handlers.screen import LEADS, OFF, ON, PREFIX, in_words
from bot.handlers.sentences import load_sentences
from bot.state.records import Place, Wish
from bot.state.store import State
from tests.bot.telegram.office import GROUP, Call, Office, message

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
    assert edited.buttons[SAID.turn_off] == OFF
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
    assert call.buttons[SAID.turn_off] == OFF
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
    assert "26 février 2021" in office.texts[-1]
    assert await office.house.postman.tick() == 0


@pytest.mark.parametrize(
    ("leads", "said"),
    [
        ((7,), "7 jours avant"),
        ((7, 3), "7 et 3 jours avant"),
        ((3, 7, 7, 0), "7 et 3 jours avant et le jour même"),
        ((1, 0), "la veille et le jour même"),
        ((), ""),
    ],
)
def test_lead_times_are_said_as_one_says_them(leads: tuple[int, ...], said: str) -> None:
    """In order, each once, the eve and the day by their names."""
    assert in_words(leads, SAID) == said


async def tapped(office: Office, state: State, *data: str) -> tuple[Call, Wish]:
    """Turn reminders on, tap some buttons; return the screen shown last and what is wanted."""
    await office.write("/rappels on")
    for each in data:
        *_, call = await office.tap(f"{PREFIX}{each}")
    wish = state.chats.wish_of(HERE)
    assert wish is not None
    return call, wish


@pytest.mark.parametrize(
    ("tap", "field", "value", "said"),
    [
        ("hour|7", "hour", 7, "7 h"),
        ("for|academia", "audience", "academia", "établissement universitaire"),
        ("quiet|22-7", "quiet", (22, 7), "de 22 h à 7 h"),
        ("work|1", "working_days", True, "Jours ouvrés"),
        ("news|1", "news", True, "Nouvelles lettres"),
        ("lead|14", "leads", (30, 7, 3, 1, 0), "30, 7 et 3 jours"),
        ("lead|10", "leads", (30, 14, 10, 7, 3, 1, 0), "14, 10, 7"),
        ("all|0", "everything", False, "aucune pour l'instant"),
        ("zone|Africa/Dakar", "zone", "Africa/Dakar", "Dakar"),
    ],
)
async def test_each_choice_is_kept_and_told(
    office: Office, state: State, tap: str, field: str, value: object, said: str
) -> None:
    """A tap changes one thing, and the first page tells it."""
    _, wish = await tapped(office, state, tap)
    assert getattr(wish, field) == value
    call, _ = await tapped(office, state, "page|")
    assert said in call.text.replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("there", "back", "field", "value"),
    [
        ("for|associate", "for|-", "audience", None),
        ("quiet|20-7", "quiet|-", "quiet", None),
        ("zone|Asia/Tokyo", "zone|-", "zone", None),
        ("work|1", "work|0", "working_days", False),
        ("lead|14", "lead|14", "leads", (30, 14, 7, 3, 1, 0)),
    ],
)
async def test_each_choice_can_be_taken_back(
    office: Office, state: State, there: str, back: str, field: str, value: object
) -> None:
    """A second tap undoes the first."""
    _, wish = await tapped(office, state, there, back)
    assert getattr(wish, field) == value


@pytest.mark.parametrize(
    "data",
    ["hour|25", "hour|x", "lead|9999", "lead|-1", "quiet|1-99", "zone|Mars/Base", "for|", "nothing|1", "", "|||"],
)
async def test_a_foreign_tap_changes_nothing_and_shows_the_screen(office: Office, state: State, data: str) -> None:
    """Buttons of another version, or made up, are met with the screen as it is."""
    before = (await tapped(office, state, "page|"))[1]
    call, after = await tapped(office, state, data)
    assert after == before
    assert call.buttons


async def test_the_chosen_lead_times_are_marked(office: Office, state: State) -> None:
    """The page of the lead times shows all that one may choose, the chosen ones with a mark, four a row."""
    call, _ = await tapped(office, state, "lead|30")
    labels = list(call.buttons)
    assert labels[0] == "J-30"
    assert labels[1] == "✓ J-14"
    assert len(labels) == len(LEADS) + 1
    assert len(call.parameters["reply_markup"]["inline_keyboard"][0]) == 4


async def test_what_the_buttons_carry_is_short(office: Office, state: State) -> None:
    """Telegram takes no more than 64 bytes, whatever page is shown."""
    for page in ("", "events", "audience", "leads", "hour", "zone", "quiet"):
        call, _ = await tapped(office, state, f"page|{page}")
        assert all(len(data.encode()) <= 64 for data in call.buttons.values())
        assert call.buttons


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("/fuseau Dakar", "Africa/Dakar"),
        ("/fuseau le Caire", "Africa/Cairo"),
        ("/fuseau Yaoundé", "Africa/Douala"),
        ("/fuseau sénégal", "Africa/Dakar"),
        ("/heure Asia/Tokyo", "Asia/Tokyo"),
        ("/fuseau GENEVE", "Europe/Zurich"),
    ],
)
async def test_a_town_or_a_country_gives_the_time_zone(office: Office, state: State, text: str, zone: str) -> None:
    """Accents, capitals and articles do not matter."""
    await office.write("/rappels on")
    await office.write(text)
    wish = state.chats.wish_of(HERE)
    assert wish is not None
    assert wish.zone == zone


async def test_a_country_of_several_zones_is_asked_about(office: Office) -> None:
    """The zones are offered, each by its town; nothing is guessed."""
    await office.write("/rappels on")
    (call,) = await office.write("/fuseau Canada")
    assert "Toronto" in call.buttons
    assert len(call.buttons) > 3


@pytest.mark.parametrize(("text", "said"), [("/fuseau Syldavie", "Syldavie"), ("/fuseau", "par exemple")])
async def test_an_unknown_place_is_said_to_be(office: Office, text: str, said: str) -> None:
    """What is not found is named, with what to do."""
    (call,) = await office.write(text)
    assert said in call.text


async def test_a_position_gives_the_time_zone(office: Office, state: State) -> None:
    """Sharing where one is sets the clock, without any network."""
    await office.write("/rappels on")
    await office.take(message=message(location={"latitude": 14.7, "longitude": -17.4}))
    wish = state.chats.wish_of(HERE)
    assert wish is not None
    assert wish.zone == "Africa/Dakar"


async def test_a_position_at_sea_gives_none(office: Office) -> None:
    """Where no country is, a town is asked for."""
    (call,) = await office.take(message=message(location={"latitude": 0.0, "longitude": -30.0}))
    assert "/fuseau" in call.text

"""Taps under a push, from the tick that sends it to the state that they leave."""

import datetime as dt
from dataclasses import dataclass

import pytest

from bot.reminders.watching import deadline_key
from bot.state.records import Place, Settled
from bot.state.store import State
from tests.bot.builders import LETTER, NOW, deadline
from tests.bot.telegram.office import GROUP, PRIVATE, Call, Json, Office, refusal

KEY = deadline_key(LETTER, deadline())  # its last day is 28 February 2021
HERE = Place(5)
DAY = dt.timedelta(days=1)
DONE, LATER, AGENDA, READ = "✅ Répondu", "⏰ Plus tard", "📅 Agenda (.ics)", "📄 La lettre"
UNDO, BACK = "↩️ Annuler", "↩️ Retour"


@dataclass(slots=True, kw_only=True)
class Message:
    """A message as its reader sees it: its text and buttons change when the bot edits it."""

    office: Office
    shown: Call
    chat: Json

    async def tap(self, label: str) -> list[Call]:
        """Tap a button; return the calls after the acknowledgement."""
        markup = self.shown.parameters["reply_markup"]
        more = {"message_thread_id": 3, "is_topic_message": True} if "is_forum" in self.chat else {}
        text = self.shown.text.partition("<i>")[0].strip()
        _, *calls = await self.office.tap(self.shown.buttons[label], self.chat, text=text, reply_markup=markup, **more)
        self.shown = next((call for call in calls if call.name == "editMessageText"), self.shown)
        return calls

    @property
    def labels(self) -> list[str]:
        """What its buttons say."""
        return list(self.shown.buttons)


async def pushed(office: Office, state: State, now: dt.datetime = NOW, place: Place = HERE) -> Message:
    """Turn reminders on in a place, and return what is pushed."""
    if not state.chats.wished(place):
        state.chats.wish(place, now)
    office.move(now)
    await office.house.postman.tick()
    return Message(office=office, shown=office.sent[-1], chat=PRIVATE if place == HERE else GROUP)


async def ticks(office: Office, start: dt.datetime, days: int) -> int:
    """Tick every three hours for some days; return how many messages left."""
    before = len(office.sent)
    for hour in range(0, days * 24, 3):
        office.move(start + dt.timedelta(hours=hour))
        await office.house.postman.tick()
    return len(office.sent) - before


async def test_a_push_has_its_four_buttons(office: Office, state: State) -> None:
    """Dealt with, later, calendar, letter."""
    assert (await pushed(office, state)).labels == [DONE, LATER, AGENDA, READ]


async def test_what_is_dealt_with_is_shown_and_not_reminded_of(office: Office, state: State) -> None:
    """The message itself says so, with a button to take it back; nothing more is pushed."""
    message = await pushed(office, state)
    (edit,) = await message.tap(DONE)
    assert edit.name == "editMessageText"
    assert edit.text.startswith("🔔")
    assert "✅ C'est noté" in edit.text
    assert message.labels == [UNDO, AGENDA, READ]
    assert await ticks(office, NOW, 14) == 0


async def test_taken_back_it_is_reminded_of_again(office: Office, state: State) -> None:
    """The message is as it was, and the lead times to come go on."""
    message = await pushed(office, state)
    await message.tap(DONE)
    (edit,) = await message.tap(UNDO)
    assert "✅ C'est noté" not in edit.text
    assert message.labels == [DONE, LATER, AGENDA, READ]
    assert state.facts.settled() == ()
    assert await ticks(office, NOW, 14) == 4


async def test_a_tap_settles_for_the_whole_group(office: Office, state: State) -> None:
    """In every topic of the group, and nowhere else; the message says who answered."""
    other = Place(6)
    for place in (Place(-100, 3), Place(-100), other):
        state.chats.wish(place, NOW)
    message = await pushed(office, state, place=Place(-100, 3))
    message.shown = next(call for call in office.sent if call.parameters["chat_id"] == -100)
    await message.tap(DONE)
    assert "Répondu par Awa" in message.shown.text
    before = len(office.sent)
    await ticks(office, NOW, 14)
    assert {call.parameters["chat_id"] for call in office.sent[before:]} == {other.chat}


async def test_later_offers_until_when(office: Office, state: State) -> None:
    """Days that are left, the last one as such, and a way back to the buttons that were there."""
    message = await pushed(office, state)
    await message.tap(LATER)
    assert message.labels == [
        "Demain", "Dans 3 jours", "Dans une semaine", "Le dernier jour", BACK, AGENDA, READ
    ]  # fmt: skip
    await message.tap(BACK)
    assert message.labels == [DONE, LATER, AGENDA, READ]


async def test_what_is_put_off_comes_back_once(office: Office, state: State) -> None:
    """In three days at nine there is one push, which is that of the eve too; the last working day follows."""
    message = await pushed(office, state, NOW.replace(day=22))
    await message.tap(LATER)
    await message.tap("Dans 3 jours")
    assert "⏰ C'est noté : j'en reparle le jeudi 25 février 2021 à 9 h." in message.shown.text
    assert message.labels == [UNDO, AGENDA, READ]
    assert await ticks(office, NOW.replace(day=22), 3) == 0
    assert await ticks(office, NOW.replace(day=25), 1) == 1
    assert await ticks(office, NOW.replace(day=26), 10) == 1


async def test_a_wait_can_be_taken_back(office: Office, state: State) -> None:
    """The lead times go on as if nothing had been put off, without a push of the one already sent."""
    message = await pushed(office, state)
    await message.tap(LATER)
    await message.tap("Le dernier jour")
    await message.tap(UNDO)
    assert message.labels == [DONE, LATER, AGENDA, READ]
    assert await ticks(office, NOW, 14) == 4


@pytest.mark.parametrize(
    ("day", "offered"),
    [
        (28, ["Dans 3 heures"]),
        (27, ["Demain"]),
        (26, ["Demain", "Le dernier jour"]),
        (25, ["Demain", "Le dernier jour"]),
        (24, ["Demain", "Dans 3 jours", "Le dernier jour"]),
    ],
)
async def test_nothing_is_put_off_beyond_the_last_day(
    office: Office, state: State, day: int, offered: list[str]
) -> None:
    """The nearer the last day, the fewer the choices."""
    message = await pushed(office, state, NOW.replace(day=day))
    await message.tap(LATER)
    assert message.labels[: len(offered) + 1] == [*offered, BACK]


async def test_at_the_end_of_the_last_day_it_is_too_late_to_put_off(office: Office, state: State) -> None:
    """What cannot come back any more is told so, and nothing is noted."""
    message = await pushed(office, state, NOW.replace(day=28, hour=22))
    (answer,) = await message.tap(LATER)
    assert "ne peut plus être reportée" in answer.text
    assert state.facts.settled() == ()


@pytest.mark.parametrize("wait", ["14", "999", "h400", "-1", "x", "", "0"])
async def test_a_wait_that_no_button_offers_is_refused(office: Office, state: State, wait: str) -> None:
    """Old or foreign data never puts a deadline off beyond its end, nor to the past."""
    await pushed(office, state)
    _, answer = await office.tap(f"1|push.snooze|{KEY}||{wait}")
    assert "ne peut plus être reportée" in answer.text
    assert state.facts.settled() == ()


@pytest.mark.parametrize("deed", ["done", "later", "back", "snooze", "letter"])
async def test_a_tap_on_something_that_is_no_more_is_courteous(office: Office, state: State, deed: str) -> None:
    """A deadline that no letter asks any more is not noted, and one reads why."""
    _, answer = await office.tap(f"1|push.{deed}|{'0' * 16}||1")
    assert answer.name == "sendMessage"
    assert "ne figure plus" in answer.text
    assert state.facts.settled() == ()


async def test_the_letter_is_told(office: Office, state: State) -> None:
    """By the question that the command of letters asks."""
    (answer,) = await (await pushed(office, state)).tap(READ)
    assert LETTER in answer.text


async def test_the_calendar_is_sent(office: Office, state: State) -> None:
    """The file holds the deadline alone."""
    (answer,) = await (await pushed(office, state)).tap(AGENDA)
    assert answer.name == "sendDocument"


async def test_a_message_out_of_reach_is_answered_anew(office: Office, state: State) -> None:
    """Where Telegram no longer shows the message, or refuses to change it, what was done is told by another."""
    message = await pushed(office, state)
    office.line.verdicts = [refusal(400, "Bad Request: message can't be edited")]
    _, answer = await message.tap(DONE)
    assert "✅ C'est noté" in answer.text
    assert UNDO in answer.buttons
    inaccessible = {"chat": PRIVATE, "message_id": 1, "date": 0}
    query = {"id": "1", "from": {"id": 5, "is_bot": False, "first_name": "Awa"}, "chat_instance": "1"}
    _, answer = await office.take(callback_query={**query, "message": inaccessible, "data": answer.buttons[UNDO]})
    assert "annulé" in answer.text
    assert state.facts.settled() == ()


async def test_a_second_tap_on_the_same_button_is_harmless(office: Office, state: State) -> None:
    """What Telegram says of a message that stays the same is no trouble."""
    message = await pushed(office, state)
    office.line.verdicts = [refusal(400, "Bad Request: message is not modified")]
    assert [call.name for call in await message.tap(DONE)] == ["editMessageText"]
    assert [each.until for each in state.facts.settled()] == [None]


async def test_what_was_put_off_before_can_be_dealt_with(office: Office, state: State) -> None:
    """The last tap counts."""
    message = await pushed(office, state)
    state.facts.settle(Settled(chat=5, subject=KEY, at=NOW, until=NOW + DAY))
    await message.tap(DONE)
    assert "⏰" not in message.shown.text
    assert await ticks(office, NOW, 14) == 0


async def test_forgetting_a_chat_forgets_what_it_dealt_with(office: Office, state: State) -> None:
    """Nothing is left of a chat that asks for it."""
    await (await pushed(office, state)).tap(DONE)
    await office.write("/oublier")
    assert state.facts.settled() == ()

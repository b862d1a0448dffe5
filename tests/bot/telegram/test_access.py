"""Who may talk to the bot: everybody, those on a list, whoever was invited; and how fast."""

import datetime as dt
import re
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.application import assemble
from bot.handlers.access import Buckets, Once
from bot.handlers.sentences import load_sentences
from bot.settings import Access, Mode, Settings
from bot.shelf import Shelf
from bot.state.records import Place
from bot.state.store import open_state
from tests.bot.builders import NOW, Echo
from tests.bot.telegram.office import BOT, GROUP, PERSON, PRIVATE, Call, Json, Office, Recorder, message

SAID = load_sentences().access
OPERATOR, GUEST, STRANGER = 6, 7, 8


@pytest.fixture
def access() -> Access:
    """The [access] section of a test."""
    return Access(mode=Mode.INVITATION)


@pytest.fixture
async def office(settings: Settings, access: Access) -> AsyncIterator[Office]:
    """The application over a recorder, with an operator and a restricted access."""
    own = replace(settings, access=access, operators=replace(settings.operators, telegram=(OPERATOR,)))
    now = [NOW]
    state = open_state(own.state.database, dt.timedelta(hours=2))
    line = Recorder()
    house = assemble(own, Shelf(own.knowledge, Echo), state, lambda: now[0], "1:x", line)
    async with house.application:
        yield Office(house=house, line=line, move=lambda moment: now.__setitem__(0, moment))
    state.close()


def person(number: int) -> Json:
    """Return where and who somebody is who writes to the bot alone."""
    return {"chat": {**PRIVATE, "id": number}, "from": {**PERSON, "id": number}}


async def said(office: Office, number: int, text: str, **more: Json) -> list[str]:
    """Return what is said to somebody who writes."""
    calls = await office.write(text, **{**person(number), **more})
    return [call.text for call in calls if call.name == "sendMessage"]


async def tapped(office: Office, number: int, data: str) -> list[Call]:
    """Return the calls that a tap of somebody leads to."""
    own = person(number)
    carrier = message(text="avant", chat=own["chat"], **{"from": BOT})
    tap = {"id": "1", "from": own["from"], "chat_instance": "1", "message": carrier, "data": data}
    return await office.take(callback_query=tap)


async def invited(office: Office, words: str = "") -> str:
    """Return the code of a link that the operator makes."""
    (told,) = await said(office, OPERATOR, f"/inviter {words}".strip())
    found = re.search(r"https://t\.me/aide_bot\?start=(\S+)", told)
    assert found
    return found[1]


async def test_whoever_is_not_let_in_gets_one_sentence_and_nothing_else(office: Office) -> None:
    """Not an answer, not a word more, not a mark on what was written; the operator is let in."""
    assert await said(office, STRANGER, "quand a lieu le Forum ?") == [SAID.closed]
    assert await said(office, STRANGER, "/rappels on") == []
    assert await tapped(office, STRANGER, "1|plus") == []
    assert not office.house.postman.state.chats.wished(Place(STRANGER))
    assert await said(office, OPERATOR, "un") != [SAID.closed]


async def test_an_invitation_lets_in_as_many_as_it_says(office: Office) -> None:
    """The first who follows the link is greeted and stays; the second is told that the service is closed."""
    code = await invited(office)
    (greeted,) = await said(office, GUEST, f"/start {code}")
    assert "Bonjour" in greeted
    assert greeted != SAID.closed
    assert await said(office, GUEST, f"/start {code}") == [greeted]
    assert await said(office, STRANGER, f"/start {code}") == [SAID.closed]


async def test_an_invitation_ends(office: Office) -> None:
    """After its days it lets nobody in; whoever was let in stays."""
    code = await invited(office, "5 2")
    await said(office, GUEST, f"/start {code}")
    office.move(NOW + dt.timedelta(days=2, minutes=1))
    assert await said(office, STRANGER, f"/start {code}") == [SAID.closed]
    assert await said(office, GUEST, "un") != [SAID.closed]


@pytest.mark.parametrize(("deed", "stays"), [("invc", True), ("invo", False)])
async def test_an_invitation_is_closed(office: Office, deed: str, stays: bool) -> None:  # noqa: FBT001  # a case
    """At once, for those who come; for those who came by it too, when that is asked."""
    code = await invited(office, "5")
    await said(office, GUEST, f"/start {code}")
    await tapped(office, OPERATOR, f"1|op.{deed}|1")
    assert await said(office, STRANGER, f"/start {code}") == [SAID.closed]
    assert (await said(office, GUEST, "un") == [SAID.closed]) is not stays


@pytest.mark.parametrize("words", ["beaucoup", "0", "5 0", "1 2 3", "99999999", "-1"])
async def test_an_invitation_has_bounds(office: Office, words: str) -> None:
    """What is no number of people and days is told how to be written."""
    (told,) = await said(office, OPERATOR, f"/inviter {words}")
    assert "t.me" not in told


async def test_nobody_else_invites(office: Office) -> None:
    """The command is an operator's: a guest is told that there is none."""
    await said(office, GUEST, f"/start {await invited(office)}")
    (told,) = await said(office, GUEST, "/inviter")
    assert "t.me" not in told


async def test_no_code_is_kept(office: Office, settings: Settings) -> None:
    """Whoever reads the database cannot let anybody in."""
    code = await invited(office)
    with office.house.postman.state.database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM invitations").all()
    assert code.removeprefix("invitation-") not in str(rows)


def added(by: int, status: str = "member") -> Json:
    """Return that somebody adds the bot to a group, or takes it off."""
    member = {"user": BOT, "status": status}
    old = {"user": BOT, "status": "left" if status == "member" else "member"}
    return {"chat": GROUP, "from": {**PERSON, "id": by}, "date": 0, "old_chat_member": old, "new_chat_member": member}


async def test_a_group_is_let_in_with_whoever_adds_the_bot(office: Office) -> None:
    """All of its members may then ask; one that a stranger has made is told the sentence."""
    calls = await office.take(my_chat_member=added(STRANGER))
    assert [call.text for call in calls] == [SAID.closed]
    assert await said(office, STRANGER, "/question quand ?", chat=GROUP) == []
    await said(office, GUEST, f"/start {await invited(office)}")
    await office.take(my_chat_member=added(GUEST, "left"))
    await office.take(my_chat_member=added(GUEST))
    assert len(await said(office, STRANGER, "/question quand ?", chat=GROUP)) == 1


@pytest.mark.parametrize("access", [Access(mode=Mode.LIST, ids=(GUEST,))])
async def test_a_list_lets_in_those_who_are_on_it(office: Office) -> None:
    """And no invitation is made."""
    assert await said(office, GUEST, "un") != [SAID.closed]
    assert await said(office, STRANGER, "un") == [SAID.closed]
    (told,) = await said(office, OPERATOR, "/inviter")
    assert "t.me" not in told


async def test_nothing_is_pushed_to_whoever_is_not_let_in(office: Office) -> None:
    """A reminder wished for while the service was open to all does not leave; that of an operator does."""
    for number in (STRANGER, OPERATOR):
        office.house.postman.state.chats.wish(Place(number), NOW)
    await office.house.postman.tick()
    assert {call.parameters["chat_id"] for call in office.sent} == {OPERATOR}


@pytest.mark.parametrize("access", [Access(a_minute=1, burst=3)])
async def test_whoever_is_too_fast_is_told_so_once(office: Office) -> None:
    """Others go on, operators are never slowed down, and reminders come."""
    answers = [await said(office, GUEST, f"question {number}") for number in range(9)]
    assert [each == [SAID.too_fast] for each in answers[:4]] == [False, False, False, True]
    assert answers[4:] == [[]] * 5
    assert await said(office, STRANGER, "un") not in ([], [SAID.too_fast])
    assert all([await said(office, OPERATOR, f"question {number}") for number in range(9)])
    office.house.postman.state.chats.wish(Place(GUEST), NOW)
    assert await office.house.postman.tick() == 1


def test_a_bucket_fills_again_and_never_beyond_its_rim() -> None:
    """Two at once, then one each ten seconds."""
    now = [0.0]
    buckets = Buckets(2, 6, lambda: now[0])
    assert [buckets.take(1) for _ in range(3)] == [True, True, False]
    now[0] = 9.9
    assert not buckets.take(1)
    now[0] = 10.1
    assert [buckets.take(1) for _ in range(2)] == [True, False]
    now[0] = 1e6
    assert [buckets.take(1) for _ in range(3)] == [True, True, False]
    assert buckets.take(2)


def test_a_sentence_is_said_once_in_a_while() -> None:
    """To each chat of its own."""
    now = [0.0]
    once = Once(60.0, lambda: now[0])
    assert [once.may(1), once.may(1), once.may(2)] == [True, False, True]
    now[0] = 60.0
    assert once.may(1)


async def test_what_is_kept_is_told_of_this_service(office: Office) -> None:
    """Whoever was let in reads that this is kept too."""
    (told,) = await said(office, OPERATOR, "/confidentialite")
    assert load_sentences().privacy.guests.strip() in told
    assert load_sentences().privacy.sealed.strip() not in told

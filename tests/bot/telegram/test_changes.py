"""What leaves when the letters change: real letters, built into a real base, seen by the tick."""

import asyncio
import datetime as dt
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.application import assemble
from bot.entities.editions import key_of
from bot.settings import Settings
from bot.shelf import Shelf
from bot.state.records import Follow, Place, Wish
from bot.state.store import State, open_state
from bot.understanding.catalogue import Catalogue
from knowledge.building import build
from knowledge.documents.file import Limits
from tests.bot.calendars.builders import read
from tests.bot.telegram.office import Call, Office, Recorder, refusal

LETTERS = Path(__file__).parents[2] / "data" / "letters"
GENEVA = ZoneInfo("Europe/Zurich")
WORKSHOP, CORRIGENDUM = "circ-tsb-214-atelier-5g.md", "corrigendum-1-circ-tsb-214.md"
SUMMIT, ADDENDUM = "cl-24-33-sommet-jeunesse.md", "addendum-1-cl-24-33.md"
BEFORE, AFTER = dt.datetime(2024, 3, 27, 10, tzinfo=GENEVA), dt.datetime(2024, 3, 28, 10, tzinfo=GENEVA)
HERE = Place(5)
DAY = dt.timedelta(days=1)


@dataclass(slots=True, kw_only=True)
class Desk:
    """A folder of letters, the base built from it, and the bot that reads it."""

    folder: Path
    settings: Settings
    state: State
    clock: list[dt.datetime]
    office: Office | None = None

    def letters(self, *names: str) -> None:
        """Put the folder's letters in the place of those that were there, and build them."""
        for old in self.folder.iterdir():
            old.unlink()
        for name in names:
            shutil.copy(LETTERS / name, self.folder)
        limits = Limits(file=self.settings.knowledge.largest_file, text=self.settings.knowledge.largest_text)
        build((self.folder,), self.settings.knowledge.database, limits)

    async def open(self) -> Office:
        """Start the bot, or start it again."""
        line = Recorder()
        house = assemble(self.settings, Shelf(self.settings.knowledge), self.state, lambda: self.clock[0], "1:x", line)
        await house.application.initialize()
        self.office = Office(house=house, line=line, move=lambda moment: self.clock.__setitem__(0, moment))
        return self.office

    async def tick(self, now: dt.datetime) -> list[Call]:
        """Tick at a moment; return what is sent."""
        office = self.office or await self.open()
        self.clock[0] = now
        before = len(office.sent)
        await office.house.postman.tick()
        return office.sent[before:]


@pytest.fixture
async def desk(settings: Settings, tmp_path: Path) -> AsyncIterator[Desk]:
    """A bot without letters yet."""
    folder = tmp_path / "letters"
    folder.mkdir()
    own = replace(
        settings, knowledge=replace(settings.knowledge, database=tmp_path / "own.db", letters=(folder,), shipped=False)
    )
    state = open_state(own.state.database, dt.timedelta(hours=2))
    yield Desk(folder=folder, settings=own, state=state, clock=[BEFORE])
    state.close()


async def wishing(desk: Desk, *letters: str, **wish: Any) -> list[Call]:
    """Let a place wish, long before, with some letters on the shelf; return what is sent then."""
    desk.state.chats.set(Wish(**{"place": HERE, "since": BEFORE - 30 * DAY, **wish}), BEFORE)
    desk.letters(*letters)
    return await desk.tick(BEFORE)


async def test_the_first_look_announces_nothing(desk: Desk) -> None:
    """Letters that were there before anybody looked are no news; reminders go on as ever."""
    (reminder,) = await wishing(desk, WORKSHOP, news=True)
    assert reminder.text.startswith("🔔")
    assert desk.state.facts.told()
    assert desk.state.facts.changes(BEFORE - DAY) == ()


async def test_a_corrigendum_is_told_before_and_now(desk: Desk) -> None:
    """In whole sentences: what was, what is, until when by both clocks, to whom, by which letter, and its sentence."""
    await wishing(desk, WORKSHOP, zone="America/Toronto")
    desk.letters(WORKSHOP, CORRIGENDUM)
    (call,) = await desk.tick(AFTER)
    for told in (
        "Échéance modifiée – Atelier de l'UIT sur l'efficacité énergétique des réseaux 5G 2024",
        "Avant : il fallait agir d'ici au 10 mai 2024. Maintenant : il faut agir d'ici au 17 mai 2024.",
        "Dernier jour utile : vendredi 17 mai 2024, dans 50 jours",
        "17 mai 23 h 59 à Genève, soit 17 mai 17 h 59 chez vous",
        "Réponse à : https://itu.int/go/atelier-5g-tunis",
        "Modifié par : Corrigendum 1 à la Circulaire TSB 214",
        "Avant : il était prévu du 14 au 15 mai 2024. Maintenant : il a lieu du 21 au 22 mai 2024.",
        "Avant : il était prévu du 16 au 17 mai 2024. Maintenant : il a lieu du 23 au 24 mai 2024.",
        "Circulaire TSB 214 du 5 février 2024",
    ):
        assert told in call.text
    assert "Nouvelle lettre" not in call.text
    assert call.parameters["disable_notification"]


async def test_a_change_is_told_once(desk: Desk) -> None:
    """Not at the next tick, not after a restart, not when the base is built again with the same letters."""
    await wishing(desk, WORKSHOP)
    desk.letters(WORKSHOP, CORRIGENDUM)
    assert len(await desk.tick(AFTER)) == 1
    assert await desk.tick(AFTER) == []
    await desk.open()
    assert await desk.tick(AFTER) == []
    desk.letters(WORKSHOP, CORRIGENDUM)
    assert await desk.tick(AFTER) == []


async def test_what_changes_while_the_bot_is_stopped_is_told_at_its_start(desk: Desk) -> None:
    """What was last told is in the state, not in the memory of a process."""
    await wishing(desk, WORKSHOP)
    desk.letters(WORKSHOP, CORRIGENDUM)
    await desk.open()
    assert len(await desk.tick(AFTER)) == 1


async def test_a_change_is_not_lost_between_its_detection_and_its_sending(desk: Desk) -> None:
    """A process that dies once the change is noted, or a network that fails, leaves it to the next tick."""
    await wishing(desk, WORKSHOP)
    desk.letters(WORKSHOP, CORRIGENDUM)
    desk.clock[0] = AFTER
    observer = (await desk.open()).house.postman.observer
    assert observer is not None
    observer.look(observer.catalogue())
    office = await desk.open()
    office.line.verdicts = [refusal(500, "Internal Server Error")]
    assert [call.text[:1] for call in await desk.tick(AFTER)] == ["🔁"]
    assert await desk.tick(AFTER) == []
    assert len(await desk.tick(AFTER + dt.timedelta(minutes=5))) == 1
    assert await desk.tick(AFTER + dt.timedelta(minutes=9)) == []


async def test_of_several_processes_one_tells(desk: Desk) -> None:
    """Two bots on one state that see the same base send one message."""
    await wishing(desk, WORKSHOP)
    one, other = await desk.open(), await desk.open()
    desk.letters(WORKSHOP, CORRIGENDUM)
    desk.clock[0] = AFTER
    await asyncio.gather(one.house.postman.tick(), other.house.postman.tick())
    await asyncio.gather(one.house.postman.tick(), other.house.postman.tick())
    assert len(one.sent) + len(other.sent) == 1
    assert len(desk.state.facts.changes(BEFORE)) == 4


async def test_a_moved_deadline_has_new_reminders_and_the_old_day_none(desk: Desk) -> None:
    """From the day it moves, what comes is about the new one."""
    await wishing(desk, WORKSHOP, leads=(7, 0), everything=True)
    desk.letters(WORKSHOP, CORRIGENDUM)
    await desk.tick(AFTER)
    sent = [call for n in range(55) for call in await desk.tick(AFTER + n * DAY)]
    inscription = [call.text for call in sent if "inscription en ligne" in call.text.lower()]
    assert [text.splitlines()[0] for text in inscription] == [
        "🔔 D'ici au vendredi 17 mai 2024, dans sept jours",
        "🔔 Dernier jour : vendredi 17 mai 2024, aujourd'hui",
    ]


async def test_a_change_that_comes_with_a_lead_time_is_one_message(desk: Desk) -> None:
    """A deadline that moves while a lead time of its new day is in progress is told once; the later ones follow."""
    await wishing(desk, WORKSHOP)
    await desk.tick(BEFORE.replace(month=5, day=7))
    desk.letters(WORKSHOP, CORRIGENDUM)
    assert [call.text[:1] for call in await desk.tick(BEFORE.replace(month=5, day=8))] == ["🔁"]
    assert await desk.tick(BEFORE.replace(month=5, day=9)) == []
    assert [call.text[:1] for call in await desk.tick(BEFORE.replace(month=5, day=10))] == ["🔔"]


async def test_what_is_withdrawn_is_told_and_reminded_of_no_more(desk: Desk) -> None:
    """A letter that is taken away cancels its deadlines and events."""
    await wishing(desk, WORKSHOP, SUMMIT)
    desk.letters(SUMMIT)
    (call,) = await desk.tick(AFTER)
    assert "Avant : il fallait agir d'ici au 5 avril 2024." in call.text
    assert "ne figure plus dans les lettres en vigueur" in call.text
    assert "❌ Événement retiré – Atelier de l'UIT" in call.text
    assert [text for n in range(50) for text in await desk.tick(AFTER + n * DAY) if "Atelier" in text.text] == []


async def test_whoever_does_not_want_it_is_not_told(desk: Desk) -> None:
    """Another event, an event that is not wanted, another audience, a wish made after the change."""
    follow = Follow(event=key_of("Sommet mondial de la jeunesse connectée", "2024"), since=BEFORE - 30 * DAY)
    await wishing(desk, WORKSHOP, SUMMIT, everything=False, follows=(follow,))
    desk.letters(WORKSHOP, SUMMIT, CORRIGENDUM)
    assert await desk.tick(AFTER) == []
    desk.state.chats.set(Wish(place=HERE, since=AFTER + DAY), AFTER + DAY)
    assert all(call.text[:1] == "🔔" for call in await desk.tick(AFTER + DAY))


async def test_a_new_letter_is_announced_to_who_wants_it(desk: Desk) -> None:
    """Its reference, its subject and its deadlines; others get their reminders alone."""
    other = Place(6)
    desk.state.chats.set(Wish(place=other, since=BEFORE - 30 * DAY), BEFORE)
    await wishing(desk, WORKSHOP, news=True, everything=False)
    desk.letters(WORKSHOP, SUMMIT)
    sent = await desk.tick(dt.datetime(2024, 5, 10, 10, tzinfo=GENEVA))
    (call,) = [call for call in sent if call.parameters["chat_id"] == HERE.chat]
    assert [call.text[:1] for call in sent if call.parameters["chat_id"] == other.chat] == ["🔔"]
    for told in (
        "🆕 Nouvelle lettre – CL-24/33, 8 mai 2024",
        "Objet : Sommet mondial de la jeunesse connectée",
        "Échéance, d'ici au 28 juin 2024 : désigner deux jeunes délégués",
    ):
        assert told in call.text
    assert list(call.buttons) == ["📄 La lettre"]


async def test_quiet_hours_hold_for_changes(desk: Desk) -> None:
    """Nobody is woken: what changed at night is told in the morning."""
    await wishing(desk, WORKSHOP, quiet=(22, 7), working_days=False)
    desk.letters(WORKSHOP, CORRIGENDUM)
    assert await desk.tick(AFTER.replace(hour=23)) == []
    assert len(await desk.tick((AFTER + DAY).replace(hour=7))) == 1


async def test_a_chat_that_slept_hears_of_it_when_it_wakes(desk: Desk) -> None:
    """In one message, with what it missed."""
    await wishing(desk, WORKSHOP, SUMMIT)
    desk.state.chats.put_to_sleep(HERE.chat, BEFORE)
    desk.letters(WORKSHOP, SUMMIT, CORRIGENDUM)
    assert await desk.tick(AFTER) == []
    desk.letters(WORKSHOP, SUMMIT, CORRIGENDUM, ADDENDUM)
    assert await desk.tick(AFTER) == []
    desk.state.chats.wake(HERE.chat, AFTER)
    (call,) = await desk.tick(AFTER)
    assert "17 mai 2024" in call.text
    assert "4 octobre 2024" in call.text


async def test_the_file_for_calendars_follows_the_change(desk: Desk) -> None:
    """Same UID, on the new day, with a higher sequence: the calendar moves its entry; withdrawn, it cancels it."""
    await wishing(desk, WORKSHOP)
    office = await desk.open()
    (before,) = read_of(await office.write("/calendrier Circulaire TSB 214"), "nscription en ligne")
    desk.letters(WORKSHOP, CORRIGENDUM)
    (told,) = await desk.tick(AFTER)
    button = told.buttons["📅 .ics"] if "📅 .ics" in told.buttons else next(iter(told.buttons.values()))
    (after,) = read_of(await office.tap(button), "nscription en ligne")
    assert before.uid == after.uid
    assert (before.dtstart, after.dtstart) == (dt.date(2024, 5, 10), dt.date(2024, 5, 17))
    assert (before.sequence, after.sequence) == (0, 1)
    desk.letters(SUMMIT)
    await desk.tick(AFTER)
    (gone,) = read_of(await office.tap(button), "nscription en ligne")
    assert (gone.uid, gone.sequence, gone.status) == (before.uid, 2, "CANCELLED")


async def test_the_buttons_of_a_change_settle_the_new_day(desk: Desk) -> None:
    """Dealt with under the message of the change, the deadline has no reminder left."""
    await wishing(desk, WORKSHOP)
    desk.letters(WORKSHOP, CORRIGENDUM)
    (told,) = await desk.tick(AFTER)
    office = desk.office
    assert office is not None
    _, edit = await office.tap(
        told.buttons["1. ✅ Répondu"], text=told.text, reply_markup=told.parameters["reply_markup"]
    )
    assert "✅ 1. C'est noté" in edit.text
    assert [label for label in edit.buttons if label[1:2] == "."] == ["1. ↩️ Annuler", "2. 📅 .ics", "3. 📅 .ics"]
    sent = [call for n in range(55) for call in await desk.tick(AFTER + n * DAY)]
    assert not any("inscription en ligne" in call.text.lower() for call in sent)


async def test_a_look_that_fails_holds_up_no_reminder(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    """The operator is told, and what is due is sent."""
    desk.state.chats.set(Wish(place=HERE, since=BEFORE - 30 * DAY), BEFORE)
    desk.letters(WORKSHOP)
    observer = (await desk.open()).house.postman.observer
    assert observer is not None

    def failing() -> Catalogue:
        raise RuntimeError

    observer.catalogue = failing
    assert len(await desk.tick(BEFORE)) == 1
    assert "RuntimeError" in caplog.text


async def test_a_fact_kept_by_another_version_is_seen_anew_in_silence(desk: Desk) -> None:
    """What cannot be read any more is not compared: it is no news, and later changes of it are."""
    await wishing(desk, WORKSHOP)
    kept = desk.state.facts.told()
    strange = frozenset(replace(each, value='{"other": 1}') for each in kept)
    assert desk.state.facts.see(kept, strange, ())
    await desk.open()
    assert await desk.tick(AFTER) == []
    desk.letters(WORKSHOP, CORRIGENDUM)
    assert len(await desk.tick(AFTER)) == 1


def read_of(calls: list[Call], word: str) -> list[Any]:
    """Return the entries of the file sent whose summary has a word."""
    (content,) = next(call for call in calls if call.name == "sendDocument").files.values()
    return [each for each in read(content.decode()).values() if word in str(each.summary)]

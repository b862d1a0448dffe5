"""A scenario played over HTTP: the whole bot polls a stand-in of Telegram, while people send, tap, reply and wait."""

import asyncio
import datetime as dt
import itertools
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bot.application import House, assemble
from bot.settings import Settings, Storage, Telegram
from bot.shelf import Shelf
from bot.state.records import Place
from bot.state.store import open_state
from knowledge import store
from knowledge.history import History
from knowledge.settings import Operators
from tests.bot.telegram.office import BOT, Call, Json
from tests.bot.telegram.standin import Standin

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "data"
SCENARIOS: list[Json] = tomllib.loads((HERE / "scenarios.toml").read_text("utf-8"))["scenario"]
TEXTS: dict[str, str] = tomllib.loads((HERE / "scenarios.toml").read_text("utf-8"))["letter"]
TOKEN = "123456789:AAF-standin_standin_standin_stand"
PEOPLE = {
    "awa": 5,
    "bo": 6,
    "lea": 7,
    "max": 8,
}  # two operators, one who wants reminders and news, one who wants nothing
ZONE = dt.timezone(dt.timedelta(hours=2))
START = dt.datetime(2024, 6, 10, 10, tzinfo=ZONE)
FIRST = "dm-23-1009-conseil.md"  # of the folder when the scenario begins
_NUMBERS = itertools.count(5000)


@dataclass(slots=True, kw_only=True)
class Stage:
    """The bot, its files, the people and the clock."""

    server: Standin
    folder: Path
    hold: int = 10
    operators: tuple[int, ...] = (5, 6)
    now: dt.datetime = START
    last: dict[int, Call] = field(default_factory=dict)  # what each was last sent
    house: House | None = None
    close: Callable[[], None] = lambda: None

    @property
    def settings(self) -> Settings:
        """The settings of the play."""
        default = Settings()
        knowledge = replace(
            default.knowledge, shipped=False, letters=(self.folder / "letters",), database=self.folder / "var" / "k.db"
        )
        return replace(
            default,
            knowledge=knowledge,
            state=Storage(database=str(self.folder / "state.db"), terminal=self.folder / "terminal.db"),
            telegram=Telegram(api_url=self.server.url),
            operators=Operators(
                telegram=self.operators, hold_minutes=self.hold, incoming=self.folder / "var" / "incoming"
            ),
        )

    async def begin(self) -> None:
        """Start the bot."""
        settings = self.settings
        state = open_state(settings.state.database, dt.timedelta(hours=2))
        self.house = assemble(settings, Shelf(settings.knowledge), state, lambda: self.now, TOKEN)
        application = self.house.application
        await application.initialize()
        await application.start()
        assert application.updater is not None
        await application.updater.start_polling(poll_interval=0.0, timeout=1)
        self.close = state.close

    async def end(self) -> None:
        """Stop it."""
        assert self.house is not None
        application = self.house.application
        assert application.updater is not None
        await application.updater.stop()
        await application.stop()
        await application.shutdown()
        self.close()

    async def play(self, step: Json) -> None:
        """Play one step, and see that what it expects comes."""
        assert self.house is not None
        self.house.postman.state.pace.tidy(
            dt.datetime.now(dt.UTC) + dt.timedelta(days=1)
        )  # Telegram's pace is held to elsewhere
        deed = next(each for each in DEEDS if each in step)
        await getattr(self, f"_{deed}")(step)

    # ------------------------------------------------------------------ deeds

    async def _send(self, step: Json) -> None:
        key, name = str(next(_NUMBERS)), str(step["send"])
        content = _content(name)
        self.server.files[key] = content
        size = step.get("weighs", len(content))
        shown = step.get("as", name)
        document = {"file_id": key, "file_unique_id": key, "file_name": shown, "file_size": size}
        more = {
            name: step[field] for name, field in (("caption", "caption"), ("media_group_id", "group")) if field in step
        }
        await self._give(step, document=document, **more)

    async def _photo(self, step: Json) -> None:
        photo = [{"file_id": "1", "file_unique_id": "1", "width": 9, "height": 9}]
        await self._give(step, photo=photo)

    async def _text(self, step: Json) -> None:
        entities = [{"type": "bot_command", "offset": 0, "length": len(step["text"].split()[0])}]
        await self._give(step, text=step["text"], **({"entities": entities} if step["text"].startswith("/") else {}))

    async def _reply(self, step: Json) -> None:
        carrier = _carrier(self.last[PEOPLE[step["by"]]], PEOPLE[step["by"]])
        await self._give(step, text=step["reply"], reply_to_message=carrier)

    async def _tap(self, step: Json) -> None:
        who = PEOPLE[step["by"]]
        carrier = self.last[who]
        data = next(data for label, data in carrier.buttons.items() if step["tap"] in label)
        query = {"id": "1", "from": _person(who), "chat_instance": "1", "message": _carrier(carrier, who), "data": data}
        await self._expect(step, lambda: self.server.give(callback_query=query))

    async def _wait(self, step: Json) -> None:
        """Let minutes pass, then look for what is due: `told` comes to the subscriber, or nothing does."""
        self.now += dt.timedelta(minutes=step["wait"])
        assert self.house is not None
        before = len(self.server.calls)
        await self.house.postman.tick()
        texts = [call.text for call in self.server.calls[before:] if call.name == "sendMessage"]
        if "told" in step:
            assert any(all(each in text for each in step["told"]) for text in texts), texts
        else:
            assert texts == []

    async def _restart(self, _: Json) -> None:
        await self.end()
        await self.begin()

    async def _wish(self, step: Json) -> None:
        assert self.house is not None
        chats, place = self.house.postman.state.chats, Place(PEOPLE[step["wish"]])
        chats.wish(place, self.now)
        wish = chats.wish_of(place)
        assert wish is not None
        chats.set(replace(wish, news=step.get("news", False)), self.now)
        await self.house.postman.tick()  # the facts are seen as they are

    async def _published(self, step: Json) -> None:
        library = store.load(self.settings.knowledge.database)
        assert sorted(letter.reference for letter in library.letters) == sorted(step["published"])

    async def _rows(self, step: Json) -> None:
        rows = History(self.settings.knowledge.database).rows()
        assert [str(row.deed) for row in rows if row.deed not in ("pushed", "told")] == step["rows"]

    async def _files(self, step: Json) -> None:
        assert sorted(each.name for each in (self.folder / "letters").iterdir()) == sorted(step["files"])

    async def _toml(self, step: Json) -> None:
        text = (self.folder / "letters" / step["toml"]).read_text("utf-8")
        assert [each for each in step["holds"] if each not in text] == [], text

    async def _gap(self, step: Json) -> None:
        assert self.house is not None
        self.house.postman.state.talks.miss(step["gap"], self.now.date())

    # ------------------------------------------------------------------ what comes of them

    async def _give(self, step: Json, **message: Any) -> None:
        who = PEOPLE[step["by"]]
        made = {
            "message_id": next(_NUMBERS),
            "date": int(self.now.timestamp()),
            "chat": _chat(who),
            "from": _person(who),
        }
        await self._expect(step, lambda: self.server.give(message={**made, **message}))

    async def _expect(self, step: Json, act: Callable[[], None]) -> None:
        who, before = PEOPLE[step["by"]], len(self.server.calls)
        act()
        wanted = step.get("says", [])

        def fits(call: Call) -> bool:
            mine = call.name in ("sendMessage", "editMessageText") and int(call.parameters["chat_id"]) == who
            fresh = any(call is each for each in self.server.calls[before:])
            return mine and fresh and all(each in call.text for each in wanted)

        try:
            found = await asyncio.to_thread(self.server.wait_for, fits)
        except TimeoutError:
            said = [call.text for call in self.server.calls[before:] if call.name in ("sendMessage", "editMessageText")]
            raise AssertionError((step, said)) from None
        assert [each for each in step.get("not", []) if each in found.text] == [], found.text
        assert [each for each in step.get("buttons", []) if not any(each in label for label in found.buttons)] == []
        assert [each for each in found.buttons.values() if len(each.encode()) > 64] == []
        self.last[who] = found


DEEDS = (
    "send", "photo", "text", "reply", "tap", "wait", "restart", "wish", "published", "rows", "files", "toml", "gap",
)  # fmt: skip


def _content(name: str) -> bytes:
    if name in TEXTS:
        return TEXTS[name].encode()
    found = next(
        folder / name for folder in (DATA / "letters", DATA / "formats", DATA / "broken") if (folder / name).exists()
    )
    return found.read_bytes()


def _chat(who: int) -> Json:
    return {"id": who, "type": "private", "first_name": "x"}


def _person(who: int) -> Json:
    return {"id": who, "is_bot": False, "first_name": "x"}


def _carrier(call: Call, who: int) -> Json:
    """Return a message of the bot as Telegram gives it with a tap or a reply."""
    markup = call.parameters.get("reply_markup")
    made = {"message_id": 7, "date": 1, "chat": _chat(who), "from": BOT, "text": call.text}
    return {**made, **({"reply_markup": markup} if markup else {})}

"""Is everybody answered, and every reminder sent once, while something goes wrong each minute?

Not in `make bench`: `python -m bench soak` hurries one hour through ten minutes; `python -m bench soak 12`, twelve
minutes through two.
"""

import datetime as dt
import multiprocessing
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from multiprocessing.process import BaseProcess
from pathlib import Path

from bench.director import ALL, HEARING, MOVED, SENDING, Troubled, full, locked, script, small
from bot.application import assemble, serve
from bot.errors import BotError
from bot.journal import open_journal
from bot.reminders.watching import watch
from bot.settings import Reminders, Secrets, Settings, Storage, Telegram
from bot.shelf import Shelf
from bot.state.records import Place, Settled
from bot.state.store import open_state
from knowledge import store
from tests.bot.builders import NOW, Echo, deadline, letter, library
from tests.bot.telegram.office import PERSON, Json, message
from tests.bot.telegram.standin import serving

HASTE = 6  # how much faster the bot's clock goes
MINUTE = 60.0 / HASTE  # seconds of ours
CALM = 2.5  # of each of them, in the end
ASKING = 0.4  # seconds between two questions
CHATS, DEADLINES, SILENT = 60, 3, 20  # the last chats ask nothing
TOKEN = "123456789:AAF-soaking_soaking_soaking_soak"  # noqa: S105  # an invented one
HUMAN = ("another bot", "album", "edit", "tap", "blocked", "moved")
HARD = ("kill", "stop")
ODD = ("« ALBUM", "« EDIT", "« JAMAIS")
WINDOW = 1.5  # seconds before a kill in which what was in hand may be lost, or said again
LAST = 75.0  # seconds in the end for what waits


def main(minutes: str = "60") -> None:
    """Soak, and tell what came of it."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "state"
        folder.mkdir()
        with small(folder) as allowed:
            soak = Soak(folder=folder, base=Path(made) / "knowledge.db", log=Path(made) / "log")
            chance = random.Random(1)  # noqa: S311  # a soak that can be repeated
            kinds = [*HEARING, *SENDING, *ALL, *HUMAN, *HARD, "hang", "locked", *(["full"] if allowed else [])]
            soak.run(script(kinds, int(minutes), chance), int(minutes))
            _report(soak, kinds)


@dataclass(slots=True, kw_only=True)
class Soak:
    """A bot that serves, a Telegram with faults, and people who ask."""

    folder: Path
    base: Path
    log: Path
    chance: random.Random = field(default_factory=lambda: random.Random(2))  # noqa: S311  # as above
    server: Troubled = field(default_factory=lambda: Troubled(TOKEN))
    process: BaseProcess | None = None
    order: tuple[str, Path, str, float, Path] | None = None  # what a process is begun with
    asked: dict[str, tuple[int, float]] = field(default_factory=dict)  # question: chat, when
    due: Counter[tuple[int, str]] = field(default_factory=Counter)
    kills: list[float] = field(default_factory=list)
    ends: list[float] = field(default_factory=list)  # of processes, by whatever
    endings: list[int] = field(default_factory=list)  # exit codes of processes that ended by themselves
    done: Counter[str] = field(default_factory=Counter)  # faults
    numbers: int = 0

    def run(self, faults: list[str], minutes: int) -> None:
        """Let an hour pass."""
        self._prepare(minutes)
        with serving(self.server):
            self.order = (str(self.folder / "state.db"), self.base, self.server.url, time.time(), self.log)
            self._begin()
            for fault in faults:
                end = time.monotonic() + MINUTE
                with self._fault(fault):
                    self._live(end - CALM)
                self.done[fault] += 1
                self._live(end)
            self._live(time.monotonic() + LAST, asking=False)
            self.process.kill()
            self.process.join()

    def _prepare(self, minutes: int) -> None:
        letters = (letter(deadline(action=f"répondre au point {n}"), reference=f"CL-21/{n}") for n in range(DEADLINES))
        known = library(*letters)
        store.save(self.base, known)
        state = open_state(self.folder / "state.db", dt.timedelta(hours=2))
        for chat in self._chats():
            state.chats.wish(Place(chat), NOW)
            for each in watch(known):
                until = NOW + dt.timedelta(seconds=self.chance.randrange(60, 60 * minutes))
                state.facts.settle(Settled(chat=chat, subject=each.key, at=NOW, until=until))
                self.due[chat, each.deadline.action] = 0
        state.close()

    @staticmethod
    def _chats() -> list[int]:
        return [-number if number % 5 == 0 else number for number in range(1001, 1001 + CHATS)]

    def _begin(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.process = context.Process(target=bot, args=self.order, daemon=True)
        self.process.start()

    def _live(self, end: float, *, asking: bool = True) -> None:
        """Ask, and begin a process that ended again, as a supervisor does."""
        while time.monotonic() < end:
            if not self.process.is_alive():
                self.endings.append(self.process.exitcode)
                self.ends.append(time.monotonic())
                self._begin()
            if asking:
                self._ask(self.chance.choice([each for each in self._chats()[:-SILENT] if each > 0]))
            time.sleep(ASKING)

    def _ask(self, chat: int) -> None:
        self.numbers += 1
        text = f"point {self.numbers:05d} ?"
        self.asked[text] = (chat, time.monotonic())
        self.server.give(message=self._said(chat, text=text))

    def _said(self, chat: int, **more: object) -> Json:
        self.numbers += 1
        kind = {"id": chat, "type": "private" if chat > 0 else "supergroup", "title": "x"}
        return message(**{"chat": kind, "from": {**PERSON, "id": abs(chat)}, "message_id": self.numbers, **more})

    @contextmanager
    def _fault(self, kind: str) -> Iterator[None]:
        match kind:
            case "full":
                with full(self.folder):
                    yield
            case "locked":
                with locked(self.folder / "state.db"):
                    yield
            case "kill" | "stop":
                self._end(kind)
                yield
            case "blocked" | "moved":
                yield from self._leave(kind)
            case _ if kind in HUMAN:
                self._people(kind)
                yield
            case _:
                self.server.fault = kind
                yield
                self.server.fault = ""

    def _end(self, how: str) -> None:
        self.ends.append(time.monotonic())
        if how == "kill":
            self.kills.append(time.monotonic())
            self.process.kill()
        else:
            os.kill(self.process.pid, signal.SIGTERM)
        self.process.join(30)
        if how == "stop" and self.process.exitcode:
            self.endings.append(self.process.exitcode)
        self._begin()

    def _leave(self, kind: str) -> Iterator[None]:
        """Somebody blocks the bot, then writes; a group moves, then speaks; Telegram says nothing of either."""
        if kind == "blocked":
            chat = self.chance.choice([each for each in self._chats() if each > 0])
            self.server.blocked.add(chat)
            yield
            self.server.blocked.discard(chat)
            self._ask(chat)
            return
        left = [each for each in self._chats() if each < 0 and each not in self.server.moved.values()]
        if left:
            old = self.chance.choice(left)
            self.server.moved[old + MOVED] = old
            self.server.give(message=self._said(old + MOVED, text="/aide@aide_bot"))
        yield

    def _people(self, kind: str) -> None:
        chat = next(each for each in self._chats() if each > 0)
        other = {"id": 77, "is_bot": True, "first_name": "x"}
        photo = {"photo": [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]}
        for number in range(4):
            match kind:
                case "another bot":
                    self.server.give(message=self._said(chat, text="JAMAIS ?", **{"from": other}))
                case "album":
                    said = {} if number else {"caption": f"ALBUM {self.numbers} ?"}
                    self.server.give(message=self._said(chat, media_group_id=str(self.done[kind]), **photo, **said))
                case "edit":
                    edited = self._said(chat, text=f"EDIT {self.done[kind]} ?", message_id=900_000 + self.done[kind])
                    self.server.give(**{"edited_message" if number else "message": edited})
                case _:
                    tap = {"id": "1", "from": PERSON, "chat_instance": "1", "data": "r|page|hour"}
                    self.server.give(callback_query={**tap, "message": self._said(chat, text="avant")})


def bot(database: str, base: Path, url: str, begun: float, log: Path) -> None:
    """Serve as `run` does, by a hurried clock; an end by itself has its sentence in the log and the exit code 1."""
    sys.stderr = log.open("a", encoding="utf-8", buffering=1)
    open_journal(TOKEN)
    default = Settings()
    settings = replace(
        default,
        knowledge=replace(default.knowledge, database=base),
        state=Storage(database=database),
        telegram=Telegram(api_url=url, refused_seconds=4),
        reminders=Reminders(tick_seconds=1, settle_minutes=1),
    )

    def clock() -> dt.datetime:
        return NOW + dt.timedelta(seconds=(time.time() - begun) * HASTE)

    try:
        state = open_state(database, dt.timedelta(hours=2))
        serve(lambda: assemble(settings, Shelf(settings.knowledge, Echo), state, clock, TOKEN), settings, Secrets())
    except BotError as error:
        print(error, file=sys.stderr)
        sys.exit(1)


def _report(soak: Soak, kinds: list[str]) -> None:
    print(f"{soak.done.total()} faults of {len(kinds)} kinds: {dict(sorted(soak.done.items()))}")
    _of_questions(soak)
    _of_reminders(soak)
    odd = Counter(each.text.split(" »")[0] for each in soak.server.accepted if each.text.startswith(ODD))
    print(f"other bots answered: {sum('JAMAIS' in each for each in odd)}; albums and edits:", dict(odd))
    print(f"processes that ended by themselves: {len(soak.endings)}, with exit codes {sorted(set(soak.endings))}")
    log = soak.log.read_text("utf-8").splitlines()
    print(f"log: {len(log)} lines, {sum('Traceback' in line for line in log)} tracebacks")
    for line, count in Counter(line[20:] for line in log).most_common(40):
        print(f"  {count:4}  {line[:150]}")


def _of_questions(soak: Soak) -> None:
    said = Counter((each.chat, each.text[2 : each.text.find(" »")]) for each in soak.server.accepted)
    known = Counter((each.chat, each.text[2 : each.text.find(" »")]) for each in soak.server.accepted if not each.late)
    silent = {text: at for text, (chat, at) in soak.asked.items() if not said[chat, text]}
    in_hand = {text for text, at in silent.items() if any(0 <= end - at < MINUTE + WINDOW for end in soak.ends)}
    lost = sorted(silent.keys() - in_hand)
    late, twice = (sum(told[chat, text] > 1 for text, (chat, _) in soak.asked.items()) for told in (said, known))
    print(f"questions: {len(soak.asked)} asked, {len(lost)} lost {lost[:5]}, {twice} answered twice,")
    print(f"  {late - twice} again because the answer to the send came too late,")
    print(f"  {len(in_hand)} in hand at one of {len(soak.ends)} ends of a process, {len(soak.kills)} of them kills")


def _of_reminders(soak: Soak) -> None:
    missing, doubled, window = [], [], 0
    for chat, action in soak.due:
        had = [each for each in soak.server.accepted if each.chat == chat and action in each.text]
        missing += [] if had else [(chat, action)]
        for first in had[:-1]:
            known = first.late or any(0 <= kill - first.at < WINDOW for kill in soak.kills)
            window += known
            doubled += [] if known else [(chat, action)]
    print(
        f"reminders: {len(soak.due)} due, {len(missing)} missing {missing[:5]}, {len(doubled)} doubled {doubled[:5]},"
    )
    print(f"  {window} doubled in the documented windows (accepted just before a kill, or answered too late)")

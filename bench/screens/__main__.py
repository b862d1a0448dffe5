"""`python -m bench.screens FOLDER [NAME…]`: pictures of conversations as Telegram shows them, to be looked at."""

import asyncio
import datetime as dt
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from bench.screens.page import Chat, Said, latest, page
from bot.application import assemble
from bot.assistant import Assistant
from bot.settings import Settings, Storage
from bot.shelf import Shelf
from bot.state.store import open_state
from knowledge.settings import Settings as Knowledge
from knowledge.temporal.wording import say_day
from tests.bot.telegram.acting import Scenario, scenario, update_of
from tests.bot.telegram.calls import Call, Json
from tests.bot.telegram.office import Office, Recorder

CONVERSATIONS = Path(__file__).with_name("conversations.toml")
CHROMIUM = ("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars")
WIDTH, SCALE, TALLEST = 412, 2, 4000
SHOWN = ("sendMessage", "sendDocument", "sendPhoto", "sendContact", "editMessageText", "answerInlineQuery")


def main(folder: Path, *names: str) -> None:
    """Play the conversations, or those named; write their page and a picture of each in both themes."""
    chats = [each for each in asyncio.run(_played()) if not names or each.name in names]
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "page.html"
    file.write_text(page(chats), "utf-8")
    for name, height in _heights(file):
        _run(
            f"--screenshot={folder / name}.png", f"--window-size={WIDTH},{height}", f"{file.resolve().as_uri()}#{name}"
        )
        print(folder / f"{name}.png", height)


def _heights(file: Path) -> Iterator[tuple[str, int]]:
    shown = _run("--dump-dom", f"--window-size={WIDTH},{TALLEST}", file.resolve().as_uri())
    for name, height in re.findall(r"([\w-]+)=(\d+)", re.findall(r"<title>(.*?)</title>", shown)[0]):
        yield name, int(height)


def _run(*arguments: str) -> str:
    command = [*CHROMIUM, f"--force-device-scale-factor={SCALE}", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=120).stdout


@asynccontextmanager
async def _office() -> AsyncIterator[Office]:
    """The application on the letters that come with it."""
    with tempfile.TemporaryDirectory() as folder:
        now = [dt.datetime(2021, 2, 15, tzinfo=dt.UTC)]
        settings = Settings(
            knowledge=replace(Knowledge(), letters=(), database=Path(folder) / "knowledge.db"),
            state=Storage(database=str(Path(folder) / "state.db")),
        )
        state, line = open_state(settings.state.database, dt.timedelta(hours=2)), Recorder()
        house = assemble(settings, Shelf(settings.knowledge, Assistant), state, lambda: now[0], "1:x", line)
        async with house.application:
            yield Office(house=house, line=line, move=lambda moment: now.__setitem__(0, moment))
        state.close()


async def _played() -> list[Chat]:
    tables = tomllib.loads(CONVERSATIONS.read_text("utf-8"))["conversation"]
    async with _office() as office:
        return [await _play(office, scenario("", each, 90_000 + n)) for n, each in enumerate(tables)]


async def _play(office: Office, played: Scenario) -> Chat:
    office.move(played.now)
    now, said, calls = played.now, [_day(played.now)], list[Call]()
    for number, step in enumerate(played.steps, 1):
        now = dt.datetime.fromisoformat(step["tick"]) if "tick" in step else now
        said += [_day(now)] if "tick" in step else _typed(step, played, now)
        made = await office.live(update_of(played, step, number, calls), played.is_of)
        calls += made
        said += [Said(at=f"{now:%H:%M}", call=each) for each in made if each.name in SHOWN and not each.refused]
        for each in made:
            if each.name == "setMessageReaction":
                said[-1].marks.extend(one["emoji"] for one in each.parameters["reaction"])
    private = played.chat["type"] == "private"
    title = "Aide-mémoire<small>bot</small>" if private else f"{played.chat['title']}<small>7 membres</small>"
    return Chat(name=played.name, title=title, said=latest(said))


def _day(now: dt.datetime) -> Said:
    return Said(day=say_day(now.date(), weekday=False))


def _typed(step: Json, played: Scenario, now: dt.datetime) -> list[Said]:
    words = step.get("write") or (f"@aide_bot {step['inline']}" if "inline" in step else "")
    who = "" if played.chat["type"] == "private" else played.who(step)["first_name"]
    return [Said(at=f"{now:%H:%M}", text=words.replace("{limit}", "…"), who=who)] if words else []


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), *sys.argv[2:])

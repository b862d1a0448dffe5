"""One person typing: each line becomes the update that Telegram would have sent."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from telegram import Update
from telegram.ext import Application

from bot.terminal.request import Json, TerminalRequest

PERSON: Json = {"id": 1, "is_bot": False, "first_name": "Terminal", "language_code": "fr"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """Drives an application by typed lines, until there are no more."""

    application: Application[Any, Any, Any, Any, Any, Any]
    line: TerminalRequest  # the other side
    tick: Callable[[], Awaitable[object]]  # sends what is due
    first_update: int  # number of the first update; those after it follow

    def hold(self, lines: Iterator[str]) -> None:
        """Answer each line before the next one is read."""
        with asyncio.Runner() as runner:
            runner.run(self.application.initialize())
            try:
                runner.run(self._tick())
                for number, text in enumerate(lines, start=self.first_update):
                    runner.run(self._take(number, text.strip()))
            finally:
                runner.run(self.application.shutdown())

    async def _take(self, number: int, text: str) -> None:
        if text:
            update = Update.de_json({"update_id": number, **self._read(text)}, self.application.bot)
            await self.application.process_update(update)
        await self._tick()

    async def _tick(self) -> None:
        await self.tick()

    def _read(self, text: str) -> Json:
        """Return the update that a line stands for: a tap on a button, a document, or a message."""
        buttons = self.line.buttons.copy()
        self.line.buttons.clear()
        if text.isdecimal() and 0 < int(text) <= len(buttons):
            button = buttons[int(text) - 1]
            tap = {"id": text, "from": PERSON, "chat_instance": "1", "message": button.message, "data": button.data}
            return {"callback_query": tap}
        file = _document(text)
        if file is not None:
            path = str(file.resolve())
            document = {"file_id": path, "file_unique_id": path, "file_name": file.name}
            return {"message": self.line.message(**{"from": PERSON}, document=document)}
        return {"message": self.line.message(**{"from": PERSON}, text=text, entities=_command(text))}


def typed(prompt: str) -> Iterator[str]:
    """Yield the lines typed on a terminal, with the editing and history of its keyboard."""
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401  # input() uses it once it is there
    try:
        while True:
            yield input(prompt)
    except EOFError:
        print()  # the shell's own prompt begins a line
    except KeyboardInterrupt:
        print()
        raise


def piped(stream: TextIO) -> Iterator[str]:
    """Yield the lines of a pipe or a file."""
    yield from stream


def _command(text: str) -> list[Json]:
    if not text.startswith("/"):
        return []
    return [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}]


def _document(text: str) -> Path | None:
    """Return the file whose path was typed."""
    try:
        file = Path(text).expanduser()
        return file if file.suffix and file.is_file() else None
    except (OSError, ValueError, RuntimeError):  # too long for a name, an unknown ~user
        return None

"""What the operator reads on stderr: a line an event, without secrets and without anybody's number, whoever wrote it.

A line is for people, or one JSON object for programs. What an event tells beside its sentence is given by `extra`.
"""

import hashlib
import logging
import re
import secrets
import time
from collections.abc import Callable

import structlog
from structlog.typing import Processor

from bot.errors import BotError

HIDDEN = "***"
TOKEN = re.compile(r"\b\d{3,}:[A-Za-z0-9_-]{20,}")  # the form of Telegram's tokens, whichever they are
NUMBER = re.compile(r"(?<![\w.:#-])-?\d{6,}(?!\w|\.\d)")  # a chat's, a person's: what Telegram numbers is that long
CHATTY = ("aiohttp", "alembic", "httpx", "httpcore", "telegram")  # some write each address, the token in it
OF_THE_NETWORK = ("telegram.", "aiohttp", "httpx")  # modules of errors that are no fault of the program
SPARED = 60.0  # seconds in which a line of the same kind is not written again
RETOLD = "Network Retry Loop"  # python-telegram-bot's trace of an outage or of a bad token


class Discreet(structlog.stdlib.ProcessorFormatter):
    """Strikes secrets out of the whole line, its traceback included; who is concerned shows by a mark of this run."""

    def __init__(self, *hidden: str, as_json: bool) -> None:
        described: list[Processor] = [
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.stdlib.ExtraAdder(),
            structlog.processors.TimeStamper(fmt="iso", utc=as_json),
            structlog.processors.format_exc_info,
        ]
        shown: Processor = structlog.processors.JSONRenderer(ensure_ascii=False)
        if not as_json:
            shown = structlog.dev.ConsoleRenderer(colors=False, pad_event_to=0, pad_level=False)
        rendered = [structlog.stdlib.ProcessorFormatter.remove_processors_meta, shown]
        super().__init__(foreign_pre_chain=described, processors=rendered)
        self._hidden = tuple(each for each in hidden if each)
        self._key = secrets.token_bytes(16)

    def format(self, record: logging.LogRecord) -> str:
        """Return the line without secrets or numbers of chats and people."""
        line = super().format(record)
        for each in self._hidden:
            line = line.replace(each, HIDDEN)
        return NUMBER.sub(self._mark, TOKEN.sub(HIDDEN, line))

    def _mark(self, number: re.Match[str]) -> str:
        """Return what stands for a number: the same in all lines of a run, and nothing that leads back to it."""
        return f"#{hashlib.blake2b(number[0].encode(), key=self._key, digest_size=4).hexdigest()}"


class Sparing(logging.Filter):
    """Lets a line of a kind through once a minute, and not at all what the bot tells in a sentence of its own.

    A sentence of the operator is a kind, whatever its details; any other line is one by its words. What is told for the
    record, at INFO, is never left out.
    """

    def __init__(self, timer: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._timer = timer
        self._written: dict[tuple[str, str], float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Tell whether a line is to be written."""
        if record.levelno <= logging.INFO:
            return True
        arguments = record.args if isinstance(record.args, tuple) else ()
        said = next((type(each).__name__ for each in arguments if isinstance(each, BotError)), record.getMessage())
        now, kind = self._timer(), (record.name, said)
        if record.name.startswith("telegram"):
            if said.startswith(RETOLD):
                return False
            _untraced(record)
        new = now - self._written.get(kind, -SPARED) >= SPARED
        if new:
            self._written = {each: at for each, at in self._written.items() if now - at < SPARED} | {kind: now}
        return new


def _untraced(record: logging.LogRecord) -> None:
    """Take its trace from what the network did: the sentence tells enough."""
    error = record.exc_info[1] if isinstance(record.exc_info, tuple) else None
    if any(each.__module__.startswith(OF_THE_NETWORK) for each in type(error).__mro__):
        record.exc_info = None


def open_journal(*hidden: str, level: int = logging.INFO, as_json: bool = False) -> None:
    """Write what happens to stderr, without secrets: for people, or as JSON."""
    handler = logging.StreamHandler()
    handler.setFormatter(Discreet(*hidden, as_json=as_json))
    handler.addFilter(Sparing())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)

"""What the operator reads on stderr, from which secrets are struck out whoever wrote them."""

import logging
import re
import time
from collections.abc import Callable

from bot.errors import BotError

HIDDEN = "***"
TOKEN = re.compile(r"\b\d{3,}:[A-Za-z0-9_-]{20,}")  # the form of Telegram's tokens, whichever they are
CHATTY = ("alembic", "httpx", "httpcore", "telegram", "apscheduler")  # httpx writes each address, the token in it
OF_THE_NETWORK = ("telegram.", "httpx")  # modules of errors that are no fault of the program
SPARED = 60.0  # seconds in which a line of the same kind is not written again
RETOLD = "Network Retry Loop"  # python-telegram-bot's trace of an outage or of a bad token


class Discreet(logging.Formatter):
    """Strikes secrets out of the whole line, its traceback included."""

    def __init__(self, *secrets: str) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%d %H:%M:%S")
        self._secrets = tuple(secret for secret in secrets if secret)

    def format(self, record: logging.LogRecord) -> str:
        """Return the line without secrets."""
        line = super().format(record)
        for secret in self._secrets:
            line = line.replace(secret, HIDDEN)
        return TOKEN.sub(HIDDEN, line)


class Sparing(logging.Filter):
    """Lets a line of a kind through once a minute, and not at all what the bot tells in a sentence of its own.

    A sentence of the operator is a kind, whatever its details; any other line is one by its words.
    """

    def __init__(self, timer: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._timer = timer
        self._written: dict[tuple[str, str], float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Tell whether a line is to be written."""
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


def open_journal(*secrets: str, level: int = logging.INFO) -> None:
    """Write what happens to stderr, without secrets."""
    handler = logging.StreamHandler()
    handler.setFormatter(Discreet(*secrets))
    handler.addFilter(Sparing())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)

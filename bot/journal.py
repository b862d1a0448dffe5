"""What the operator reads on stderr, from which secrets are struck out whoever wrote them."""

import logging
import re

HIDDEN = "***"
TOKEN = re.compile(r"\b\d{3,}:[A-Za-z0-9_-]{20,}")  # the form of Telegram's tokens, whichever they are
CHATTY = ("alembic", "httpx", "httpcore", "telegram", "apscheduler")  # httpx writes each address, the token in it
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


class Once(logging.Filter):
    """Lets a line through once in a row, and not at all what the bot tells in a sentence of its own."""

    def __init__(self) -> None:
        super().__init__()
        self._last: tuple[str, str] | None = None

    def filter(self, record: logging.LogRecord) -> bool:
        """Tell whether a line is to be written."""
        line = (record.name, record.getMessage())
        new = line != self._last
        self._last = line
        return new and not (record.name.startswith("telegram") and line[1].startswith(RETOLD))


def open_journal(*secrets: str, level: int = logging.INFO) -> None:
    """Write what happens to stderr, without secrets."""
    handler = logging.StreamHandler()
    handler.setFormatter(Discreet(*secrets))
    handler.addFilter(Once())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)

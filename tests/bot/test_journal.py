"""What the operator reads."""

import io
import logging
from collections.abc import Iterator

import httpx
import pytest

from bot.journal import HIDDEN, open_journal

TOKEN = "123456789:AAF-abcdefghijklmnopqrstuvwxyz012345"
log = logging.getLogger("bot.test")


@pytest.fixture
def journal() -> Iterator[io.StringIO]:
    """The journal, opened as `run` opens it, on a sheet of ours."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    open_journal(TOKEN, "a-secret-of-the-webhook")
    (handler,) = root.handlers
    assert isinstance(handler, logging.StreamHandler)
    sheet = io.StringIO()
    handler.setStream(sheet)
    yield sheet
    root.handlers[:], root.level = handlers, level


def test_the_token_is_struck_out_wherever_it_stands(journal: io.StringIO) -> None:
    """In a message, in its arguments, in a traceback: no line holds a secret."""
    log.info("https://api.telegram.org/bot%s/getMe", TOKEN)
    try:
        int(TOKEN)
    except ValueError:
        log.exception("a-secret-of-the-webhook")
    written = journal.getvalue()
    assert "ValueError" in written
    assert HIDDEN in written
    assert TOKEN not in written
    assert "a-secret" not in written


def test_any_token_is_struck_out_even_one_of_another_bot(journal: io.StringIO) -> None:
    """The form is enough."""
    log.warning("987654321:BBF-zyxwvutsrqponmlkjihgfedcba543210 is not ours")
    assert "zyx" not in journal.getvalue()


def test_the_addresses_of_the_http_client_are_not_written(journal: io.StringIO) -> None:
    """The client tells each request at INFO, the token in it: not here."""
    with httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(200))) as client:
        client.get(f"https://api.telegram.org/bot{TOKEN}/getMe")
    assert journal.getvalue() == ""


def test_an_outage_is_written_once_in_a_row(journal: io.StringIO) -> None:
    """The same line again says nothing new; after another one it does."""
    for line in ("down", "down", "down", "up", "down"):
        log.warning(line)
    assert [line.split(": ")[-1] for line in journal.getvalue().splitlines()] == ["down", "up", "down"]

"""What the operator reads."""

import io
import json
import logging
import re
from collections.abc import Iterator

import httpx
import pytest
from telegram.error import NetworkError

from bot.errors import Occupied, Unreachable
from bot.journal import HIDDEN, Sparing, open_journal

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


def test_an_outage_is_a_line_a_minute(journal: io.StringIO) -> None:
    """A sentence of the operator is one kind, whatever its reason; another kind is another line."""
    now = [0.0]
    handler = next(each for each in logging.getLogger().handlers if getattr(each, "stream", None) is journal)
    handler.filters = [Sparing(lambda: now[0])]
    for second in range(0, 130, 10):
        now[0] = float(second)
        log.warning("%s", Unreachable(server="x", reason=second))
        log.warning("%s", Occupied())
    written = journal.getvalue().splitlines()
    assert len(written) == 6
    assert sum("ne répond pas" in line for line in written) == 3


def test_the_network_leaves_no_trace(journal: io.StringIO) -> None:
    """What the library writes of an outage is a line; what it writes of a fault of ours keeps its trace."""
    library = logging.getLogger("telegram.ext")
    for error in (NetworkError("down"), ValueError("ours")):
        library.error("%s happened", error, exc_info=error)
    written = journal.getvalue()
    assert "ValueError: ours" in written
    assert "NetworkError: down" not in written


def test_nobody_s_number_is_written(journal: io.StringIO) -> None:
    """Who is concerned shows by a mark that is the same all along a run, in sentences, in fields and in traces."""
    log.info("push", extra={"chat": -1001234567890, "steps": 2})
    log.warning("Group migrated to supergroup. New chat id: -1001234567890.")
    log.warning("chat 987654321 of 2026-12-01, port 8080")
    try:
        int("of -1001234567890")
    except ValueError:
        log.exception("push")
    written = journal.getvalue()
    marks = re.findall(r"#[0-9a-f]{8}", written)
    assert "1234567" not in written
    assert "987654321" not in written
    assert "2026-12-01, port 8080" in written
    assert len(set(marks)) == 2


def test_what_is_told_for_the_record_is_never_left_out(journal: io.StringIO) -> None:
    """Two pushes in one second are two lines; two equal warnings are one."""
    for _ in range(3):
        log.info("push")
        log.warning("full")
    written = journal.getvalue()
    assert (written.count("push"), written.count("full")) == (3, 1)


def test_a_line_may_be_an_object(journal: io.StringIO) -> None:
    """For programs each line is one object of JSON: when, how grave, what, and its fields."""
    open_journal(TOKEN, as_json=True)
    (handler,) = logging.getLogger().handlers
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(journal)
    log.warning("Une erreur : %s", TOKEN, extra={"steps": ["a/7"]})
    told = json.loads(journal.getvalue())
    assert (told["level"], told["logger"], told["event"]) == ("warning", "bot.test", f"Une erreur : {HIDDEN}")
    assert told["steps"] == ["a/7"]
    assert told["timestamp"].endswith("Z")

"""An update that is brought is answered once it was handled: what a process that is killed had in hand comes again."""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from subprocess import Popen

import httpx
import pytest

from bot.handlers.webhook import LARGEST, SECRET, read
from tests.bot.telegram.office import message
from tests.bot.telegram.ports import free_port
from tests.bot.telegram.standin import Standin, standin
from tests.bot.telegram.test_run import TOKEN, await_port, folder, served

__all__ = ["folder"]
KNOWN = {SECRET: "known-to-two"}
QUESTION = "quelle est la date de la lettre CL-21/4 ?"


@contextmanager
def called(folder: Path, server: Standin) -> Iterator[tuple[httpx.Client, "Popen[str]"]]:
    """Run the bot behind a webhook until the end of the block, and give the way in."""
    port = free_port()
    webhook = {
        "AIDE_MEMOIRE_TELEGRAM_WEBHOOK_URL": "https://bot.example.org/hook",
        "AIDE_MEMOIRE_TELEGRAM_WEBHOOK_PORT": str(port),
        "TELEGRAM_WEBHOOK_SECRET": KNOWN[SECRET],
    }
    with served(folder, server, **webhook) as process:
        server.wait_for(lambda call: call.name == "setWebhook")
        await_port(port)
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", headers=KNOWN, trust_env=False, timeout=30) as telegram:
            yield telegram, process


def asked(number: int, text: str = QUESTION) -> dict[str, object]:
    """Return an update."""
    return {"update_id": number, "message": message(text=text, message_id=number)}


def answers(server: Standin) -> int:
    """Return how many answers reached their reader."""
    return sum(call.name == "sendMessage" and "2021" in call.text for call in server.calls)


def post(telegram: httpx.Client, number: int) -> threading.Thread:
    """Bring an update, and do not wait for what is said."""

    def bring() -> None:
        with pytest.raises(httpx.HTTPError):
            telegram.post("/hook", json=asked(number))

    thread = threading.Thread(target=bring)
    thread.start()
    return thread


def test_what_a_process_that_is_killed_had_in_hand_is_answered_by_the_next(folder: Path) -> None:
    """Telegram had no 200: it brings the update again, which waits for the dead process's lease to run out."""
    with standin(TOKEN) as server:
        server.verdicts = {"sendMessage": [(429, {"ok": False, "error_code": 429, "description": "Too Many Requests",
                                                  "parameters": {"retry_after": 30}})]}  # fmt: skip
        with called(folder, server) as (telegram, process):
            brought = post(telegram, 1)
            server.sent("2021")
            process.kill()
            brought.join()
        with called(folder, server) as (telegram, _):
            assert telegram.post("/hook", json=asked(1)).status_code == 200
            assert answers(server) == 2  # the first was refused
            assert telegram.post("/hook", json=asked(1)).status_code == 200
            assert answers(server) == 2


def test_two_processes_handle_an_update_once(folder: Path) -> None:
    """While one has it in hand the other does not answer, nor after."""
    with standin(TOKEN) as server, ExitStack() as stack:
        one, _ = stack.enter_context(called(folder, server))
        other, _ = stack.enter_context(called(folder, server))
        server.stalled = 1.0
        first = threading.Thread(target=lambda: one.post("/hook", json=asked(1)))
        first.start()
        server.sent("2021")
        assert other.post("/hook", json=asked(1)).status_code == 200
        first.join()
        assert answers(server) == 1


def test_a_process_that_is_told_to_end_leaves_nothing_behind(folder: Path) -> None:
    """What is in hand is said before it ends; what Telegram makes wait is left to the next process at once."""
    with standin(TOKEN) as server:
        with called(folder, server) as (telegram, process):
            server.stalled = 1.0
            said: list[int] = []
            first = threading.Thread(target=lambda: said.append(telegram.post("/hook", json=asked(1)).status_code))
            first.start()
            server.sent("2021")
            process.terminate()
            _, errors = process.communicate(timeout=20)
            first.join()
            assert (said, process.returncode) == ([200], 0)
            assert "Traceback" not in errors
        assert answers(server) == 1


def test_the_door_is_opened_to_what_telegram_brings(folder: Path) -> None:
    """Without the secret nothing enters; what is too large is refused; what cannot be read is not brought for ever."""
    with standin(TOKEN) as server, called(folder, server) as (telegram, _):
        assert telegram.post("/hook", json=asked(1), headers={SECRET: "guessed"}).status_code == 403
        assert telegram.post("/hook", json=asked(1), headers=[(SECRET.encode(), b"\xe9")]).status_code == 403
        assert telegram.get("/hook").status_code == 405
        assert telegram.post("/elsewhere", json=asked(1)).status_code == 404
        with pytest.raises(httpx.HTTPError):  # the line is cut
            telegram.post("/hook", content=b" " * (LARGEST + 1)).raise_for_status()
        for body in (b"", b"[]", b"\xff", b"{", json.dumps({"update_id": 2, "message": {"poll": 1}}).encode()):
            assert telegram.post("/hook", content=body).status_code == 200
        assert telegram.post("/hook", json=asked(1)).status_code == 200
        server.sent("2021")
        assert answers(server) == 1


@pytest.mark.parametrize("body", [b"", b"null", b"1", b'{"update_id": 1, "message": 3}'])
def test_what_cannot_be_read_is_told(body: bytes, caplog: pytest.LogCaptureFixture) -> None:
    """The operator reads that an update was set aside."""
    assert read(body, None) is None  # type: ignore[arg-type]  # it is not needed for that
    assert re.search("unreadable", caplog.text)

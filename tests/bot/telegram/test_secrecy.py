"""After a run with every kind of trouble: what is left behind tells of no secret and of nobody."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.state.conftest import KEY
from tests.bot.state.test_sealing import traces
from tests.bot.telegram.office import GROUP, PERSON, PRIVATE, PROXY, RESET, Json, Verdict, message, refusal
from tests.bot.telegram.standin import standin
from tests.bot.telegram.test_run import TOKEN, folder, served

__all__ = ["folder"]  # a fixture
SOMEBODY, TEAM, SECRET = 7_123_456_789, -1_009_876_543_210, "hush-the-webhook-is-secret"
NAME, HANDLE, UNANSWERED = "Zéphyrine", "zephyrine_k", "où dort la délégation de Zéphyrine, au 0123456789 ?"
AUTHOR: Json = {**PERSON, "id": SOMEBODY, "first_name": NAME, "username": HANDLE}
THERE: Json = {**PRIVATE, "id": SOMEBODY, "first_name": NAME, "username": HANDLE}
TOGETHER: Json = {**GROUP, "id": TEAM, "title": f"Bureau de {NAME}"}


def said(text: str, number: int, chat: Json = THERE) -> Json:
    """Return a message of somebody."""
    return message(text=text, message_id=number, chat=chat, **{"from": AUTHOR})


def left(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield each file of a folder, with its bytes."""
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.name != "config.toml":
            yield file.name, file.read_bytes()


@pytest.mark.parametrize("as_json", ["true", "false"])
def test_what_is_left_behind_tells_of_no_secret_and_of_nobody(folder: Path, as_json: str) -> None:
    """Logs, errors, pictures, the state and what lies beside it: no token, no secret, no key, no number, no name.

    Operators are excepted: their numbers are in config.toml, and in the history of what they published.
    """
    trouble: list[Verdict] = [(502, "<html>"), RESET, PROXY, refusal(429, "Too Many Requests", retry_after=1)]
    more = {
        "AIDE_MEMOIRE_STATE_KEYS": KEY,
        "TELEGRAM_WEBHOOK_SECRET": SECRET,
        "AIDE_MEMOIRE_MONITORING_JSON_LINES": as_json,
    }
    with standin(TOKEN) as server, served(folder, server, **more) as process:
        server.wait_for(lambda call: call.name == "setMyCommands")
        server.verdicts = {"sendMessage": list(trouble), "getUpdates": [RESET, refusal(401, "Unauthorized")]}
        server.give(message=said("/rappels on", 10))
        server.give(message=said("/rappels@aide_bot on", 11, TOGETHER))
        server.give(message=said(UNANSWERED, 12))
        server.give(message=said("/agenda", 13))
        server.give(message=said("/mesdonnees", 14))
        server.wait_for(lambda call: call.name == "sendDocument")
        server.verdicts["sendMessage"] = [refusal(403, "Forbidden: bot was blocked by the user"), *trouble]
        server.give(message=said("quand a lieu le Forum du SMSI ?", 15))
        server.give(message=said("/privacy", 16))
        server.sent("/oublier")
        pictures = [content for call in server.calls if call.name == "sendPhoto" for content in call.files.values()]
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=20)
    assert process.returncode == 0
    assert pictures
    files = dict(left(folder))
    assert "state.db" in files
    assert b"wishes" in files["state.db"]
    secrets = [each.encode() for each in (TOKEN, TOKEN.partition(":")[2], SECRET, KEY)]
    people = [*traces(SOMEBODY), *traces(TEAM), *(each.encode() for each in (NAME, HANDLE, "délégation de"))]
    for name, content in {**files, "log": errors.encode(), "picture": b"".join(pictures)}.items():
        assert [each for each in (*secrets, *people) if each in content] == [], name

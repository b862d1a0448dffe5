"""The command `run`, as an operator starts it, over HTTP."""

import datetime as dt
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from bot.application import run
from bot.errors import BotError, MissingSecret, MissingToken, RefusedToken
from bot.handlers.screen import OFF, ON
from bot.settings import Secrets, Settings, Telegram
from bot.state.records import Place
from bot.state.store import open_state
from tests.bot.telegram.office import BOT, PERSON, Json, message, refusal
from tests.bot.telegram.ports import free_port
from tests.bot.telegram.standin import LONGEST_WAIT, Standin, standin

ROOT = Path(__file__).parents[3]
NOW = "2021-02-15T09:00:00+01:00"
TOKEN = "123456789:AAF-standin_standin_standin_stand"


@pytest.fixture
def folder(tmp_path: Path, shipped: Path) -> Path:
    """A folder with a configuration and a state of its own."""
    text = f"[knowledge]\ndatabase = {str(shipped)!r}\n[reminders]\ntick_seconds = 1\n"
    (tmp_path / "config.toml").write_text(text, "utf-8")
    return tmp_path


def environment(url: str, token: str = TOKEN) -> dict[str, str]:
    """Return the environment of the bot."""
    return {**os.environ, "TELEGRAM_BOT_TOKEN": token, "TELEGRAM_API_URL": url, "PYTHONPATH": str(ROOT)}


def command(*arguments: str) -> list[str]:
    """Return a command of the bot."""
    return [sys.executable, "-m", "bot", *arguments]


@contextmanager
def served(folder: Path, server: Standin, now: str = NOW, **more: str) -> Iterator[subprocess.Popen[str]]:
    """Run the bot until the end of the block."""
    process = subprocess.Popen(  # noqa: S603  # our own command
        command("run", "--now", now),
        cwd=folder,
        env={**environment(server.url), **more},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def await_port(port: int) -> None:
    """Wait until somebody listens there: Telegram is told the address a moment before. Raises TimeoutError."""
    until = time.monotonic() + LONGEST_WAIT
    while time.monotonic() < until:
        with socket.socket() as caller:
            if caller.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise TimeoutError(port)


def tapped(data: str, carrier: Json) -> Json:
    """Return a tap on a button."""
    return {"id": "1", "from": PERSON, "chat_instance": "1", "message": carrier, "data": data}


def test_the_whole_bot_over_http(folder: Path) -> None:
    """A question is answered and cited, a button is followed, reminders come, and it stops when told to."""
    with standin(TOKEN) as server, served(folder, server) as process:
        menu = server.wait_for(lambda call: call.name == "setMyCommands")
        assert "echeances" in str(menu.parameters["commands"])
        server.wait_for(lambda call: call.name == "setMyShortDescription")
        assert [call.refused for call in server.calls if call.name.startswith("setMy")] == [""] * 6

        poll = {"id": "1", "question": "?"}  # a poll of another version of the Bot API cannot be read
        server.give(message=message(poll=poll))
        server.give(message=message(text="quand a lieu le Forum du SMSI ?"))
        answer = server.sent("CL-21/4")
        assert "2021" in answer.text
        assert answer.parameters["chat_id"] == "5"

        server.give(message=message(text="/aide"))
        help_ = server.sent("Que voulez-vous")
        carrier = message(text=help_.text, **{"from": BOT})
        server.give(callback_query=tapped(next(iter(help_.buttons.values()), "1|?"), carrier))
        server.wait_for(lambda call: call.name == "answerCallbackQuery")

        server.give(message=message(text="/rappels"))
        assert list(server.sent("9 h").buttons.values()) == [ON]
        server.give(callback_query=tapped(ON, carrier))
        server.wait_for(lambda call: call.name == "editMessageText" and OFF in call.buttons.values())

        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "Traceback" not in errors
    assert TOKEN.split(":")[1] not in errors


def test_a_process_killed_while_it_sends_loses_no_reminder(folder: Path) -> None:
    """Whether Telegram had taken the message cannot be known: ten minutes later it is sent again."""
    state = open_state(folder / "var" / "state.db", dt.timedelta(hours=1))
    state.chats.wish(Place(5), dt.datetime.fromisoformat(NOW))
    state.close()
    sends = []
    for now in (NOW, "2021-02-15T09:11:00+01:00"):
        with standin(TOKEN) as server, served(folder, server, now) as process:
            server.stalled = 5.0 if now == NOW else 0.0
            server.wait_for(lambda call: call.name == "setMyCommands")
            server.give(message=message(text="/privacy", message_id=int(now[14:16])))
            if now == NOW:
                server.sent("26 février 2021")
                process.kill()
            else:
                server.sent("/oublier")
                server.sent("26 février 2021")
                process.send_signal(signal.SIGTERM)
            process.wait(20)
            sends.append(sum("26 février 2021" in call.text for call in server.calls))
    assert sends == [1, 1]


def test_a_process_killed_with_a_question_in_hand_loses_none(folder: Path) -> None:
    """Telegram is told to forget an update once it was handled: the next process is brought it."""
    with standin(TOKEN) as server:
        server.verdicts = {"sendMessage": [refusal(429, "Too Many Requests", retry_after=50)]}
        with served(folder, server) as process:
            server.wait_for(lambda call: call.name == "setMyCommands")
            server.give(message=message(text="quelle est la date de la lettre CL-21/4 ?"))
            server.sent("2021")
            other = {"id": -6, "type": "group", "title": "x"}
            server.give(message=message(text="/aide@aide_bot", chat=other, message_id=8))
            server.wait_for(lambda _: len(server._updates) == 2)
            process.kill()
        with served(folder, server):
            server.wait_for(
                lambda _: sum("lettre CL-21/4" in call.text and not call.refused for call in server.calls) == 1
            )
            server.wait_for(
                lambda _: any(call.text and call.parameters.get("chat_id") == "-6" for call in server.calls)
            )
            server.give(message=message(text="merci", message_id=9))
            server.wait_for(lambda call: call.name == "setMessageReaction")
    assert sum("lettre CL-21/4" in call.text and not call.refused for call in server.calls) == 1


def test_a_server_in_trouble_is_outlived(folder: Path) -> None:
    """A failing start of the menu and a refused send neither stop the bot nor lose the answer."""
    with standin(TOKEN) as server, served(folder, server) as process:
        server.verdicts = {
            "setMyCommands": [refusal(500, "Internal Server Error")],
            "sendMessage": [refusal(429, "Too Many Requests", retry_after=1), refusal(502, "Bad Gateway")],
        }
        server.give(message=message(text="quelle est la date de la lettre CL-21/4 ?"))
        server.sent("2021")
        server.wait_for(lambda _: sum(call.name == "sendMessage" for call in server.calls) == 3)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
    assert process.returncode in (0, 130)
    assert "Traceback" not in errors


def test_a_webhook_is_served_to_whoever_knows_the_secret(folder: Path) -> None:
    """Telegram is told the address and the secret; its calls are answered, other people's are not."""
    port = free_port()
    webhook = {
        "AIDE_MEMOIRE_TELEGRAM_WEBHOOK_URL": "https://bot.example.org/hook",
        "AIDE_MEMOIRE_TELEGRAM_WEBHOOK_PORT": str(port),
        "TELEGRAM_WEBHOOK_SECRET": "known-to-two",
    }
    with standin(TOKEN) as server, served(folder, server, **webhook) as process:
        told = server.wait_for(lambda call: call.name == "setWebhook")
        assert told.parameters["url"] == "https://bot.example.org/hook"
        assert told.parameters["secret_token"] == "known-to-two"
        asked = {"update_id": 1, "message": message(text="quelle est la date de la lettre CL-21/4 ?")}
        await_port(port)
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as telegram:
            assert telegram.post("/hook", json=asked).status_code == 403
            secret = {"X-Telegram-Bot-Api-Secret-Token": "known-to-two"}
            assert telegram.post("/hook", json=asked, headers=secret).status_code == 200
        server.sent("2021")
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "known-to-two" not in errors


def test_a_token_that_telegram_refuses_is_one_sentence(folder: Path) -> None:
    """The sentence says what to do, and does not repeat the token."""
    with standin(TOKEN) as server:
        environ = environment(server.url, "123456:autre-jeton-autre-jeton-autre")
        done = subprocess.run(  # noqa: S603  # our own command
            command("run"), cwd=folder, env=environ, capture_output=True, text=True, timeout=50, check=False
        )
    assert (done.returncode, done.stdout) == (1, "")
    lines = [line for line in done.stderr.splitlines() if "lettres" not in line]
    assert len(lines) == 1
    assert "TELEGRAM_BOT_TOKEN" in lines[0]
    assert "autre-jeton" not in done.stderr


@pytest.mark.parametrize(
    ("token", "error"),
    [("", MissingToken), ("pas un jeton", RefusedToken), ("1:\n2", RefusedToken), ("12345", RefusedToken)],
)
def test_what_is_no_token_is_told_before_anything_is_opened(token: str, error: type[BotError]) -> None:
    """Without a token, or with something else in its place, one sentence says what to do."""
    with pytest.raises(error, match="TELEGRAM_BOT_TOKEN"):
        run(Settings(), Secrets(token=token), None, lambda *_: None)


@pytest.mark.parametrize("secret", ["", "two words", "é"])
def test_a_webhook_without_secret_is_refused(secret: str) -> None:
    """Anybody could speak for Telegram: one sentence says what to set."""
    settings = replace(Settings(), telegram=Telegram(webhook_url="https://bot.example.org/hook"))
    with pytest.raises(MissingSecret, match="TELEGRAM_WEBHOOK_SECRET"):
        run(settings, Secrets(token=TOKEN, webhook=secret), None, lambda *_: None)

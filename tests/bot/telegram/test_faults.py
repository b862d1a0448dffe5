"""Faults of the real thing, one after the other, while the bot serves: over HTTP, as an operator starts it."""

import signal
from pathlib import Path

import pytest

from tests.bot.telegram.office import PROXY, RESET, Verdict, message, refusal
from tests.bot.telegram.standin import standin
from tests.bot.telegram.test_run import TOKEN, folder, served

__all__ = ["folder"]  # a fixture
ASKED = "quelle est la date de la lettre CL-21/4 ?"


@pytest.mark.parametrize(
    "verdict", [refusal(401, "Unauthorized"), refusal(404, "Not Found"), PROXY], ids=["401", "404", "page"]
)
def test_one_refusal_while_asking_for_updates_is_outlived(folder: Path, verdict: Verdict) -> None:
    """The next question is answered, and the operator told without a trace."""
    with standin(TOKEN) as server, served(folder, server) as process:
        server.wait_for(lambda call: call.name == "setMyCommands")
        server.verdicts = {"getUpdates": [verdict]}
        server.give(message=message(text=ASKED))
        server.sent("2021")
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "Traceback" not in errors
    assert sum("Telegram refuse pour l'instant" in each or "ne répond pas" in each for each in errors.splitlines()) == 1


def test_a_token_that_stays_refused_ends_the_process(folder: Path) -> None:
    """Exit code 1 and the sentence: a supervisor sees it."""
    more = {"AIDE_MEMOIRE_TELEGRAM_REFUSED_SECONDS": "1"}
    with standin(TOKEN) as server, served(folder, server, **more) as process:
        server.wait_for(lambda call: call.name == "setMyCommands")
        server.verdicts = {"getUpdates": [refusal(401, "Unauthorized")] * 9}
        _, errors = process.communicate(timeout=20)
    assert process.returncode == 1
    assert "Traceback" not in errors
    assert errors.splitlines()[-1].startswith("Telegram refuse le jeton")


def test_an_outage_of_every_kind_loses_no_answer(folder: Path) -> None:
    """A proxy's page, a reset, patience asked: each answer leaves once, and the log has a line a kind."""
    outage: list[Verdict] = [(502, "<html>"), RESET, refusal(429, "Too Many Requests", retry_after=1)]
    with standin(TOKEN) as server, served(folder, server) as process:
        server.wait_for(lambda call: call.name == "setMyCommands")
        server.verdicts = {"sendMessage": list(outage), "getUpdates": [RESET, (502, "<html>")]}
        server.give(message=message(text=ASKED))
        server.wait_for(lambda _: sum(call.name == "sendMessage" for call in server.calls) == 1 + len(outage))
        server.give(message=message(text="/privacy", message_id=8))
        server.sent("/oublier")
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=20)
    assert process.returncode == 0
    assert sum(call.name == "sendMessage" for call in server.calls) == 2 + len(outage)
    assert "Traceback" not in errors
    assert len([line for line in errors.splitlines() if "WARNING" in line]) <= 2


def test_a_stop_in_an_outage_takes_no_minutes(folder: Path) -> None:
    """The answer that waits is dropped with a line."""
    with standin(TOKEN) as server, served(folder, server) as process:
        server.verdicts = {"sendMessage": [(502, "<html>")] * 99}
        server.give(message=message(text=ASKED))
        server.wait_for(lambda call: call.name == "sendMessage")
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "abandonnée" in errors

"""Do ten thousand reminders leave as fast as Telegram allows, in a memory that stays, while people are answered?

Not in `make bench`: `python -m bench broadcast` takes six minutes.
"""

import datetime as dt
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bot.state.records import Place
from bot.state.store import open_state
from knowledge import store
from tests.bot.builders import NOW, library
from tests.bot.telegram.chaos import TOKEN
from tests.bot.telegram.office import message
from tests.bot.telegram.standin import serving
from tests.bot.telegram.unruly import Unruly

CHATS = 10_000
ALLOWED = 30  # messages a second
ASKER = 1_000_000  # writes to the bot meanwhile
EVERY = 10.0  # seconds


def main() -> None:
    """Run the bot as an operator does, with a state of ten thousand chats; watch what reaches Telegram."""
    with tempfile.TemporaryDirectory() as folder:
        _prepare(Path(folder))
        server = Unruly(TOKEN, latency=0.05)
        with serving(server):
            process = subprocess.Popen(
                [sys.executable, "-m", "bot", "run", "--now", NOW.isoformat()],
                cwd=folder,
                env={
                    **os.environ,
                    "TELEGRAM_BOT_TOKEN": TOKEN,
                    "TELEGRAM_API_URL": server.url,
                    "PYTHONPATH": str(Path.cwd()),
                },
                stderr=subprocess.DEVNULL,
            )
            try:
                asked, sizes = _watch(server, process)
            finally:
                process.terminate()
                process.wait()
        _tell(server, asked, sizes)


def _prepare(folder: Path) -> None:
    store.save(folder / "knowledge.db", library())
    (folder / "config.toml").write_text(
        '[knowledge]\ndatabase = "knowledge.db"\n[state]\ndatabase = "state.db"\n', "utf-8"
    )
    state = open_state(folder / "state.db", dt.timedelta(hours=2))
    for chat in range(1, CHATS + 1):
        state.chats.wish(Place(chat), NOW)
    state.close()


def _watch(server: Unruly, process: "subprocess.Popen[bytes]") -> tuple[list[float], list[float]]:
    """Ask something now and then until all are reached; return when, and the memory of the bot in MB."""
    asked: list[float] = []
    sizes: list[float] = []
    while len(server.reached() - {ASKER}) < CHATS and process.poll() is None:
        time.sleep(EVERY)
        sizes.append(_memory(process.pid))
        asked.append(time.monotonic())
        person = {"id": ASKER, "type": "private", "first_name": "Awa"}
        server.give(message=message(text="/privacy", chat=person))
    time.sleep(2)
    return asked, sizes


def _memory(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text("utf-8")
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return int(found[1]) / 1024 if found else 0.0


def _tell(server: Unruly, asked: list[float], sizes: list[float]) -> None:
    pushes = sorted(each.at for each in server.accepted if each.chat != ASKER)
    answers = sorted(each.at for each in server.accepted if each.chat == ASKER)
    rate = (len(pushes) - 1) / (pushes[-1] - pushes[0])
    everything = sorted(each.at for each in server.accepted)
    busiest = max(sum(at <= other < at + 1 for other in everything[i : i + 60]) for i, at in enumerate(everything))
    print(f"{len(pushes)} pushes to {len(server.reached() - {ASKER})} chats in {pushes[-1] - pushes[0]:.0f} s")
    print(
        f"{rate:.2f} a second, {100 * rate / ALLOWED:.1f} % of {ALLOWED}, to be 95 at least; busiest second {busiest}"
    )
    early, late = statistics.median(sizes[1:6]), statistics.median(sizes[-5:])
    print(f"memory {early:.1f} MB at first, {late:.1f} MB in the end: {late / early:.2f} times")
    waits = [answer - ask for ask, answer in zip(asked, answers, strict=False)]
    print(f"{len(waits)} answers meanwhile: median {statistics.median(waits):.2f} s, longest {max(waits):.2f} s")

"""How many updates a second are answered through the webhook, fifty people asking, beside a stock echo bot?

Not in `make bench`: `python -m bench updates [QUESTIONS]`.
"""

import asyncio
import os
import socket
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.crowd import SECRET, Crowd
from tests.bot.telegram.chaos import TOKEN

NOW = "2021-02-15T09:00:00+01:00"
PEOPLE = 50
WARM = 200  # questions that are not counted
QUESTIONS = (
    "quand a lieu le Forum du SMSI ?",
    "quelle est la date limite pour répondre à la lettre CL-21/4 ?",
    "qui contacter pour le forum du smsi",
    "où se tient le prochain évènement ?",
    "quelles sont les échéances à venir ?",
    "de quoi parle la lettre CL-21/4 ?",
)
CONFIG = '[knowledge]\ndatabase = "knowledge.db"\n[state]\ndatabase = "state.db"\n'
BOTS = {"stock echo": ("bench.echo",), "stock echo, concurrent": ("bench.echo", "yes"), "ours": ("bot",)}
RATE = {"AIDE_MEMOIRE_TELEGRAM_MESSAGES_A_SECOND": "100000"}  # the echo bots keep to none
LATENCIES = (0.0, 0.04)  # seconds
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a bot did."""

    rate: float  # updates answered a second
    median: float  # seconds
    p99: float
    cpu: float  # milliseconds of processor an update
    grown: float  # MB of memory from the warm bot to the last answer

    def told(self) -> str:
        """Return it as a line."""
        return (
            f"{self.rate:6.0f} updates/s   median {1000 * self.median:5.0f} ms   p99 {1000 * self.p99:5.0f} ms   "
            f"{self.cpu:4.2f} ms of processor each   memory {self.grown:+.1f} MB"
        )


def main(count: str = "1500") -> None:
    """Measure each bot in turn, twice, on a stand-in that answers at once, then as Telegram does; the better counts."""
    with tempfile.TemporaryDirectory() as made:
        prepare(Path(made))
        for latency in LATENCIES:
            print(f"a message is accepted within {1000 * latency:.0f} ms:")
            best: dict[str, Measured] = {}
            for name in 2 * tuple(BOTS):
                measured = asyncio.run(_measure(Path(made), BOTS[name], int(count), latency))
                print(f"{name:24} {measured.told()}", flush=True)
                if name not in best or measured.rate > best[name].rate:
                    best[name] = measured
            for name in [each for each in BOTS if each != "ours"]:
                ours, other = best["ours"], best[name]
                print(f"ours / {name}: {ours.rate / other.rate:.2f} of the rate, {ours.p99 / other.p99:.2f} of the p99")


def prepare(folder: Path) -> None:
    """Lay a configuration and the base of the letters that come with the product."""
    (folder / "config.toml").write_text(CONFIG, "utf-8")
    build = [sys.executable, "-m", "knowledge", "build"]
    subprocess.run(build, cwd=folder, env=environment(""), check=True, stdout=subprocess.DEVNULL)


def environment(url: str, port: int = 0, **more: str) -> dict[str, str]:
    """Return the environment of a bot."""
    webhook = {"URL": "https://bot.example.org/telegram", "PORT": str(port)} if port else {}
    return {
        **os.environ,
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": url,
        "TELEGRAM_WEBHOOK_SECRET": SECRET,
        "PYTHONPATH": str(Path.cwd()),
        **{f"AIDE_MEMOIRE_TELEGRAM_WEBHOOK_{name}": value for name, value in webhook.items()},
        **more,
    }


@contextmanager
def running(folder: Path, module: str, port: int, url: str, *arguments: str, **more: str) -> Iterator[int]:
    """Run a bot until the end of the block; give its process."""
    own = ["run", "--now", NOW] if module == "bot" else [str(port), *arguments]
    with (folder / f"log-{port}").open("a") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", module, *own], cwd=folder, env=environment(url, port, **more), stderr=log
        )
    try:
        yield process.pid
    finally:
        process.kill()
        process.wait()


async def _measure(folder: Path, bot: tuple[str, ...], count: int, latency: float) -> Measured:
    port = free_port()
    (folder / "state.db").unlink(missing_ok=True)
    async with Crowd(questions=QUESTIONS, latency=latency).serving() as crowd:
        with running(folder, bot[0], port, crowd.url, *bot[1:], **RATE) as pid:
            await asyncio.wait_for(crowd.called.wait(), 60)
            await crowd.ask(WARM, PEOPLE, port)
            crowd.waits.clear()
            spent, size = _spent(pid), memory(pid)
            seconds = await crowd.ask(count, PEOPLE, port)
            waits = sorted(crowd.waits)
            return Measured(
                rate=len(waits) / seconds,
                median=statistics.median(waits),
                p99=waits[int(0.99 * len(waits))],
                cpu=1000 * (_spent(pid) - spent) / count,
                grown=memory(pid) - size,
            )


def free_port() -> int:
    """Return a port of this machine that nobody holds."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _spent(pid: int) -> float:
    """Return the seconds of processor that a process has had."""
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def memory(pid: int) -> float:
    """Return the megabytes that a process holds."""
    return int(Path(f"/proc/{pid}/statm").read_text("utf-8").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6

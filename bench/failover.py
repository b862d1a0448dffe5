"""Is every question answered, and once, while one of two processes is killed and begun again behind nginx?

Not in `make bench`: `python -m bench failover [QUESTIONS]`. Needs nginx and openssl; PostgreSQL as the tests have it.
"""

import asyncio
import contextlib
import re
import shutil
import ssl
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.crowd import Crowd
from bench.updates import PEOPLE, QUESTIONS, RATE, free_port, prepare, running
from tests.postgres import NoServer, server

SITE = Path(__file__).parents[1] / "deploy" / "nginx.conf"
EVERY = 8.0  # seconds between two kills, in turn
AWAY = 1.0  # seconds for which a process that was killed is away, before it loads again
WARM = 4.0  # seconds before the first


def main(count: str = "2000") -> None:
    """Ask, kill, and tell what came of it."""
    missing = [each for each in ("nginx", "openssl") if program(each) is None]
    if missing:
        print(f"skipped: {', '.join(missing)} is not installed here")
        return
    with tempfile.TemporaryDirectory() as made:
        Path(made).chmod(0o755)
        prepare(Path(made))
        try:
            with server() as database:
                address = database.url(database.make())
                trial = Trial(folder=Path(made), database=address, count=int(count))
                asyncio.run(trial.run())
        except NoServer as error:
            print(f"skipped: {error}")


def program(name: str) -> str | None:
    """Return the path of a program, None when it is not installed."""
    return shutil.which(name, path="/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin")


@contextmanager
def nginx(folder: Path, *ports: int) -> Iterator[int]:
    """Serve the site of `deploy`, with a certificate made here, before bots on two ports; give its own port."""
    port, certificate = free_port(), folder / "cert.pem"
    made = ["-keyout", str(folder / "key.pem"), "-out", str(certificate), "-days", "1", "-subj", "/CN=127.0.0.1"]
    named = ["-addext", "subjectAltName=IP:127.0.0.1"]
    request = [str(program("openssl")), "req", "-x509", "-newkey", "rsa:2048", "-nodes", *made, *named]
    subprocess.run(request, check=True, capture_output=True)
    site = SITE.read_text("utf-8").replace("listen 443 ssl", f"listen 127.0.0.1:{port} ssl")
    site = re.sub(r"/etc/letsencrypt\S+/fullchain.pem", str(certificate), site)
    site = re.sub(r"/etc/letsencrypt\S+/privkey.pem", str(folder / "key.pem"), site)
    site = site.replace("deny all;\n        limit", "allow 127.0.0.1;\n        deny all;\n        limit")
    for placed, own in zip((8080, 8081), ports, strict=True):
        site = site.replace(f"127.0.0.1:{placed}", f"127.0.0.1:{own}")
    whole = folder / "nginx.conf"
    temporary = "".join(
        f"{each}_temp_path {folder}/{each};\n" for each in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole.write_text(
        f"daemon off;\nworker_processes 1;\npid {folder}/pid;\nerror_log {folder}/nginx-log;\n"
        f"events {{}}\nhttp {{\naccess_log off;\n{temporary}{site}\n}}\n",
        "utf-8",
    )
    process = subprocess.Popen([str(program("nginx")), "-p", str(folder), "-c", str(whole)])
    try:
        yield port
    finally:
        process.terminate()
        process.wait()


async def listening(port: int) -> None:
    """Wait until somebody listens to a port."""
    while True:
        with contextlib.suppress(OSError):
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.close()
            return
        await asyncio.sleep(0.1)


@dataclass(slots=True, kw_only=True)
class Trial:
    """Two bots on one database, behind nginx."""

    folder: Path
    database: str
    count: int
    kills: list[float] = field(default_factory=list)
    away: asyncio.Lock = field(default_factory=asyncio.Lock)  # held while one of them is

    async def run(self) -> None:
        """Ask all questions while processes are killed."""
        ports = free_port(), free_port()
        async with Crowd(questions=QUESTIONS).serving() as crowd:
            with nginx(self.folder, *ports) as port:
                keepers = [asyncio.create_task(self._keep(crowd, own, turn)) for turn, own in enumerate(ports)]
                await asyncio.wait_for(crowd.called.wait(), 120)
                tls = ssl.create_default_context(cafile=str(self.folder / "cert.pem"))
                telling = asyncio.create_task(self._count(crowd))
                seconds = await crowd.ask(self.count, PEOPLE, port, tls)
                telling.cancel()
                await asyncio.sleep(3.0)  # for what is said twice
                for each in keepers:
                    each.cancel()
                await asyncio.gather(*keepers, return_exceptions=True)
        self._tell(crowd, seconds)

    async def _count(self, crowd: Crowd) -> None:
        """Tell now and then how far one is."""
        while True:
            await asyncio.sleep(60)
            twice = sum(times > 1 for times in crowd.sent.values())
            told = f"{len(crowd.waits)} answered, {twice} of them twice, {len(crowd.unanswered)} not"
            print(f"{told}; {len(self.kills)} kills", flush=True)

    async def _keep(self, crowd: Crowd, port: int, turn: int) -> None:
        """Run a bot, kill it every so often, begin it again: never while the other is away."""
        wait = WARM + turn * EVERY
        while True:
            async with self.away:
                await asyncio.sleep(AWAY)
                bot = running(self.folder, "bot", port, crowd.url, AIDE_MEMOIRE_STATE_DATABASE=self.database, **RATE)
                bot.__enter__()
                await listening(port)
            try:
                await asyncio.sleep(wait)
                await self.away.acquire()
                self.away.release()
                self.kills.append(time.monotonic())
            finally:
                bot.__exit__(None, None, None)
            wait = 2 * EVERY

    def _tell(self, crowd: Crowd, seconds: float) -> None:
        twice = [chat for chat, times in crowd.sent.items() if times > 1]
        waits = sorted(crowd.waits)
        print(f"{crowd.asked} questions in {seconds:.0f} s, {len(self.kills)} kills of one process in turn")
        print(f"unanswered: {len(crowd.unanswered)}; answered twice: {len(twice)}")
        before = [
            min((at - crowd.first[each] for at in self.kills if at >= crowd.first[each]), default=-1.0)
            for each in twice
        ]
        if before:
            told = f"median {1000 * statistics.median(before):.0f} ms, at most {1000 * max(before):.0f} ms"
            print(f"  their first answer had left before a kill: {told}; all of them: {min(before) >= 0}")
        print(f"posts that were not taken, and made again: {dict(crowd.refused)} (by status; 0: cut off)")
        print(
            f"waits: median {statistics.median(waits):.2f} s, p99 {waits[int(0.99 * len(waits))]:.2f} s, "
            f"longest {waits[-1]:.2f} s; {sum(each > 1 for each in waits)} above a second"
        )
        for log in sorted(self.folder.glob("log-*")):
            lines = log.read_text("utf-8", "replace").splitlines()
            print(f"the log of a bot: {len(lines)} lines, {sum('Traceback' in each for each in lines)} tracebacks")

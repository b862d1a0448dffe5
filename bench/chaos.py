"""Is a reminder lost, or doubled but in the window that decision 5 tells, when processes are killed while they push?

Not in `make bench`: `python -m bench chaos` takes five minutes.
"""

import statistics
import tempfile
from pathlib import Path

from knowledge import store
from tests.bot.builders import library
from tests.bot.telegram.chaos import Outcome, Trial, run
from tests.bot.telegram.unruly import WHIMS
from tests.postgres import NoServer, server


def main() -> None:
    """Kill one process 200 times during 2,000 messages on SQLite, then one of two at random on PostgreSQL."""
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder) / "knowledge.db"
        store.save(base, library())
        file = str(Path(folder) / "state.db")
        _tell("SQLite, one process", run(Trial(database=file, base=base, chats=2000, kills=200, whims=WHIMS)))
        try:
            with server() as postgres:
                url = postgres.url(postgres.make())
                trial = Trial(database=url, base=base, chats=600, kills=60, processes=2, whims=WHIMS, seed=2)
                _tell("PostgreSQL, two processes", run(trial))
        except NoServer as reason:
            print(f"PostgreSQL: {reason}")


def _tell(name: str, outcome: Outcome) -> None:
    waits = sorted(1000 * wait for wait in outcome.unsure)
    print(f"{name}: {outcome.kills} kills, {outcome.killed_pushing} before all were reached, {outcome.seconds:.0f} s")
    print(
        f"  missing {len(outcome.missing)}, unnoted {outcome.unnoted}, doubled otherwise {outcome.unexplained}: to be 0"
    )
    print(
        f"  doubled in the window: {len(waits)} accepted just before a kill, {outcome.late} whose answer came too late"
    )
    if waits:
        print(f"  accepted before the kill: median {statistics.median(waits):.0f} ms, longest {waits[-1]:.0f} ms")

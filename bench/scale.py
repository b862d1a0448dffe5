"""Does a question cost more when letters are many? `python -m bench scale 10000` asks of more than by default."""

import datetime as dt
import resource
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.letters import question, write
from bench.replies import Asked, ask, figures, five, p99, questions
from bot.assistant import Assistant
from knowledge import store
from knowledge.building import build, shipped
from knowledge.documents.file import Limits

FEWEST = 1_000
ABOUT = 1_300  # questions about the letters made
NOW = dt.datetime(2021, 2, 15, 9, tzinfo=dt.timezone(dt.timedelta(hours=1)))


def main(count: str = f"{FEWEST}") -> None:
    """Put to a base of the five letters and many others the questions about the five, then some about the others."""
    number = int(count)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write(folder / "many", number)
        build((shipped(), folder / "many"), folder / "many.db", Limits())
        many = _opened(folder / "many.db", number)
    few = five()
    about = [(f"{index}", question(index * number // ABOUT), NOW) for index in range(ABOUT)]
    least = p99(_timed(few, questions()))
    for told, asked in ((f"about the five letters, among {number} others", questions()), ("about the others", about)):
        times = _timed(many, asked)
        print(f"{len(asked)} questions {told}: {figures(times)}")
        print(f"p99 / p99 of the five letters alone {p99(times) / least:.1f}, to be at most 4", flush=True)


def _opened(database: Path, number: int) -> Assistant:
    """Load a base and make all the tables of its words, names and days; tell what both take."""
    begun = time.process_time()
    library = store.load(database)
    loaded = time.process_time()
    assistant = Assistant(library)
    assistant.prepare()
    ready = time.process_time()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # Linux counts in kilobytes
    took = f"{loaded - begun:.1f} s, its tables made in {ready - loaded:.1f} s, {memory:.0f} MB at most"
    print(f"base of {number} letters and five loaded in {took}", flush=True)
    return assistant


def _timed(assistant: Assistant, asked: Sequence[Asked]) -> list[float]:
    ask(assistant, asked)
    return ask(assistant, asked)

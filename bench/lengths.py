"""What does a question cost when it is long?"""

import statistics
import time
from itertools import cycle, islice
from typing import Any

from bench.growth import NOW
from bench.replies import five, questions
from bot.entities.dialogue import Dialogue

LENGTHS = (10, 30, 100, 300, 1_000, 4_096)  # characters; the last is the longest message of Telegram
TURNS = 30


def measure() -> dict[str, Any]:
    """Reply to messages of each length, made of questions of the tests from another place each time."""
    assistant, words = five(), " ".join(text for _, text, _ in questions()).split()
    _time(assistant.reply, questions()[0][1])  # what is made when first needed
    medians, longest = [], []
    for length in LENGTHS:
        times = sorted(_time(assistant.reply, _cut(words, turn, length)) for turn in range(TURNS))
        medians.append(1000 * statistics.median(times))
        longest.append(1000 * times[-1])
    return {"characters": list(LENGTHS), "median": medians, "longest": longest}


def _cut(words: list[str], turn: int, length: int) -> str:
    start = turn * len(words) // TURNS
    return " ".join(islice(cycle(words), start, start + length))[:length]


def _time(reply: Any, text: str) -> float:
    begun = time.process_time()
    reply(text, Dialogue(), NOW)
    return time.process_time() - begun

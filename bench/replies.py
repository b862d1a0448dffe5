"""How long does a reply take, once the letters are loaded?"""

import datetime as dt
import json
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bot.assistant import Assistant
from bot.entities.dialogue import Dialogue
from bot.shelf import open_library
from knowledge.french.text import fold
from knowledge.settings import Settings

QUESTIONS = Path(__file__).parents[1] / "tests" / "questions"
Asked = tuple[str, str, dt.datetime]  # conversation, text, now


def main() -> None:
    """Ask all the questions of the tests, in their conversations, the second time against the clock."""
    assistant = five()
    asked = questions()
    ask(assistant, asked)
    times = ask(assistant, asked)
    begun = time.thread_time()
    for _, text, _ in asked:
        fold(text)
    folding = (time.thread_time() - begun) / len(asked)
    middle = statistics.median(times)
    print(f"{len(times)} questions: {figures(times)}")
    print(f"p99 / median {p99(times) / middle:.1f}; median / folding the same text {middle / folding:.0f}")


def five() -> Assistant:
    """Return who answers about the letters of the product, prepared as the bot that serves is."""
    with tempfile.TemporaryDirectory() as folder:
        assistant = Assistant(open_library(Settings(letters=(), database=Path(folder) / "knowledge.db")))
    assistant.prepare()
    return assistant


def questions() -> list[Asked]:
    """Return the questions of the tests."""
    items = [json.loads(line) for file in sorted(QUESTIONS.glob("*.jsonl")) for line in file.open(encoding="utf-8")]
    return [
        (item.get("conversation", item["id"]), item["text"], dt.datetime.fromisoformat(item["now"])) for item in items
    ]


def ask(assistant: Assistant, asked: Sequence[Asked]) -> list[float]:
    """Return the processor time that each reply takes, in seconds: other processes disturb the other one."""
    memories: dict[str, Dialogue] = {}
    times = []
    for conversation, text, now in asked:
        begun = time.thread_time()
        reply = assistant.reply(text, memories.get(conversation, Dialogue()), now)
        times.append(time.thread_time() - begun)
        memories[conversation] = reply.dialogue
    return times


def p99(times: Sequence[float]) -> float:
    """Return what all but one in a hundred stay below."""
    return sorted(times)[len(times) * 99 // 100]


def figures(times: Sequence[float]) -> str:
    """Return the figures of some times, for people."""
    middle, slow, worst = statistics.median(times), p99(times), max(times)
    return f"median {1000 * middle:.2f} ms, p99 {1000 * slow:.2f} ms, worst {1000 * worst:.2f} ms"

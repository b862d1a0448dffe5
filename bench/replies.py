"""How long does a reply take, once the letters are loaded?"""

import datetime as dt
import json
import statistics
import tempfile
import time
from pathlib import Path

from bot.assistant import Assistant
from bot.shelf import open_library
from bot.understanding.dialogue import Dialogue
from knowledge.french.text import fold
from knowledge.settings import Settings

QUESTIONS = Path(__file__).parents[1] / "tests" / "questions"
Asked = tuple[str, str, dt.datetime]  # conversation, text, now


def main() -> None:
    """Ask all the questions of the tests, in their conversations, the second time against the clock."""
    with tempfile.TemporaryDirectory() as folder:
        assistant = Assistant(open_library(Settings(letters=(), database=Path(folder) / "knowledge.db")))
        asked = _questions()
        _ask(assistant, asked)
        times = sorted(_ask(assistant, asked))
    begun = time.perf_counter()
    for _, text, _ in asked:
        fold(text)
    folding = (time.perf_counter() - begun) / len(asked)
    middle, slow = statistics.median(times), times[len(times) * 99 // 100]
    figures = f"median {1000 * middle:.2f} ms, p99 {1000 * slow:.2f} ms, worst {1000 * times[-1]:.2f} ms"
    print(f"{len(times)} questions: {figures}")
    print(f"p99 / median {slow / middle:.1f}; median / folding the same text {middle / folding:.0f}")


def _questions() -> list[Asked]:
    items = [json.loads(line) for file in sorted(QUESTIONS.glob("*.jsonl")) for line in file.open(encoding="utf-8")]
    return [
        (item.get("conversation", item["id"]), item["text"], dt.datetime.fromisoformat(item["now"])) for item in items
    ]


def _ask(assistant: Assistant, asked: list[Asked]) -> list[float]:
    memories: dict[str, Dialogue] = {}
    times = []
    for conversation, text, now in asked:
        begun = time.perf_counter()
        reply = assistant.reply(text, memories.get(conversation, Dialogue()), now)
        times.append(time.perf_counter() - begun)
        memories[conversation] = reply.dialogue
    return times

"""Who answers about the five letters, the questions of the tests, and how long each reply takes."""

import datetime as dt
import json
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bot.assistant import Assistant
from bot.entities.dialogue import Dialogue
from bot.shelf import open_library
from knowledge.settings import Settings

QUESTIONS = Path(__file__).parents[1] / "tests" / "questions"
Asked = tuple[str, str, dt.datetime]  # conversation, text, now


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

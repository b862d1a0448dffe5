"""What nobody means well by: a corpus, strings made by chance from a seed, and what no reply to them may do."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.assistant import Assistant, Reply
from bot.phrasing import html, plain

CORPUS = Path(__file__).parents[1] / "data" / "hostile.jsonl"
LONGEST = 4096  # characters that Telegram lets through
TRADE = (
    *("forum", "smsi", "2021", "quand", "où", "date", "limite", "qui", "contact", "et", "prix", "17", "mai", "lettre"),
    *(
        "CL-21/4",
        "?",
        "wtisd",
        "echéance",
        "le",
        "du",
        "pas",
        "combien",
        "Digital",
        "World",
        "résume",
        "annexe",
        "thème",
    ),
)
TONGUES = (
    (0x20, 0x7E),
    (0xA0, 0x24F),
    (0x370, 0x52F),
    (0x590, 0x6FF),
    (0x900, 0x97F),
    (0x4E00, 0x9FFF),
    (0x1F300, 0x1FAFF),
)
CONTROLS = (
    *range(0x20),
    *range(0x7F, 0xA0),
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    0x2066,
    0x2069,
    0xFEFF,
    0xD800,
)
BOMBS = (
    "(a+)+$",
    "a?",
    "((",
    "))",
    "[[",
    "\\",
    "' OR '1'='1",
    "<b>",
    "</i>",
    "&#0;",
    "{0}",
    "%s",
    "--",
    "/*",
    "`",
    "**",
    "1/",
    "l'",
)


def corpus() -> Iterator[tuple[str, bool]]:
    """Yield each string of the corpus, and whether it is noise: there is nothing in it to answer."""
    for line in CORPUS.read_text("utf-8").splitlines():
        item: dict[str, Any] = json.loads(line)
        yield item["text"] * item.get("times", 1), item.get("noise", False)


def made(number: int, seed: int) -> Iterator[str]:
    """Yield strings made by chance, the same for the same seed: of all scripts, controls, bombs, words of the trade."""
    chance = random.Random(seed)  # noqa: S311  # no secret
    kinds = (_scripts, _controls, _bombs, _trade, _mixed)
    for turn in range(number):
        text = kinds[turn % len(kinds)](chance)
        yield (text * (LONGEST // max(1, len(text))))[:LONGEST] if turn % 11 == 0 else text[:LONGEST]


def faults(reply: Reply, assistant: Assistant) -> Iterator[str]:
    """Yield what is wrong with a reply to a string that may mean anything."""
    if not reply.answer.text or not html(reply.answer) or "Traceback" in plain(reply.answer):
        yield "says nothing readable"
    for source in reply.answer.sources:
        letter = assistant.library.letter(source.reference)
        if letter is None or source.quote not in " ".join(letter.text.split()):
            yield f"quotes what {source.reference} does not say"
    for question, answer in reply.told:
        meant = "" if question.focus.inherited else f"{question.topic}."  # "quand ?" asked next is of what was said
        spoke = [each.tokens for each in question.scores if each.aspect.startswith(meant)]
        explained = question.mentions.tokens.union(*spoke) or question.period or question.content
        if answer.answered and answer.sources and not explained:
            yield f"cites {answer.letters} where no word was understood"


def _scripts(chance: random.Random) -> str:
    first, last = chance.choice(TONGUES)
    return "".join(chr(chance.randint(first, last)) for _ in range(chance.randint(1, 200)))


def _controls(chance: random.Random) -> str:
    words = [chance.choice(TRADE) for _ in range(chance.randint(0, 8))]
    return "".join(word + chr(chance.choice(CONTROLS)) * chance.randint(0, 4) for word in words) + chr(
        chance.choice(CONTROLS)
    )


def _bombs(chance: random.Random) -> str:
    return "".join(chance.choice(BOMBS) for _ in range(chance.randint(1, 400)))


def _trade(chance: random.Random) -> str:
    return " ".join(chance.choice(TRADE) for _ in range(chance.randint(1, 60)))


def _mixed(chance: random.Random) -> str:
    return " ".join(chance.choice((_scripts, _controls, _bombs, _trade))(chance) for _ in range(3))

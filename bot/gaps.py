"""Questions that the letters did not answer: which are kept, how they are grouped, one as a line of tests."""

import datetime as dt
import json
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.assistant import Assistant, Reply
from bot.entities.dialogue import Dialogue
from bot.masking import mask
from bot.phrasing import count
from bot.state.records import Gap
from knowledge.french.content import stems
from knowledge.temporal.wording import say_day

MORNING = dt.time(9)
_TALK = tuple(f"help.{name}" for name in ("empty", "insult", "injection", "language_", "which", "unclear", "stale"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Questions of the same words."""

    question: str  # the one most often put, masked
    times: int
    first: dt.date
    last: dt.date
    variants: tuple[str, ...]  # how else it was put


def missed(reply: Reply, assistant: Assistant) -> Iterator[str]:
    """Yield the questions of a message that the letters did not answer, masked; insults and noise are none."""
    for question, answer in reply.told:
        if not answer.answered and not answer.reason.startswith(_TALK) and stems(question.text):
            yield mask(question.text, assistant.knows)


def grouped(gaps: Iterable[Gap]) -> tuple[Group, ...]:
    """Return the questions that have the same words once stemmed together, the most asked first, then the latest."""
    found: dict[frozenset[str], list[Gap]] = defaultdict(list)
    for gap in gaps:
        found[frozenset(stems(gap.question))].append(gap)
    return tuple(sorted(map(_group, found.values()), key=lambda group: (-group.times, -group.last.toordinal())))


def _group(gaps: Sequence[Gap]) -> Group:
    times: dict[str, int] = defaultdict(int)
    for gap in gaps:
        times[gap.question] += gap.times
    first, *others = sorted(times, key=lambda question: -times[question])
    days = [gap.day for gap in gaps]
    return Group(question=first, times=sum(times.values()), first=min(days), last=max(days), variants=tuple(others))


def lines(groups: Sequence[Group]) -> Iterator[str]:
    """Yield the groups as lines for people, each with its number."""
    said = _phrases()
    if not groups:
        yield said["none"]
    for number, group in enumerate(groups, start=1):
        times, last = count(group.times, "time"), say_day(group.last, weekday=False)
        yield said["group"].format(number=number, times=times, last=last, question=group.question)
        yield from (said["variant"].format(question=variant) for variant in group.variants)


def as_json(groups: Sequence[Group]) -> str:
    """Return the groups for programs."""
    return json.dumps(
        [
            {
                "question": group.question,
                "times": group.times,
                "first": group.first.isoformat(),
                "last": group.last.isoformat(),
                "variants": list(group.variants),
            }
            for group in groups
        ],
        ensure_ascii=False,
    )


def as_test(group: Group, assistant: Assistant, zone: dt.tzinfo) -> tuple[str, str]:
    """Return the topic whose tests a question belongs to, and its line there; what a person must still say is "…"."""
    now = dt.datetime.combine(group.last, MORNING, zone)
    intent = assistant.reply(group.question, Dialogue(), now).answer.intent
    todo = _phrases()["todo"]
    line = {
        "id": todo,
        "now": now.isoformat(),
        "text": group.question,
        "answered": True,
        "all_of": [todo],
        "letters": [todo],
    }
    return intent.partition(".")[0] or "passage", json.dumps(line, ensure_ascii=False)


def told(topic: str) -> str:
    """Return what the person who takes the line has still to do."""
    return _phrases()["left"].format(topic=topic, todo=_phrases()["todo"])


@cache
def _phrases() -> dict[str, str]:
    return tomllib.loads(Path(__file__).with_name("gaps.toml").read_text("utf-8"))

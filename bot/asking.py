"""Questions put on the command line: one, or a stream of them as JSON lines."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bot.assistant import Assistant, Reply
from bot.entities.dialogue import Dialogue
from bot.errors import BadInstant, BadLine, BadMoment, NoQuestion, NotJson
from bot.phrasing import Answer, plain

Json = dict[str, Any]
DATE_ONLY = 10  # length of "2021-02-15"
MORNING = dt.time(9)  # the hour meant by a day alone: the beginning of office hours


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one line."""

    answer: Json | None  # None: the line does not even tell its id
    fault: BadLine | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A question read from a line."""

    text: str
    conversation: str | None
    now: dt.datetime


def instant(text: str, zone: dt.tzinfo) -> dt.datetime:
    """Return the aware moment of an ISO text; a day alone is its morning, no zone means `zone`. Raises BadInstant."""
    try:
        if len(text) == DATE_ONLY:
            return dt.datetime.combine(dt.date.fromisoformat(text), MORNING, zone)
        found = dt.datetime.fromisoformat(text)
        return found if found.tzinfo else found.replace(tzinfo=zone)
    except ValueError:
        raise BadInstant(text=text) from None


def as_json(answer: Answer, **known: Any) -> Json:
    """Return an answer in the shape that programs read."""
    return {
        **known,
        "text": plain(answer),
        "answered": answer.answered,
        "letters": list(answer.letters),
        "intent": answer.intent,
        "confidence": round(answer.confidence, 3),
        **({"doubtful": True} if answer.doubtful else {}),
    }


def reply_as_json(reply: Reply, *, explain: bool, **known: Any) -> Json:
    """Return what is answered, with what was understood of each question when it is to be explained."""
    written = as_json(reply.answer, **known)
    if explain:
        from bot.explaining import account, as_table  # for an operator alone

        written["explained"] = [as_table(account(question, answer)) for question, answer in reply.told]
    return written


def answer_lines(
    assistant: Assistant, lines: Iterable[str], now: dt.datetime, *, explain: bool = False
) -> Iterator[Outcome]:
    """Answer JSON lines in order, each conversation with its own memory; a bad line never stops the others."""
    memories: dict[str, Dialogue] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        known: Json = {}
        try:
            table = _table(line, number)
            known = {"id": table["id"]} if "id" in table else {}
            asked = _asked(table, number, now)
        except BadLine as fault:
            yield Outcome(answer=_unread(fault, known), fault=fault)
            continue
        memory = memories.get(asked.conversation, Dialogue()) if asked.conversation is not None else Dialogue()
        reply = assistant.reply(asked.text, memory, asked.now)
        if asked.conversation is not None:
            memories[asked.conversation] = reply.dialogue
        yield Outcome(answer=reply_as_json(reply, explain=explain, **known))


def _unread(fault: BadLine, known: Json) -> Json | None:
    """Return the answer that whoever matches answers by id waits for."""
    if not known:
        return None
    return as_json(Answer(text=str(fault), answered=False, intent="", confidence=0.0), **known)


def _table(line: str, number: int) -> Json:
    try:
        table = json.loads(line.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        raise NotJson(number=number) from None
    if not isinstance(table, dict):
        raise NotJson(number=number)
    return table


def _asked(table: Json, number: int, now: dt.datetime) -> _Asked:
    text = table.get("text")
    if not isinstance(text, str):
        raise NoQuestion(number=number)
    if table.get("now") is not None:
        try:
            now = instant(str(table["now"]), now.tzinfo or dt.UTC)
        except BadInstant:
            raise BadMoment(number=number, text=table["now"]) from None
    conversation = table.get("conversation")
    return _Asked(text=text, conversation=None if conversation is None else json.dumps(conversation), now=now)

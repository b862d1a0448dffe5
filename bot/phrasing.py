"""What is said: an answer, its sources, and how both are shown as plain text or as Telegram's HTML."""

import datetime as dt
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from bot.telephones import spaced
from knowledge.french.text import Span
from knowledge.model import Letter
from knowledge.temporal.wording import say_day

SHORT = 17  # characters of a label that half a row of a telephone shows


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The letter that an answer rests on, and its very sentence."""

    reference: str  # "CL-21/4"
    date: dt.date | None
    quote: str  # cut from the letter; empty when no sentence says it
    changes: str = ""  # the letter that this one changes, when it is quoted for a fact of that one
    corrected: bool = False  # the operator says otherwise than the sentence quoted, or than what was read in it


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A next step offered as a button."""

    label: str  # what the button shows
    data: str  # what a tap sends back: at most 64 bytes of UTF-8, understood by Assistant.press after any restart
    beside: bool = False  # it stands in the row of the one before it
    copy: str = ""  # what a tap copies, on the device itself: such a button sends nothing back


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the bot says to one message."""

    text: str  # plain French, lines separated by "\n"; empty: say nothing
    answered: bool  # False: the letters do not tell
    intent: str  # name of the aspect: "deadline.date"
    confidence: float = 1.0  # 0 to 1
    sources: tuple[Source, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    doubtful: bool = False  # it rests on what was read with a doubt, and says so
    reason: str = ""  # of what is not answered, the phrase that says why: "help.unknown_word"

    @property
    def letters(self) -> tuple[str, ...]:
        """References of the letters cited, each once, in order: one that was changed before the one that changed it."""
        told = (each for source in self.sources for each in (source.changes, source.reference) if each)
        return tuple(dict.fromkeys(told))


def cite(letter: Letter, span: Span, *, corrected: bool = False) -> Source:
    """Return what a letter says at a span, on one line, under the name of the letter that says it."""
    quote = " ".join(letter.cut(span).split())
    amending = letter.speaker(span)
    if amending is None:
        return Source(reference=letter.reference, date=letter.date, quote=quote, corrected=corrected)
    return Source(
        reference=amending.reference, date=amending.date, quote=quote, changes=letter.reference, corrected=corrected
    )


@cache
def _phrases() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("phrasing.toml").read_text("utf-8"))


def joined(answers: Sequence[Answer]) -> Answer:
    """Return the answers to several questions of one message as one."""
    return Answer(
        text="\n\n".join(dict.fromkeys(answer.text for answer in answers)),
        answered=any(answer.answered for answer in answers),
        intent=answers[0].intent,
        confidence=min(answer.confidence for answer in answers),
        doubtful=any(answer.doubtful for answer in answers),
        sources=tuple(dict.fromkeys(source for answer in answers for source in answer.sources)),
        suggestions=answers[-1].suggestions,
    )


def abreast(suggestions: Sequence[Suggestion]) -> tuple[Suggestion, ...]:
    """Return buttons with those of few letters two a row, as far as a telephone shows them whole."""
    placed: list[Suggestion] = []
    free = False  # the row begun has room for another one
    for each in suggestions:
        short = len(each.label) <= SHORT
        placed.append(replace(each, beside=free and short))
        free = short and not placed[-1].beside
    return tuple(placed)


def plain(answer: Answer) -> str:
    """Return the answer with its sources as plain text, a line a letter."""
    phrases = _phrases()
    lines = [answer.text]
    for sources in _by_letter(answer):
        quotes = phrases["next"].join(phrases["quote"].format(quote=s.quote) for s in sources if s.quote)
        heading = _heading(sources)
        lines.append(phrases["source"].format(heading=heading, quotes=quotes) if quotes else heading)
    return "\n".join(lines)


def html(answer: Answer) -> str:
    """Return the answer with its sources as Telegram's HTML: each quotation can be unfolded."""
    parts = [escape(answer.text, quote=False)]
    for sources in _by_letter(answer):
        parts.append(f"<i>{escape(_heading(sources), quote=False)}</i>")
        parts += [f"<blockquote expandable>{escape(s.quote, quote=False)}</blockquote>" for s in sources if s.quote]
    return "\n".join(parts)


def _by_letter(answer: Answer) -> list[list[Source]]:
    """Return the sources letter by letter."""
    found: dict[str, list[Source]] = {}
    for source in answer.sources:
        found.setdefault(source.reference, []).append(source)
    return list(found.values())


def _heading(sources: Sequence[Source]) -> str:
    """Return the line that names the letter of some sources."""
    first, phrases = sources[0], _phrases()
    date = first.date and say_day(first.date, weekday=False)
    heading = str(phrases["heading" if date else "heading_undated"]).format(reference=first.reference, date=date)
    if first.changes:
        heading = str(phrases["heading_changes"]).format(heading=heading, reference=first.changes)
    corrected = any(source.corrected for source in sources)
    return str(phrases["heading_corrected"]).format(heading=heading) if corrected else heading


def count(number: int, unit: str) -> str:
    """Return "1 jour", "3 jours" of a unit that phrasing.toml names."""
    one, many = _phrases()["units"][unit]
    return f"{number} {one if number < 2 else many}"


def enumerate_all(items: Sequence[str]) -> str:
    """Return "a, b et c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])}{_phrases()['and']}{items[-1]}"


def say_number(e164: str, kind: str) -> str:
    """Return "tél. +41 22 730 60 76" of a number in E.164. Kinds: phone, fax."""
    return str(_phrases()[kind]).format(number=spaced(e164))


def sentence(text: str) -> str:
    """Return a text with a capital at its beginning, unless it begins with an address."""
    address = any(mark in text.partition(" ")[0] for mark in ("@", "www.", "://"))
    return text if address else text[:1].upper() + text[1:]

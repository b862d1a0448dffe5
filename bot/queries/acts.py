"""What a message asks the bot itself to do: remind, forget, give a file, note that a thing is done."""

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from bot.entities.entity import Timed
from bot.entities.message import Message
from bot.language.lexicon import alternatives, says
from knowledge.french.text import fold
from knowledge.temporal.lexicon import lexicon as time

_MARKED = re.compile(r"\bj ?- ?(\d{1,3})\b")  # "J-3"
_HOUR = re.compile(r"\b(\d{1,2}) ?(?:h|heures?)\b")
_SAME_DAY = re.compile(r"\bjour (?:meme|j)\b")
_NEAR = 4  # words from a verb to what it acts on, or between a count of days and "avant", at most
_LONGEST = 365  # days before
_BRIEF = 12  # words of a message that asks for a letter: a longer one quotes what a letter asks
_NIGHT = (22, 7)  # hours of silence that "la nuit" means


class Deed(StrEnum):
    """What is asked."""

    REMIND = "remind"  # sets what the reminders do
    SHOW = "show"  # tells how they are set
    LATER = "later"  # puts a deadline off until a day
    DONE = "done"  # a deadline is dealt with
    CALENDAR = "calendar"  # a file for a calendar
    FORGET = "forget"  # deletes what is kept
    FILE = "file"  # the letter itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How the reminders are to be set; None leaves a thing as it is."""

    on: bool = True
    leads: tuple[int, ...] | None = None  # days before
    hour: int | None = None
    news: bool | None = None  # whether new letters are announced
    quiet: tuple[int, int] | None = None  # hours of silence


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something that the bot is asked to do."""

    deed: Deed
    events: tuple[str, ...] = ()  # keys of the editions that it is about
    letters: tuple[str, ...] = ()  # references of the letters that it is about
    inherited: bool = False  # these were spoken of before, not named
    day: dt.date | None = None  # LATER
    wanted: Wanted | None = None  # REMIND


def act_of(message: Message) -> Act | None:
    """Return what a message asks the bot to do; None when it asks to be told something."""
    said = tuple(token.text for token in message.tokens)
    deed = _deed(message, said)
    if deed is None:
        return None
    about = message.about
    return Act(
        deed=deed,
        events=tuple(each.key for each in about.events),
        letters=tuple(each.reference for each in about.letters),
        inherited=about.inherited,
        day=_day(message) if deed is Deed.LATER else None,
        wanted=_wanted(message, said) if deed is Deed.REMIND else None,
    )


def _deed(message: Message, said: tuple[str, ...]) -> Deed | None:
    if _shows(said):
        return Deed.SHOW
    if "?" in message.text and not _polite(said):
        return None
    if not _words("asking", "words").isdisjoint(said):
        return Deed.REMIND if _news(said) else None
    asked = {
        Deed.FORGET: _acts(said, "forget"),
        Deed.CALENDAR: _acts(said, "calendar"),
        Deed.FILE: len(said) <= _BRIEF and (_acts(said, "file") or _acts(said, "original") or _handed(said)),
        Deed.LATER: _later(message, said),
        Deed.REMIND: _news(said) or _reminds(said),
        Deed.DONE: bool(says([token.stem for token in message.tokens], _done())),
    }
    return next((deed for deed, so in asked.items() if so), None)


def _polite(said: tuple[str, ...]) -> bool:
    """Tell whether a question asks politely for a deed: "peux-tu …"."""
    return not _words("asking", "requests").isdisjoint(said)


def _acts(said: tuple[str, ...], deed: str) -> bool:
    """Tell whether a verb of a deed is asked, near what it acts on: not "on a oublié …"."""
    verbs, objects = _words(deed, "verbs"), _words(deed, "objects")
    for place, word in enumerate(said):
        if word in verbs and not objects.isdisjoint(said[place + 1 : place + 1 + 2 * _NEAR]):
            return not place or said[place - 1] not in _words("asking", "auxiliaries")
    return False


def _handed(said: tuple[str, ...]) -> bool:
    """Tell whether a letter is to be handed to whoever writes: "peux-tu m'envoyer …", not "je dois envoyer …"."""
    return not _words("handing", "to").isdisjoint(said) and _acts(said, "handing")


def _shows(said: tuple[str, ...]) -> bool:
    """Tell whether a message asks which reminders there are: "montre mes rappels", "quels rappels ai-je ?"."""
    alone = len(said) <= 2 and bool(said) and said[0] == "mes" and said[-1] in _words("show", "objects")
    return alone or _acts(said, "show")


def _news(said: tuple[str, ...]) -> bool:
    """Tell whether a message asks to be told of new letters."""
    new = not _words("news", "objects").isdisjoint(said) and not _words("news", "letters").isdisjoint(said)
    return new and not _words("news", "verbs").isdisjoint(said)


def _reminds(said: tuple[str, ...]) -> bool:
    """Tell whether a message sets the reminders: "préviens-moi la veille", "coupe les rappels"."""
    when = _words("remind", "ahead") | _words("remind", "eve")
    settings = _words("remind", "on") | _words("remind", "off") | _words("remind", "timed") | when
    named = not _words("remind", "named").isdisjoint(said) and not settings.isdisjoint(said)
    never = "ne" in said and not _words("remind", "off").isdisjoint(said)
    told = not _words("remind", "verbs").isdisjoint(said) and (never or not when.isdisjoint(said))
    return named or told


def _later(message: Message, said: tuple[str, ...]) -> bool:
    """Tell whether a message asks to be spoken to again on a day: "rappelle-moi dans 3 jours", not "3 jours avant"."""
    when = _words("remind", "ahead") | _words("remind", "eve")
    told = not _words("remind", "verbs").isdisjoint(said) and when.isdisjoint(said)
    return told and _day(message) is not None


def _day(message: Message) -> dt.date | None:
    """Return the day that a message speaks of."""
    times = (each.value.expression.value for each in message.entities if isinstance(each.value, Timed))
    return next((each.first_day for each in times if each.days == 1), None)


# How reminders are set -----------------------------------------------------------------------------------------------


def _wanted(message: Message, said: tuple[str, ...]) -> Wanted:
    folded = fold(message.text)
    night = not _words("remind", "night").isdisjoint(said)
    leads = _leads(said, folded)
    hour = next((int(each) for each in _HOUR.findall(folded) if int(each) < 24), None)
    off = not _words("remind", "off").isdisjoint(said)
    return Wanted(
        on=night or not off or _news(said),
        leads=leads or None,
        hour=None if night else hour,
        news=True if _news(said) else None,
        quiet=_NIGHT if night and off else None,
    )


def _leads(said: tuple[str, ...], folded: str) -> tuple[int, ...]:
    """Return how many days before reminders are asked for, the most first."""
    units: Mapping[str, int] = _table()["remind"]["units"]
    found = {int(each) for each in _MARKED.findall(folded)}
    for place, word in enumerate(said[:-1]):
        days, count = units.get(said[place + 1]), _count(word)
        if days and count is not None and not _words("remind", "ahead").isdisjoint(said[place + 2 : place + 2 + _NEAR]):
            found.add(count * days)
    found |= {1} if not _words("remind", "eve").isdisjoint(said) else set()
    found |= {0} if _SAME_DAY.search(folded) else set()
    return tuple(sorted((each for each in found if each <= _LONGEST), reverse=True))


def _count(word: str) -> int | None:
    if word.isdecimal() and len(word) <= 3:
        return int(word)
    kind, value = time().classes.get(word, ("", None))
    return int(value) if kind == "count" else None


# Words ---------------------------------------------------------------------------------------------------------------


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("acts.toml").read_text("utf-8"))


@cache
def _words(deed: str, key: str) -> frozenset[str]:
    return frozenset(_table()[deed][key].split())


@cache
def _done() -> tuple[tuple[frozenset[str], ...], ...]:
    return tuple(map(alternatives, _table()["done"]["turns"]))

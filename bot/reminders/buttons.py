"""The buttons under a push: what they carry (ids only, versioned) and what they say, whatever was done since."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path

from bot import sentences
from bot.entities.editions import key_of
from bot.phrasing import Suggestion
from bot.reminders.changes import Difference
from bot.reminders.plan import Reminder
from bot.reminders.told import ToldDeadline, ToldEvent, ToldLetter
from bot.reminders.watching import Watched
from bot.sentences import slots
from bot.topics.clerk import CALENDAR, VERSION

SENTENCES = Path(__file__).with_name("buttons.toml")
PREFIX = f"{VERSION}|push."
FILES = f"{VERSION}|{CALENDAR.split('.')[0]}."
FILE = f"{FILES}deadline|"  # the file of one deadline
FILE_OF_EVENT = f"{VERSION}|{CALENDAR}|"
MOST = 24  # deadlines of a push that have their buttons: Telegram shows a hundred
HOURS = "h"  # marks a wait told in hours


class Deed(StrEnum):
    """What a button under a push does."""

    DONE = "done"
    LATER = "later"  # offers until when
    SNOOZE = "snooze"
    BACK = "back"  # takes the offer back
    UNDO = "undo"
    LETTER = "letter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Short:
    """Labels where many stand in one row."""

    done: str
    replied: str
    later: str
    agenda: str
    letter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What the buttons say."""

    done: str
    replied: str
    later: str
    undo: str
    back: str
    agenda: str
    letter: str
    numbered: str = slots("number", "label")
    tomorrow: str
    in_days: str = slots("days")
    in_a_week: str
    last_day: str
    in_hours: str = slots("hours")
    short: Short


@cache
def labels() -> Labels:
    """Return the labels. Raises ConfigurationError or BadPhrases."""
    return sentences.load(Labels, SENTENCES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The buttons of one deadline, or of an event or a letter."""

    key: str = ""  # under which the reminders of a deadline are noted
    replied: bool = False  # one deals with it by replying
    file: str = ""  # what its file's button carries
    letter: str = ""  # what its letter's button carries


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """What a button of ours carries."""

    deed: Deed
    key: str
    replied: bool = False
    wait: str = ""  # SNOOZE: "3" days, "h3" hours


def row(reminder: Reminder) -> Row:
    """Return the buttons of a reminder."""
    return row_of(reminder.watched)


def row_of(watched: Watched) -> Row:
    """Return the buttons of a deadline."""
    return Row(
        key=watched.key,
        replied=bool(watched.deadline.reply_to),
        file=f"{FILE}{watched.identity}",
        letter=_data(Deed.LETTER, key_of(watched.reference)),
    )


def read(data: str) -> Pressed | None:
    """Return what a button carries; None when it is none of ours."""
    if not data.startswith(PREFIX):
        return None
    deed, key, flag, wait = (*data.removeprefix(PREFIX).split("|"), "", "", "")[:4]
    if deed not in set(Deed) or not key:
        return None
    return Pressed(deed=Deed(deed), key=key, replied=flag == "r", wait=wait)


def rows(carried: Iterable[str]) -> tuple[Row, ...]:
    """Return what the buttons under a message are about, from what they carry, in their order."""
    found: list[Row] = []
    for data in carried:
        pressed = read(data)
        last = found[-1] if found else None
        if pressed is not None and pressed.deed is not Deed.LETTER:
            if last is None or last.key != pressed.key:
                found.append(Row(key=pressed.key, replied=pressed.replied))
        elif data.startswith(FILES):
            _attach(found, Row(file=data), fits=last is not None and not last.file and not last.letter)
        elif pressed is not None:
            _attach(found, Row(letter=data), fits=last is not None and not last.letter)
    return tuple(found)


def _attach(found: list[Row], more: Row, *, fits: bool) -> None:
    """Give the last row a button that it lacks, or begin another one."""
    if fits:
        found[-1] = replace(found[-1], file=found[-1].file or more.file, letter=more.letter)
    else:
        found.append(more)


def of_change(difference: Difference) -> Row:
    """Return the buttons of a change."""
    fact = difference.fact
    letter = _data(Deed.LETTER, key_of(fact.origin.reference))
    match fact:
        case ToldDeadline():
            key = fact.key if difference.after is not None else ""
            return Row(key=key, replied=bool(fact.reply_to), file=f"{FILE}{fact.subject}", letter=letter)
        case ToldEvent():
            return Row(file=f"{FILE_OF_EVENT}{fact.subject}", letter=letter)
        case ToldLetter():
            return Row(letter=letter)


def offered(
    every: Iterable[Row], held: Collection[str] = (), choosing: Mapping[str, Sequence[Suggestion]] | None = None
) -> tuple[Suggestion, ...]:
    """Return the buttons of deadlines. `held`: keys of those dealt with or put off; `choosing`: until when, by key."""
    listed = tuple(every)[:MOST]
    if len(listed) == 1:
        return tuple(_alone(listed[0], held, choosing or {}))
    return tuple(each for n, one in enumerate(listed, start=1) for each in _numbered(n, one, held, choosing or {}))


def to_letter(key: str) -> str:
    """Return what the button of a letter carries."""
    return _data(Deed.LETTER, key)


def choice(each: Row, wait: str, label: str) -> Suggestion:
    """Return a button that puts a deadline off."""
    return Suggestion(label=label, data=_data(Deed.SNOOZE, each.key, each.replied, wait))


def _alone(one: Row, held: Collection[str], choosing: Mapping[str, Sequence[Suggestion]]) -> Iterator[Suggestion]:
    said = labels()
    if not one.key:
        yield from _others(one, said.agenda, said.letter, beside=False)
        return
    if one.key in choosing:
        yield from choosing[one.key]
        yield Suggestion(label=said.back, data=_data(Deed.BACK, one.key, one.replied))
    elif one.key in held:
        yield Suggestion(label=said.undo, data=_data(Deed.UNDO, one.key, one.replied))
    else:
        done = said.replied if one.replied else said.done
        yield Suggestion(label=done, data=_data(Deed.DONE, one.key, one.replied))
        yield Suggestion(label=said.later, data=_data(Deed.LATER, one.key, one.replied), beside=True)
    yield from _others(one, said.agenda, said.letter, beside=False)


def _numbered(
    number: int, one: Row, held: Collection[str], choosing: Mapping[str, Sequence[Suggestion]]
) -> Iterator[Suggestion]:
    said = labels()

    def first(label: str, deed: Deed) -> Suggestion:
        data = _data(deed, one.key, one.replied)
        return Suggestion(label=said.numbered.format(number=number, label=label), data=data)

    if not one.key:
        agenda, letter = (said.numbered.format(number=number, label=each) for each in (said.short.agenda, said.letter))
        yield from _others(one, agenda, said.short.letter if one.file else letter, beside=False)
        return
    if one.key in choosing:
        yield first(said.back, Deed.BACK)
        yield from (replace(each, beside=True) for each in choosing[one.key])
        yield from _others(one, said.short.agenda, said.short.letter, beside=False)
        return
    if one.key in held:
        yield first(said.undo, Deed.UNDO)
    else:
        yield first(said.short.replied if one.replied else said.short.done, Deed.DONE)
        yield Suggestion(label=said.short.later, data=_data(Deed.LATER, one.key, one.replied), beside=True)
    yield from _others(one, said.short.agenda, said.short.letter, beside=True)


def _others(one: Row, agenda: str, letter: str, *, beside: bool) -> Iterator[Suggestion]:
    if one.file:
        yield Suggestion(label=agenda, data=one.file, beside=beside)
    if one.letter:
        yield Suggestion(label=letter, data=one.letter, beside=beside or bool(one.file))


def _data(deed: Deed, key: str, replied: bool = False, wait: str = "") -> str:  # noqa: FBT001, FBT002  # one of its fields
    if deed is Deed.LETTER:
        return f"{PREFIX}{deed}|{key}"
    said = f"{PREFIX}{deed}|{key}|{'r' if replied else ''}"
    return f"{said}|{wait}" if wait else said

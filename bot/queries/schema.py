"""What can be asked of what: one table, each field with its type and where its value is read."""

import datetime as dt
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from bot.queries.frame import Kind
from bot.queries.rows import Row
from knowledge.french.stem import stem
from knowledge.model import Deadline, Event, Letter, Part
from knowledge.temporal.moment import Grain, Moment, Period

Value = Period | str | int | tuple[str, ...] | None
Phrase = tuple[str, ...]  # the stems of its words
T = TypeVar("T")


class Type(StrEnum):
    """What the values of a field are."""

    DAYS = "days"  # a Period
    NAMES = "names"  # what is written: compared by its words
    COUNT = "count"  # how many there are, or how long it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """Something that the rows of a kind have."""

    type: Type
    read: Callable[[Any], Value]  # of the fact, None where the letter does not tell


def _held(what: Event | Part) -> Period | None:
    start, end = what.start or what.end, what.end or what.start
    return Period(start=start, end=end) if start and end else None


def _days(what: Event | Part) -> int | None:
    """Return how many days something takes, where both ends are days."""
    held = _held(what)
    exact = held and held.start and held.end and held.start.grain is held.end.grain is Grain.DAY
    return held.days if held and exact else None


def _on(day: dt.date | None) -> Period | None:
    return Period(start=Moment(day), end=Moment(day)) if day else None


def _letter_date(letter: Letter) -> Period | None:
    return _on(letter.date)


def due(deadline: Deadline) -> Period:
    """Return the last day on which one may act, up to the day printed."""
    return Period(start=Moment(deadline.last_day), end=Moment(deadline.due))


SCHEMA: Mapping[Kind, Mapping[str, Field]] = {
    Kind.LETTER: {
        "when": Field(type=Type.DAYS, read=_letter_date),
        "reference": Field(type=Type.NAMES, read=lambda letter: letter.reference),
        "subject": Field(type=Type.NAMES, read=lambda letter: letter.subject),
        "service": Field(type=Type.NAMES, read=lambda letter: letter.service),
        "place": Field(type=Type.NAMES, read=lambda letter: letter.place),
        "addressees": Field(type=Type.NAMES, read=lambda letter: letter.addressees),
        "signatories": Field(type=Type.COUNT, read=lambda letter: len(letter.signatories)),
        "signed": Field(type=Type.NAMES, read=lambda letter: tuple(each.name for each in letter.signatories)),
        "cited": Field(type=Type.NAMES, read=lambda letter: tuple(each.text for each in letter.cited)),
        "annexes": Field(type=Type.COUNT, read=lambda letter: len(letter.annexes)),
        "deadlines": Field(type=Type.COUNT, read=lambda letter: len(letter.deadlines)),
        "events": Field(type=Type.COUNT, read=lambda letter: len(letter.events)),
        "links": Field(type=Type.COUNT, read=lambda letter: len(letter.links)),
    },
    Kind.EVENT: {
        "when": Field(type=Type.DAYS, read=_held),
        "duration": Field(type=Type.COUNT, read=_days),
        "place": Field(type=Type.NAMES, read=lambda event: event.place),
        "mode": Field(type=Type.NAMES, read=lambda event: event.mode),
        "theme": Field(type=Type.NAMES, read=lambda event: event.theme),
        "organisers": Field(type=Type.NAMES, read=lambda event: event.organisers),
        "status": Field(type=Type.NAMES, read=lambda event: event.status),
        "parts": Field(type=Type.COUNT, read=lambda event: len(event.parts)),
    },
    Kind.PART: {
        "when": Field(type=Type.DAYS, read=_held),
        "duration": Field(type=Type.COUNT, read=_days),
    },
    Kind.DEADLINE: {
        "when": Field(type=Type.DAYS, read=due),  # "avant le 31" is asked for by both its days
        "last": Field(type=Type.DAYS, read=lambda deadline: _on(deadline.last_day)),
        "action": Field(type=Type.NAMES, read=lambda deadline: deadline.action),
        "audience": Field(type=Type.NAMES, read=lambda deadline: deadline.audience),
        "reply_to": Field(type=Type.NAMES, read=lambda deadline: deadline.reply_to),
    },
    Kind.CONTACT: {
        "name": Field(type=Type.NAMES, read=lambda contact: contact.name),
        "phone": Field(type=Type.NAMES, read=lambda contact: contact.phone),
        "fax": Field(type=Type.NAMES, read=lambda contact: contact.fax),
        "email": Field(type=Type.NAMES, read=lambda contact: contact.email),
    },
    Kind.PERSON: {"name": Field(type=Type.NAMES, read=lambda person: person.name)},
    Kind.LINK: {"url": Field(type=Type.NAMES, read=lambda link: link.url)},
    Kind.ANNEX: {
        "number": Field(type=Type.COUNT, read=lambda annex: annex.number),
        "title": Field(type=Type.NAMES, read=lambda annex: annex.title),
    },
    Kind.SENTENCE: {},
}


def value(row: Row, field: str) -> Value:
    """Return the value of a field of a row, None when its letter does not tell, or rows of its kind have none."""
    found = SCHEMA[row.kind].get(field)
    return found.read(row.fact) if found else None


# Words ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of the schema, as stems: what a phrase of them says."""

    kinds: Mapping[Phrase, Kind]
    named: Mapping[Phrase, Kind]  # kinds of events, by words of their names
    fields: Mapping[Kind, Mapping[Phrase, str]]
    behind: Mapping[Kind, Mapping[Phrase, str]]
    modes: Mapping[Phrase, str]
    statuses: Mapping[Phrase, str]
    states: Mapping[Phrase, str]
    verbs: Mapping[Phrase, str]
    orders: Mapping[Phrase, str]
    amounts: Mapping[Phrase, str]  # before a field that rows are put in order by
    noise: Mapping[Phrase, str]
    idle: frozenset[str]  # words that only ask: no row has to tell them
    asking: frozenset[str]  # words that ask for something else than rows
    aside: frozenset[str]  # words that leave something out
    without: frozenset[str]
    operators: frozenset[str]  # as written, folded: must be heard


@cache
def vocabulary() -> Words:
    """Read the words of the schema, once."""
    table = tomllib.loads(Path(__file__).with_name("schema.toml").read_text("utf-8"))
    return Words(
        kinds=_phrases(table["kinds"], Kind),
        named=_phrases(table["named"], Kind),
        fields={Kind(kind): _phrases(fields, str) for kind, fields in table["fields"].items()},
        behind={Kind(kind): _phrases(fields, str) for kind, fields in table["behind"].items()},
        modes=_phrases(table["modes"], str),
        statuses=_phrases(table["statuses"], str),
        states=_phrases(table["states"], str),
        verbs=_phrases(table["verbs"], str),
        orders=_phrases(table["orders"], str),
        amounts=_phrases(table["amounts"], str),
        noise=_phrases(table["noise"], str),
        idle=frozenset(table["idle"]["words"].split()),
        asking=frozenset(table["asking"]["words"].split()),
        aside=frozenset(table["operators"]["aside"].split()),
        without=frozenset(table["operators"]["without"].split()),
        operators=frozenset(table["operators"]["words"].split()),
    )


def _phrases(table: Mapping[str, str], make: Callable[[str], T]) -> Mapping[Phrase, T]:
    """Return what each phrase of a table says, the longest first."""
    found = {tuple(map(stem, phrase.split("_"))): make(name) for name, text in table.items() for phrase in text.split()}
    return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))

"""What an operator says in a NAME.toml beside a letter: facts that override those read, or that are added to them.

The keys are those of the exported facts (`knowledge export`). A table of `events`, `deadlines` or `contacts` names by
`replaces` the fact that it changes (the name or acronym of an event, the day or the first words of the action of a
deadline, the name or address of a contact) or takes away (`remove = true`); without `replaces` it adds a fact. `quote`
may give the words of the letter that say it. An empty text says that the letter does not tell. `confirmed = true` says
that what was read with a doubt is right. `notes` answer questions that the letter itself does not. Every key has a
French name too (corrections_keys.toml). Tables are applied in their order, each on what the earlier ones made.
"""

import datetime as dt
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from knowledge.errors import BadValue, ConfigurationError, MalformedConfiguration, MissingKey
from knowledge.french.text import fold
from knowledge.model import Mode, Status
from knowledge.phrases import say
from knowledge.settings import fill
from knowledge.temporal.moment import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One table of a correction: a fact to change, to add or to take away."""

    key: str  # where it stands: "events.1"; empty for the header
    values: tuple[tuple[str, object], ...]  # fields and what they hold from now on; None: the letter does not tell
    replaces: str | None = None
    remove: bool = False
    confirmed: bool = False  # what was read with a doubt is right
    quote: str | None = None

    @property
    def given(self) -> dict[str, object]:
        """What it says, by field."""
        return dict(self.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A file of corrections."""

    file: str  # its name
    header: Change
    events: tuple[Change, ...] = ()
    parts: tuple[Change, ...] = ()
    deadlines: tuple[Change, ...] = ()
    contacts: tuple[Change, ...] = ()
    notes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Header:
    reference: str | None = None
    date: str | None = None
    place: str | None = None
    service: str | None = None
    subject: str | None = None
    addressees: tuple[str, ...] | None = None
    amends: str | None = None
    events: tuple[dict, ...] = ()  # type: ignore[type-arg]  # a plain class: what settings.fill checks
    parts: tuple[dict, ...] = ()  # type: ignore[type-arg]  # a plain class: what settings.fill checks
    notes: tuple[dict, ...] = ()  # type: ignore[type-arg]  # a plain class: what settings.fill checks
    deadlines: tuple[dict, ...] = ()  # type: ignore[type-arg]  # a plain class: what settings.fill checks
    contacts: tuple[dict, ...] = ()  # type: ignore[type-arg]  # a plain class: what settings.fill checks


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    replaces: str | None = None
    remove: bool = False
    confirmed: bool = False
    quote: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Event(_Table):
    name: str | None = None
    acronym: str | None = None
    edition: int | None = None
    theme: str | None = None
    start: str | None = None
    end: str | None = None
    start_time: str | None = None
    end_time: str | None = None
    timezone: str | None = None
    mode: str | None = None
    place: str | None = None
    organisers: tuple[str, ...] | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part(_Table):
    event: str | None = None
    name: str | None = None
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Note(_Table):
    question: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Deadline(_Table):
    due: str | None = None
    inclusive: bool | None = None
    action: str | None = None
    audience: str | None = None
    reply_to: tuple[str, ...] | None = None
    event: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Contact(_Table):
    name: str | None = None
    title: str | None = None
    phone: str | None = None
    fax: str | None = None
    email: str | None = None


_KINDS: tuple[tuple[str, type[_Table], tuple[str, ...]], ...] = (  # section, its keys, those that a new fact must have
    ("events", _Event, ("name",)),
    ("parts", _Part, ("event", "name", "start")),
    ("notes", _Note, ("question", "text")),
    ("deadlines", _Deadline, ("due", "inclusive", "action")),
    ("contacts", _Contact, ()),
)
_NEEDED = {"reference", "name", "due", "inclusive", "action", "status", "question", "text"}  # what no fact goes without
_FORMS: dict[str, tuple[Callable[[str], object], str]] = {
    "date": (dt.date.fromisoformat, "date"),
    "due": (dt.date.fromisoformat, "date"),
    "start": (Moment.parse, "moment"),
    "end": (Moment.parse, "moment"),
    "start_time": (dt.time.fromisoformat, "time"),
    "end_time": (dt.time.fromisoformat, "time"),
    "mode": (Mode, "StrEnum"),
    "status": (Status, "StrEnum"),
}


def read_sheet(data: bytes, file: str) -> tuple[Sheet, tuple[ConfigurationError, ...]]:
    """Return the corrections of a file and every fault found in it; a fault leaves out its own table."""
    try:
        table = _named(_plain(tomllib.loads(data.decode("utf-8-sig"))))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return _nothing(file), (MalformedConfiguration(file=file, reason=error),)
    faults: list[ConfigurationError] = []
    try:
        header = fill(_Header, table, "", environ={}, file=file)
    except ConfigurationError as fault:
        header = _Header()
        faults.append(fault)
    changes = {section: _changes(table, section, file, faults) for section, _, _ in _KINDS}
    own = tuple(_values(header, "", file, faults))
    return Sheet(file=file, header=Change(key="", values=own), **changes), tuple(faults)


@cache
def _names() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("corrections_keys.toml").read_text("utf-8"))


def _named(value: Any) -> Any:
    """Return a table whose French keys and choices are replaced by those of the facts."""
    if isinstance(value, list):
        return [_named(each) for each in value]
    if not isinstance(value, dict):
        return value
    named: dict[str, Any] = {}
    for key, each in value.items():
        name = _names()["keys"].get(key, key)
        choices = _names()["values"].get(name, {})
        told = choices.get(fold(each), each) if isinstance(each, str) else _named(each)
        both = isinstance(told, list) and isinstance(named.get(name), list)
        named[name] = named[name] + told if both else told
    return named


def _nothing(file: str) -> Sheet:
    return Sheet(file=file, header=Change(key="", values=()))


def _plain(value: Any) -> Any:
    """Return a value of TOML with its dates and times as text."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, dt.date | dt.time) else value


def _changes(table: dict[str, Any], section: str, file: str, faults: list[ConfigurationError]) -> tuple[Change, ...]:
    kind, needed = next((kind, needed) for name, kind, needed in _KINDS if name == section)
    told = table.get(section, ())
    found = [each for each in told if isinstance(each, dict)] if isinstance(told, list) else []
    made = []
    for number, each in enumerate(found, 1):
        key = f"{section}.{number}"
        try:
            filled = fill(kind, each, key, environ={}, file=file)
        except ConfigurationError as fault:
            faults.append(fault)
            continue
        change, wrong = _change(filled, key, file, needed)
        faults += wrong
        made += [] if wrong else [change]
    return tuple(made)


def _change(filled: _Table, key: str, file: str, needed: tuple[str, ...]) -> tuple[Change, list[ConfigurationError]]:
    faults: list[ConfigurationError] = []
    values = tuple(_values(filled, key, file, faults))
    if filled.replaces is None:
        lacking = (name for name in needed if getattr(filled, name) is None)
        faults += [MissingKey(file=file, key=f"{key}.{name}") for name in lacking]
    quote = filled.quote or None
    return (
        Change(
            key=key,
            values=values,
            replaces=filled.replaces,
            remove=filled.remove,
            confirmed=filled.confirmed,
            quote=quote,
        ),
        faults,
    )


def _expected(convert: Callable[[Any], object], form: str) -> str:
    choices = ", ".join(convert) if form == "StrEnum" else ""  # type: ignore[arg-type]  # an enumeration
    return say(f"kind.{form}", choices=choices)


def _values(
    filled: _Header | _Table, key: str, file: str, faults: list[ConfigurationError]
) -> Iterator[tuple[str, object]]:
    """Yield the fields that a table gives, each in the form that the facts have."""
    aside = {each.name for each in fields(_Table)} | {section for section, _, _ in _KINDS}
    for each in fields(filled):
        name, value = each.name, getattr(filled, each.name)
        if name in aside or value is None:
            continue
        place = f"{key}.{name}".lstrip(".")
        if value == "":
            if name in _NEEDED:
                faults.append(BadValue(file=file, key=place, value="''", expected=say("kind.str")))
            yield name, None
        elif name in _FORMS:
            convert, form = _FORMS[name]
            try:
                yield name, convert(value)
            except ValueError:
                faults.append(BadValue(file=file, key=place, value=repr(value), expected=_expected(convert, form)))
        else:
            yield name, value

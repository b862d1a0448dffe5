"""A NAME.toml as the program writes it: tables added one after the other, each with who, when and in which words."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tomllib import loads

from knowledge import corrections
from knowledge.history import By
from knowledge.temporal.wording import say_clock, say_day

HEADER = ""  # the section of what stands at the head of a letter


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionTable:
    """One correction."""

    section: str  # "deadlines"; HEADER
    values: Mapping[str, object] = field(default_factory=dict)
    replaces: str | None = None
    remove: bool = False
    confirmed: bool = False

    @property
    def told(self) -> dict[str, object]:
        """Everything that it says, by key."""
        names = {"replaces": self.replaces, "remove": self.remove or None, "confirmed": self.confirmed or None}
        return {key: value for key, value in (*names.items(), *self.values.items()) if value is not None}


def with_table(sheet: str, table: CorrectionTable, by: By, words: str) -> str:
    """Return the text of a NAME.toml with one more correction. `words`: what the operator wrote."""
    comment, lines = _comment(by, words), _lines(table)
    if table.section == HEADER:
        kept = [line for line in sheet.splitlines() if not _says(line, table)]
        return "\n".join([comment, *lines, *([""] if kept else []), *kept]).rstrip() + "\n"
    block = "\n".join([comment, _heading(table), *lines])
    return f"{sheet.rstrip()}\n\n{block}\n".lstrip()


def as_text(table: CorrectionTable) -> str:
    """Return a table as one writes it."""
    return "\n".join([*([_heading(table)] if table.section != HEADER else []), *_lines(table)])


def _heading(table: CorrectionTable) -> str:
    return f"[[{_french(table.section)}]]"


def _lines(table: CorrectionTable) -> list[str]:
    return [f"{_french(key)} = {_value(value)}" for key, value in table.told.items()]


def _says(line: str, table: CorrectionTable) -> bool:
    """Tell whether a line gives a value that a correction of the header gives anew: a key stands once."""
    key = line.partition("=")[0].strip()
    return any(key in (name, _french(name)) for name in table.values)


def _comment(by: By, words: str) -> str:
    when = f"{say_day(by.at.date(), weekday=False)} {say_clock(by.at.time())}"
    said = " ".join("".join(char if char.isprintable() else " " for char in words).split())
    return f"# {when}, {by.who}" + (f" : « {said} »" if said else "")


@cache
def _french_keys() -> dict[str, str]:
    names = loads(Path(corrections.__file__).with_name("corrections_keys.toml").read_text("utf-8"))["keys"]
    return {key: name for name, key in reversed(names.items())}


def _french(key: str) -> str:
    return _french_keys().get(key, key)


def _value(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case dt.date() | dt.time():
            return value.isoformat()
        case tuple() | list():
            return "[" + ", ".join(map(_value, value)) + "]"
        case _:
            return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "")

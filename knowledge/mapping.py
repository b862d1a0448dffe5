"""How a dataclass of facts becomes rows of typed tables, and back."""

import datetime as dt
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from knowledge.french.text import Span
from knowledge.temporal.moment import Moment


@dataclass(frozen=True, slots=True)
class Codec:
    """How one field is written in columns: suffixes and types, to the values, from the values."""

    columns: tuple[tuple[str, type], ...]
    encode: Callable[[Any], Sequence[Any]]
    decode: Callable[[Sequence[Any]], Any]


@dataclass(frozen=True, slots=True)
class Table:
    """A table and the tables whose rows point to its own."""

    name: str
    cls: type
    parent: str | None  # name of the table that its rows point to
    codecs: tuple[tuple[str, Codec], ...]  # by field
    children: tuple[tuple[str, "Table"], ...]  # by field

    @property
    def columns(self) -> tuple[tuple[str, type], ...]:
        """Name and type of each column, without the keys."""
        return tuple((f"{field}{suffix}", kind) for field, codec in self.codecs for suffix, kind in codec.columns)

    def all(self) -> Iterator["Table"]:
        """Yield this table, then those below it."""
        yield self
        for _, child in self.children:
            yield from child.all()

    def encode(self, fact: Any) -> tuple[Any, ...]:
        """Return the values of a fact, column by column."""
        return tuple(value for field, codec in self.codecs for value in codec.encode(getattr(fact, field)))

    def decode(self, values: Sequence[Any], hanging: dict[str, tuple[Any, ...]]) -> Any:
        """Return the fact of a row, given the facts of the tables below."""
        made, place = dict(hanging), 0
        for field, codec in self.codecs:
            width = len(codec.columns)
            made[field] = codec.decode(values[place : place + width])
            place += width
        return self.cls(**made)


def table_of(cls: type, name: str, parent: str | None = None) -> Table:
    """Return the table of a dataclass."""
    if cls is Span:
        numbers = (("start", _scalar(int)), ("end", _scalar(int)))
        return Table(name, cls, parent, numbers, ())
    codecs, children = [], []
    hints = get_type_hints(cls)
    for each in fields(cls):
        wanted = hints[each.name]
        inner = get_args(wanted)[0] if get_origin(wanted) is tuple else None
        if inner is not None and inner is not str:
            children.append((each.name, table_of(inner, f"{name}_{each.name}", name)))
        else:
            codecs.append((each.name, _codec(wanted)))
    return Table(name, cls, parent, tuple(codecs), tuple(children))


def _codec(wanted: Any) -> Codec:
    if get_origin(wanted) is tuple:
        return _one(str, lambda texts: json.dumps(texts, ensure_ascii=False), lambda text: tuple(json.loads(text)))
    if isinstance(wanted, UnionType):
        return _optional(_codec(get_args(wanted)[0]))
    if wanted is Span:
        return Codec((("_start", int), ("_end", int)), tuple, lambda ends: Span(*ends))
    return _nested(wanted) if is_dataclass(wanted) and wanted is not Moment else _single(wanted)


def _single(wanted: Any) -> Codec:
    if wanted is Moment:
        return _one(str, lambda moment: moment.iso, Moment.parse)
    if wanted in (dt.date, dt.time):
        return _one(str, lambda time: time.isoformat(), wanted.fromisoformat)
    if issubclass(wanted, StrEnum):
        return _one(str, str, wanted)
    return _one(int, int, bool) if wanted is bool else _scalar(wanted)


def _one(kind: type, encode: Callable[[Any], Any], decode: Callable[[Any], Any]) -> Codec:
    return Codec((("", kind),), lambda value: (encode(value),), lambda values: decode(values[0]))


def _scalar(kind: type) -> Codec:
    return _one(kind, lambda value: value, lambda value: value)


def _optional(codec: Codec) -> Codec:
    nothing = (None,) * len(codec.columns)
    return Codec(
        codec.columns,
        lambda value: nothing if value is None else codec.encode(value),
        lambda values: None if all(value is None for value in values) else codec.decode(values),
    )


def _nested(cls: Any) -> Codec:
    table = table_of(cls, "")
    columns = tuple((f"_{name}", kind) for name, kind in table.columns)
    return Codec(columns, table.encode, lambda values: table.decode(values, {}))

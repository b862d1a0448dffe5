"""Where the rows of a place, a chat or a step are."""

from typing import Any

from sqlalchemy import ColumnElement, Row, Table, and_

from bot.state.records import Place
from bot.state.schema import NO_TOPIC


def columns(place: Place) -> dict[str, int]:
    """Return the key of a place."""
    return {"chat": place.chat, "topic": number(place.topic)}


def number(topic: int | None) -> int:
    """Return a topic as a key keeps it."""
    return NO_TOPIC if topic is None else topic


def place(row: Row[Any]) -> Place:
    """Return the place that a row is of."""
    return Place(row.chat, topic(row))


def topic(row: Row[Any]) -> int | None:
    """Return the topic that a row is of."""
    return None if row.topic == NO_TOPIC else row.topic


def at(table: Table, place: Place) -> ColumnElement[bool]:
    """Return the condition that a row is of a place."""
    return and_(*(table.c[name] == value for name, value in columns(place).items()))

"""The columns that tell of somebody: sealed on the way in, opened on the way out, where the database has a key."""

from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import BigInteger, Dialect, Engine, Text
from sqlalchemy.types import TypeDecorator

from bot.state.seal import Seal

_SEALS: WeakKeyDictionary[Dialect, Seal] = WeakKeyDictionary()  # a type is told of nothing but its database's dialect


def give(engine: Engine, seal: Seal) -> None:
    """Let an engine seal what it writes."""
    _SEALS[engine.dialect] = seal


class ChatNumber(TypeDecorator[int]):
    """The number of a chat."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Dialect) -> Any:
        """Return the number as it is kept."""
        seal = _SEALS.get(dialect)
        return value if seal is None or value is None else seal.number(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> int | None:
        """Return the number."""
        seal = _SEALS.get(dialect)
        return value if seal is None or value is None else seal.opened_number(value)


class SealedText(TypeDecorator[str]):
    """A text that is only read back."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> Any:
        """Return the text as it is kept."""
        seal = _SEALS.get(dialect)
        return value if seal is None or value is None else seal.text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Return the text."""
        seal = _SEALS.get(dialect)
        return value if seal is None or value is None else seal.opened_text(value)


class SealedKey(TypeDecorator[str]):
    """A text that is looked up."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> Any:
        """Return the text as it is kept."""
        seal = _SEALS.get(dialect)
        return value if seal is None or value is None else seal.key(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Return the text."""
        seal = _SEALS.get(dialect)
        return value if seal is None or value is None else seal.opened_key(value)

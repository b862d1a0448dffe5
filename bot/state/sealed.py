"""The columns that tell of somebody: sealed on the way in, opened on the way out, where the database has a key."""

from collections.abc import Callable
from typing import Any, ClassVar
from weakref import WeakKeyDictionary

from sqlalchemy import BigInteger, Dialect, Engine, Text
from sqlalchemy.types import TypeDecorator

from bot.state.seal import Seal

Form = Callable[[Seal, Any], Any]
_SEALS: WeakKeyDictionary[Dialect, Seal] = WeakKeyDictionary()  # a type is told of nothing but its database's dialect


def give(engine: Engine, seal: Seal) -> None:
    """Let an engine seal what it writes."""
    _SEALS[engine.dialect] = seal


class Sealed(TypeDecorator[Any]):
    """A column whose values are kept as a seal makes them."""

    cache_ok = True
    forms: ClassVar[tuple[Form, Form]]  # on the way in, on the way out

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """Return a value as it is kept."""
        seal = _SEALS.get(dialect)
        return value if seal is None or value is None else self.forms[0](seal, value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """Return a value that was kept."""
        seal = _SEALS.get(dialect)
        return value if seal is None or value is None else self.forms[1](seal, value)


class ChatNumber(Sealed):
    """The number of a chat."""

    impl, cache_ok = BigInteger, True
    forms = (lambda seal, value: seal.number(value), lambda seal, value: seal.opened_number(value))


class SealedText(Sealed):
    """A text that is only read back."""

    impl, cache_ok = Text, True
    forms = (Seal.text, Seal.opened_text)


class SealedKey(Sealed):
    """A text that is looked up."""

    impl, cache_ok = Text, True
    forms = (Seal.key, Seal.opened_key)

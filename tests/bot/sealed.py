"""An assistant that fails when it goes through all its letters: a question costs no more when they are many."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any, TypeVar

from bot.assistant import Assistant
from knowledge.library import Library

T = TypeVar("T")


class Sealed(tuple[T, ...]):
    """A row that can be gone through no more once it is sealed."""

    __slots__ = ()

    sealed = False

    def __iter__(self) -> Iterator[T]:
        assert not Sealed.sealed, "all the letters, or all that they announce, are gone through"
        return super().__iter__()


@contextmanager
def sealed(library: Library) -> Iterator[Assistant]:
    """Make an assistant whose tables are ready, and whose letters cannot be gone through until the end of the block."""
    ready = Assistant(Library(Sealed(library.letters), library.version))
    ready.prepare()
    for name, table in _rows(ready.catalogue):
        vars(ready.catalogue)[name] = Sealed(table)
    Sealed.sealed = True
    yield ready
    Sealed.sealed = False


def _rows(table: object) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Yield the rows that a table keeps for others."""
    for name, attribute in vars(type(table)).items():
        kept = isinstance(attribute, cached_property) and not name.startswith("_")
        if kept and type(getattr(table, name)) is tuple:
            yield name, getattr(table, name)

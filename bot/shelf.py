"""The letters on the shelf: opened at start, built when missing, taken anew when they are rebuilt."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from bot.assistant import Assistant
from bot.understanding.catalogue import Catalogue
from knowledge import store
from knowledge.errors import KnowledgeError, MissingBase, OutdatedBase
from knowledge.library import Library
from knowledge.settings import Settings as Knowledge

if TYPE_CHECKING:
    import logging

Stamp = tuple[int, int, int]  # inode, time of change, size: a base swapped in has another
Progress = Callable[[int, int, str], None]  # letters read, letters in all, the file in hand


def _in_silence(_done: int, _total: int, _file: str) -> None: ...


def open_library(settings: Knowledge, progress: Progress = _in_silence) -> Library:
    """Return the letters of the base, building it first when it is missing or of another version.

    Raises KnowledgeError, whose sentence tells how to rebuild a damaged one.
    """
    try:
        return store.load(settings.database)
    except (MissingBase, OutdatedBase):
        from knowledge.publication import by  # the readers of letters are loaded only to build
        from knowledge.publishing import publisher

        publisher(settings, progress).build(by())
        return store.load(settings.database)


class Shelf:
    """Holds the assistant of the base in force."""

    def __init__(
        self, settings: Knowledge, make: Callable[[Library], Assistant] = Assistant, progress: Progress = _in_silence
    ) -> None:
        self._settings = settings
        self._make = make
        self._assistant = make(open_library(settings, progress))
        self._stamp = _stamp(settings.database)

    def assistant(self) -> Assistant:
        """Return the assistant of the base in force; while a new base cannot be read, the last one goes on."""
        stamp = _stamp(self._settings.database)
        if stamp is not None and stamp != self._stamp:
            self._stamp = stamp
            try:
                self._assistant = self._make(store.load(self._settings.database))
            except KnowledgeError as error:
                _log().warning("%s", error)
            else:
                library = self._assistant.library
                _log().info("base", extra={"version": library.version, "letters": len(library.letters)})
        return self._assistant

    def catalogue(self, library: Library) -> Catalogue:
        """Return what some letters let one speak of, be they in force or not yet."""
        return self._make(library).catalogue

    def library(self) -> Library:
        """Return the letters in force."""
        return self.assistant().library


def _log() -> "logging.Logger":
    import logging  # rarely needed, and a question must be quick

    return logging.getLogger(__name__)


def _stamp(file: Path) -> Stamp | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size

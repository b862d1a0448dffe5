"""What the bot writes into the history of the base: when changes began to be told, how many messages left."""

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass

from knowledge.history import By, Deed, History

_LOG = logging.getLogger(__name__)
WHO = "bot"


@dataclass(frozen=True, slots=True)
class Record:
    """Adds rows; where none can be added, what was sent was sent all the same."""

    history: History
    clock: Callable[[], dt.datetime]

    def release(self, count: int) -> None:
        """Note that changes are told from now on."""
        self._add(Deed.TOLD, count)

    def push(self, count: int) -> None:
        """Note that messages left."""
        self._add(Deed.PUSHED, count)

    def _add(self, deed: Deed, count: int) -> None:
        try:
            self.history.add(By(who=WHO, at=self.clock()), deed, str(count))
        except OSError as error:
            _LOG.warning("%s: %s", self.history.file, error)

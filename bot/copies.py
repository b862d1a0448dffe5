"""A copy of the state each day, at its hour: the last ones are kept."""

import asyncio
import contextlib
import datetime as dt
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

from bot.errors import BotError
from bot.settings import Settings
from bot.state.backup import back_up
from knowledge.history import By, Deed, History

_LOG = logging.getLogger(__name__)
LOOK = 60.0  # seconds between two looks
AGAIN = dt.timedelta(hours=1)  # after which a copy that failed is tried again
WHO = "bot"
NAME = "state-{day}.db"


@dataclass(slots=True, kw_only=True)
class Copier:
    """Copies the state once a day, and tells when it cannot."""

    settings: Settings
    clock: Callable[[], dt.datetime]
    tell: Callable[[str], Awaitable[None]]  # tells operators a sentence
    _not_before: dt.datetime | None = None  # of the next attempt after a failure
    _told: dt.date | None = field(default=None)  # the day of the last failure that operators were told

    async def serve(self) -> None:
        """Look until cancelled."""
        while True:
            await self.look()
            await asyncio.sleep(LOOK)

    async def look(self) -> None:
        """Make the copy of the day when it is due and not made."""
        now = self.clock().astimezone(self.settings.bot.zone)
        if not self._is_due(now):
            return
        try:
            await asyncio.to_thread(self._copy, now)
            self._not_before = None
        except BotError as error:
            self._not_before = now + AGAIN
            _LOG.error("%s", error)  # the sentence is all there is to tell
            if self._told != now.date():
                self._told = now.date()
                await self.tell(str(error))

    def _is_due(self, now: dt.datetime) -> bool:
        due = bool(self.settings.backup.folder) and now.hour >= self.settings.backup.hour
        return due and (self._not_before is None or now >= self._not_before) and not self._target(now).exists()

    def _target(self, now: dt.datetime) -> Path:
        return Path(self.settings.backup.folder) / NAME.format(day=now.date().isoformat())

    def _copy(self, now: dt.datetime) -> None:
        """Copy, note it, and let go of the oldest copies. Raises BotError."""
        target = self._target(now)
        back_up(self.settings.state.database, target)
        History(self.settings.knowledge.database).add(By(who=WHO, at=now), Deed.BACKUP, target.name)
        _LOG.info("copied: %s", target.name)
        made = sorted(target.parent.glob(NAME.format(day="????-??-??")))
        for old in made[: -self.settings.backup.keep]:
            with contextlib.suppress(OSError):  # it is in nobody's way
                old.unlink()

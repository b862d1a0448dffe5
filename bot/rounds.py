"""What goes on as long as Telegram is served, begun and ended with it."""

import asyncio
import contextlib
import logging
import signal
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from bot.copies import Copier
from bot.errors import BotError
from bot.handlers.bringing import PTB
from bot.handlers.desk import Desk
from bot.handlers.line import Pulse
from bot.handlers.operators import Reporter
from bot.handlers.presenting import commands, present, show_menu
from bot.monitoring.measures import Measures, Vitals
from bot.reminders.delivery import Postman
from bot.supervision import Supervisor

if TYPE_CHECKING:
    from bot.listening import Listener

_LOG = logging.getLogger(__name__)
LONGEST_FAREWELL = 10.0  # seconds that a send under way has to end
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGABRT)


class Rounds:
    """What goes on as long as Telegram is served: reminders, and the supervision of both loops."""

    def __init__(self, desk: Desk, postman: Postman, pulse: Pulse, measures: Measures) -> None:
        self._menu, self._said = desk.menu, desk.sentences
        self._presenting: asyncio.Task[None] | None = None
        self._leaving, self._leases = desk.sender.leaving, desk.leases
        self._reporter = None
        if desk.operators is not None:
            self._reporter = Reporter(desk=desk.operators, sender=desk.sender, clock=desk.clock)
        self._watching: asyncio.Task[None] | None = None
        self._stop: Callable[[], None] = lambda: None
        self._supervisor = Supervisor(
            pulse=pulse,
            postman=postman,
            polls=not desk.settings.telegram.webhook_url,
            refused=desk.settings.telegram.refused_seconds,
            end=self._end,
        )
        self.pulse = pulse
        self._ports = tuple(_ports(desk, postman, pulse, measures))
        self._copier = Copier(settings=desk.settings, clock=desk.clock, tell=self._report)
        self._copying: asyncio.Task[None] | None = None
        self.verdict: BotError | None = None  # why the process ends, when nobody told it to

    async def begin(self, application: PTB) -> None:
        """Show the menu of commands, and start; the rest of what presents the bot is not waited for."""
        await show_menu(application.bot, self._menu, "private")
        self._presenting = asyncio.create_task(present(application.bot, self._menu, self._said))
        self._stop = application.stop_running
        self._heed()
        self._watching = asyncio.create_task(self._supervisor.serve())
        for port in self._ports:
            port.open()
        if self._reporter is not None:
            await self._reporter.begin(commands(self._menu, "private"))
        if application.updater is not None:  # the terminal's state is not copied
            self._copying = asyncio.create_task(self._copier.serve())
        _LOG.info("@%s", application.bot.username)

    async def end(self, _: PTB) -> None:
        """Stop: what is under way is sent and noted first."""
        for port in self._ports:
            await port.close()
        for task in (self._presenting, self._watching, self._copying):
            if task is not None:
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task
        await self._supervisor.close(LONGEST_FAREWELL)
        if self._leases is not None:
            await self._leases.close()
        if self._reporter is not None:
            await self._reporter.end()

    async def _report(self, text: str) -> None:
        if self._reporter is not None:
            await self._reporter.tell(text)

    def _end(self, verdict: BotError) -> None:
        self.verdict = verdict
        self._leaving.set()
        self._stop()

    def _heed(self) -> None:
        """Let nobody wait for Telegram once the process is told to end."""
        with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):  # Windows, or not the main thread
            for each in STOPPING:
                asyncio.get_running_loop().add_signal_handler(each, self._leave)

    def _leave(self) -> None:
        self._leaving.set()
        raise SystemExit  # as python-telegram-bot ends its loop


def _ports(desk: Desk, postman: Postman, pulse: Pulse, measures: Measures) -> Iterator["Listener"]:
    """Yield what the settings want answered beside Telegram; a server is loaded where there is to be one."""
    settings = desk.settings
    if settings.monitoring.port:
        from bot.monitoring.port import Port

        polls = not settings.telegram.webhook_url
        vitals = Vitals(pulse=pulse, postman=postman, state=desk.state, library=postman.library, polls=polls)
        yield Port(settings.monitoring, measures, vitals)
    if settings.feed.port and settings.feed.public_url:
        from bot.feed.port import Calendars, listener

        catalogue = lambda: desk.assistant().catalogue  # noqa: E731  # of the base in force
        yield listener(Calendars(settings=settings, state=desk.state, catalogue=catalogue, clock=desk.clock))

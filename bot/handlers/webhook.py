"""The webhook: an update is answered by 200 once it was handled: what a process that dies had in hand comes again."""

import asyncio
import hmac
import json
import logging
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

from telegram import Bot, Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Updater
from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from bot.handlers.leases import InHand

_LOG = logging.getLogger(__name__)
SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  # the name of the header
LARGEST = 1 << 20  # bytes of an update: Telegram's are far smaller
PAUSE = 1.0  # seconds between two attempts to tell Telegram the address
FAREWELL = 10.0  # seconds that what is in hand has to end
AT_ONCE = 100  # updates that Telegram may bring at the same time: its most
Take = Callable[[Update], Awaitable[None]]


class Webhook(Updater):
    """Takes python-telegram-bot's own in its place, which says 200 to what it has only queued."""

    __slots__ = ("_pending", "_server", "take")

    def __init__(self, bot: Bot, take: Take) -> None:
        """`take` handles an update; it raises InHand for one that is to be brought again."""
        super().__init__(bot, asyncio.Queue())
        self.take = take
        self._server: HTTPServer | None = None
        self._pending: set[asyncio.Future[None]] = set()

    @property
    def running(self) -> bool:
        """Whether the port is open."""
        return self._server is not None

    async def start_webhook(self, *_: Any, **told: Any) -> "asyncio.Queue[object]":
        """Open the port, then tell Telegram the address. Raises OSError, TelegramError."""
        path, secret = told["url_path"], told["secret_token"]
        entrance = [(rf"/{path}/?", _Entrance, {"webhook": self, "secret": secret})]
        server = HTTPServer(Application(entrance, log_function=lambda _: None), max_body_size=LARGEST)
        server.listen(told["port"], address=told["listen"])
        self._server = server
        await self._tell(told)
        return self.update_queue

    async def stop(self) -> None:
        """Take nothing more; what is in hand has a while to end, and is left to others then."""
        server, self._server = self._server, None
        if server is None:
            return
        server.stop()
        if self._pending:
            _, left = await asyncio.wait(self._pending, timeout=FAREWELL)
            for each in left:
                each.cancel()
            await asyncio.gather(*left, return_exceptions=True)
            await asyncio.sleep(0)  # their answers leave
        await server.close_all_connections()

    async def handle(self, update: Update) -> None:
        """Handle an update. Raises InHand, CancelledError when the process ends before."""
        if self._server is None:
            raise InHand
        task = asyncio.ensure_future(self.take(update))
        self._pending.add(task)
        try:
            await task
        finally:
            self._pending.discard(task)

    async def _tell(self, told: dict[str, Any]) -> None:
        for left in range(told["bootstrap_retries"], -1, -1):
            try:
                await self.bot.set_webhook(
                    told["webhook_url"],
                    allowed_updates=told["allowed_updates"],
                    secret_token=told["secret_token"],
                    max_connections=AT_ONCE,
                )
            except InvalidToken:
                raise
            except TelegramError:
                if not left:
                    raise
                await asyncio.sleep(PAUSE)
            else:
                return


class _Entrance(RequestHandler):
    """One update that is brought."""

    SUPPORTED_METHODS = ("POST",)

    def initialize(self, webhook: Webhook, secret: str) -> None:  # tornado's way of giving arguments
        """Take what the door needs."""
        self.webhook, self.secret = webhook, secret

    async def post(self) -> None:
        """Handle it: 200 when that is done, or cannot be; 403 without the secret; 503: bring it again."""
        if not hmac.compare_digest(self.request.headers.get(SECRET, "").encode(), self.secret.encode()):
            self.set_status(HTTPStatus.FORBIDDEN)
            return
        update = read(self.request.body, self.webhook.bot)
        if update is None:
            return
        try:
            await self.webhook.handle(update)
        except (InHand, asyncio.CancelledError):
            self.set_status(HTTPStatus.SERVICE_UNAVAILABLE)
            self.set_header("Retry-After", "1")


def read(body: bytes, bot: Bot) -> Update | None:
    """Return an update as it was brought; one that cannot be read is set aside: it would be brought for ever."""
    number: object = ""
    try:
        told = json.loads(body)
        number = told["update_id"]
        return Update.de_json(told, bot)
    except Exception:  # noqa: BLE001  # whatever it is, it must not stop those behind
        _LOG.warning("update %s: unreadable, set aside", number)
        return None

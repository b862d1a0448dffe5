"""A port on which something is answered beside Telegram, as long as it is open."""

import logging
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.web import Application

from bot.errors import PortTaken

_LOG = logging.getLogger(__name__)


@dataclass(slots=True, kw_only=True)
class Listener:
    """Answers some pages. Who asks, and for what, is not logged: a path may be a secret."""

    section: str  # of the settings that name the port: "feed"
    listen: str
    port: int
    pages: Sequence[tuple[Any, ...]]  # as tornado takes them: pattern, handler, arguments
    _server: HTTPServer | None = None

    def open(self) -> bool:
        """Begin to answer; False where another holds the port: it is told, and the bot serves without."""
        family = socket.AF_INET6 if ":" in self.listen else socket.AF_INET
        try:
            opened = socket.create_server((self.listen, self.port), family=family)
        except OSError as error:
            told = {"listen": self.listen, "port": self.port, "reason": error.strerror, "section": self.section}
            _LOG.error("%s", PortTaken(**told))
            return False
        opened.settimeout(0)
        self._server = HTTPServer(Application(list(self.pages), log_function=lambda _: None))
        self._server.add_socket(opened)
        return True

    async def close(self) -> None:
        """Answer no more."""
        if self._server is not None:
            self._server.stop()
            await self._server.close_all_connections()

"""The local port: GET /healthz says "ok" or what is not well, GET /metrics gives the figures."""

import json
import logging
import socket
from dataclasses import dataclass
from http import HTTPStatus

from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from bot.errors import PortTaken
from bot.monitoring.measures import Counting, Measures, Vitals
from bot.settings import Monitoring

_LOG = logging.getLogger(__name__)
METRICS = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(slots=True, kw_only=True)
class Port:
    """Answers on the port of the settings, as long as it is open."""

    settings: Monitoring
    measures: Measures
    vitals: Vitals
    _server: HTTPServer | None = None
    _counting: Counting | None = None

    def open(self) -> None:
        """Begin to answer; a port that another holds is told, and the bot serves without."""
        told = {"measures": self.measures, "vitals": self.vitals}
        server = HTTPServer(Application([("/healthz", _Health, told), ("/metrics", _Figures, told)]))
        try:
            server.add_socket(_opened(self.settings))
        except OSError as error:
            _LOG.error("%s", PortTaken(listen=self.settings.listen, port=self.settings.port, reason=error.strerror))
            return
        self._server, self._counting = server, Counting(self.measures)
        self.measures.watch(self.vitals)
        logging.getLogger().addHandler(self._counting)

    async def close(self) -> None:
        """Answer no more."""
        if self._counting is not None:
            logging.getLogger().removeHandler(self._counting)
        if self._server is not None:
            self._server.stop()
            await self._server.close_all_connections()


def _opened(settings: Monitoring) -> socket.socket:
    """Return the socket that listens; one that fails is closed again."""
    family = socket.AF_INET6 if ":" in settings.listen else socket.AF_INET
    opened = socket.create_server((settings.listen, settings.port), family=family)
    opened.settimeout(0)
    return opened


class _Told(RequestHandler):
    """What both pages know."""

    def initialize(self, measures: Measures, vitals: Vitals) -> None:  # tornado's way of giving arguments
        """Take what the page tells."""
        self.measures, self.vitals = measures, vitals


class _Health(_Told):
    """The sign of life."""

    def get(self) -> None:
        """Say whether all is well: 200, or 503 with what is not."""
        ills = list(self.vitals.ills())
        self.set_status(HTTPStatus.SERVICE_UNAVAILABLE if ills else HTTPStatus.OK)
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps({"status": "ill" if ills else "ok", "ills": ills}))


class _Figures(_Told):
    """The figures."""

    def get(self) -> None:
        """Give them as Prometheus reads them."""
        self.set_header("Content-Type", METRICS)
        self.finish(self.measures.written())

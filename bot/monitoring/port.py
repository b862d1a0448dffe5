"""The local port: GET /healthz says "ok" or what is not well, GET /metrics gives the figures."""

import json
import logging
from http import HTTPStatus

from tornado.web import RequestHandler

from bot.listening import Listener
from bot.monitoring.measures import Counting, Measures, Vitals
from bot.settings import Monitoring

METRICS = "text/plain; version=0.0.4; charset=utf-8"


class Port(Listener):
    """Answers on the port of the settings; meanwhile the lines of the log are counted."""

    def __init__(self, settings: Monitoring, measures: Measures, vitals: Vitals) -> None:
        told = {"measures": measures, "vitals": vitals}
        pages = (("/healthz", _Health, told), ("/metrics", _Figures, told))
        super().__init__(section="monitoring", listen=settings.listen, port=settings.port, pages=pages)
        self._counting = Counting(measures)
        measures.watch(vitals)

    def open(self) -> bool:
        """Begin to answer."""
        opened = super().open()
        if opened:
            logging.getLogger().addHandler(self._counting)
        return opened

    async def close(self) -> None:
        """Answer no more."""
        logging.getLogger().removeHandler(self._counting)
        await super().close()


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

"""Calls of the Bot API over HTTP, by aiohttp, which stays quick with many calls at once."""

import os
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from aiohttp import ClientError, ClientSession, ClientTimeout, FormData, TCPConnector
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

FORM = "application/x-www-form-urlencoded"
READ, WRITE, CONNECT, POOL, MEDIA = 5.0, 5.0, 5.0, 1.0, 20.0  # seconds, as python-telegram-bot has them
LASTING = 60.0  # seconds that a connection is kept for the next call


class HTTPRequest(BaseRequest):
    """One pool of connections, kept open between calls."""

    __slots__ = ("_connections", "_session")

    def __init__(self, connections: int) -> None:
        self._connections = connections
        self._session: ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds that an answer is waited for where nobody says otherwise."""
        return READ

    async def initialize(self) -> None:
        """Open the pool, in the loop that will use it."""
        if self._session is None:
            pool = TCPConnector(limit=self._connections, keepalive_timeout=LASTING)
            proxied = any(os.environ.get(each) for each in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"))
            headers = {"User-Agent": self.USER_AGENT}
            self._session = ClientSession(connector=pool, trust_env=proxied, headers=headers, auto_decompress=True)

    async def shutdown(self) -> None:
        """Close it."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(  # noqa: PLR0913, PLR0917  # as python-telegram-bot calls it
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Return the status and the body of an answer. Raises TimedOut, NetworkError."""
        if self._session is None:
            raise RuntimeError("This request is not initialized!")
        written = _given(write_timeout, MEDIA if request_data is not None and request_data.contains_files else WRITE)
        connected = _given(connect_timeout, CONNECT)
        limits = ClientTimeout(
            total=None,
            connect=connected + _given(pool_timeout, POOL),
            sock_connect=connected,
            sock_read=_given(read_timeout, READ) + written,  # aiohttp counts from the first byte written
        )
        told = {} if request_data is None else self.told(url, request_data.json_parameters)
        body, headers = _written(request_data, told)
        try:
            async with self._session.request(method, url, data=body, headers=headers, timeout=limits) as answer:
                self.hear(answer.headers)
                return answer.status, await answer.read()
        except TimeoutError as error:
            raise TimedOut from error
        except (ClientError, OSError) as error:
            said = f"{type(error).__name__}: {_without_address(error)}"
            raise NetworkError(said) from error

    def told(self, url: str, parameters: dict[str, str]) -> dict[str, str]:  # noqa: ARG002  # for whoever needs it
        """Return the parameters of a call as they are to be sent."""
        return parameters

    def hear(self, headers: Mapping[str, str]) -> None:
        """Note what the head of an answer tells."""


def _given(timeout: Any, default: float) -> float:
    return float(timeout) if isinstance(timeout, int | float) else default


def _written(data: RequestData | None, told: dict[str, str]) -> tuple[bytes | FormData | None, dict[str, str]]:
    """Return the body of a call, and the headers that tell of what kind it is."""
    if data is None:
        return None, {}
    if not data.contains_files:
        return urlencode(told).encode(), {"Content-Type": FORM}
    form = FormData()
    for name, value in told.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form, {}


def _without_address(error: BaseException) -> str:
    """Return what an error says, but for the address, which holds the token."""
    return getattr(error, "strerror", None) or type(error).__doc__ or ""

"""Updates that cannot be read are set aside: one alone would otherwise block all those behind it, for ever."""

import json
import logging
from typing import Any

from telegram import Update
from telegram.request import HTTPXRequest, RequestData

_LOG = logging.getLogger(__name__)


class CarefulRequest(HTTPXRequest):
    """Fetches updates, emptying those that python-telegram-bot does not understand but for their number."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *timeouts: Any, **more: Any
    ) -> tuple[int, bytes]:
        """Return the answer of the server, all of whose updates can be read."""
        status, payload = await super().do_request(url, method, request_data, *timeouts, **more)
        return status, readable(payload) if url.endswith("/getUpdates") else payload


def readable(payload: bytes) -> bytes:
    """Return an answer to getUpdates with its unreadable updates emptied."""
    try:
        answer = json.loads(payload)
    except ValueError:
        return payload  # not an answer of the Bot API: told as an error further on
    updates = answer.get("result") if isinstance(answer, dict) else None
    if not isinstance(updates, list):
        return payload
    bad = [number for number, update in enumerate(updates) if not _can_be_read(update)]
    if not bad:
        return payload
    for number in bad:
        _LOG.warning("update %s: unreadable, set aside", updates[number]["update_id"])
        updates[number] = {"update_id": updates[number]["update_id"]}
    return json.dumps(answer).encode()


def _can_be_read(update: dict[str, Any]) -> bool:
    try:
        Update.de_json(update, None)
    except Exception:  # noqa: BLE001  # whatever it is, it must not stop those behind
        return False
    return True

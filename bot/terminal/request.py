"""The other side of the line: what Telegram's server answers, with a screen instead of a network."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from telegram.request import BaseRequest, RequestData

from bot.terminal.screen import Screen

Json = dict[str, Any]
BOT: Json = {
    "id": 1,
    "is_bot": True,
    "first_name": "Aide-mémoire",
    "username": "aide_memoire_bot",
    "can_join_groups": False,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
}
CHAT: Json = {"id": 1, "type": "private", "first_name": "Terminal"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A button shown on the screen."""

    data: str
    message: Json  # that carries it


class TerminalRequest(BaseRequest):
    """Shows what the bot sends, and keeps the buttons in the order of their numbers."""

    def __init__(self, screen: Screen, button_format: str, seconds: Callable[[], int]) -> None:
        super().__init__()
        self._screen = screen
        self._button_format = button_format
        self._seconds = seconds  # the bot's clock, as Telegram counts
        self._messages = 0
        self.buttons: list[Button] = []

    @property
    def read_timeout(self) -> float | None:
        """Nobody waits here."""
        return None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    def message(self, **fields: Any) -> Json:
        """Return a new message of the chat, as Telegram describes it."""
        self._messages += 1
        return {"message_id": self._messages, "date": self._seconds(), "chat": CHAT, **fields}

    async def do_request(  # noqa: PLR0913, PLR0917  # as python-telegram-bot calls it
        self,
        url: str,
        method: str,  # noqa: ARG002  # always POST
        request_data: RequestData | None = None,
        read_timeout: object = None,  # noqa: ARG002
        write_timeout: object = None,  # noqa: ARG002
        connect_timeout: object = None,  # noqa: ARG002
        pool_timeout: object = None,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """Answer one call of the Bot API."""
        parameters = request_data.parameters if request_data is not None else {}
        result = self._answer(url.rsplit("/", 1)[-1], parameters)
        return 200, json.dumps({"ok": True, "result": result}).encode()

    def _answer(self, call: str, parameters: Json) -> Any:
        match call:
            case "getMe":
                return BOT
            case "sendMessage" | "editMessageText":
                return self._shown(parameters)
            case _:
                return True

    def _shown(self, parameters: Json) -> Json:
        text = str(parameters["text"])
        message = self.message(text=text, **{"from": BOT})
        rows = parameters.get("reply_markup", {}).get("inline_keyboard", [])
        labels = []
        for button in (each for row in rows for each in row if "callback_data" in each):
            self.buttons.append(Button(data=button["callback_data"], message=message))
            labels.append(self._button_format.format(number=len(self.buttons), label=button["text"]))
        self._screen.show(text, html=parameters.get("parse_mode") == "HTML", buttons=tuple(labels))
        return message

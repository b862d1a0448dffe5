"""The other side of the line: what Telegram's server answers, with a screen instead of a network."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from telegram.request import BaseRequest, RequestData

from bot.terminal.screen import Screen, rendered
from bot.terminal.sentences import Sentences

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
_FILES = {"sendDocument": "document", "sendPhoto": "photo"}  # calls that send a file, and the name of its part
CHAT: Json = {"id": 1, "type": "private", "first_name": "Terminal"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A button shown on the screen."""

    data: str
    message: Json  # that carries it


class TerminalRequest(BaseRequest):
    """Shows what the bot sends, and keeps the buttons in the order of their numbers."""

    def __init__(self, screen: Screen, said: Sentences, seconds: Callable[[], int], folder: Path) -> None:
        super().__init__()
        self._screen = screen
        self._said = said
        self._seconds = seconds  # the bot's clock, as Telegram counts
        self._folder = folder  # where the files that the bot sends are written
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
        data = request_data or RequestData()
        call = url.rsplit("/", 1)[-1]
        if call == "setMessageReaction":  # no mark can be put on a line of a terminal
            return 400, json.dumps({"ok": False, "error_code": 400, "description": "Bad Request"}).encode()
        kind = _FILES.get(call)
        result = self._written(data, kind) if kind else self._answer(call, data.parameters)
        return 200, json.dumps({"ok": True, "result": result}).encode()

    def _answer(self, call: str, parameters: Json) -> Any:
        match call:
            case "getMe":
                return BOT
            case "getFile":  # the name of a file is its path: what is local is read where it is
                return {"file_id": "1", "file_unique_id": "1", "file_path": str(parameters["file_id"])}
            case "sendMessage" | "editMessageText":
                return self._shown(parameters)
            case "sendContact":
                return self._shown({"text": str(parameters["vcard"]).replace("\r", "").strip()})
            case _:
                return True

    def _written(self, data: RequestData, kind: str) -> Json:
        """Write the file that the bot sends, and show where it is."""
        name, content, _ = data.multipart_data[kind]
        file = self._folder / Path(name).name
        self._folder.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.read())
        caption = str(data.parameters.get("caption", ""))
        return self._shown({"text": f"{caption}\n{self._said.file.format(file=file)}".strip()})

    def _shown(self, parameters: Json) -> Json:
        text, html = str(parameters["text"]), parameters.get("parse_mode") == "HTML"
        markup = parameters.get("reply_markup", {})
        shown = rendered(text, html=html, styled=False)
        message = self.message(text=shown, **{"from": BOT}, **({"reply_markup": markup} if markup else {}))
        rows = markup.get("inline_keyboard", [])
        labels = []
        for button in (each for row in rows for each in row if "callback_data" in each):
            self.buttons.append(Button(data=button["callback_data"], message=message))
            labels.append(self._said.button.format(number=len(self.buttons), label=button["text"]))
        self._screen.show(text, html=html, buttons=tuple(labels))
        return message

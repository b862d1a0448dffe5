"""The application with everything real but the network: its calls are recorded, what people send is typed here."""

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from telegram import Update
from telegram.request import BaseRequest, RequestData

from bot.application import House
from tests.bot.telegram.calls import Call, Json, Verdict, refusal
from tests.bot.telegram.laws import SENDS, Laws

__all__ = [
    "BOT",
    "GROUP",
    "PERSON",
    "PRIVATE",
    "PROXY",
    "RESET",
    "RIGHTS",
    "Call",
    "Json",
    "Office",
    "Recorder",
    "Verdict",
]
__all__ += ["message", "refusal"]

BOT: Json = {"id": 99, "is_bot": True, "first_name": "Aide-mémoire", "username": "aide_bot"}
PERSON: Json = {"id": 5, "is_bot": False, "first_name": "Awa", "language_code": "fr"}
PRIVATE: Json = {"id": 5, "type": "private", "first_name": "Awa"}
GROUP: Json = {"id": -100, "type": "supergroup", "title": "Délégation", "is_forum": True}
RIGHTS: Json = {
    **dict.fromkeys(("can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages"), False),
    **dict.fromkeys(("can_manage_video_chats", "can_restrict_members", "can_promote_members"), False),
    **dict.fromkeys(("can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories"), False),
    "can_delete_stories": False,
}  # which Telegram tells of every administrator
RESET: Verdict = (0, "")  # the connection is closed without an answer
PROXY: Verdict = (404, "<html><body>Not Found</body></html>")


class Recorder(BaseRequest):
    """Records every call, and answers as Telegram would, or as it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[Call] = []
        self.verdicts: list[Verdict | None] = []  # for the next sends, in order; None: accept
        self.acknowledge: Verdict | None = None  # what is said to answerCallbackQuery
        self.moved: dict[int, int] = {}  # groups that became supergroups: old number, new number
        self.administrators: set[int] = set()
        self.numbers = 1000
        self.laws = Laws()

    @property
    def read_timeout(self) -> float | None:
        """No time passes here."""
        return None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,  # noqa: ARG002  # always POST
        request_data: RequestData | None = None,
        *_: object,
        **__: object,
    ) -> tuple[int, bytes]:
        """Record one call and answer it."""
        data = request_data or RequestData()
        files = {str(name): bytes(content) for name, content, _ in data.multipart_data.values()}  # type: ignore[arg-type]  # no file handle here
        call = Call(name=url.rsplit("/", 1)[-1], parameters=data.parameters, files=files)
        if call.name == "getMe":
            return self._said(200, {"ok": True, "result": BOT})
        self.calls.append(call)
        verdict, new = self.acknowledge, self.moved.get(call.parameters.get("chat_id", 0))
        if new is not None:
            return self._said(*refusal(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=new))
        if call.name != "answerCallbackQuery":
            verdict = self.verdicts.pop(0) if self.verdicts else None
        verdict = verdict or self.laws.verdict(call)
        call.refused = str(verdict[1]) if verdict else ""
        if verdict is not None:
            return self._said(*verdict)
        return self._said(200, {"ok": True, "result": self._result(call)})

    def _said(self, status: int, answer: Json | str) -> tuple[int, bytes]:
        return status, answer.encode() if isinstance(answer, str) else json.dumps(answer).encode()

    def _result(self, call: Call) -> Any:
        if call.name == "getChatMember":
            status = "administrator" if call.parameters["user_id"] in self.administrators else "member"
            return {"user": {**PERSON, "id": call.parameters["user_id"]}, "status": status, **RIGHTS}
        if call.name not in (*SENDS, "editMessageText"):
            return True
        edited = int(call.parameters.get("message_id", 0)) if call.name == "editMessageText" else 0
        self.numbers += not edited
        call.answered = edited or self.numbers
        self.laws.note(call, call.answered)
        chat = {"id": call.parameters["chat_id"], "type": "private"}
        return {"message_id": call.answered, "date": 0, "chat": chat, "text": call.text}


@dataclass(slots=True, kw_only=True)
class Office:
    """The application, and the people who write to it."""

    house: House
    line: Recorder
    move: Callable[[dt.datetime], None]  # sets the clock
    _updates: int = field(default=0)

    @property
    def sent(self) -> list[Call]:
        """The messages sent."""
        return [call for call in self.line.calls if call.name == "sendMessage"]

    @property
    def texts(self) -> list[str]:
        """The texts sent."""
        return [call.text for call in self.sent]

    async def take(self, number: int | None = None, **update: Any) -> list[Call]:
        """Take one update; return the calls that it led to."""
        self._updates += 1
        before = len(self.line.calls)
        application = self.house.application
        told = {"update_id": self._updates if number is None else number, **update}
        brought = Update.de_json(told, application.bot)
        await application.update_processor.process_update(brought, application.process_update(brought))
        return self.line.calls[before:]

    async def live(self, update: Json, own: Callable[[Call], bool]) -> list[Call]:
        """Take one update, or let time pass until a moment; return the calls that it led to (own ones then)."""
        if "tick" not in update:
            return await self.take(**update)
        self.move(update["tick"])
        before = len(self.line.calls)
        await self.house.postman.tick()
        return list(filter(own, self.line.calls[before:]))

    async def write(self, text: str, chat: Json = PRIVATE, **more: Any) -> list[Call]:
        """Write a message."""
        return await self.take(message=message(text=text, chat=chat, **more))

    async def tap(self, data: str, chat: Json = PRIVATE, **more: Any) -> list[Call]:
        """Tap a button of a message of the bot."""
        carrier = message(**{"text": "avant", "chat": chat, "from": BOT, **more})
        return await self.take(
            callback_query={"id": "1", "from": PERSON, "chat_instance": "1", "message": carrier, "data": data}
        )


def message(**fields: Any) -> Json:
    """Return a message as Telegram describes it; commands and names in its text are marked as Telegram marks them."""
    return {"message_id": 7, "date": 1613376000, "chat": PRIVATE, "from": PERSON, **_marked(fields), **fields}


def _marked(fields: Json) -> Json:
    marks = []
    offset = 0
    for word in str(fields.get("text", "")).split(" "):
        kind = {"/": "bot_command", "@": "mention"}.get(word[:1])
        if kind:
            marks.append({"type": kind, "offset": offset, "length": len(word)})
        offset += len(word.encode("utf-16-le")) // 2 + 1
    return {"entities": marks} if marks else {}

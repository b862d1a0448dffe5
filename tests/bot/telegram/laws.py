"""What Telegram refuses: too long, badly marked up, a button that carries too much, an idle edit, a flood."""

import json
import re
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from telegram.constants import ReactionEmoji

from tests.bot.telegram.calls import Call, Json, Verdict, refusal

TEXT, CAPTION, DATA, COPIED, CARD = 4096, 1024, 64, 256, 2048
BUTTONS, RESULTS, COMMANDS = 100, 50, 100
DESCRIPTION, SHORT = 512, 120
START = re.compile(r"[A-Za-z0-9_-]{1,64}")
COMMAND = re.compile(r"[a-z0-9_]{1,32}")
UNMARKED = 666  # the number of a message that takes no reaction
MINUTE, OVERALL, GROUP = (
    60.0,
    36,
    20,
)  # sends a second of a bot ("about 30", and a busy machine bunches them), a minute into a group
TAGS = frozenset(("b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "span", "tg-spoiler", "a", "code", "pre"))
TAGS |= {"blockquote", "tg-emoji", "tg-time"}
ENTITY = re.compile(r"&(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")
SENDS = ("sendMessage", "sendDocument", "sendPhoto", "sendContact")
KINDS = ("callback_data", "url", "copy_text", "switch_inline_query", "switch_inline_query_current_chat")


class Unparsed(ValueError):
    """An entity that Telegram cannot read."""


class _Markup(HTMLParser):
    """Reads HTML as strictly as Telegram does."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.said: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  # its signature
        """Open a tag that Telegram knows."""
        if tag not in TAGS:
            raise Unparsed("Unsupported start tag", tag)
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the tag opened last."""
        if not self.open or self.open.pop() != tag:
            raise Unparsed("Unexpected end tag")

    def handle_data(self, data: str) -> None:
        """Keep what is shown."""
        if "<" in data:
            raise Unparsed("Unexpected character")
        self.said.append(data)

    def handle_entityref(self, name: str) -> None:
        """Show a character."""
        if not ENTITY.fullmatch(f"&{name};"):
            raise Unparsed("Unknown entity", name)
        self.said.append("x")

    def handle_charref(self, name: str) -> None:  # noqa: ARG002  # its signature
        """Show a character."""
        self.said.append("x")


def shown(text: str, mode: str | None) -> str:
    """Return what is seen of a text. Raises Unparsed."""
    if mode != "HTML":
        return text
    reader = _Markup()
    reader.feed(text)
    reader.close()
    if reader.open:
        raise Unparsed("Can't find end tag")
    return "".join(reader.said)


def units(text: str) -> int:
    """Return a length as Telegram counts it, in UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass(slots=True)
class Laws:
    """Remembers what was sent, as far as the next call depends on it."""

    now: Callable[[], float] | None = None  # in seconds; None: nobody counts
    _messages: dict[tuple[str, int], str] = field(default_factory=dict)
    _sends: deque[float] = field(default_factory=deque)
    _groups: dict[int, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def verdict(self, call: Call) -> Verdict | None:
        """Return why a call is refused; None: it is accepted."""
        reason = next(self._faults(call), None)
        if reason is not None:
            return refusal(400, f"Bad Request: {reason}")
        return self._flood(call) if self.now is not None and call.name in SENDS else None

    def note(self, call: Call, number: int) -> None:
        """Keep in mind a message that was accepted."""
        self._messages[str(call.parameters.get("chat_id")), number] = _seen(call)

    def _faults(self, call: Call) -> Iterator[str]:
        yield from _text(call)
        yield from _buttons(call.parameters.get("reply_markup") or {})
        if call.name == "editMessageText":
            key = str(call.parameters.get("chat_id")), int(call.parameters.get("message_id", 0))
            if self._messages.get(key) == _seen(call):
                yield "message is not modified"
        yield from _OWN.get(call.name, _nothing)(call.parameters)

    def _flood(self, call: Call) -> Verdict | None:
        assert self.now is not None
        at, chat = self.now(), int(call.parameters["chat_id"])
        counted = [(self._sends, 1.0, OVERALL)]
        counted += [(self._groups[chat], MINUTE, GROUP)] if chat < 0 else []
        for sends, window, _ in counted:
            while sends and sends[0] <= at - window:
                sends.popleft()
        if any(len(sends) >= most for sends, _, most in counted):
            return refusal(429, "Too Many Requests: retry after 1", retry_after=1)
        for sends, _, _ in counted:
            sends.append(at)
        return None


def _seen(call: Call) -> str:
    return json.dumps([call.text, call.parameters.get("parse_mode"), call.parameters.get("reply_markup")])


def _text(call: Call) -> Iterator[str]:
    limits = {"text": TEXT, "caption": CAPTION} if call.name in (*SENDS, "editMessageText") else {}
    for name, most in limits.items():
        text = str(call.parameters.get(name, ""))
        try:
            length = units(shown(text, call.parameters.get("parse_mode")).strip())
        except Unparsed as error:
            yield f"can't parse entities: {error}"
            continue
        if length > most:
            yield f"message {name} is too long"
        if not length and name == "text" and call.name in ("sendMessage", "editMessageText"):
            yield "message text is empty"


def _buttons(markup: Json) -> Iterator[str]:
    every = [button for row in markup.get("inline_keyboard", []) for button in row]
    if len(every) > BUTTONS:
        yield "reply markup is too long"
    for button in every:
        kinds = [kind for kind in KINDS if kind in button]
        if len(kinds) != 1 or not str(button.get("text", "")).strip():
            yield "inline keyboard button is invalid"
        if not 1 <= len(str(button.get("callback_data", "x")).encode()) <= DATA:
            yield "BUTTON_DATA_INVALID"
        if not 1 <= units(button.get("copy_text", {"text": "x"})["text"]) <= COPIED:
            yield "BUTTON_COPY_TEXT_INVALID"
        if not str(button.get("url", "https://x")).startswith(("https://", "http://", "tg://")):
            yield "BUTTON_URL_INVALID"


def _nothing(_: Json) -> Iterator[str]:
    return iter(())


def _described(most: int, name: str) -> Callable[[Json], Iterator[str]]:
    def check(parameters: Json) -> Iterator[str]:
        if units(str(parameters.get(name, ""))) > most:
            yield f"{name} is too long"

    return check


def _commands(parameters: Json) -> Iterator[str]:
    every = parameters.get("commands", [])
    if len(every) > COMMANDS:
        yield "BOT_COMMANDS_TOO_MUCH"
    for each in every:
        if not COMMAND.fullmatch(each["command"]):
            yield "BOT_COMMAND_INVALID"
        if not 1 <= units(each["description"]) <= 256:
            yield "BOT_COMMAND_DESCRIPTION_INVALID"


def _contact(parameters: Json) -> Iterator[str]:
    if not re.fullmatch(r"\+?[\d ]{3,24}", str(parameters.get("phone_number", ""))):
        yield "PHONE_NUMBER_INVALID"
    if not parameters.get("first_name"):
        yield "contact first name is empty"
    if len(str(parameters.get("vcard", "")).encode()) > CARD:
        yield "vcard is too long"


def _reaction(parameters: Json) -> Iterator[str]:
    if int(parameters.get("message_id", 0)) == UNMARKED:
        yield "REACTION_INVALID"
    allowed = set(ReactionEmoji)
    if any(each.get("emoji") not in allowed for each in parameters.get("reaction", [])):
        yield "REACTION_INVALID"


def _acknowledged(parameters: Json) -> Iterator[str]:
    if units(str(parameters.get("text", ""))) > 200:
        yield "MESSAGE_TOO_LONG"


def _inline(parameters: Json) -> Iterator[str]:
    results = parameters.get("results", [])
    names = [each["id"] for each in results]
    if len(results) > RESULTS:
        yield "RESULTS_TOO_MUCH"
    if len(set(names)) != len(names):
        yield "RESULT_ID_DUPLICATE"
    if any(not 1 <= len(each.encode()) <= DATA for each in names):
        yield "RESULT_ID_INVALID"
    if len(str(parameters.get("next_offset", "")).encode()) > DATA:
        yield "NEXT_OFFSET_INVALID"
    button: dict[str, Any] = parameters.get("button") or {}
    if button and not START.fullmatch(button.get("start_parameter", "x")):
        yield "START_PARAM_INVALID"
    for each in results:
        content = each["input_message_content"]
        said = {"text": content["message_text"], "parse_mode": content.get("parse_mode")}
        yield from _text(Call(name="sendMessage", parameters=said))
        yield from _buttons(each.get("reply_markup") or {})


_OWN: dict[str, Callable[[Json], Iterator[str]]] = {
    "setMyCommands": _commands,
    "setMyDescription": _described(DESCRIPTION, "description"),
    "setMyShortDescription": _described(SHORT, "short_description"),
    "sendContact": _contact,
    "setMessageReaction": _reaction,
    "answerCallbackQuery": _acknowledged,
    "answerInlineQuery": _inline,
}

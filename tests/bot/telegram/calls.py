"""One call of the Bot API, and what is said to it."""

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
Verdict = tuple[int, Json | str]  # status and what the server says: an answer, or the page of a proxy


@dataclass(slots=True, kw_only=True)
class Call:
    """One call of the Bot API."""

    name: str
    parameters: Json
    files: dict[str, bytes] = field(default_factory=dict)  # by name
    answered: int = 0  # the number of the message that it made
    refused: str = ""  # why Telegram would not take it

    @property
    def text(self) -> str:
        """What it says."""
        return str(self.parameters.get("text", ""))

    @property
    def caption(self) -> str:
        """What it says beside a file."""
        return str(self.parameters.get("caption", ""))

    @property
    def buttons(self) -> dict[str, str]:
        """Label of each of its buttons, and what it sends back, copies or opens."""
        rows = (self.parameters.get("reply_markup") or {}).get("inline_keyboard", [])
        return {button["text"]: _carried(button) for row in rows for button in row}


def _carried(button: Json) -> str:
    """Return what a button sends back, copies or opens."""
    return str(button.get("callback_data") or (button.get("copy_text") or {}).get("text") or button.get("url", ""))


def refusal(status: int, description: str, **parameters: int) -> Verdict:
    """Return what Telegram says when it refuses a call."""
    answer: Json = {"ok": False, "error_code": status, "description": description}
    return status, {**answer, "parameters": parameters} if parameters else answer

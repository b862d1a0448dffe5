"""Whether a message speaks of reminders."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from bot.understanding.question import Question


def asks(question: Question) -> bool:
    """Tell whether a message asks to be reminded, or not to be: "préviens-moi la veille", "coupe les rappels"."""
    data, said = _data(), {token.text for token in question.tokens}
    when = data["ahead"] | data["eve"]
    settings = data["on"] | data["off"] | data["timed"] | when
    asked = (said & data["named"] and said & settings) or (said & data["told"] and said & when)
    return bool(asked) and question.yes_or_no


@cache
def _data() -> dict[str, Any]:
    table = tomllib.loads(Path(__file__).with_name("wanting.toml").read_text("utf-8"))
    return {key: frozenset(value.split()) if isinstance(value, str) else value for key, value in table.items()}

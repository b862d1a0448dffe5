"""What is remembered of a conversation, so that a half sentence is understood."""

import datetime as dt
import json
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialogue:
    """The memory of one conversation: what was last spoken of. Empty at its beginning."""

    topic: str | None = None  # the last topic answered: "deadline"
    letter: str | None = None  # reference of the letter last spoken of
    events: tuple[str, ...] = ()  # keys of the events last spoken of
    part: str | None = None  # name of the part last spoken of
    person: str | None = None  # name of the person last spoken of
    words: tuple[str, ...] = ()  # roots of what the last message asked for
    asked: bool = False  # which of these events is meant was asked: once, not twice
    kind: str = ""  # of the rows last listed
    rows: tuple[str, ...] = ()  # their keys, where they fill more than one page
    said: dt.datetime | None = None  # when; an old memory is dropped

    @property
    def listed(self) -> bool:
        """Whether what happens in a period was last told."""
        return (self.topic or "").startswith("agenda.")

    def dump(self) -> str:
        """Return the memory as JSON."""
        return json.dumps(asdict(self), default=str, ensure_ascii=False)

    @classmethod
    def parse(cls, dumped: str) -> "Dialogue":
        """Read back a dumped memory; one that cannot be read is an empty one."""
        try:
            fields: dict[str, Any] = json.loads(dumped)
            said = fields.pop("said", None)
            fields["events"] = tuple(fields.get("events") or ())
            fields["words"] = tuple(fields.get("words") or ())
            fields["rows"] = tuple(fields.get("rows") or ())
            return cls(**fields, said=dt.datetime.fromisoformat(said) if said else None)
        except (ValueError, TypeError, AttributeError):
            return cls()

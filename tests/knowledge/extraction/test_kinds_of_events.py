"""Short letters, each with a usual way of telling an event, and what must be read of it."""

import json
from pathlib import Path
from typing import Any

import pytest

from knowledge.documents import markdown
from knowledge.export import letter_json
from knowledge.extraction.reader import read_letter

LETTERS = sorted(Path(__file__).with_name("events").glob("*.md"))


def told(event: dict[str, Any], field: str) -> Any:
    """Return a field of an event as the gold of a letter writes it."""
    value = event[field]
    if field == "parts":
        return [[part["name"], part["start"], part["end"]] for part in value]
    if field == "was":
        return value and [value["start"], value["end"]]
    return value


@pytest.mark.parametrize("letter", LETTERS, ids=lambda path: path.stem)
def test_events_of_a_kind_of_letter(letter: Path) -> None:
    """A letter announces the events of its gold, in their order and with what the gold states, and no other."""
    gold = json.loads(letter.with_suffix(".json").read_text("utf-8"))
    read, _ = read_letter(markdown.read(letter.read_text("utf-8"), letter.name), doubtful_below=0.75)
    events = letter_json(read)["events"]
    found = [{field: told(event, field) for field in wanted} for event, wanted in zip(events, gold, strict=False)]
    assert (len(events), found) == (len(gold), gold)

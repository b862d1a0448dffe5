"""The corpora of expressions, each with its own now."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[2] / "data" / "dates"
Item = dict[str, Any]


def items(name: str) -> list[Item]:
    """Read one corpus."""
    return [json.loads(line) for line in (DATA / name).read_text("utf-8").splitlines()]


def instant(iso: str) -> dt.datetime:
    """Return the now of an item; a bare date is nine in the morning."""
    return dt.datetime.fromisoformat(iso if "T" in iso else f"{iso}T09:00")

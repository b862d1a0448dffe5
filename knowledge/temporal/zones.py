"""The instants that printed times mean: "13 h (CEST)", "23 h 59, heure de Genève"."""

import datetime as dt
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from knowledge.french.text import fold

_OFFSET = re.compile(r"\b(?:utc|gmt) ?([+-]) ?(\d{1,2})(?::?(\d\d))?")
_FARTHEST = 12  # hours


def zone_of(printed: str | None) -> ZoneInfo | None:
    """Return the zone that a letter prints: Geneva's when it prints none, None when it is unknown ("heure locale")."""
    zones = _zones()
    if printed is None:
        return ZoneInfo(zones["default"])
    folded = fold(printed)
    offset = _OFFSET.search(folded)
    if offset:
        return _at_offset(offset[1], int(offset[2]), int(offset[3] or 0))
    name = next((name for said, name in zones["printed"].items() if said in folded), None)
    return ZoneInfo(name) if name else None


def _at_offset(sign: str, hours: int, minutes: int) -> ZoneInfo | None:
    """Return the zone so many whole hours from UTC: "UTC+2"; the database has no others."""
    if hours == 0 == minutes:
        return ZoneInfo("UTC")
    known = not minutes and hours <= _FARTHEST
    return ZoneInfo(f"Etc/GMT{'-' if sign == '+' else '+'}{hours}") if known else None


def instant(day: dt.date, time: dt.time, printed: str | None) -> dt.datetime | None:
    """Return the instant of a printed time, None when its zone is not known."""
    zone = zone_of(printed)
    return dt.datetime.combine(day, time, zone) if zone else None


@cache
def _zones() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("zones.toml").read_text("utf-8"))

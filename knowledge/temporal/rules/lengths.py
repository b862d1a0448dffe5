"""Lengths of time: "quinze jours", "1 an et 2 mois", "une heure et quart", "trois quarts d'heure", "48 heures".

An hour is a length only where it cannot be a time of day: after "dans" or "il y a", before "plus tard", beyond 24.
"""

from functools import reduce
from itertools import pairwise
from operator import add

from knowledge.temporal.engine import Context, Found, Rule, after
from knowledge.temporal.rules.counting import UNITS, Length

_WORDS = {"heure": "hour", "h": "hour", "j": "day", "s": "second"}
_NAMED = frozenset({*UNITS, *_WORDS})
_DAY_HOURS = 24


def _unit(found: Found) -> str:
    unit = next((node.value for node in found.nodes if node.value in _NAMED), "day")
    return _WORDS.get(unit, unit)


def length(context: Context, found: Found) -> Length | None:
    """Read a count and its unit: "10 jours ouvrables", "une semaine et demie", "une dizaine de jours"."""
    count = found.one("n") if found.one("dozen") is None else found.one("dozen")
    if count is None:
        return None
    return Length.of(count, _unit(found), working=found.has("ouvre"), half=found.has("demi"))


def _clock_length(context: Context, found: Found) -> Length | None:
    """Read "1 h 30", "une heure et quart", "2 heures et demie"."""
    hours, *minutes = found.all("n")
    quarters = (minutes[0] if minutes else 1) if found.has("quart") else 0
    minute = 15 * quarters or 30 * found.has("demi") or (minutes[0] if minutes else 0)
    whole = Length.of(hours, "hour")
    return whole + Length(seconds=60 * minute, unit="minute") if whole and minute else whole


def _long_hours(context: Context, found: Found) -> Length | None:
    """Read "48 h" and "une heure" as lengths; "14 h" may be a time of day."""
    long = found.one("n") >= _DAY_HOURS or found.one("one") is not None
    return length(context, found) if long else None


def _longer_hours(context: Context, found: Found) -> Length | None:
    return length(context, found) if found.one("n") > _DAY_HOURS else None


def _quarters(context: Context, found: Found) -> Length:
    """Read "un quart d'heure", "trois quarts d'heure"."""
    return Length(seconds=900 * (found.one("n") or 1), unit="minute")


def _half_hour(context: Context, found: Found) -> Length:
    return Length(seconds=1800, unit="minute")


def _one_unit(context: Context, found: Found) -> Length | None:
    return Length.of(1, found.one("unit"))


def _sum(context: Context, found: Found) -> Length | None:
    """Add lengths told one after the other, each in a finer unit than the one before."""
    parts: list[Length] = found.all("length")
    clock = found.all("n")
    if clock:
        parts.append(Length(seconds=3600 * clock[0] + 60 * sum(clock[1:]), unit="hour"))
    finer = all(UNITS.index(coarse.unit) < UNITS.index(fine.unit) for coarse, fine in pairwise(parts))
    return reduce(add, parts) if finer else None


_COUNTED_ON = after(
    *(f"{lead}{about}" for lead in ("dans", "sous", "endeans", "il y a", "ya") for about in ("", " environ")),
    "moins de",
    "moins d",
    "pendant",
    "durant",
    "duree de",
)
_AMONG = after("ici", "ici a", "depuis", "les", "prochain")
_MORE = "(ouvre|calendaire|franc|plein)"
_THEN = "(<comma>? et|<comma>)"
_NO_MINUTE = "(?!<digits>|<unit>)"

RULES = (
    Rule(
        "length",
        f"{after('dans le', 'dans la', 'dans l')} <unit> (?=(suivant|apres|qui suit) (la|le|l|votre))",
        "length",
        _one_unit,
    ),
    Rule("length in quarters", "<n>? quart (de|d) heure", "length", _quarters),
    Rule("length in half hours", "un? demi <dash>? heure", "length", _half_hour),
    Rule("length", f"{_COUNTED_ON} <n> <hour> (et)? (demi|quart|<count> quart)", "length", _clock_length),
    Rule("length", f"{_COUNTED_ON} <n> <hour> (et? <digits> <unit>?)?", "length", _clock_length),
    Rule("length", f"{_COUNTED_ON} <n> s", "length", length),
    Rule("length", f"{_AMONG} <n> <hour> {_NO_MINUTE}", "length", _long_hours),
    Rule(
        "length",
        "(?<!a) <n> <hour> (et demi)? (?=avant|apres|plus (tard|tot)|auparavant|a partir de maintenant)",
        "length",
        _clock_length,
    ),
    Rule("length", f"(?<!a) (<digits>|<count>) <hour> {_NO_MINUTE}", "length", _longer_hours),
    Rule("length", f"(?<!combien) (?<!<hour>) (?<!<hour> et) <n> (<unit>|j) {_MORE}? (et demi)?", "length", length),
    Rule("length", "(un)? <dozen> ((de|d) (<unit>|j) (ouvre|calendaire)?)", "length", length),
    Rule("length", f"{after('sous', 'ici', 'ici a')} <one>? <dozen>", "length", length),
    Rule("length", "(?<=dans) <one> <dozen>", "length", length),
    Rule("length in several units", f"<length> ({_THEN}? <length>){{1,6}}", "length", _sum),
    Rule("length in several units", f"<length> {_THEN}? <n> <hour> ({_THEN}? <n> <unit>)?", "length", _sum),
)

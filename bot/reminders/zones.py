"""Time zones by the French names of places, by offsets, by a position on the map. The one door to Babel and tzfpy."""

import datetime as dt
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from knowledge.french.text import fold, words

_SEASONS = (dt.datetime(2024, 1, 15, tzinfo=dt.UTC), dt.datetime(2024, 7, 15, tzinfo=dt.UTC))
CITIES = Path(__file__).with_name("cities.toml")
_OFFSET = re.compile(r"\s*(?:utc|gmt|tu)?\s*(?P<sign>[+-])\s*(?P<hours>\d{1,2})(?:\s*[:h]\s*(?P<minutes>\d\d)?)?\s*")
FIXED = "Etc/GMT"
_LITTLE = frozenset(("ile", "iles", "l", "le", "la", "les", "de", "du", "des", "d", "a", "au", "aux", "en"))


@dataclass(frozen=True, slots=True, order=True)
class Zone:
    """A time zone."""

    name: str  # IANA: "Africa/Dakar"
    label: str  # "Dakar"


def find(place: str) -> tuple[Zone, ...]:
    """Return the zones that a town, a country, an IANA name, an offset or an abbreviation stands for.

    None, one, or those to choose from.
    """
    exact = next((each for each in available_timezones() if fold(each) == fold(place).strip()), None)
    if exact is not None:
        return (Zone(exact, called(exact)),)
    return _of_offset(fold(place)) or _by_name().get(_key(place), ()) or _by_abbreviation().get(fold(place).strip(), ())


def at(latitude: float, longitude: float) -> Zone | None:
    """Return the zone of a position in degrees, None on the high seas."""
    from tzfpy import get_tz  # loaded when somebody shares a position

    name = get_tz(longitude, latitude)
    return Zone(name, called(name)) if "/" in name and not name.startswith("Etc/") else None


@cache
def called(zone: str) -> str:
    """Return what French calls a zone: by its town, or by its offset."""
    if zone.startswith(FIXED):
        return f"UTC{-int(zone.removeprefix(FIXED)):+d}"
    return _named("called").get(zone) or dict(_towns()).get(zone) or zone.rpartition("/")[2].replace("_", " ")


def _of_offset(told: str) -> tuple[Zone, ...]:
    """Return the zones that keep an offset through the year, "utc+1", "+05:30": IANA counts whole hours westward."""
    match = _OFFSET.fullmatch(told)
    if match is None:
        return ()
    sign = 1 if match["sign"] == "+" else -1
    offset = sign * dt.timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0))
    name = f"{FIXED}{-sign * int(match['hours']):+d}"
    if not int(match["minutes"] or 0):
        return (Zone(name, called(name)),) if name in available_timezones() else ()
    alike = (Zone(name, town) for name, town in _towns() if all(_offset(name, day) == offset for day in _SEASONS))
    return _apart(alike)


@cache
def _by_abbreviation() -> dict[str, tuple[Zone, ...]]:
    """Return the zones by what their clocks are called in winter or in summer: "cest"."""
    found: dict[str, set[Zone]] = defaultdict(set)
    for name, town in _towns():
        for day in _SEASONS:
            found[fold(day.astimezone(ZoneInfo(name)).tzname() or "")].add(Zone(name, town))
    return {short: _apart(zones) for short, zones in found.items()}


@cache
def _by_name() -> dict[str, tuple[Zone, ...]]:
    """Return the zones by the folded names of towns and countries; a town goes before a country of its name."""
    from babel import Locale
    from babel.core import get_global

    territories = Locale.parse("fr").territories
    countries: dict[str, set[Zone]] = defaultdict(set)
    towns: dict[str, tuple[Zone, ...]] = {}
    owners = get_global("zone_territories")
    for name, town in _towns():
        for each in _names(name, town):
            towns[_key(each)] = (Zone(name, town),)
        countries[_key(territories.get(owners[name], town))].add(Zone(name, town))
    for town, name in _named("towns").items():
        towns[_key(town)] = (Zone(name, town),)
    return {country: _apart(zones) for country, zones in countries.items()} | towns


def _names(zone: str, town: str) -> Iterator[str]:
    """Yield what the town of a zone is called: in French, by IANA now and before, without its country."""
    for each in (*_former().get(zone, ()), zone):
        yield each.rpartition("/")[2].replace("_", " ")
    yield town.rpartition("/")[2].partition(" (")[0]
    yield town


@cache
def _former() -> dict[str, tuple[str, ...]]:
    """Return the names under which IANA has known each zone before: those that name a place."""
    from babel.core import get_global

    found: dict[str, list[str]] = defaultdict(list)
    for old, new in get_global("zone_aliases").items():
        if "/" in old and not old.startswith("Etc/"):
            found[new].append(old)
    return {new: tuple(every) for new, every in found.items()}


def _apart(zones: Iterable[Zone]) -> tuple[Zone, ...]:
    """Return one zone for each clock that differs in winter or in summer, that of the better known town."""
    known = frozenset(_named("towns").values())
    found: dict[tuple[dt.timedelta | None, ...], Zone] = {}
    for each in sorted(zones, key=lambda zone: (zone.name not in known, zone)):
        found.setdefault(tuple(_offset(each.name, day) for day in _SEASONS), each)
    return tuple(sorted(found.values()))


def _offset(zone: str, day: dt.datetime) -> dt.timedelta | None:
    return day.astimezone(ZoneInfo(zone)).utcoffset()


@cache
def _towns() -> tuple[tuple[str, str], ...]:
    """Return each zone with the French name of its town."""
    from babel.core import get_global
    from babel.dates import get_timezone_location

    known = available_timezones()
    every = (name for name in get_global("zone_territories") if name in known and not name.startswith("Etc/"))
    return tuple((name, get_timezone_location(name, locale="fr", return_city=True)) for name in every)


@cache
def _named(table: str) -> dict[str, str]:
    """Return a table of further names: "towns" that name no zone themselves, or what a zone is "called"."""
    tables: dict[str, dict[str, str]] = tomllib.loads(CITIES.read_text("utf-8"))
    return tables[table]


def _key(name: str) -> str:
    return " ".join(_heart(words(name)))


def _heart(names: tuple[str, ...]) -> Iterator[str]:
    """Yield the words of a name but the articles before it: "le Caire" is "caire", "en Inde" is "inde"."""
    started = False
    for word in names:
        started = started or word not in _LITTLE
        if started:
            yield word

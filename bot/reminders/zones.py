"""Time zones by the French names of places, and by a position on the map. The one door to Babel and tzfpy."""

import datetime as dt
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
_LITTLE = frozenset(("l", "le", "la", "les", "de", "du", "des", "d", "a", "au", "aux", "en"))


@dataclass(frozen=True, slots=True, order=True)
class Zone:
    """A time zone."""

    name: str  # IANA: "Africa/Dakar"
    label: str  # "Dakar"


def find(place: str) -> tuple[Zone, ...]:
    """Return the zones that a town, a country or an IANA name stands for: none, one, or those to choose from."""
    exact = next((each for each in available_timezones() if fold(each) == fold(place).strip()), None)
    if exact is not None:
        return (Zone(exact, called(exact)),)
    return _by_name().get(_key(place), ())


def at(latitude: float, longitude: float) -> Zone | None:
    """Return the zone of a position in degrees, None on the high seas."""
    from tzfpy import get_tz  # loaded when somebody shares a position

    name = get_tz(longitude, latitude)
    return Zone(name, called(name)) if "/" in name and not name.startswith("Etc/") else None


@cache
def called(zone: str) -> str:
    """Return what French calls a zone: by its town."""
    return _named("called").get(zone) or dict(_towns()).get(zone) or zone.rpartition("/")[2].replace("_", " ")


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
        towns[_key(town)] = (Zone(name, town),)
        countries[_key(territories.get(owners[name], town))].add(Zone(name, town))
    for town, name in _named("towns").items():
        towns[_key(town)] = (Zone(name, town),)
    return {country: _apart(zones) for country, zones in countries.items()} | towns


def _apart(zones: Iterable[Zone]) -> tuple[Zone, ...]:
    """Return one zone for each clock that differs in winter or in summer, that of the better known town."""
    known = frozenset(_named("towns").values())
    found: dict[tuple[dt.timedelta | None, ...], Zone] = {}
    for each in sorted(zones, key=lambda zone: (zone.name not in known, zone)):
        found.setdefault(tuple(day.astimezone(ZoneInfo(each.name)).utcoffset() for day in _SEASONS), each)
    return tuple(sorted(found.values()))


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

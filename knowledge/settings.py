"""config.toml -> frozen settings: every key known, every value checked, all faults told at once."""

import datetime as dt
import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass, replace
from enum import StrEnum
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from knowledge.errors import (
    BadValue,
    ConfigurationError,
    MalformedConfiguration,
    MissingConfiguration,
    SeveralFaults,
    UnknownKey,
)
from knowledge.phrases import say

T = TypeVar("T")
FILE = Path("config.toml")
PREFIX = "AIDE_MEMOIRE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The [knowledge] section."""

    shipped: bool = True  # read the letters that come with the product
    letters: tuple[Path, ...] = (Path("var/letters"),)  # further folders of letters
    database: Path = Path("var/knowledge.db")  # the base built from them
    largest_file: int = field(default=5_000_000, metadata={"least": 1_000})  # bytes; a larger file is refused
    largest_text: int = field(default=2_000_000, metadata={"least": 1_000})  # characters, once unpacked
    doubtful_below: float = field(
        default=0.75, metadata={"least": 0, "most": 1}
    )  # confidence under which a fact is told
    workers: int = field(default=0, metadata={"least": 0, "most": 64})  # processes that read letters; 0: one a core
    parallel_from: int = field(default=200, metadata={"least": 1})  # letters to read from which several processes pay


@dataclass(frozen=True, slots=True, kw_only=True)
class Operators:
    """The [operators] section: who looks at letters before they are published, in Telegram."""

    telegram: tuple[int, ...] = ()  # their ids; empty: nobody, and what is built is published at once
    hold_minutes: int = field(default=10, metadata={"least": 0, "most": 1440})  # pushes wait after a publication
    incoming: Path = Path("var/incoming")  # letters sent, until they are published
    reports: int = 0  # the chat that gets error reports and the weekly digest; 0: each operator


def load_operators(path: Path | None = None, environ: Mapping[str, str] = os.environ) -> Operators:
    """Return the operators. Raises ConfigurationError."""
    table, folder = read(path)
    made = fill(Operators, table.get("operators", {}), "operators", environ=environ, file=str(path or FILE))
    return replace(made, incoming=folder / made.incoming)


def load(path: Path | None = None, environ: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings of the letters: those of a file, else of config.toml here, else the defaults.

    Raises ConfigurationError.
    """
    table, folder = read(path)
    settings = fill(Settings, table.get("knowledge", {}), "knowledge", environ=environ, file=str(path or FILE))
    return _anchored(settings, folder)


def read(path: Path | None) -> tuple[dict[str, Any], Path]:
    """Return the table of a configuration file and the folder that its relative paths start from."""
    file = path or FILE
    if not file.is_file():
        if path is not None:
            raise MissingConfiguration(file=path)
        return {}, Path()
    try:
        return tomllib.loads(file.read_text("utf-8")), file.parent
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MalformedConfiguration(file=file, reason=error) from None


def fill(
    cls: type[T], table: object, prefix: str, *, environ: Mapping[str, str] = os.environ, file: str = str(FILE)
) -> T:
    """Return a frozen dataclass filled from a table of TOML; AIDE_MEMOIRE_<PREFIX>_<KEY> overrides each key.

    A field's type says what it takes (bool, int, float, str, Path, time, a StrEnum, a tuple of one of them, X | None,
    or another such dataclass, which is a section of its own); its metadata may hold `least` and `most`.
    Raises ConfigurationError with all the faults found.
    """
    faults: list[ConfigurationError] = []
    made = _fill(cls, table, _Place(prefix, file, environ), faults)
    if len(faults) > 1:
        raise SeveralFaults(faults=" ".join(map(str, faults)))
    if faults:
        raise faults[0]
    return made


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a value is being read."""

    key: str
    file: str
    environ: Mapping[str, str]

    def __truediv__(self, key: str) -> "_Place":
        return _Place(f"{self.key}.{key}".lstrip("."), self.file, self.environ)

    @property
    def override(self) -> str | None:
        """What the environment says instead of the file."""
        return self.environ.get("_".join((PREFIX, *self.key.split("."))).upper())

    def bad(self, value: object, kind: str, **details: object) -> BadValue:
        return BadValue(file=self.file, key=self.key, value=repr(value), expected=say(f"kind.{kind}", **details))


def _fill(cls: type[T], table: object, place: _Place, faults: list[ConfigurationError]) -> T:
    if not isinstance(table, Mapping):
        faults.append(place.bad(table, "table"))
        table = {}
    hints = get_type_hints(cls)
    known = {each.name: each for each in fields(cls)}  # type: ignore[arg-type]  # only dataclasses are filled
    faults.extend(
        UnknownKey(file=place.file, key=(place / key).key, known=", ".join(known)) for key in table if key not in known
    )
    values = dict(_values(table, known, hints, place, faults))
    return cls(**values)


def _values(
    table: Mapping[str, object],
    known: dict[str, Field[Any]],
    hints: dict[str, Any],
    place: _Place,
    faults: list[ConfigurationError],
) -> Iterator[tuple[str, object]]:
    for name, each in known.items():
        here, wanted = place / name, hints[name]
        if isinstance(wanted, type) and is_dataclass(wanted):
            yield name, _fill(wanted, table.get(name, {}), here, faults)
            continue
        override = here.override
        if override is None and name not in table:
            if each.default is MISSING and each.default_factory is MISSING:
                faults.append(here.bad(None, _kind(wanted)))
                yield name, None
            continue
        try:
            value = _from_text(override, wanted) if override is not None else table[name]
            yield name, _bounded(_checked(value, wanted, here), each, here)
        except BadValue as fault:
            faults.append(fault)


def _kind(wanted: Any) -> str:
    if get_origin(wanted) is tuple:
        return "tuple"
    if isinstance(wanted, UnionType):
        return _kind(get_args(wanted)[0])
    return "StrEnum" if issubclass(wanted, StrEnum) else str(wanted.__name__)


def _from_text(text: str, wanted: Any) -> object:
    """Return what a variable of the environment means; a text that means nothing stays itself and is refused later."""
    if get_origin(wanted) is tuple:
        return [_from_text(each, get_args(wanted)[0]) for each in text.split(os.pathsep) if each]
    if isinstance(wanted, UnionType):
        return _from_text(text, get_args(wanted)[0]) if text else None
    if wanted in (int, float, bool):
        try:
            return tomllib.loads(f"value = {text}")["value"]
        except tomllib.TOMLDecodeError:
            return text
    return text


def _checked(value: object, wanted: Any, place: _Place) -> object:
    """Return a value as its field wants it. Raises BadValue."""
    if isinstance(wanted, UnionType):
        return None if value is None else _checked(value, get_args(wanted)[0], place)
    if get_origin(wanted) is tuple:
        if not isinstance(value, list):
            raise place.bad(value, "tuple")
        return tuple(_checked(each, get_args(wanted)[0], place) for each in value)
    if issubclass(wanted, StrEnum):
        if value not in list(wanted):
            raise place.bad(value, "StrEnum", choices=", ".join(wanted))
        return wanted(value)
    return _scalar(value, wanted, place)


def _scalar(value: object, wanted: type, place: _Place) -> object:
    if wanted is float and type(value) is int:
        return float(value)
    if wanted is Path and isinstance(value, str) and value:
        return Path(value).expanduser()
    if wanted is dt.time and isinstance(value, str):
        try:
            return dt.time.fromisoformat(value)
        except ValueError:
            raise place.bad(value, "time") from None
    if type(value) is wanted:
        return value
    raise place.bad(value, wanted.__name__)


def _bounded(value: object, each: Field[Any], place: _Place) -> object:
    least, most = each.metadata.get("least"), each.metadata.get("most")
    for one in value if isinstance(value, tuple) else (value,):
        if least is not None and one is not None and one < least:
            raise place.bad(one, "least", least=least)
        if most is not None and one is not None and one > most:
            raise place.bad(one, "most", most=most)
    return value


def _anchored(settings: Settings, folder: Path) -> Settings:
    """Return the settings with relative paths starting from the folder of the configuration file."""
    return replace(
        settings, letters=tuple(folder / each for each in settings.letters), database=folder / settings.database
    )

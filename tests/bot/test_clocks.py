"""The newer of two sets of time zones is read."""

import datetime as dt
import zoneinfo
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.clocks import system_version, take_the_newest

PINNED = str(import_module("tzdata").IANA_VERSION)
CASABLANCA = "Africa/Casablanca"


@pytest.fixture
def system(tmp_path: Path) -> Iterator[Path]:
    """A system whose Casablanca is Geneva, and whose version the test tells."""
    before = zoneinfo.TZPATH
    folder = tmp_path / "zoneinfo"
    (folder / "Africa").mkdir(parents=True)
    package = Path(str(import_module("tzdata").__file__)).parent / "zoneinfo"
    (folder / CASABLANCA).write_bytes((package / "Europe" / "Zurich").read_bytes())
    zoneinfo.reset_tzpath(to=(str(folder),))
    ZoneInfo.clear_cache()
    take_the_newest.cache_clear()
    yield folder
    zoneinfo.reset_tzpath(to=before)
    ZoneInfo.clear_cache()


@pytest.mark.parametrize(
    ("told", "hours"),
    [("# version 2019a\nRest", 0), ("# version 2999z\nRest", 1), (f"# version {PINNED}\n", 1), (None, 0)],
)
def test_the_newer_is_read(system: Path, told: str | None, hours: int) -> None:
    """An older system, or one that does not tell, gives way to the package; one as new or newer does not."""
    if told is not None:
        (system / "tzdata.zi").write_text(told, "utf-8")
    take_the_newest()
    at = dt.datetime(2026, 12, 15, 9, tzinfo=ZoneInfo(CASABLANCA))
    assert at.utcoffset() == hours * dt.timedelta(hours=1)


def test_the_version_stands_in_one_of_two_files(tmp_path: Path) -> None:
    """Debian and others keep tzdata.zi, macOS +VERSION; a folder that is not there says nothing."""
    assert system_version(()) == system_version((str(tmp_path / "none"), str(tmp_path))) == ""
    (tmp_path / "+VERSION").write_text("2025b\n", "utf-8")
    assert system_version((str(tmp_path / "none"), str(tmp_path))) == "2025b"


def test_rules_of_this_year_are_known() -> None:
    """Morocco left UTC+1 and Vancouver its winters in 2026: nine o'clock in December is so many hours of UTC."""
    take_the_newest()
    for name, hour in ((CASABLANCA, 9), ("America/Vancouver", 16)):
        at = dt.datetime(2026, 12, 15, 9, tzinfo=ZoneInfo(name))
        assert at.astimezone(dt.UTC).hour == hour

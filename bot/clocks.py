"""The newer of the system's time zones and of those that come with the program: rules of this year are in one only."""

import zoneinfo
from functools import cache
from importlib import import_module
from pathlib import Path


@cache
def take_the_newest() -> None:
    """Let every clock from now on be read from whichever is newer. A system that does not tell its version is older."""
    if system_version(zoneinfo.TZPATH) < str(import_module("tzdata").IANA_VERSION):
        zoneinfo.reset_tzpath(to=())
        zoneinfo.ZoneInfo.clear_cache()


def system_version(folders: tuple[str, ...]) -> str:
    """Return the version of the time zones that a system has, "2025b"; "" when it does not tell."""
    for folder in map(Path, folders):
        for name in ("tzdata.zi", "+VERSION"):
            try:
                first = (folder / name).read_text("utf-8").split("\n", 1)[0]
            except OSError:
                continue
            return first.rpartition(" ")[2].strip()
        if folder.is_dir():
            return ""
    return ""

"""Headless Chromium, as far as the tests of pages need it: a picture of a page, and what a page measures."""

import os
import shutil
import subprocess
import tempfile
import zlib
from dataclasses import dataclass
from pathlib import Path

import pytest

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--allow-file-access-from-files",  # a page of the disk may measure another
)
SCHEMES = {"dark": 0, "light": 1}


def chromium() -> str:
    """Return the program; without it the test skips, and fails where continuous integration promises it."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found:
        return found
    if os.environ.get("CI") == "true":
        pytest.fail("continuous integration looks at the pages in Chromium, which is not installed")
    pytest.skip("Chromium is not installed: the pages were not looked at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A screenshot."""

    width: int
    height: int
    corner: tuple[int, int, int]  # the colour of its first point


def picture(page: Path, width: int, height: int, scheme: str) -> Picture:
    """Return how a page looks in a window."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.png"
        _run(scheme, f"--window-size={width},{height}", f"--screenshot={file}", page.as_uri())
        return _png(file.read_bytes())


def dom(page: Path, scheme: str = "light") -> str:
    """Return a page as it stands once loaded."""
    return _run(scheme, "--window-size=1600,1200", "--dump-dom", page.as_uri())


def _run(scheme: str, *arguments: str) -> str:
    program = chromium()
    with tempfile.TemporaryDirectory() as profile:
        done = subprocess.run(  # noqa: S603  # our own arguments
            [
                program,
                *FLAGS,
                f"--user-data-dir={profile}",
                f"--blink-settings=preferredColorScheme={SCHEMES[scheme]}",
                *arguments,
            ],
            capture_output=True,
            encoding="utf-8",
            timeout=50,
            check=True,
        )
    return done.stdout


def _png(data: bytes) -> Picture:
    width, height = int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    place, packed = 8, b""
    while place < len(data):
        size = int.from_bytes(data[place : place + 4])
        if data[place + 4 : place + 8] == b"IDAT":
            packed += data[place + 8 : place + 8 + size]
        place += size + 12
    row = zlib.decompressobj().decompress(packed, 4)  # its filter, then the first point, which no filter changes
    return Picture(width=width, height=height, corner=(row[1], row[2], row[3]))

"""A file system of the test's own: small, or not to be written. Who may not make one skips the test."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest


@contextmanager
def file_system(folder: Path, options: str) -> Iterator[Path]:
    """Mount one on a new folder until the end of the block."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", options, "none", str(folder)]
    made = subprocess.run(mount, capture_output=True, check=False)  # noqa: S603  # the system's own
    if made.returncode:
        pytest.skip(made.stderr.decode())
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)  # noqa: S603, S607  # as above


@contextmanager
def full(folder: Path) -> Iterator[None]:
    """Leave no room on the file system of a folder."""
    ballast = folder / "ballast"
    with suppress(OSError), ballast.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(512))
    yield
    ballast.unlink()

"""The folder of a report: each file is swapped in whole, and what others put there stays."""

import re
import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from knowledge.errors import ForeignFolder, UnwritableReport

MARKER = ".aide-memoire-report"  # lists the files of the report that stands here
_OURS = re.compile(r"(?:index|agenda)\.html|style\.css|letters/[a-z0-9-]+\.html|originals/[a-z0-9-]+\.[a-z]+")


def publish(folder: Path, write: Callable[[Path], None]) -> None:
    """Let `write` fill an empty folder, then put what it wrote into `folder`, pages of an older report gone.

    Raises ForeignFolder when the folder holds something else than a report, UnwritableReport.
    """
    try:
        _publish(folder, write)
    except OSError as error:
        raise UnwritableReport(folder=folder, reason=error.strerror or error) from error


def _publish(folder: Path, write: Callable[[Path], None]) -> None:
    old = _listed(folder)
    folder.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=".writing-", dir=folder))
    try:
        write(staging)
        new = _files(staging)
        strangers = [name for name in new if name not in old and (folder / name).exists()]
        if strangers:
            raise ForeignFolder(folder=folder, name=strangers[0])
        _mark(folder, staging, {*old, *new})
        for name in sorted(new, key=lambda name: name.endswith("index.html")):  # the page that leads to the others last
            (folder / name).parent.mkdir(exist_ok=True)
            (staging / name).chmod(0o644)
            (staging / name).replace(folder / name)
        for name in old - new:
            (folder / name).unlink(missing_ok=True)
        _mark(folder, staging, new)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _listed(folder: Path) -> frozenset[str]:
    """Return the files of the report that stands in a folder. Raises ForeignFolder when it holds something else."""
    marker = folder / MARKER
    if marker.is_file():
        return frozenset(name for name in marker.read_text("utf-8").splitlines() if _OURS.fullmatch(name))
    first = next((path.name for path in folder.iterdir()), None) if folder.exists() else None
    if first is not None:
        raise ForeignFolder(folder=folder, name=first)
    return frozenset()


def _files(staging: Path) -> frozenset[str]:
    return frozenset(path.relative_to(staging).as_posix() for path in staging.rglob("*") if path.is_file())


def _mark(folder: Path, staging: Path, names: Iterable[str]) -> None:
    draft = staging / MARKER
    draft.write_text("".join(f"{name}\n" for name in sorted(names)), "utf-8")
    draft.replace(folder / MARKER)

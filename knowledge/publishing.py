"""Publishing as a step of its own: files change, a base is built and swapped in, a row tells it, and all can go back.

What stood there before is kept beside the base: files by moving them, a base by a hard link. Publications are undone in
the reverse of their order. One lock serves all processes.
"""

import fcntl
import os
import shutil
import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from knowledge import store
from knowledge.building import Options, Progress, Report, build, folders, shipped
from knowledge.documents.file import Limits
from knowledge.errors import (
    NothingPrepared,
    NothingToUndo,
    RefusedLetter,
    ShippedLetter,
    StalePreparation,
    UnknownReference,
)
from knowledge.history import By, Deed, History, HistoryRow, Moved, next_number, standing
from knowledge.intake import CORRECTION
from knowledge.references import reference_key
from knowledge.settings import Settings

KEPT = 20  # bases that one can go back to


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChange:
    """A file of a folder of letters that is to hold something else."""

    path: Path
    content: bytes | None  # None: it is taken off


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """What is published, and from where."""

    database: Path
    folders: tuple[Path, ...]
    limits: Limits
    options: Options = field(default_factory=Options)
    progress: Progress = lambda *_: None

    @property
    def history(self) -> History:
        """What was done so far."""
        return History(self.database)

    @property
    def prepared(self) -> Path:
        """Where a base is prepared."""
        return self.database.with_name(f"{self.database.stem}.prepared.db")

    @property
    def version(self) -> str:
        """The version of the published base; empty when there is none."""
        return store.version_of(self.database)

    def build(self, by: By) -> Report:
        """Read the folders and publish what they hold. Raises what `building.build` raises."""
        with self._alone():
            before = self._keep()
            report = self._built(self.database)
            if report.version != before:
                self.history.add(by, Deed.BUILD, str(report.count), before=before, after=report.version)
        return report

    def prepare(self, by: By) -> Report:
        """Read the folders into a base beside the published one."""
        with self._alone():
            before = self.version
            report = self.candidate(self.prepared, self.folders)
            self.history.add(by, Deed.PREPARE, str(report.count), before=before, after=report.version)
        return report

    def candidate(self, file: Path, sources: Sequence[Path], without: Sequence[Path] = ()) -> Report:
        """Build a base of some folders aside, from the published one, but for some files."""
        file.parent.mkdir(parents=True, exist_ok=True)
        aside = file.with_name(f".{file.name.lstrip('.')}.{os.getpid()}.{threading.get_ident()}")
        try:
            if self.database.is_file():
                shutil.copyfile(self.database, aside)
            options = replace(self.options, without=frozenset(without))
            report = build(sources, aside, self.limits, self.progress, options)
            aside.replace(file)
        finally:
            aside.unlink(missing_ok=True)
        return report

    def publish(self, by: By) -> HistoryRow:
        """Publish what was prepared. Raises NothingPrepared, StalePreparation."""
        with self._alone():
            told = [row for row in self.history.rows() if row.deed is Deed.PREPARE]
            if not told or store.version_of(self.prepared) != told[-1].after:
                raise NothingPrepared
            if told[-1].before != self.version:
                raise StalePreparation
            before = self._keep()
            self.prepared.replace(self.database)
            return self.history.add(by, Deed.PUBLISH, told[-1].what, before=before, after=self.version)

    def put(self, changes: Sequence[FileChange], deed: Deed, what: str, by: By) -> HistoryRow:
        """Change files of the folders and publish what they then hold. Raises RefusedLetter, all being as before."""
        with self._alone():
            before, files = self._keep(), self._moved(changes)
            try:
                report = self._built(self.database)
                _accepted(report, {each.path.name for each in changes if each.content is not None})
            except BaseException:
                self._back(files, before)
                raise
            return self.history.add(by, deed, what, before=before, after=report.version, files=files)

    def withdraw(self, reference: str, by: By) -> HistoryRow:
        """Take a letter and its corrections off, and publish. Raises UnknownReference, ShippedLetter."""
        path = self.file_of(reference)
        both = (path, path.with_suffix(CORRECTION))
        changes = [FileChange(path=each, content=None) for each in both if each.exists()]
        return self.put(changes, Deed.WITHDRAW, reference, by)

    def file_of(self, reference: str) -> Path:
        """Return the file of a letter that one may change. Raises UnknownReference, ShippedLetter."""
        known = store.places(self.database)
        found = next((path for each, path in known if reference_key(each) == reference_key(reference)), None)
        if found is None:
            raise UnknownReference(reference=reference, known=", ".join(each for each, _ in known))
        if found.parent == shipped():
            raise ShippedLetter(reference=reference)
        return found

    def undo(self, by: By) -> HistoryRow:
        """Take back the last publication that stands: its files, and its base. Raises NothingToUndo."""
        with self._alone():
            last = next(reversed(standing(self.history.rows())), None)
            if last is None or not last.before:
                raise NothingToUndo
            before = self._keep()
            self._back(last.files, last.before)
            more = {"before": before, "after": self.version, "undoes": last.number}
            return self.history.add(by, Deed.UNDO, last.what, **more)

    # ------------------------------------------------------------------ files and bases

    @property
    def _versions(self) -> Path:
        return self.database.with_name(f"{self.database.stem}.versions")

    def _built(self, database: Path) -> Report:
        return build(self.folders, database, self.limits, self.progress, self.options)

    def _keep(self) -> str:
        """Keep the published base under its version; return that."""
        version = self.version
        if version:
            self._versions.mkdir(parents=True, exist_ok=True)
            kept = self._versions / f"{version}.db"
            kept.unlink(missing_ok=True)
            _link(self.database, kept)
            os.utime(kept)  # of several, the last used stay
            old = sorted(self._versions.glob("*.db"), key=lambda each: each.stat().st_ctime_ns)
            for each in old[:-KEPT]:
                each.unlink()
        return version

    def _moved(self, changes: Sequence[FileChange]) -> tuple[Moved, ...]:
        """Change files, keeping what stood there."""
        room = self._versions / "files" / str(next_number(self.history.rows()))
        done: list[Moved] = []
        for each in changes:
            kept = None
            if each.path.exists():
                room.mkdir(parents=True, exist_ok=True)
                kept = room / each.path.name
                shutil.copy2(each.path, kept)
            if each.content is None:
                each.path.unlink()
            else:
                _write(each.path, each.content)
            done.append(Moved(path=str(each.path), kept=None if kept is None else str(kept)))
        return tuple(done)

    def _back(self, files: Sequence[Moved], version: str) -> None:
        """Put files back as they were, and the base of that time; build it where it is no longer kept."""
        for each in reversed(files):
            if each.kept is None:
                Path(each.path).unlink(missing_ok=True)
            else:
                _write(Path(each.path), Path(each.kept).read_bytes())
        kept = self._versions / f"{version}.db"
        if version and kept.is_file():
            aside = self.database.with_name(f".{self.database.name}.back")
            aside.unlink(missing_ok=True)
            _link(kept, aside)
            aside.replace(self.database)
            aside.unlink(missing_ok=True)  # nothing happens when one replaces a file by itself
        elif version:
            self._built(self.database)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Let nobody else publish meanwhile."""
        lock = self.database.with_name(f".{self.database.name}.lock")
        lock.parent.mkdir(parents=True, exist_ok=True)
        with lock.open("w") as stream:
            fcntl.flock(stream, fcntl.LOCK_EX)
            yield


def publisher(settings: Settings, progress: Progress = lambda *_: None) -> Publisher:
    """Return the publisher that the settings describe."""
    options = Options(workers=settings.workers, parallel_from=settings.parallel_from)
    return Publisher(
        database=settings.database,
        folders=folders(settings),
        limits=limits(settings),
        options=options,
        progress=progress,
    )


def limits(settings: Settings) -> Limits:
    """Return what a file may weigh, and how sure of its facts one must be, as the settings tell."""
    return Limits(file=settings.largest_file, text=settings.largest_text, doubtful_below=settings.doubtful_below)


def _accepted(report: Report, names: Collection[str]) -> None:
    """Raise RefusedLetter when a build did not take one of some files."""
    reasons = [problem.message for problem in report.refused if problem.file in names]
    if reasons:
        raise RefusedLetter(reasons=" ".join(reasons))


def _link(file: Path, name: Path) -> None:
    try:
        name.hardlink_to(file)
    except OSError:  # a file system without links
        shutil.copyfile(file, name)


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.new")
    aside.write_bytes(content)
    aside.replace(path)

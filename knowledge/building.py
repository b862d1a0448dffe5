"""From folders of letters to a base: what was read, what was refused and why, what changed."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from knowledge import letters as shipped_letters
from knowledge import store
from knowledge.comparing import Change, Kind, changes
from knowledge.documents.file import Limits
from knowledge.errors import DamagedBase, NoLetters
from knowledge.intake import digest, letter_files, read_files, reader_version, stray_corrections
from knowledge.model import Letter, Problem
from knowledge.references import reference_key
from knowledge.settings import Settings
from knowledge.settling import conflict, contradicting, settle, withdrawn

__all__ = ["LetterChanges", "Options", "Report", "build", "folders", "letter_files", "read_all", "shipped"]
Progress = Callable[[int, int, str], None]  # letters done, letters to read, the file in hand


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to build."""

    workers: int = 1  # processes that read; 0: one a core
    parallel_from: int = 200  # letters to read from which several processes pay
    afresh: bool = False  # read every letter again
    dry_run: bool = False  # write nothing
    without: frozenset[Path] = field(default_factory=frozenset)  # files that are left out


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterChanges:
    """What changes in the facts of one letter."""

    reference: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a build did."""

    count: int  # letters of the base
    read: int  # files read for it, the others being as they were
    refused: tuple[Problem, ...]  # files of which nothing was kept
    doubts: tuple[Problem, ...]  # of the letters that were kept
    version: str  # of the base
    changed: tuple[LetterChanges, ...]  # a dry run: what would change, letter by letter
    tally: dict[str, int]  # how many facts were added, changed, removed; empty for the first base


def shipped() -> Path:
    """Return the folder of the letters that come with the product."""
    return Path(next(iter(shipped_letters.__path__)))


def folders(settings: Settings) -> tuple[Path, ...]:
    """Return the folders that the settings name, those that do not exist yet left out."""
    return tuple(folder for folder in ((shipped(),) if settings.shipped else ()) + settings.letters if folder.is_dir())


def build(
    sources: Sequence[Path],
    database: Path,
    limits: Limits,
    progress: Progress = lambda *_: None,
    options: Options = Options(),
) -> Report:
    """Read the letters of some folders that have changed since the base was made, and swap in the base of them all.

    A letter that cannot be read is refused and the others are kept; one that has gone is withdrawn. Raises
    MissingFolder, NoLetters (nothing could be read: the base stays as it was) or UnwritableBase.
    """
    files = tuple(file for folder in sources for file in letter_files(folder) if file not in options.without)
    try:
        return _Build(files, database, limits, progress, options).run(afresh=options.afresh)
    except DamagedBase:
        return _Build(files, database, limits, progress, options).run(afresh=True)
    except NoLetters as error:
        named = ", ".join(map(str, sources))
        raise NoLetters(folders=named, reasons=error.details["reasons"]) from None


def read_all(
    files: Iterable[Path], limits: Limits, progress: Progress
) -> tuple[tuple[Letter, ...], tuple[Problem, ...], tuple[Problem, ...]]:
    """Return the letters of files, the refusals and the doubts, all in memory."""
    files = tuple(files)
    kept: dict[str, Letter] = {}
    refused: list[Problem] = []
    doubts: list[Problem] = []
    for done, reading in enumerate(read_files(files, limits, 1)):
        progress(done, len(files), reading.path.name)
        letter = reading.letter
        if letter is None:
            refused.extend(reading.problems)
            continue
        other = kept.setdefault(reference_key(letter.reference), letter)
        if other is letter:
            doubts.extend(reading.problems)
        else:
            refused.append(conflict(reading.path.name, letter.reference, other.file))
    progress(len(files), len(files), "")
    return tuple(kept.values()), tuple(refused), tuple(doubts)


@dataclass(frozen=True, slots=True)
class _Build:
    """One build."""

    files: tuple[Path, ...]
    database: Path
    limits: Limits
    progress: Progress
    options: Options

    def run(self, *, afresh: bool) -> Report:
        """Make the base, from the present one unless all is to be read afresh."""
        reader = reader_version(self.limits)
        paths = tuple(_path(file) for file in self.files)
        with store.drafting(self.database, reader, afresh=afresh, keep=not self.options.dry_run) as draft:
            withdrawn(draft, paths)
            read, passing = self._read(draft)
            conflicts, orphans = settle(draft, paths)
            lasting = [Problem(file=Path(path).name, message=refusal) for path, refusal in draft.refused()]
            refused = tuple(sorted((*lasting, *passing, *conflicts), key=lambda each: each.file))
            count = draft.count()
            if not count:
                raise NoLetters(folders="", reasons=[each.message for each in refused])
            doubts = (*draft.told(), *orphans, *contradicting(draft), *self._stray())
            version = draft.finish((*refused, *doubts), reader)
            changed, tally = self._differences(draft)
        return Report(
            count=count, read=read, refused=refused, doubts=doubts, version=version, changed=changed, tally=tally
        )

    def _read(self, draft: store.Draft) -> tuple[int, list[Problem]]:
        """Read what has changed into the draft; return how many files that was, and the refusals that may not last."""
        known = draft.digests()
        stale = [file for file in self.files if not self._fresh(file, known.get(_path(file)))]
        passing: list[Problem] = []
        for done, reading in enumerate(read_files(stale, self.limits, self._workers(len(stale)))):
            self.progress(done, len(stale), reading.path.name)
            path = _path(reading.path)
            if reading.letter is not None:
                origin = store.Origin(path=path, digest=reading.digest)
                draft.put(origin, reading.letter, reading.problems)
            elif reading.lasting:
                draft.put(store.Origin(path=path, digest=reading.digest, refusal=reading.problems[0].message), None)
            else:
                draft.drop(path)
                passing.extend(reading.problems)
        self.progress(len(stale), len(stale), "")
        return len(stale), passing

    def _fresh(self, file: Path, known: str | None) -> bool:
        """Tell whether a file is as it was when it was read."""
        return known is not None and known == digest(file, self.limits) != ""

    def _stray(self) -> Iterator[Problem]:
        for folder in dict.fromkeys(file.parent for file in self.files):
            yield from stray_corrections(folder, self.files)

    def _workers(self, letters: int) -> int:
        if letters < self.options.parallel_from:
            return 1
        return self.options.workers or len(os.sched_getaffinity(0))

    def _differences(self, draft: store.Draft) -> tuple[tuple[LetterChanges, ...], dict[str, int]]:
        """Return what differs from the present base, told in full for a dry run, and how many facts that is."""
        if not self.options.dry_run and not store.usable(self.database):
            return (), {}  # all is new: nothing to tell
        tally = dict.fromkeys(map(str, Kind), 0)
        told = []
        for old, new in store.differing(self.database, draft.connection):
            found = tuple(changes(old, new))
            for each in found:
                tally[each.kind] += 1
            letter = new or old
            if self.options.dry_run and letter is not None and found:
                told.append(LetterChanges(reference=letter.reference, changes=found))
        return tuple(told), tally


def _path(file: Path) -> str:
    return os.fspath(file.absolute())
